"""Entities gathered from many articles, and the one order in which a reading is kept."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace

from kg.model import Entity, Evidence, Mention, Reading


def merge_entities(readings: Iterable[Reading]) -> tuple[Entity, ...]:
    """Return one entity per id, sorted by id, with what all the readings know about it.

    The name is the one that most readings give; ties go to the longer, then to the alphabetically first. Names
    that lost stay as aliases.
    """
    found: defaultdict[str, list[Entity]] = defaultdict(list)
    for reading in readings:
        for entity in canonical_entities(reading.entities):
            found[entity.id].append(entity)
    return tuple(_merged(found[id]) for id in sorted(found))


def canonical(reading: Reading) -> Reading:
    """Return the reading without duplicates, in the order that does not depend on how it was produced.

    Entities are sorted by id, mentions by place, evidence by place and id; of two pieces of evidence with one id
    the more confident stays.
    """
    return replace(
        reading,
        entities=canonical_entities(reading.entities),
        mentions=tuple(sorted(set(reading.mentions), key=_where)),
        evidence=distinct_evidence(reading.evidence),
    )


def canonical_entities(entities: Iterable[Entity]) -> tuple[Entity, ...]:
    """Return the entities sorted by id, those of one id merged, their aliases sorted."""
    found: defaultdict[str, list[Entity]] = defaultdict(list)
    for entity in entities:
        found[entity.id].append(entity)
    return tuple(_merged(same) if len(same) > 1 else _ordered(same[0]) for _, same in sorted(found.items()))


def _ordered(entity: Entity) -> Entity:
    aliases, same_as = tuple(sorted(set(entity.aliases))), tuple(sorted(set(entity.same_as)))
    if (aliases, same_as) == (entity.aliases, entity.same_as):
        return entity
    return replace(entity, aliases=aliases, same_as=same_as)


def _where(mention: Mention) -> tuple[str, int, int, str]:
    """Return what mentions are sorted by: the order of their fields."""
    return mention.article, mention.span.start, mention.span.end, mention.entity


def distinct_evidence(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Return the evidence sorted by article and place, one piece per id: the most confident."""
    best: dict[str, Evidence] = {}
    for piece in evidence:
        kept = best.get(piece.id)
        if kept is None or _preference(piece) < _preference(kept):
            best[piece.id] = piece
    return tuple(piece for _, piece in sorted(best.items(), key=lambda item: (_place(item[1]), item[0])))


def _place(piece: Evidence) -> tuple[str, int, int]:
    return piece.article, piece.span.start, piece.span.end


def _preference(piece: Evidence) -> tuple[float, str]:
    return -piece.confidence, repr(piece)


def _merged(same: list[Entity]) -> Entity:
    names = Counter(entity.name for entity in same)
    types = Counter(entity.type for entity in same)
    name = min(names, key=lambda n: (-names[n], -len(n), n))
    aliases = {alias for entity in same for alias in entity.aliases} | (set(names) - {name})
    return Entity(
        id=same[0].id,
        name=name,
        type=min(types, key=lambda t: (-types[t], t)),
        aliases=tuple(sorted(aliases)),
        same_as=tuple(sorted({iri for entity in same for iri in entity.same_as})),
    )
