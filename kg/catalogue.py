"""The entities of a graph as a list: how often and where each is mentioned, what is called alike, why it is one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kg.export import GraphData
from kg.model import Entity, EntityType
from kg.names import normal_name
from kg.resolution.across import Join, Member, Near, explain_members
from kg.resolution.across.forms import fold

#: How alike two names must be, of 100, to be listed as near.
_LIKE = 72


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """An entity of the graph, how often it is mentioned, and the ids of the articles that mention it, sorted."""

    entity: Entity
    mentions: int
    articles: tuple[str, ...]
    likeness: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeExplanation:
    """What an entity of the graph is made of, the merges that made it, and what was nearly merged with it."""

    entity: Entity
    members: tuple[Member, ...]
    joins: tuple[Join, ...]
    near: tuple[Near, ...]


def list_entities(data: GraphData, *, type: EntityType | None = None, like: str = "") -> tuple[Listed, ...]:
    """Return the entities, those that are mentioned most first; with ``like`` those with a name near it, nearest first."""
    mentions: Counter[str] = Counter()
    articles: defaultdict[str, set[str]] = defaultdict(set)
    for reading in data.resolved:
        mentions.update(mention.entity for mention in reading.mentions)
        for entity in reading.entities:
            articles[entity.id].add(reading.article.id)
    chosen = [entity for entity in data.entities if type in (None, entity.type)]
    likeness = _likeness(chosen, like) if like.strip() else {}
    listed = (
        Listed(
            entity=entity,
            mentions=mentions[entity.id],
            articles=tuple(sorted(articles[entity.id])),
            likeness=likeness.get(entity.id, 0.0),
        )
        for entity in chosen
        if not like.strip() or entity.id in likeness
    )
    return tuple(sorted(listed, key=lambda one: (-one.likeness, -one.mentions, one.entity.id)))


def explain_merge(data: GraphData, entity: Entity) -> MergeExplanation:
    """Return what an entity is made of, why, and what was kept apart from it."""
    resolution = data.resolution
    return MergeExplanation(
        entity=entity,
        members=explain_members(data.readings, resolution, entity.id),
        joins=tuple(join for merge in resolution.merges if merge.entity == entity.id for join in merge.joins),
        near=tuple(near for near in resolution.near if entity.id in (near.one, near.other)),
    )


def ids_named(data: GraphData, name_or_id: str) -> list[str]:
    """Return the ids of the entities with this id, name or alias, in that order; then those first that most is said of."""
    wanted = normal_name(name_or_id.removeprefix("kgr:"))
    ranks: dict[str, int] = {}
    for entity in data.entities:
        names = (entity.id, entity.name, *entity.aliases)
        rank = next((i for i, name in enumerate(names) if normal_name(name) == wanted), None)
        if rank is not None:
            ranks[entity.id] = min(rank, 2)
    if 0 in ranks.values():
        ranks = {found: rank for found, rank in ranks.items() if rank == 0}
    said = dict.fromkeys(ranks, 0)
    for statement in data.statements:
        for end in {statement.subject, statement.object} & ranks.keys():
            said[end] += len(statement.evidence)
    return sorted(ranks, key=lambda found: (ranks[found], -said[found], found))


def _likeness(entities: Iterable[Entity], name: str) -> dict[str, float]:
    """Return how alike the best of each entity's names is to ``name``, of 100, for those that are near."""
    from rapidfuzz import fuzz, process

    owners: defaultdict[str, list[str]] = defaultdict(list)
    for entity in entities:
        for form in {fold(form) for form in (entity.name, *entity.aliases)}:
            owners[form].append(entity.id)
    forms = sorted(owners)
    found: dict[str, float] = {}
    for scorer in (fuzz.ratio, fuzz.token_sort_ratio, fuzz.token_set_ratio):
        hits = process.extract(fold(name), forms, scorer=scorer, score_cutoff=_LIKE, limit=None)
        for form, score, _ in hits:
            for id in owners[form]:
                found[id] = max(found.get(id, 0.0), round(score, 1))
    return found
