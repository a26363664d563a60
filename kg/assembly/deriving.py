"""Readings -> the graph: entities and statements of all the articles, taken through a resolution."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from kg.assembly.entities import canonical
from kg.assembly.resolved import resolved_entities, resolved_readings
from kg.assembly.statements import assemble
from kg.model import Entity, Reading, Statement
from kg.resolution.across import Resolution, resolve_across


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """Readings as they are kept and as the graph sees them, both by article id, and what they add up to, by id."""

    readings: tuple[Reading, ...]
    resolved: tuple[Reading, ...]
    entities: tuple[Entity, ...]
    statements: tuple[Statement, ...]
    resolution: Resolution = field(repr=False)


def derive(
    readings: Iterable[Reading],
    resolution: Resolution | None = None,
    symmetric: Collection[str] | None = None,
) -> Derived:
    """Return the graph of these readings; the order in which they come does not matter.

    Without a resolution they are resolved without identifiers and corrections. ``symmetric`` are the predicates
    whose ends are in the order of their ids, by default those of the shipped ontology.
    """
    ordered = tuple(sorted((canonical(r) for r in readings), key=lambda r: r.article.id))
    resolution = resolve_across(ordered) if resolution is None else resolution
    if symmetric is None:
        symmetric = _shipped_symmetric() if resolution.ids else ()
    resolved = resolved_readings(ordered, resolution, symmetric)
    return Derived(
        readings=ordered,
        resolved=resolved,
        entities=resolved_entities(resolved, resolution),
        statements=assemble(resolved),
        resolution=resolution,
    )


def _shipped_symmetric() -> frozenset[str]:
    from kg.ontology import load_ontology

    return frozenset(name for name, relation in load_ontology().relations.items() if relation.symmetric)
