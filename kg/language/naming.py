"""Names of a document put in order: edges trimmed, titles cut off, and one type for one name throughout."""

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kg.countries import countries
from kg.language.decoding import FAR, NameTags, Scores
from kg.language.labels import NAME_TYPES

_LEFT = frozenset({"the", '"', "“", "'", "‘", "(", "[", ",", "-", "–"})
_RIGHT = frozenset({"'s", "’s", "'", "’", '"', "”", ",", "(", ")", "]", "-", "–", ":", ";"})
_LINKS = frozenset({"of", "the", "in", "at", "and", "&", "for", "from", "on", "to", "with", "by", "a"})
_SURE = 0.6
_SURE_ORG = 0.8
"""How sure the model must be that a name is one; for organisations more, as it finds them where there are none."""
_DOUBTFUL = {"PRODUCT": 2.0}
"""What is taken off the score of a type: tweets, where most products come from, call every Google a product."""
_SURELY = 0.95
"""How sure a name must be for other places with its words to be mentions as well."""
_REPEATED = frozenset({"PERSON", "ORG", "GPE", "PRODUCT", "EVENT"})
_SLACK = 0.1
"""How much less sure a name may be for standing among surer mentions of the same words."""
_SURNAME_MARGIN = 4.0
_ORG_MARGIN = 2.0
_LEAST = -14.0
_REPAIRS = 4
"""How often a sequence is read again, once for each thing in a row that ends a person's name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name: its tokens, its type, how sure it is (0 to 1), and the log probability of each of `NAME_TYPES`."""

    start: int
    end: int
    label: str
    confidence: float
    types: tuple[float, ...]


def read_names(
    tags: NameTags, scores: Scores, starts: NDArray[np.bool_], tokens: Sequence[int], words: Sequence[str]
) -> list[Name]:
    """The names of one window. `tokens` says which token of the document (`words`) each row of the scores stands for.

    Where a name of a person runs over something that ends it ("Acme's Ann Bell", "Ann Bell of Acme", "US President
    Ann Bell"), the sequence is read again without that step.
    """
    scores = scores - _doubt(tags)
    spans = tags.spans(tags.best(scores, starts))
    for _ in range(_REPAIRS):
        overrun = [r for a, b, label in spans if label == "PERSON" for r in _overrun(words, tokens[a:b], a)]
        if not overrun:
            break
        for end, others in overrun:
            scores[end, tags.inner] = FAR
            scores[np.ix_(np.array(others, dtype=np.int64), np.flatnonzero(_is_person(tags)))] = FAR
        spans = tags.spans(tags.best(scores, starts))
    shifted = scores - scores.max(1, keepdims=True)
    logs = np.maximum(shifted - np.log(np.exp(shifted).sum(1, keepdims=True)), _LEAST)
    found = []
    for a, b, label in spans:
        columns = np.concatenate([logs[a : a + 1, 1::2], logs[a + 1 : b, 2::2]])
        types: list[float] = columns.mean(0).tolist()
        confidence = float(1 - np.exp(logs[a:b, 0].max()))
        start, end = tokens[a], tokens[b - 1] + 1
        found.append(Name(start=start, end=end, label=label, confidence=confidence, types=tuple(types)))
    return found


def _is_person(tags: NameTags) -> NDArray[np.bool_]:
    return np.array([tag.endswith("-PERSON") for tag in tags.tags])


def _overrun(words: Sequence[str], tokens: Sequence[int], first: int) -> list[tuple[int, list[int]]]:
    """Where a person's name can't go on, and what beside it is none: rows, counted from that of the first token."""
    low = [words[i].lower() for i in tokens]
    titles, rows = _words("titles"), range(first, first + len(low))
    for at in range(1, len(low)):
        bare = [w for w in low[:at] if w not in titles and w[:1].isalpha()]
        if low[at] in {"and", "&"}:
            return [(rows[at], [])]
        if low[at] in {"'s", "’s"} and at + 1 < len(low):
            return [(rows[at], list(rows[:at]))]
        if low[at] in {"of", "from"} and (len(bare) > 1 or low[at + 1 :] in ([], ["the"])):
            return [(rows[at], list(rows[at + 1 :]))]
        if low[at] in titles - _words("title_names") and at + 1 < len(low) and bare:
            return [(rows[at], list(rows[:at]))]
    return []


def _doubt(tags: NameTags) -> NDArray[np.float32]:
    """What is taken off the score of each tag."""
    return np.array([_DOUBTFUL.get(tag[2:], 0.0) for tag in tags.tags], dtype=np.float32)


def settle_names(words: Sequence[str], names: Iterable[Name]) -> list[Name]:
    """The names of a whole document, in their order, that are sure enough, each with its type settled.

    Mentions of the same words vote on their type: in "Paris said ... Paris is the capital" one sure mention helps the
    others.
    """
    trimmed = [
        t for n in names if (t := _without_title(words, _people(words, _trimmed(words, n)))) is not None
    ]
    groups: dict[str, list[Name]] = defaultdict(list)
    for name in trimmed:
        groups[" ".join(words[name.start : name.end]).lower()].append(name)
    settled = [n for group in groups.values() for n in _sure(_voted(group))]
    settled += _overlooked(words, settled, trimmed)
    settled.sort(key=lambda n: n.start)
    return _short_forms(words, settled)


def _overlooked(words: Sequence[str], names: Sequence[Name], read: Sequence[Name]) -> list[Name]:
    """The mentions of sure names, in the very same words, that the model passed over.

    Where such a mention is a part of a name that was not sure enough, that longer name is taken.
    """
    taken = {i for n in names for i in range(n.start, n.end)}
    unsure = {i: n for n in read for i in range(n.start, n.end) if taken.isdisjoint(range(n.start, n.end))}
    known: dict[str, dict[tuple[str, ...], Name]] = defaultdict(dict)
    for name in names:
        form = tuple(words[name.start : name.end])
        if name.confidence >= _SURELY and form[0][:1].isupper() and name.label in _REPEATED:
            known[form[0]].setdefault(form, name)
    found = []
    for at, word in enumerate(words):
        for form in sorted(known.get(word, ()), key=len, reverse=True):
            end = at + len(form)
            if tuple(words[at:end]) == form and taken.isdisjoint(range(at, end)):
                longer = unsure.get(at)
                if longer is not None and _before_of(words, longer) < end:
                    longer = None
                first, last = (longer.start, _before_of(words, longer)) if longer is not None else (at, end)
                found.append(replace(known[word][form], start=first, end=last))
                taken.update(range(first, last))
                break
    return found


def _before_of(words: Sequence[str], name: Name) -> int:
    """Where a name ends if not even its "of Israel" is sure."""
    inner = range(name.start + 1, name.end)
    return next((i for i in inner if words[i] in {"of", "in"}), name.end)


def _trimmed(words: Sequence[str], name: Name) -> Name:
    start, end = name.start, name.end
    while end - start > 1 and (words[end - 1] in _RIGHT | _LINKS or words[end - 1].isspace()):
        end -= 1
    while end - start > 1 and (words[start].lower() in _LEFT or words[start].isspace()):
        start += 1
    return replace(name, start=start, end=end)


def _without_title(words: Sequence[str], name: Name) -> Name | None:
    """The name of a person without a title before it; None where it is nothing but a title."""
    if name.label != "PERSON":
        return name
    titles, modifiers = _words("titles"), _words("title_modifiers")
    low = [w.lower() for w in words[name.start : name.end]]
    at = 0
    while at < len(low):
        before_title = low[at] in modifiers and any(w in titles for w in low[at + 1 : at + 3])
        if not (low[at] in titles or before_title or (at and low[at] == ".")):
            break
        at += 1
    if at < len(low):
        return replace(name, start=name.start + at)
    return name if len(low) == 1 and low[0] in _words("title_names") else None


def _voted(group: list[Name]) -> list[Name]:
    if len({n.label for n in group}) == 1:
        return group
    total = np.sum([n.types for n in group], axis=0)
    label = NAME_TYPES[int(total.argmax())]
    return [replace(n, label=label) for n in group]


def _sure(group: list[Name]) -> list[Name]:
    mean = sum(n.confidence for n in group) / len(group)
    return [
        n for n in group if max(mean, n.confidence - _SLACK) >= (_SURE_ORG if n.label == "ORG" else _SURE)
    ]


def _people(words: Sequence[str], name: Name) -> Name:
    """The name, being a people's where its words are the adjective of a country ("South Korean")."""
    if name.label in ("NORP", "LANGUAGE") or " ".join(words[name.start : name.end]) not in _adjectives():
        return name
    norp = NAME_TYPES.index("NORP")
    return replace(
        name, label="NORP", types=tuple(0.0 if i == norp else _LEAST for i in range(len(NAME_TYPES)))
    )


def _short_forms(words: Sequence[str], names: list[Name]) -> list[Name]:
    """The names, a single word having the type of the longer name that it shortens if the model doesn't exclude it.

    A person is known by the last word ("Bankman-Fried"), an organisation by the first ("Alameda" of "Alameda Research").
    """
    long = [n for n in names if n.end - n.start > 1]
    last = {words[n.end - 1] for n in long if n.label == "PERSON"}
    first = {words[n.start] for n in long if n.label == "ORG"}
    return [_short_form(words[n.start], n, last, first) if n.end - n.start == 1 else n for n in names]


def _short_form(word: str, name: Name, last: Set[str], first: Set[str]) -> Name:
    own = name.types[NAME_TYPES.index(name.label)]
    for label, known, margin in (("PERSON", last, _SURNAME_MARGIN), ("ORG", first, _ORG_MARGIN)):
        if word in known and name.types[NAME_TYPES.index(label)] > own - margin:
            return replace(name, label=label)
    return name


@cache
def _adjectives() -> frozenset[str]:
    return frozenset(a for country in countries() for a in country.adjectives)


@cache
def _words(table: str) -> frozenset[str]:
    text = (Path(__file__).parent / "names.toml").read_text(encoding="utf-8")
    return frozenset(tomllib.loads(text)[table].split())
