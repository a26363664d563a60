"""Readings as the graph sees them: each entity under the id that resolution across articles gives it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from kg.assembly.entities import canonical, merge_entities
from kg.model import Entity, Evidence, Reading
from kg.names import normal_name
from kg.resolution.across import Resolution
from kg.resolution.across.decisions import Rejected


def resolved_readings(
    readings: Iterable[Reading], resolution: Resolution, symmetric: Collection[str] = ()
) -> tuple[Reading, ...]:
    """Return the readings with the entities of the graph in place of their own, in the order given.

    Evidence keeps the id that its article gives it. ``symmetric`` are predicates whose ends are in the order of
    their ids. What is rejected is left out, and so is what now relates a thing to itself.
    """
    renamed: dict[str, dict[str, str]] = {}
    for local, id in resolution.ids.items():
        renamed.setdefault(local.article, {})[local.entity] = id
    if not renamed and not resolution.rejected:
        return tuple(readings)
    return tuple(
        _resolved(reading, renamed.get(reading.article.id, {}), resolution.rejected, symmetric)
        for reading in readings
    )


def resolved_entities(readings: Iterable[Reading], resolution: Resolution) -> tuple[Entity, ...]:
    """Return the entities of readings that were taken through a resolution, by id, named as it says."""
    headings = resolution.headings
    return tuple(
        entity if entity.id not in headings else _headed(entity, resolution)
        for entity in merge_entities(readings)
    )


def _headed(entity: Entity, resolution: Resolution) -> Entity:
    heading = resolution.headings[entity.id]
    aliases = {*entity.aliases, entity.name, *heading.aliases}
    if heading.name not in entity.aliases:  # a form of it that no text has is no alias
        aliases.discard(heading.name)
    return replace(
        entity,
        name=heading.name,
        type=heading.type,
        aliases=tuple(sorted(aliases)),
        same_as=heading.same_as,
    )


def _resolved(
    reading: Reading, ids: Mapping[str, str], rejected: Collection[Rejected], symmetric: Collection[str]
) -> Reading:
    evidence = reading.evidence
    if ids:
        pairs = ((piece, _renamed(piece, ids, symmetric)) for piece in evidence)
        evidence = tuple(new for old, new in pairs if new.subject != new.object or old.subject == old.object)
    if rejected:
        evidence = tuple(p for p in evidence if not any(is_rejected(p, one) for one in rejected))
    if not ids:
        return replace(reading, evidence=evidence)
    return canonical(
        replace(
            reading,
            entities=tuple(replace(e, id=ids.get(e.id, e.id)) for e in reading.entities),
            mentions=tuple(replace(m, entity=ids.get(m.entity, m.entity)) for m in reading.mentions),
            evidence=evidence,
        )
    )


def _renamed(piece: Evidence, ids: Mapping[str, str], symmetric: Collection[str]) -> Evidence:
    ends = (piece.subject, piece.object, piece.speaker, piece.place, piece.about)
    if not any(end in ids for end in ends):
        return piece
    subject, object = ids.get(piece.subject, piece.subject), ids.get(piece.object, piece.object)
    spans = piece.subject_span, piece.object_span
    if piece.predicate in symmetric and not piece.role and object and object < subject:
        subject, object, spans = object, subject, (spans[1], spans[0])
    return piece.called(
        subject=subject,
        object=object,
        subject_span=spans[0],
        object_span=spans[1],
        speaker=ids.get(piece.speaker, piece.speaker),
        place=ids.get(piece.place, piece.place),
        about=ids.get(piece.about, piece.about),
    )


def is_rejected(piece: Evidence, one: Rejected) -> bool:
    """Return whether a piece of evidence is among those that are to be left out."""
    relation = piece.predicate or piece.relation
    return (
        one.statement in ("", piece.statement)
        and one.article in ("", piece.article)
        and one.subject in ("", piece.subject)
        and one.object in ("", piece.object, piece.value)
        and (not one.predicate or normal_name(one.predicate) == normal_name(relation))
    )
