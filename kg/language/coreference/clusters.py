"""From scored pairs to clusters: each mention takes up its best antecedent among the things that it can be one with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from kg.language.coreference.mentions import ENTITIES, KINDS, Ints, Mentions

_NOTHING = 1.0
"""The weight of taking up nothing."""
_LEAST, _MOST = 1e-3, 60.0

_HE, _SHE, _IT = (KINDS.index(kind) for kind in ("he", "she", "it"))
_FIRST = KINDS.index("i")
_NAME = KINDS.index("name")
_PERSON, _ORGANIZATION = ENTITIES.index("PERSON"), ENTITIES.index("ORG")
_IMPERSONAL = frozenset(ENTITIES.index(label) for label in ENTITIES if label not in {"", "PERSON", "NORP"})


def find_clusters(
    mentions: Mentions, later: Ints, earlier: Ints, scores: NDArray[np.float32]
) -> list[list[int]]:
    """Return the clusters of two mentions or more, each sorted, in the order of their first mentions.

    A mention joins the thing whose mentions are together the likeliest antecedents, of those that hold no mention which it
    can't be one with; none where none is likely enough. Persons who got only pronouns then take the name that one of
    these could as well have taken up: a text rarely keeps it back.
    """
    things = _Things(mentions)
    for i, antecedents, weights in _weighed(later, earlier, scores):
        likely: defaultdict[int, float] = defaultdict(float)
        for j, weight in zip(antecedents, weights, strict=True):
            likely[things.of[j]] += weight
        for chosen in sorted(likely, key=lambda one: (-likely[one], -one)):
            if likely[chosen] < _NOTHING or things.join(i, chosen):
                break
    for nameless in things.nameless():
        for name in _names_for(nameless, things, later, earlier, scores):
            if things.join(nameless, name):
                break
    return [found for _, found in sorted(things.members.items()) if len(found) > 1]


def _names_for(
    nameless: int, things: _Things, later: Ints, earlier: Ints, scores: NDArray[np.float32]
) -> list[int]:
    """Return the named persons that a pronoun of a thing could be, the likeliest first."""
    own = things.members[nameless]
    beside = np.isin(later, own) ^ np.isin(earlier, own)
    best: dict[int, float] = {}
    for pair in np.flatnonzero(beside & (scores > 0)).tolist():
        i, j = int(later[pair]), int(earlier[pair])
        other = things.of[j] if things.of[i] == nameless else things.of[i]
        if things.is_named(other):
            best[other] = max(best.get(other, 0.0), float(scores[pair]))
    return sorted(best, key=lambda one: (-best[one], -one))


def _weighed(
    later: Ints, earlier: Ints, scores: NDArray[np.float32]
) -> Iterator[tuple[int, list[int], list[float]]]:
    """Yield each mention with its antecedents and how likely each is beside none at all (whose weight is 1)."""
    weights = np.exp(np.minimum(scores, _MOST).astype(np.float64))
    cuts = np.flatnonzero(np.diff(later)) + 1
    for pairs in np.split(np.arange(len(later)), cuts):
        kept = pairs[weights[pairs] > _LEAST]
        if len(kept):
            yield int(later[kept[0]]), earlier[kept].tolist(), weights[kept].tolist()


class _Things:
    """The things of a document so far: which each mention is of, and the mentions of each, by its first one."""

    def __init__(self, mentions: Mentions) -> None:
        self.of = list(range(len(mentions)))
        self.members = {i: [i] for i in self.of}
        self._guards = _Guards(mentions)
        self._kind: list[int] = mentions.kind.tolist()
        self._entity: list[int] = mentions.entity.tolist()

    def join(self, one: int, other: int) -> bool:
        """Make one thing of those of two mentions unless some of theirs can't be one; return whether they are one now."""
        first, second = sorted((self.of[one], self.of[other]))
        if first == second:
            return True
        if any(self._guards.apart(i, k) for i in self.members[second] for k in self.members[first]):
            return False
        moved = self.members.pop(second)
        self.members[first] = sorted(self.members[first] + moved)
        for i in moved:
            self.of[i] = first
        return True

    def is_named(self, thing: int) -> bool:
        """Return whether a thing is a person with a name."""
        return any(self._entity[i] == _PERSON for i in self.members[thing])

    def nameless(self) -> list[int]:
        """Return the persons that have pronouns only."""
        return [
            thing
            for thing, found in self.members.items()
            if all(self._kind[i] >= _FIRST for i in found)
            and any(self._kind[i] in {_HE, _SHE} for i in found)
        ]


class _Guards:
    """What two mentions of one thing can't be."""

    def __init__(self, mentions: Mentions) -> None:
        m = mentions
        self._kind: list[int] = m.kind.tolist()
        self._entity: list[int] = m.entity.tolist()
        self._lemma: list[int] = m.lemma.tolist()
        self._words = [frozenset(w for w in row if w) for row in m.content.tolist()]
        self._form: list[int] = m.form.tolist()
        self._initials: list[int] = m.initials.tolist()
        self._governor: list[int] = m.governor.tolist()
        self._start: list[int] = m.start.tolist()
        self._end: list[int] = m.end.tolist()
        self._head: list[int] = m.head.tolist()

    def apart(self, i: int, j: int) -> bool:
        """Return whether two mentions can't be of one thing, whatever their score."""
        kinds = {self._kind[i], self._kind[j]}
        if max(kinds) >= _FIRST:
            return self._owns(i, j) or self._owns(j, i) or self._pronoun_differs(i, j, kinds)
        return self._nested(i, j) or self._name_differs(i, j) or self._words_differ(i, j)

    def _owns(self, i: int, j: int) -> bool:
        """Return whether the first is the pronoun for the owner of the second: nobody is "her mother" to herself."""
        return self._governor[i] == self._head[j] and self._start[j] <= self._start[i] < self._end[j]

    def _pronoun_differs(self, i: int, j: int, kinds: set[int]) -> bool:
        person = kinds & {_HE, _SHE}
        if len(person) == 2 or (person and _IT in kinds):
            return True
        entities = {self._entity[i], self._entity[j]}
        return bool(person and entities & _IMPERSONAL) or (_IT in kinds and _PERSON in entities)

    def _nested(self, i: int, j: int) -> bool:
        """Return whether one stands in the other: a mother is not her child in "Ann Bell's mother"."""
        inside = self._start[j] <= self._start[i] and self._end[i] <= self._end[j]
        around = self._start[i] <= self._start[j] and self._end[j] <= self._end[i]
        return (inside or around) and self._head[i] != self._head[j]

    def _name_differs(self, i: int, j: int) -> bool:
        entities = {self._entity[i], self._entity[j]}
        if _PERSON in entities and entities & _IMPERSONAL:
            return True
        named = self._kind[i] == self._kind[j] == _NAME and len(entities) == 1
        if not named or not entities & {_PERSON, _ORGANIZATION} or self._words[i] & self._words[j]:
            return False
        return self._initials[i] != self._form[j] and self._initials[j] != self._form[i]

    def _words_differ(self, i: int, j: int) -> bool:
        """Return whether two phrases have one head and each a word that the other lacks: a Syrian and a Polish team."""
        a, b = self._words[i], self._words[j]
        return self._lemma[i] == self._lemma[j] and bool(a - b) and bool(b - a)
