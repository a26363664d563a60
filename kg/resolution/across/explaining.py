"""Why each local entity belongs to its entity of the graph: each weighed against all the others of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.model import Reading
from kg.resolution.across.clusters import Cluster, Rarity
from kg.resolution.across.decisions import Local, Reason, Resolution
from kg.resolution.across.profiles import Profile, profiles_of
from kg.resolution.across.weighing import weigh


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """An entity of one article that an entity of the graph is made of, and why it belongs to the others.

    ``reasons`` are empty where it is the only one.
    """

    local: Local
    name: str
    published: str
    score: float
    reasons: tuple[Reason, ...]


def explain_members(readings: Sequence[Reading], resolution: Resolution, entity: str) -> tuple[Member, ...]:
    """Return what an entity of the graph is made of, in order of publication, each with what speaks for it now.

    The reasons are those of today, with all that is known of the others; what decided when it was joined stands in
    ``resolution.merges``.
    """
    profiles = [profile for reading in readings for profile in profiles_of(reading)]
    rarity = Rarity({p.scene.article: p.scene.names for p in profiles}.values())
    members = [p for p in profiles if resolution.entity(p.local.article, p.local.entity) == entity]
    return tuple(
        _member(profile, [other for other in members if other is not profile], rarity)
        for profile in sorted(members, key=lambda p: (p.scene.published, p.local))
    )


def _member(profile: Profile, others: Sequence[Profile], rarity: Rarity) -> Member:
    weighed = weigh(Cluster.of([profile]), Cluster.of(others), rarity) if others else None
    return Member(
        local=profile.local,
        name=profile.entity.name,
        published=profile.scene.published,
        score=weighed.score if weighed else 0.0,
        reasons=weighed.reasons if weighed else (),
    )
