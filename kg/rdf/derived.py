"""Entities and statements -> the quads of the graphs that are derived from all the articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import KgError
from kg.model import PROSPECTIVE, REFUTED, Article, Entity, Statement, Status
from kg.rdf import terms as t
from kg.rdf.sources import article_quads_of, citation_quads


def derived_quads(
    entities: Iterable[Entity], statements: Iterable[Statement], articles: Iterable[Article] = ()
) -> Iterator[Quad]:
    """Yield the quads of the graphs entities, statements, facts, prospects and refuted.

    The graph of statements also cites the evidence and the articles, so that a query reaches the sentence and where
    it stands without naming an article's own graph. Open relations have a statement node but no plain triple. Raise KgError for text that can't be kept.
    """
    for entity in entities:
        try:
            yield from entity_quads(entity, t.ENTITIES)
            yield Quad(t.resource(entity.id), t.RDFS_LABEL, Literal(entity.name), t.ENTITIES)
        except ValueError as error:
            raise KgError(f"entity {entity.id!a}: its text can't be stored ({error})") from error
    for statement in statements:
        try:
            yield from statement_quads(statement)
        except ValueError as error:
            raise KgError(f"statement {statement.id!a}: its text can't be stored ({error})") from error
    for article in articles:
        yield from article_quads_of(article, t.STATEMENTS)


def entity_quads(entity: Entity, graph: NamedNode) -> Iterator[Quad]:
    """Yield what an article, or all of them together, says of an entity's type and names."""
    node = t.resource(entity.id)
    yield Quad(node, t.RDF_TYPE, t.name("kg", entity.type.value), graph)
    yield Quad(node, t.PREF_LABEL, Literal(entity.name), graph)
    for alias in entity.aliases:
        yield Quad(node, t.ALT_LABEL, Literal(alias), graph)
    for identifier in entity.same_as:
        iri = t.web_iri(identifier)
        if iri is not None:
            yield Quad(node, t.SAME_AS, iri, graph)
        else:
            yield Quad(node, t.KG_IDENTIFIER, Literal(identifier), graph)


def statement_quads(statement: Statement) -> Iterator[Quad]:
    """Yield the node of a statement and, unless it is an open relation, its plain triple."""
    node, graph = t.resource(statement.id), t.STATEMENTS
    subject, object = t.resource(statement.subject), t.object_term(statement.object, statement.value)
    predicate = t.property_iri(statement.predicate) if statement.predicate else t.KG_OPEN
    yield Quad(node, t.RDF_TYPE, t.KG_STATEMENT, graph)
    yield Quad(node, t.RDF_SUBJECT, subject, graph)
    yield Quad(node, t.RDF_PREDICATE, predicate, graph)
    yield Quad(node, t.RDF_OBJECT, object, graph)
    yield Quad(node, t.KG_STATUS, t.name("kg", statement.status.value), graph)
    yield Quad(node, t.KG_CONFIDENCE, t.decimal(statement.confidence), graph)
    literals = ((t.KG_PHRASE, statement.relation), (t.KG_ROLE, statement.role), (t.KG_WHEN, statement.when))
    for property, text in literals:
        if text:
            yield Quad(node, property, Literal(text), graph)
    for property, entity in ((t.KG_PLACE, statement.place), (t.KG_ABOUT, statement.about)):
        if entity:
            yield Quad(node, property, t.resource(entity), graph)
    if statement.amount is not None:
        yield from t.amount_quads(statement.id, statement.amount, graph)
    for piece in statement.evidence:
        yield Quad(node, t.DERIVED_FROM, t.resource(piece.id), graph)
        yield from citation_quads(piece, graph)
    if statement.predicate:
        yield Quad(subject, predicate, object, plain_graph(statement.status))


def plain_graph(status: Status) -> NamedNode:
    """Return the graph in which the plain triple of a statement with this status stands."""
    if status in PROSPECTIVE:
        return t.PROSPECTS
    return t.REFUTED if status in REFUTED else t.FACTS
