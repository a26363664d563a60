"""Which graph a statement's plain triple stands in, and what its node says."""

from __future__ import annotations

import news
import pytest
from pyoxigraph import Literal, Quad

from kg.assembly import assemble, merge_entities
from kg.errors import KgError
from kg.model import Entity, EntityType, Status
from kg.names import KG
from kg.rdf import FACTS, PROSPECTS, REFUTED, STATEMENTS, article_iri, derived_quads, resource
from kg.rdf.derived import plain_graph
from kg.rdf.terms import KG_AMOUNT, KG_OPEN, RDF_PREDICATE, name


def quads() -> set[Quad]:
    return set(derived_quads(merge_entities(news.week()), assemble(news.week())))


def test_plain_triples_stand_in_the_graph_of_their_status() -> None:
    acquires = name("kg", "acquires")
    assert Quad(resource(news.FUND), acquires, resource(news.JSR), FACTS) in quads()
    assert Quad(resource(news.FUND), acquires, resource(news.RIVAL), REFUTED) in quads()
    assert not [q for q in quads() if q.graph_name == PROSPECTS]
    monday = assemble(news.week()[:1])
    assert Quad(resource(news.FUND), acquires, resource(news.JSR), PROSPECTS) in set(
        derived_quads((), monday)
    )


@pytest.mark.parametrize(
    ("status", "graph"),
    [
        (Status.ASSERTED, FACTS),
        (Status.PLANNED, PROSPECTS),
        (Status.PROPOSED, PROSPECTS),
        (Status.POSSIBLE, PROSPECTS),
        (Status.DENIED, REFUTED),
        (Status.ENDED, REFUTED),
    ],
)
def test_graph_of_each_status(status: Status, graph: object) -> None:
    assert plain_graph(status) == graph


def test_an_open_relation_has_a_node_and_no_plain_triple() -> None:
    nodes = [q.subject for q in quads() if q.predicate == RDF_PREDICATE and q.object == KG_OPEN]
    assert len(nodes) == 1
    assert any(q.subject == nodes[0] and str(q.object) == '"looks at"' for q in quads())
    plain = [q for q in quads() if q.graph_name in (FACTS, PROSPECTS, REFUTED)]
    assert len(plain) == 3


def test_the_amount_has_a_name_of_its_own() -> None:
    statements = {s.id for s in assemble(news.week())}
    (amount,) = [
        q for q in quads() if q.predicate == KG_AMOUNT and q.subject in {resource(id) for id in statements}
    ]
    assert amount.object.value.endswith("-amount")  # type: ignore[union-attr]
    said = {(q.predicate.value, str(q.object)) for q in quads() if q.subject == amount.object}
    decimal = "<http://www.w3.org/2001/XMLSchema#decimal>"
    assert said == {
        (KG + "value", f'"6300000000"^^{decimal}'),
        ("https://schema.org/currency", '"USD"'),
    }
    assert amount.graph_name == STATEMENTS


def test_text_that_cannot_be_kept_is_an_error_that_names_the_entity() -> None:
    with pytest.raises(KgError, match="x-law"):
        list(derived_quads([Entity(id="x-law", name="\ud800", type=EntityType.LAW)], ()))


def test_statements_lead_to_the_sentence_in_their_own_graph() -> None:
    readings = news.week()
    found = set(derived_quads((), assemble(readings), (r.article for r in readings)))
    for reading in readings:
        article = article_iri(reading.article.id)
        for piece in reading.evidence:
            node = resource(piece.id)
            assert Quad(node, name("kg", "quote"), Literal(piece.quote), STATEMENTS) in found
            assert Quad(node, name("prov", "wasQuotedFrom"), article, STATEMENTS) in found
        assert Quad(article, name("schema", "identifier"), Literal(reading.article.id), STATEMENTS) in found
