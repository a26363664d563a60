"""Corrections of a user: what they pick, who is kept apart, merged, renamed, and which fit nothing any more."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from kg.names import normal_name
from kg.resolution.across.bearers import Marks
from kg.resolution.across.clusters import Cluster, join_of
from kg.resolution.across.decisions import Local, Reason, Rejected
from kg.resolution.across.heading import Decided
from kg.resolution.across.inputs import Corrections, Pick
from kg.resolution.across.profiles import Profile

#: An object that is no entity: the date of a birth or a founding, as its statement has it.
_DATE = re.compile(r"\d{4}(-\d\d){0,2}")
_FORBIDDEN = "the merge of {} was left out: a split keeps them apart"


class Picker:
    """The local entities by all that a correction may call them, and what was asked for and not found."""

    def __init__(self, profiles: Iterable[Profile], ids: Mapping[Local, str]) -> None:
        self._by_id: defaultdict[str, list[Local]] = defaultdict(list)
        self._by_name: defaultdict[str, list[Local]] = defaultdict(list)
        self.unmatched: list[str] = []
        for profile in profiles:
            local = profile.local
            for id in {local.entity, ids.get(local, local.entity)}:
                self._by_id[id].append(local)
            names = {profile.entity.name, *(a for a in profile.entity.aliases if a[:1].isupper())}
            for name in {normal_name(name) for name in names}:
                self._by_name[name].append(local)

    def __call__(self, pick: Pick, what: str) -> list[Local]:
        """Return the local entities that are picked; if there are none, note that ``what`` fits nothing."""
        wanted = pick.entity.removeprefix("kgr:")
        found = self._by_id.get(wanted) or self._by_name.get(normal_name(wanted), [])
        if pick.articles:
            found = [local for local in found if local.article in pick.articles]
        if not found:
            self.unmatched.append(f"{what}: no entity {pick}")
        return sorted(found)


def split_marks(corrections: Corrections, pick: Picker) -> Marks:
    """Return which local entities are kept apart: those that have the same number, but not the same part of it."""
    marks: defaultdict[tuple[str, str], set[tuple[int, int]]] = defaultdict(set)
    for number, picks in enumerate(corrections.split):
        for part, one in enumerate(picks):
            for local in pick(one, "split"):
                if not any(n == number for n, _ in marks[local]):
                    marks[local].add((number, part))
    return dict(marks)


def merged(clusters: list[Cluster], corrections: Corrections, pick: Picker) -> list[Cluster]:
    """Return the clusters with those made one that a correction merges."""
    for picks in corrections.merge:
        wanted = [local for one in picks for local in pick(one, "merge")]
        where = _where(clusters)
        chosen = sorted({where[local] for local in wanted if local in where})
        for index in chosen[1:]:
            into, other = clusters[chosen[0]], clusters[index]
            if into.kept_from(other):
                pick.unmatched.append(_FORBIDDEN.format(" and ".join(str(one) for one in picks)))
                continue
            reason = Reason(kind="correction", text="a correction makes them one", weight=9.0)
            into.take(other, join_of(into, other, 9.0, (reason,)))
            other.members = []
        clusters = [cluster for cluster in clusters if cluster.members]
    return clusters


def decisions(clusters: Sequence[Cluster], corrections: Corrections, pick: Picker) -> dict[int, Decided]:
    """Return what is decided of clusters, by index: names, types, identifiers."""
    where = _where(clusters)
    found: defaultdict[int, Decided] = defaultdict(Decided)
    for one, name in corrections.rename:
        for index in _indices(where, pick(one, "rename")):
            found[index].name = name
    for one, type in corrections.retype:
        for index in _indices(where, pick(one, "retype")):
            found[index].type = type
    for one, identifier in corrections.identify:
        for index in _indices(where, pick(one, "identify")):
            found[index].same_as.append(identifier)
    return dict(found)


def rejections(corrections: Corrections, pick: Picker, ids: Mapping[Local, str]) -> tuple[Rejected, ...]:
    """Return what is left out, by the ids that the graph gives the ends."""
    found = []
    for one in corrections.reject:
        for subject in _ends(one.subject, pick, ids):
            for object in _ends(one.object, pick, ids):
                found.append(
                    Rejected(
                        statement=one.statement,
                        subject=subject,
                        predicate=one.predicate,
                        object=object,
                        article=one.article,
                    )
                )
    return tuple(found)


def _ends(end: Pick | None, pick: Picker, ids: Mapping[Local, str]) -> list[str]:
    if end is None:
        return [""]
    if _DATE.fullmatch(end.entity):
        return [end.entity]
    return sorted({ids.get(local, local.entity) for local in pick(end, "reject")})


def _where(clusters: Sequence[Cluster]) -> dict[Local, int]:
    return {profile.local: index for index, cluster in enumerate(clusters) for profile in cluster.members}


def _indices(where: Mapping[Local, int], locals: Iterable[Local]) -> list[int]:
    return sorted({where[local] for local in locals if local in where})
