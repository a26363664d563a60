"""Pairs of mentions in one sentence that a relation may hold between, as the arrays that a scorer reads."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress, permutations
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from kg.extraction.tokens import Doc, Span, Token
from kg.model import EntityType

#: What a mention can be: the labels of names, then classes of pronouns by their words.
PRONOUNS: Mapping[str, frozenset[str]] = {
    "he": frozenset("he him his himself she her hers herself".split()),
    "it": frozenset("it its itself".split()),
    "they": frozenset("they them their theirs themselves".split()),
    "i": frozenset("i me my mine myself".split()),
    "we": frozenset("we us our ours ourselves".split()),
    "who": frozenset("who whom whose".split()),
    "which": frozenset("which that".split()),
    "where": frozenset({"where"}),
}
NAMES = (
    "PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "PRODUCT", "WORK_OF_ART", "EVENT", "LAW", "LANGUAGE",
)  # fmt: skip
#: Descriptions ("school officials"), by the type of what they describe.
NOMINALS: Mapping[EntityType, str] = {type: f"a {type.value}" for type in EntityType}
KINDS = (*NAMES, *PRONOUNS, *NOMINALS.values())
_KIND = {kind: i for i, kind in enumerate(KINDS)}
_FIRST_NOMINAL = len(NAMES) + len(PRONOUNS)
_PRONOUN = {word: _KIND[kind] for kind, words in PRONOUNS.items() for word in words}

#: Dependency labels without their subtypes; the last entry stands for any other.
LABELS = (
    "acl", "advcl", "advmod", "amod", "appos", "case", "ccomp", "compound", "conj", "cop", "csubj", "dep", "det",
    "fixed", "flat", "iobj", "list", "mark", "nmod", "nmod:poss", "nsubj", "nsubj:pass", "nummod", "obj", "obl",
    "obl:agent", "orphan", "parataxis", "vocative", "xcomp", "other",
)  # fmt: skip
_LABEL = {label: i for i, label in enumerate(LABELS)}
_STEPS = (0, 1, 2, 4, 7, 12, 20, 35)
DISTANCES = 2 * len(_STEPS)
BETWEEN = 4
REGIONS = 20
MOST_BETWEEN = 60
MOST_MENTIONS = 40
FARTHEST, LONGEST_WAY = 25, 7
"""How many words may stand between a description and what it bears a relation to, in the text and in the tree."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of tokens that a relation may be about; ``kind`` is an index into ``KINDS``."""

    start: int
    end: int
    head: int
    kind: int


@dataclass(frozen=True, slots=True)
class Candidates:
    """The pairs of one sentence: a row for each in every array.

    ``subjects`` and ``objects`` index ``mentions``; ``regions`` says for each word of the sentence where it stands
    towards the two (below ``REGIONS``); ``path`` marks the words between them in the tree, ``labels`` counts the
    labels of that way (up from the subject, then down to the object), ``meet`` is the word where it turns.
    ``claimed`` says which relations the rules found between the two, in this direction and then in the other; it has no
    columns where nobody asked them.
    """

    start: int
    end: int
    mentions: Sequence[Mention]
    subjects: NDArray[np.intp]
    objects: NDArray[np.intp]
    distance: NDArray[np.intp]
    between: NDArray[np.intp]
    regions: NDArray[np.intp]
    path: NDArray[np.float32]
    labels: NDArray[np.float32]
    meet: NDArray[np.intp]
    claimed: NDArray[np.float32]


def mentions(
    doc: Doc,
    names: Collection[str],
    pronouns: Iterable[int],
    nominals: Mapping[int, EntityType] = MappingProxyType({}),
) -> list[list[Mention]]:
    """Return for each sentence its names, by the labels wanted, those of the tokens given that are pronouns, and the
    descriptions given by their heads.
    """
    found = [Mention(e.start, e.end, e.root.i, _KIND[e.label_]) for e in doc.ents if e.label_ in names]
    for i in pronouns:
        kind = _PRONOUN.get(doc[i].lower_)
        if kind is not None:
            found.append(Mention(i, i + 1, i, kind))
    found += [Mention(i, i + 1, i, _KIND[NOMINALS[type]]) for i, type in nominals.items()]
    found.sort(key=lambda m: m.start)
    ends = [sentence.end for sentence in doc.sents]
    sentences: list[list[Mention]] = [[] for _ in ends]
    for mention in found:
        at = bisect_right(ends, mention.start)
        if mention.end <= ends[at]:
            sentences[at].append(mention)
    return sentences


def candidates(
    sentence: Span,
    found: Sequence[Mention],
    kinds: NDArray[np.bool_],
    asked: Collection[tuple[int, int]] = (),
) -> Candidates | None:
    """Return the pairs of mentions whose kinds (``kinds[subject, object]``) may bear a relation, and those asked for by
    their places among the mentions; None for none.
    """
    found = found[:MOST_MENTIONS]
    pairs = [
        (s, o)
        for s, o in permutations(range(len(found)), 2)
        if (kinds[found[s].kind, found[o].kind] or (s, o) in asked)
        and _gap(found[s], found[o]) <= _farthest(found[s], found[o])
    ]
    chains = [_chain(sentence.doc[m.head], sentence) for m in found] if pairs else []
    ways = [_way(chains[s], chains[o], sentence) for s, o in pairs]
    near = [
        len(way[0]) <= LONGEST_WAY or not _is_described(found[s], found[o])
        for (s, o), way in zip(pairs, ways, strict=True)
    ]
    pairs, ways = list(compress(pairs, near)), list(compress(ways, near))
    if not pairs:
        return None
    subjects, objects = (np.array(side, dtype=np.intp) for side in zip(*pairs, strict=True))
    path = np.zeros((len(pairs), len(sentence)), dtype=np.float32)
    labels = np.zeros((len(pairs), 2 * len(LABELS)), dtype=np.float32)
    for row, (words, used, _) in enumerate(ways):
        path[row, words] = 1.0
        for label in used:
            labels[row, label] += 1.0
    return Candidates(
        start=sentence.start,
        end=sentence.end,
        mentions=found,
        subjects=subjects,
        objects=objects,
        distance=np.array([_distance(found[s], found[o]) for s, o in pairs], dtype=np.intp),
        between=np.array([min(BETWEEN, abs(s - o)) - 1 for s, o in pairs], dtype=np.intp),
        regions=_regions(sentence, found, pairs) + (path > 0) * (REGIONS // 2),
        path=path,
        labels=labels,
        meet=np.array([meet for _, _, meet in ways], dtype=np.intp),
        claimed=np.zeros((len(pairs), 0), dtype=np.float32),
    )


def _is_described(a: Mention, b: Mention) -> bool:
    return max(a.kind, b.kind) >= _FIRST_NOMINAL


def _farthest(a: Mention, b: Mention) -> int:
    return FARTHEST if _is_described(a, b) else MOST_BETWEEN


def _gap(a: Mention, b: Mention) -> int:
    return max(b.start - a.end, a.start - b.end)


def _distance(subject: Mention, object: Mention) -> int:
    """Return the class of how many words stand between, in the upper half where the object comes first."""
    gap = max(0, _gap(subject, object))
    step = sum(gap > s for s in _STEPS[1:])
    return step + (len(_STEPS) if object.start < subject.start else 0)


def _regions(sentence: Span, found: Sequence[Mention], pairs: Sequence[tuple[int, int]]) -> NDArray[np.intp]:
    """Return for each pair and word: before both, in the first, between, in the second, after; plus 5 where the object is first."""
    at = np.arange(sentence.start, sentence.end)
    firsts = np.array([min(found[s].start, found[o].start) for s, o in pairs])[:, None]
    first_ends = np.array([min((found[s], found[o]), key=lambda m: m.start).end for s, o in pairs])[:, None]
    seconds = np.array([max(found[s].start, found[o].start) for s, o in pairs])[:, None]
    second_ends = np.array([max((found[s], found[o]), key=lambda m: m.start).end for s, o in pairs])[:, None]
    place = (at >= firsts).astype(np.intp) + (at >= first_ends) + (at >= seconds) + (at >= second_ends)
    swapped = np.array([found[o].start < found[s].start for s, o in pairs])[:, None]
    found_in: NDArray[np.intp] = place + 5 * swapped
    return found_in


Chain = list[tuple[int, int]]


def _chain(token: Token, sentence: Span) -> Chain:
    """Return the words from a token up to the root, each with the index of the label over it."""
    found: Chain = []
    for _ in range(30):
        found.append((token.i - sentence.start, _label(token.dep_)))
        if token.head.i == token.i or not sentence.start <= token.head.i < sentence.end:
            break
        token = token.head
    return found


def _way(subject: Chain, object: Chain, sentence: Span) -> tuple[list[int], list[int], int]:
    """Return the words between two in the tree, the labels on the way, and the word where it turns."""
    above = {word: n for n, (word, _) in enumerate(subject)}
    down = next((n for n, (word, _) in enumerate(object) if word in above), None)
    if down is None:
        return [], [], subject[-1][0]
    up = above[object[down][0]]
    words = [word for word, _ in subject[1 : up + 1]] + [word for word, _ in object[1:down]]
    labels = [label for _, label in subject[:up]] + [len(LABELS) + label for _, label in object[:down]]
    return words, labels, object[down][0]


def _label(label: str) -> int:
    found = _LABEL.get(label)
    return found if found is not None else _LABEL.get(label.split(":")[0], len(LABELS) - 1)
