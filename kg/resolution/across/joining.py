"""Clusters that are one thing joined, the surest first, each time with a look at all that both stand for by then."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.resolution.across.clusters import Cluster, Rarity, join_of
from kg.resolution.across.decisions import Reason
from kg.resolution.across.weighing import Weighed, scale, weigh

#: What may speak for a candidate by chance: one that no more speaks for is no rival to one that fits.
_NO_SUPPORT = 0.15


@dataclass(frozen=True, slots=True)
class Kept:
    """Two clusters that were compared and kept apart, and how they compare."""

    one: Cluster
    other: Cluster
    weighed: Weighed


def join_clusters(
    clusters: Sequence[Cluster], pairs: Iterable[tuple[int, int]], rarity: Rarity
) -> tuple[list[Cluster], list[Kept]]:
    """Return the clusters after all merges of these pairs, and the pairs that were nearly merged.

    ``clusters`` must be in an order that does not depend on that of the articles; they are changed.
    """
    joiner = _Joiner(clusters, rarity)
    for one, other in pairs:
        joiner.propose(one, other)
    joiner.run()
    return joiner.left(), joiner.kept()


class _Joiner:
    """The clusters by index, which of them have been joined, and the pairs that wait, the best first."""

    def __init__(self, clusters: Sequence[Cluster], rarity: Rarity) -> None:
        self._clusters = list(clusters)
        self._rarity = rarity
        self._parent = list(range(len(clusters)))
        self._version = [0] * len(clusters)
        self._others: defaultdict[int, set[int]] = defaultdict(set)
        self._weighed: dict[tuple[int, int], tuple[int, int, Weighed]] = {}
        self._heap: list[tuple[bool, float, int, int]] = []
        self._changed: set[int] = set()
        self._tied: dict[tuple[int, int], Reason] = {}

    def propose(self, one: int, other: int) -> None:
        """Compare two clusters; if their names or identifiers fit, they wait to be joined."""
        weighed = self._compare(one, other)
        if weighed.match is not None or weighed.identified:
            self._others[one].add(other)
            self._others[other].add(one)
            self._push(one, other, weighed)

    def run(self) -> None:
        """Join what is to be joined."""
        while self._heap or self._changed:
            if not self._heap:
                self._look_again()
                continue
            _, score, a, b = heapq.heappop(self._heap)
            one, other = self._root(a), self._root(b)
            if one == other:
                continue
            weighed = self._compare(one, other)
            if (one, other) != (a, b) and -score > weighed.score:
                self._push(one, other, weighed)  # less sure than it was: others may come first
            elif weighed.fits() and not self._ambiguous(one, other, weighed):
                self._join(one, other, weighed)

    def left(self) -> list[Cluster]:
        """Return the clusters that are left."""
        return [self._clusters[i] for i in range(len(self._clusters)) if self._root(i) == i]

    def kept(self) -> list[Kept]:
        """Return the pairs that were nearly joined, in order of their clusters."""
        roots = {
            (min(a, b), max(a, b))
            for one, others in self._others.items()
            for other in others
            if (a := self._root(one)) != (b := self._root(other))
        }
        found = []
        for one, other in sorted(roots):
            weighed = self._compare(one, other)
            tie = self._tied.get((one, other))
            if tie is not None:
                weighed = Weighed.of(weighed.match, (*weighed.reasons, tie))
            if tie is not None or weighed.nearly():
                found.append(Kept(self._clusters[one], self._clusters[other], weighed))
        return found

    def _push(self, one: int, other: int, weighed: Weighed) -> None:
        if weighed.fits():
            heapq.heappush(self._heap, (not weighed.sure, -weighed.score, min(one, other), max(one, other)))

    def _root(self, index: int) -> int:
        while self._parent[index] != index:
            self._parent[index] = self._parent[self._parent[index]]
            index = self._parent[index]
        return index

    def _compare(self, one: int, other: int) -> Weighed:
        """Return how two clusters compare as they are now."""
        one, other = min(one, other), max(one, other)
        versions = self._version[one], self._version[other]
        known = self._weighed.get((one, other))
        if known is None or known[:2] != versions:
            weighed = weigh(self._clusters[one], self._clusters[other], self._rarity)
            known = (*versions, weighed)
            self._weighed[one, other] = known
        return known[2]

    def _ambiguous(self, one: int, other: int, weighed: Weighed) -> bool:
        """Return whether one of the two could as well be joined to something else, which the other is not."""
        if weighed.identified:
            return False
        for near, far in ((one, other), (other, one)):
            if not weighed.sure and self._says_more(near, far):
                continue  # several short names may all be of one that is full
            rival = self._rival(near, far, weighed)
            if rival is not None:
                text = f"“{self._clusters[near].label}” could as well be {self._told(rival)}"
                reason = Reason(kind="rival", text=text, weight=-1.0, guard=True)
                self._tied[min(one, other), max(one, other)] = reason
                return True
        return False

    def _rival(self, near: int, far: int, weighed: Weighed) -> int | None:
        """Return another cluster that ``near`` may be, and that is not the same as ``far``; None if there is none."""
        for index in sorted({self._root(i) for i in self._others[near]} - {near, far}):
            found = self._compare(near, index)
            if found.forbidden or found.match is None:
                continue
            if not weighed.sure and not found.sure and not self._says_more(index, near):
                continue  # as short as this one: no more a candidate than it is
            close = found.score > weighed.score - scale()["margin"]
            possible = not weighed.sure and found.support > _NO_SUPPORT and not found.contradicted
            if (close or possible) and not self._compare(index, far).fits():
                return index
        return None

    def _says_more(self, near: int, far: int) -> bool:
        a, b = self._clusters[near].main_form, self._clusters[far].main_form
        return (a.full, len(a.words)) > (b.full, len(b.words)) or (bool(b.acronym) and not a.acronym)

    def _told(self, index: int) -> str:
        cluster = self._clusters[index]
        return f"“{cluster.label}” of {cluster.first.local.article}"

    def _join(self, one: int, other: int, weighed: Weighed) -> None:
        keep, gone = min(one, other), max(one, other)
        into, taken = self._clusters[keep], self._clusters[gone]
        into.take(taken, join_of(into, taken, weighed.score, weighed.reasons))
        self._parent[gone] = keep
        self._version[keep] += 1
        others = {self._root(i) for i in self._others.pop(gone, set()) | self._others[keep]} - {keep}
        self._others[keep] = others
        self._changed.add(keep)
        self._changed.discard(gone)
        for index in others:
            self._others[index].add(keep)

    def _look_again(self) -> None:
        """Compare the clusters that have grown with all that they may be, as more may speak for it by now."""
        changed, self._changed = sorted(self._changed), set()
        for keep in changed:
            for index in {self._root(i) for i in self._others[keep]} - {keep}:
                self._push(keep, index, self._compare(keep, index))
