"""Pairs of mentions in one sentence that a relation may hold between, as the arrays that a scorer reads."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kg.language.tokens import Doc, Span, Token
from kg.model import EntityType

Indices = NDArray[np.intp]

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
_FARTHER = np.array(_STEPS[1:])
DISTANCES = 2 * len(_STEPS)
BETWEEN = 4
REGIONS = 20
MOST_BETWEEN = 60
MOST_MENTIONS = 40
_MOST_STEPS = 30
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
    subjects: Indices
    objects: Indices
    distance: Indices
    between: Indices
    regions: Indices
    path: NDArray[np.float32]
    labels: NDArray[np.float32]
    meet: Indices
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
    table = np.array([(m.start, m.end, m.kind) for m in found], dtype=np.intp).reshape(-1, 3)
    subjects, objects = np.nonzero(_wanted(table, kinds, asked))
    chains = [_Chain.of(sentence.doc[m.head], sentence) for m in found] if len(subjects) else []
    ways = [chains[s].way_to(chains[o]) for s, o in zip(subjects.tolist(), objects.tolist(), strict=True)]
    described = table[:, 2] >= _FIRST_NOMINAL
    if described.any():
        short = np.array([len(way.words) <= LONGEST_WAY for way in ways], dtype=bool)
        near = short | ~(described[subjects] | described[objects])
        subjects, objects, ways = subjects[near], objects[near], list(compress(ways, near))
    if not ways:
        return None
    pairs = _Ends(*(table[side, :2].T for side in (subjects, objects)))
    path = _marks([way.words for way in ways], len(sentence)).astype(np.float32)
    return Candidates(
        start=sentence.start,
        end=sentence.end,
        mentions=found,
        subjects=subjects,
        objects=objects,
        distance=pairs.distances(),
        between=np.minimum(BETWEEN, abs(subjects - objects)) - 1,
        regions=pairs.regions(sentence) + (path > 0) * (REGIONS // 2),
        path=path,
        labels=_marks([way.labels for way in ways], 2 * len(LABELS)).astype(np.float32),
        meet=np.array([way.meet for way in ways], dtype=np.intp),
        claimed=np.zeros((len(ways), 0), dtype=np.float32),
    )


def _wanted(
    table: Indices, kinds: NDArray[np.bool_], asked: Collection[tuple[int, int]]
) -> NDArray[np.bool_]:
    """Return which mentions (rows) are looked at as subjects of which others (columns).

    ``table`` has start, end and kind of each mention.
    """
    starts, ends, own = table.T
    wanted = kinds[own[:, None], own]
    for subject, object in asked:
        if max(subject, object) < len(table):
            wanted[subject, object] = True
    np.fill_diagonal(wanted, False)
    gap = np.maximum(starts - ends[:, None], starts[:, None] - ends)
    described = own >= _FIRST_NOMINAL
    near = gap <= np.where(described[:, None] | described, FARTHEST, MOST_BETWEEN)
    found: NDArray[np.bool_] = wanted & near
    return found


class _Ends(NamedTuple):
    """Where the subjects and the objects of pairs start and end: two rows each."""

    subjects: Indices
    objects: Indices

    def distances(self) -> Indices:
        """Return the class of how many words stand between, in the upper half where the object comes first."""
        (s_start, s_end), (o_start, o_end) = self
        gap = np.maximum(o_start - s_end, s_start - o_end)
        found: Indices = _FARTHER.searchsorted(np.maximum(gap, 0)) + len(_STEPS) * (o_start < s_start)
        return found

    def regions(self, sentence: Span) -> Indices:
        """Return for each pair and word: before both, in the first, between, in the second, after; plus 5 where the object is first."""
        (s_start, s_end), (o_start, o_end) = self
        swapped = o_start < s_start
        bounds = (
            np.minimum(s_start, o_start),
            np.where(swapped, o_end, s_end),
            np.maximum(s_start, o_start),
            np.where(o_start > s_start, o_end, s_end),
        )
        passed = np.arange(sentence.start, sentence.end) >= np.array(bounds)[:, :, None]
        found: Indices = passed.sum(0) + 5 * swapped[:, None]
        return found


def _marks(columns: Sequence[Sequence[int]], width: int) -> NDArray[np.intp]:
    """Return how often each row has each column: (rows, width)."""
    flat = [row * width + column for row, found in enumerate(columns) for column in found]
    return np.bincount(np.array(flat, dtype=np.intp), minlength=len(columns) * width).reshape(-1, width)


class _Way(NamedTuple):
    """The words between two in the tree, the labels on the way, and the word where it turns."""

    words: list[int]
    labels: list[int]
    meet: int


@dataclass(frozen=True, slots=True)
class _Chain:
    """The words from one up to the root, each with the index of the label over it, and the place of each word."""

    words: list[int]
    labels: list[int]
    places: dict[int, int]

    @classmethod
    def of(cls, token: Token, sentence: Span) -> _Chain:
        """Return the chain of a word of a sentence."""
        words, labels = [], []
        for _ in range(_MOST_STEPS):
            words.append(token.i - sentence.start)
            labels.append(_label(token.dep_))
            if token.head.i == token.i or not sentence.start <= token.head.i < sentence.end:
                break
            token = token.head
        return cls(words, labels, {word: n for n, word in enumerate(words)})

    def way_to(self, other: _Chain) -> _Way:
        """Return the way up from the word of this chain and down to that of another."""
        down = next((n for n, word in enumerate(other.words) if word in self.places), None)
        if down is None:
            return _Way([], [], self.words[-1])
        meet = other.words[down]
        up = self.places[meet]
        labels = [*self.labels[:up], *(len(LABELS) + label for label in other.labels[:down])]
        return _Way([*self.words[1 : up + 1], *other.words[1:down]], labels, meet)


def _label(label: str) -> int:
    found = _LABEL.get(label)
    return found if found is not None else _LABEL.get(label.split(":")[0], len(LABELS) - 1)
