"""Local entities of one name and type: one thing as a rule, namesakes where their articles contradict each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations

from kg.resolution.across.clusters import Cluster, Rarity, join_of
from kg.resolution.across.inputs import authority
from kg.resolution.across.joining import join_clusters
from kg.resolution.across.matching import match_names
from kg.resolution.across.profiles import ACTIVE, Profile
from kg.resolution.across.weighing import load_weights, scale, weigh

#: How many groups of one name are compared with each other, and with how many of them each further one is.
_MOST_GROUPS, _MOST_TRIED = 24, 8
#: A shared fact that is worth this much makes two of one name one, whatever else is said.
_STRONG = 1.2

Marks = dict[tuple[str, str], set[tuple[int, int]]]


def bearers(profiles: Sequence[Profile], marks: Marks, rarity: Rarity) -> list[Cluster]:
    """Return the bearers of one name.

    ``profiles`` are all local entities of one id; ``marks`` are those that a correction keeps apart, by local entity.
    """
    if len(profiles) == 1:
        return [_cluster(profiles, marks)]
    active = profiles[0].entity.type in ACTIVE
    if not _needs_support(profiles[0]) and not _may_differ(profiles, marks):
        worlds = _parted(profiles, marks, _surrounding_keys) if active else [profiles]
        if len(worlds) == 1:
            return [_cluster(profiles, marks)]
    groups = sorted(
        (
            _cluster(part, marks)
            for group in _parted(profiles, marks, _strong_keys)
            for part in _agreeing(group)
        ),
        key=lambda c: (-len(c.members), c.first.local),
    )
    head, rest = groups[:_MOST_GROUPS], groups[_MOST_GROUPS:]
    found, _ = join_clusters(head, combinations(range(len(head)), 2), rarity)
    for cluster in rest:
        _place(cluster, found, rarity)
    return found


def _cluster(profiles: Sequence[Profile], marks: Marks) -> Cluster:
    made = Cluster.of(profiles)
    if marks:
        for profile in profiles:
            made.apart |= marks.get(profile.local, set())
    return made


def _needs_support(profile: Profile) -> bool:
    """Return whether the name alone is too little: a surname, a ministry."""
    if profile.entity.type not in ACTIVE:
        return False
    match = match_names(profile.form, profile.form)
    return match is not None and not match.sure


def _may_differ(profiles: Sequence[Profile], marks: Marks) -> bool:
    """Return whether anything is said of these that could contradict each other."""
    seen: dict[str, str] = {}
    kinds = _against(profiles[0])
    for profile in profiles:
        if marks and profile.local in marks:
            return True
        for identifier in profile.entity.same_as:
            if seen.setdefault(authority(identifier), identifier) != identifier:
                return True
        for fact in profile.facts:
            if fact.kind in kinds and seen.setdefault(fact.kind, fact.value) != fact.value:
                return True
    return False


def _against(profile: Profile) -> frozenset[str]:
    """Return the kinds of facts that may speak against two entities of this type being one."""
    weights = load_weights().get(profile.entity.type.value, {})
    return frozenset(kind for kind, w in weights.items() if w.get("differ") or w.get("dates"))


def _parted(
    profiles: Sequence[Profile], marks: Marks, keys: Callable[[Profile], Iterable[tuple[str, ...]]]
) -> list[list[Profile]]:
    """Return groups of profiles that share a key with each other, directly or through others."""
    parent = list(range(len(profiles)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    holders: dict[tuple[str, ...], int] = {}
    for index, profile in enumerate(profiles):
        marked = tuple(str(mark) for mark in sorted(marks.get(profile.local, ())))
        for key in keys(profile):
            parent[root(index)] = root(holders.setdefault((*key, *marked), index))
    groups: defaultdict[int, list[Profile]] = defaultdict(list)
    for index, profile in enumerate(profiles):
        groups[root(index)].append(profile)
    return [sorted(group, key=lambda p: p.local) for group in groups.values()]


def _agreeing(group: Sequence[Profile]) -> list[list[Profile]]:
    """Return a group that shares strong facts in the parts that do not contradict each other in dates or identifiers."""
    parts: defaultdict[tuple[tuple[str, str], ...], list[Profile]] = defaultdict(list)
    seen: dict[str, str] = {}
    agrees = True
    for profile in group:
        signs = [(authority(iri), iri) for iri in profile.entity.same_as]
        signs += [(fact.kind, fact.value) for fact in profile.facts if fact.kind in ("bornOn", "diedOn")]
        agrees = agrees and all(seen.setdefault(kind, value) == value for kind, value in signs)
        parts[tuple(sorted(signs))].append(profile)
    return [list(group)] if agrees else list(parts.values())


def _surrounding_keys(profile: Profile) -> Iterator[tuple[str, ...]]:
    return ((key,) for key in profile.scene.names if key != profile.key)


def _strong_keys(profile: Profile) -> Iterator[tuple[str, ...]]:
    for identifier in profile.entity.same_as:
        yield "identifier", identifier
    weights = load_weights().get(profile.entity.type.value, {})
    for fact in profile.facts:
        if fact.kind in weights and weights[fact.kind]["shared"] >= _STRONG and fact.sure:
            yield fact.kind, fact.value


def _place(cluster: Cluster, found: list[Cluster], rarity: Rarity) -> None:
    """Take a cluster into the one of those found that fits it best, or add it to them if none does so clearly."""
    weighed = [(weigh(cluster, other, rarity), other) for other in found[:_MOST_TRIED]]
    fitting = sorted(
        ((w, other) for w, other in weighed if w.fits()),
        key=lambda pair: (-pair[0].score, pair[1].first.local),
    )
    if fitting:
        best, into = fitting[0]
        rivals = [
            (w, other)
            for w, other in weighed
            if other is not into and not w.forbidden and w.match is not None
        ]
        close = [other for w, other in rivals if w.score > best.score - scale()["margin"]]
        if not close:
            into.take(cluster, join_of(into, cluster, best.score, best.reasons))
            return
    found.append(cluster)
