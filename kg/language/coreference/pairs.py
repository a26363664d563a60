"""The pairs of mentions that are compared, and what each pair shows by form, place and grammar."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kg.language.coreference.mentions import ENTITIES, KINDS, ROLES, Ints, Mentions

Floats = NDArray[np.float32]
Flags = NDArray[np.bool_]

NEAR = 50
"""How many of the mentions before it each mention is compared with, whatever their form."""
FAR = 24
"""How many more, further back, of those that share a word with it."""

_FIRST = KINDS.index("i")
_NAME = KINDS.index("name")
_PERSON = ENTITIES.index("PERSON")
_SUBJECTS = [ROLES.index(role) for role in ("nsubj", "nsubj:pass", "nsubj:outer")]
_STEPS = (0, 1, 2, 3, 5, 8, 16, 32, 64)
_OFTEN = 4
_QUOTED = 4

#: What is seen of a pair, "i" being the later mention and "j" the earlier. The order is that of the network's weights.
FEATURES = (
    "same words", "same pronoun", "same head", "same head and words", "i in j", "j in i", "same head, i in j",
    "a shared word", "names with a shared word", "names without", "name i in name j", "name j in name i", "names that differ",
    "same head, words that differ", "pronouns of a kind", "pronouns of two kinds", "number agrees", "number differs",
    "gender agrees", "gender differs", "acronym", "type agrees", "type differs", "only i has a type", "only j has a type", "i inside j", "j inside i", "one head word",
    "one governor", "i hangs on j", "j hangs on i", "same role", "both quoted or none", "only i quoted", "adjacent",
    *(f"j said {n} times" for n in range(1, _OFTEN + 1)),
    *(f"{n} persons between" for n in range(5)),
    "both subjects", "j subject of the sentence", "j subject of the sentence before", "j first person named", "j person and subject",
    "j person in the sentence", "j person near the root", "j higher in the tree", "arguments of one verb", "i inside person j",
    *(f"from {n} sentences on" for n in _STEPS),
    *(f"from {n} mentions on" for n in _STEPS),
)  # fmt: skip


def find_pairs(mentions: Mentions, wanted: Flags | None = None) -> tuple[Ints, Ints]:
    """Return the pairs (later, earlier) of mentions that are compared, sorted by the later one.

    Only those whose later mention is ``wanted``; all if nothing is said of that.
    """
    asked = [True] * len(mentions) if wanted is None else wanted.tolist()
    later: list[int] = []
    earlier: list[int] = []
    seen: dict[int, list[int]] = {}
    content, kinds = mentions.content.tolist(), mentions.kind.tolist()
    for i in range(len(mentions)):
        near = range(max(0, i - NEAR), i) if asked[i] else range(0)
        chosen: list[int] = []
        if kinds[i] < _FIRST:
            words = {word for word in content[i] if word}
            if asked[i]:
                places = (seen.get(word, []) for word in words)
                far = {j for found in places for j in (*found[:2], *found[-FAR:]) if j < near.start}
                chosen = sorted(far)[-FAR:]
            for word in words:
                seen.setdefault(word, []).append(i)
        later += [i] * (len(near) + len(chosen))
        earlier += (*near, *chosen)
    return np.array(later, dtype=np.int64), np.array(earlier, dtype=np.int64)


def pair_features(m: Mentions, i: Ints, j: Ints) -> Floats:
    """Return what is seen of each pair (i, the later; j, the earlier): (pairs, FEATURES), zeros and ones."""
    sentences = m.sentence[i] - m.sentence[j]
    columns = [
        *_by_form(m, i, j),
        *_by_agreement(m, i, j),
        *_by_place(m, i, j),
        *_by_salience(m, i, j, sentences),
        *_steps(sentences),
        *_steps(i - j),
    ]
    return np.stack(columns, axis=1).astype(np.float32)


def compared_kinds(m: Mentions, i: Ints, j: Ints) -> Ints:
    """Return the kinds of both mentions of each pair as one number."""
    return m.kind[i] * len(KINDS) + m.kind[j]


def _by_form(m: Mentions, i: Ints, j: Ints) -> list[Flags]:
    a, b = m.content[i], m.content[j]
    real_a, real_b = a != 0, b != 0
    same = (a[:, :, None] == b[:, None, :]) & real_a[:, :, None]
    found_a, found_b = same.any(2), same.any(1)
    inside = (found_a | ~real_a).all(1) & real_a.any(1)
    covers = (found_b | ~real_b).all(1) & real_b.any(1)
    shared = found_a.any(1)
    pronouns = (m.kind[i] >= _FIRST, m.kind[j] >= _FIRST)
    words = ~pronouns[0] & ~pronouns[1]
    names = (m.kind[i] == _NAME) & (m.kind[j] == _NAME)
    head, form = m.lemma[i] == m.lemma[j], m.form[i] == m.form[j]
    return [
        form & words,
        form & pronouns[0] & pronouns[1],
        head & words,
        head & words & inside & covers,
        inside & words,
        covers & words,
        inside & head & words,
        shared & words,
        shared & names,
        names & ~shared,
        names & inside,
        names & covers,
        names & shared & ~inside & ~covers,
        head & ~inside & ~covers & words,
    ]


def _by_agreement(m: Mentions, i: Ints, j: Ints) -> list[Flags]:
    kinds = (m.kind[i], m.kind[j])
    pronouns = (kinds[0] >= _FIRST, kinds[1] >= _FIRST)
    numbers, types = (m.plural[i], m.plural[j]), (m.entity[i], m.entity[j])
    known = (numbers[0] != 2, numbers[1] != 2)
    return [
        (kinds[0] == kinds[1]) & pronouns[0],
        pronouns[0] & pronouns[1] & (kinds[0] != kinds[1]),
        (numbers[0] == numbers[1]) & known[0],
        (numbers[0] != numbers[1]) & known[0] & known[1],
        (m.gender[i] == m.gender[j]) & (m.gender[i] > 0),
        (m.gender[i] != m.gender[j]) & (m.gender[i] > 0) & (m.gender[j] > 0),
        ((m.initials[i] == m.form[j]) & (m.initials[i] > 0))
        | ((m.initials[j] == m.form[i]) & (m.initials[j] > 0)),
        (types[0] == types[1]) & (types[0] > 0),
        (types[0] != types[1]) & (types[0] > 0) & (types[1] > 0),
        (types[0] > 0) & (types[1] == 0),
        (types[0] == 0) & (types[1] > 0),
    ]


def _by_place(m: Mentions, i: Ints, j: Ints) -> list[Flags]:
    quoted = ((m.flags[i] >> _QUOTED) & 1, (m.flags[j] >> _QUOTED) & 1)
    return [
        _inside(m, i, j),
        _inside(m, j, i),
        m.head[i] == m.head[j],
        m.governor[i] == m.governor[j],
        m.governor[i] == m.head[j],
        m.governor[j] == m.head[i],
        (m.role[i] == m.role[j]) & (m.role[i] > 0),
        quoted[0] == quoted[1],
        quoted[0] > quoted[1],
        m.start[i] - m.end[j] <= 1,
    ]


def _by_salience(m: Mentions, i: Ints, j: Ints, sentences: Ints) -> list[Flags]:
    pronoun = m.kind[i] >= _FIRST
    named = (m.kind == _NAME) & (m.entity == _PERSON)
    passed = np.concatenate([[0], np.cumsum(named)])
    between = np.minimum(passed[i] - passed[j + 1], 4)
    subjects = (np.isin(m.role[i], _SUBJECTS), np.isin(m.role[j], _SUBJECTS))
    person, times = named[j], _times_said(m)[j]
    return [
        *(times == n for n in range(1, _OFTEN + 1)),
        *(person & (between == n) for n in range(5)),
        subjects[0] & subjects[1],
        subjects[1] & (sentences == 0) & pronoun,
        subjects[1] & (sentences == 1) & pronoun,
        person & _firsts(m, named)[j],
        person & subjects[1],
        person & (sentences == 0),
        person & (m.depth[j] <= 1),
        (m.depth[j] < m.depth[i]) & (sentences == 0),
        pronoun & (m.governor[i] == m.governor[j]) & ((m.flags[i] & 3) == 0),
        pronoun & _inside(m, i, j) & person,
    ]


def _steps(distance: Ints) -> list[Flags]:
    step = np.searchsorted(np.array(_STEPS), distance, side="right") - 1
    return [step == n for n in range(len(_STEPS))]


def _inside(m: Mentions, i: Ints, j: Ints) -> Flags:
    return np.asarray((m.start[j] <= m.start[i]) & (m.end[i] <= m.end[j]))


def _times_said(m: Mentions) -> Ints:
    """Return how often the words of each mention stand in the document, at most `_OFTEN`; 0 for pronouns."""
    forms = np.where(m.kind >= _FIRST, -1, m.form)
    _, inverse, counts = np.unique(forms, return_inverse=True, return_counts=True)
    return np.where(m.kind >= _FIRST, 0, np.minimum(counts[inverse], _OFTEN))


def _firsts(m: Mentions, named: Flags) -> Flags:
    """Return for each mention whether it is the first person named in its sentence."""
    firsts = np.zeros(len(m), dtype=bool)
    _, first = np.unique(m.sentence[named], return_index=True)
    firsts[np.flatnonzero(named)[first]] = True
    return firsts
