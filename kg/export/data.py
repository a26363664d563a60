"""What is exported: readings with the entities and statements derived from them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Self

from pyoxigraph import Quad

from kg.assembly import derive
from kg.model import Entity, Reading, Statement
from kg.rdf import PROSPECTS, REFUTED, article_iri, article_quads, derived_quads, resource
from kg.rdf.article import ARTICLE_BODY
from kg.rdf.terms import KG_MENTION, RDF_TYPE
from kg.resolution.across import Resolution

if TYPE_CHECKING:
    from kg.store import GraphStore


@dataclass(frozen=True, kw_only=True)
class GraphData:
    """A whole graph in memory: readings by article id, entities and statements by id, all sorted.

    ``readings`` are as the articles' graphs keep them, ``resolved`` the same with the entities of the whole graph.
    """

    readings: tuple[Reading, ...]
    resolved: tuple[Reading, ...]
    entities: tuple[Entity, ...]
    statements: tuple[Statement, ...]
    resolution: Resolution = field(repr=False)

    @classmethod
    def from_readings(
        cls,
        readings: Iterable[Reading],
        resolution: Resolution | None = None,
        symmetric: Collection[str] | None = None,
    ) -> Self:
        """Return the graph of these readings; see `assembly.derive`."""
        made = derive(readings, resolution, symmetric)
        return cls(
            readings=made.readings,
            resolved=made.resolved,
            entities=made.entities,
            statements=made.statements,
            resolution=made.resolution,
        )

    @classmethod
    def from_store(cls, store: GraphStore) -> Self:
        """Return the graph that a store holds."""
        return cls.from_readings(store.readings())

    @cached_property
    def by_id(self) -> dict[str, Entity]:
        """Return the entities by id."""
        return {entity.id: entity for entity in self.entities}

    def label(self, id: str) -> str:
        """Return the name of an entity, its id where the graph does not know it."""
        entity = self.by_id.get(id)
        return entity.name if entity else id

    def quads(self) -> Iterator[Quad]:
        """Yield the quads of every named graph."""
        for reading in self.readings:
            yield from article_quads(reading)
        yield from derived_quads(self.entities, self.statements, (r.article for r in self.readings))

    def flat_quads(self) -> Iterator[Quad]:
        """Yield what can stand in one graph without being misread, the graph names to be ignored.

        These are entities, statements with their evidence, the metadata of the articles, and plain triples for what
        is asserted. Left out are plain triples of another status, what single articles call an entity, mentions,
        and the articles' texts.
        """
        for reading in self.resolved:
            yield from _without_text(reading)
        for quad in derived_quads(self.entities, self.statements):
            if quad.graph_name not in (PROSPECTS, REFUTED):
                yield quad


def _without_text(reading: Reading) -> Iterator[Quad]:
    article = article_iri(reading.article.id)
    named = {resource(entity.id) for entity in reading.entities}
    quads = tuple(article_quads(reading))
    mentions = {quad.subject for quad in quads if quad.predicate == RDF_TYPE and quad.object == KG_MENTION}
    for quad in quads:
        if quad.subject in named or quad.subject in mentions:
            continue
        if quad.subject == article and quad.predicate == ARTICLE_BODY:
            continue
        yield quad
