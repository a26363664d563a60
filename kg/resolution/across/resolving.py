"""The entities of many articles -> the entities of the graph."""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from kg.model import EntityType, Reading
from kg.resolution.across.bearers import Marks, bearers
from kg.resolution.across.blocking import candidate_pairs, looks_personal
from kg.resolution.across.clusters import Cluster, Rarity
from kg.resolution.across.correcting import Picker, decisions, merged, rejections, split_marks
from kg.resolution.across.decisions import Local, Merge, Near, Resolution
from kg.resolution.across.forms import Form
from kg.resolution.across.heading import headings_of
from kg.resolution.across.inputs import Corrections, Identified, Known
from kg.resolution.across.joining import Kept, join_clusters
from kg.resolution.across.profiles import Profile, called_anew, candidate, identified_as, profiles_of


def resolve_across(
    readings: Iterable[Reading], *, known: Known | None = None, corrections: Corrections | None = None
) -> Resolution:
    """Return which local entities of these readings are one entity of the graph, and why.

    Entities are first grouped by name and type; such a group is one thing unless its articles contradict each other.
    Then groups whose names may be of one thing are compared (`blocking`), and joined, the surest first, where more
    speaks for it than against it and no guard forbids it (`weighing`). The time grows nearly in line with the
    number of entities. The result does not depend on the order of the readings.
    """
    ordered = sorted(readings, key=lambda r: r.article.id)
    with _no_collection():
        return _resolved(ordered, known, corrections)


@contextmanager
def _no_collection() -> Iterator[None]:
    """Keep Python from looking for cycles, of which there are none here, among ever more small values."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def _resolved(ordered: Sequence[Reading], known: Known | None, corrections: Corrections | None) -> Resolution:
    profiles = [profile for reading in ordered for profile in profiles_of(reading)]
    identified: Mapping[Local, Identified] = {}
    if known is not None:
        identified = known.identify([candidate(profile) for profile in profiles if profile.shared])
        profiles = [identified_as(p, identified[p.local]) if p.local in identified else p for p in profiles]
    rarity = Rarity({p.scene.article: p.scene.names for p in profiles}.values())
    plain = _resolution(*_clustered(profiles, {}, rarity), identified, None)
    if not corrections:
        return plain
    pick = Picker(profiles, plain.ids)
    clusters, kept = _clustered(profiles, split_marks(corrections, pick), rarity)
    held = {profile.local for cluster in clusters for profile in cluster.members}
    clusters += [Cluster.of([profile]) for profile in profiles if profile.local not in held]
    clusters = merged(clusters, corrections, pick)
    return _resolution(clusters, kept, identified, (corrections, pick))


def _clustered(profiles: Sequence[Profile], marks: Marks, rarity: Rarity) -> tuple[list[Cluster], list[Kept]]:
    """Return the clusters of all entities that may be in several articles."""
    people = [p for p in profiles if p.shared and p.entity.type is EntityType.PERSON]
    others = _bearers(
        [p for p in profiles if p.shared and p.entity.type is not EntityType.PERSON], marks, rarity
    )
    bodies, near = join_clusters(others, candidate_pairs(others), rarity)
    keys = _main_keys(bodies)
    known = _bearers([called_anew(p, keys.get(p.scene.article, {})) for p in people], marks, rarity)
    names = {_ends(form) for cluster in known for form in cluster.forms.values() if not form.single}
    doubtful = [c for c in bodies if any(looks_personal(f) and _ends(f) in names for f in c.forms.values())]
    picked = {id(c) for c in doubtful}
    sure = [c for c in bodies if id(c) not in picked]
    joined, nearly = join_clusters([*doubtful, *known], candidate_pairs([*doubtful, *known]), rarity)
    return [*sure, *joined], [*near, *nearly]


def _ends(form: Form) -> tuple[str, str]:
    return form.words[0], form.words[-1]


def _bearers(profiles: Sequence[Profile], marks: Marks, rarity: Rarity) -> list[Cluster]:
    """Return the bearers of all names, by name."""
    groups: defaultdict[str, list[Profile]] = defaultdict(list)
    for profile in profiles:
        groups[profile.local.entity].append(profile)
    return [cluster for id in sorted(groups) for cluster in bearers(groups[id], marks, rarity)]


def _main_keys(clusters: Sequence[Cluster]) -> dict[str, dict[str, str]]:
    """Return, by article, the keys of those bodies of which another article has another, with the one for all."""
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for cluster in clusters:
        main = min((p.key for p in cluster.members), key=lambda key: (-len(key), key))
        for profile in cluster.members:
            if profile.key != main:
                found[profile.local.article][profile.key] = main
    return found


def _resolution(
    clusters: Sequence[Cluster],
    kept: Sequence[Kept],
    identified: Mapping[Local, Identified],
    corrected: tuple[Corrections, Picker] | None,
) -> Resolution:
    decided = decisions(clusters, *corrected) if corrected else {}
    ids, headings = headings_of(clusters, identified, decided)
    called = {
        profile.local: id
        for cluster, id in zip(clusters, ids, strict=True)
        for profile in cluster.members
        if profile.local.entity != id
    }
    id_of = {id(cluster): called_so for cluster, called_so in zip(clusters, ids, strict=True)}
    rejected = rejections(*corrected, called) if corrected else ()
    merges = (
        Merge(
            entity=called_so,
            members=tuple(sorted(profile.local for profile in cluster.members)),
            joins=tuple(cluster.joins),
        )
        for cluster, called_so in zip(clusters, ids, strict=True)
        if cluster.joins
    )
    return Resolution(
        ids=called,
        headings=headings,
        merges=tuple(sorted(merges, key=lambda merge: merge.entity)),
        near=_near(kept, id_of),
        rejected=rejected,
        unmatched=tuple(corrected[1].unmatched) if corrected else (),
    )


def _near(kept: Sequence[Kept], ids: Mapping[int, str]) -> tuple[Near, ...]:
    """Return the pairs that were nearly joined, those with the most for it first."""
    found: dict[tuple[str, str], Near] = {}
    for pair in kept:
        ends = sorted(filter(None, (ids.get(id(pair.one)), ids.get(id(pair.other)))))
        if len(ends) == 2 and ends[0] != ends[1]:
            near = Near(one=ends[0], other=ends[1], score=pair.weighed.score, reasons=pair.weighed.reasons)
            found.setdefault((ends[0], ends[1]), near)
    return tuple(sorted(found.values(), key=lambda n: (-n.score, n.one, n.other)))
