"""Statements whose object is a date, through every layer: quads and back, store, query, exports, page, networkx, show."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from pyoxigraph import Literal, NamedNode

from kg.analysis import to_networkx
from kg.assembly import assemble, canonical
from kg.cli.show import show
from kg.export import GraphData, export
from kg.graph import KnowledgeGraph
from kg.model import Article, Entity, EntityType, Evidence, Mention, Reading, Span, Statement, Status
from kg.names import KG
from kg.query import saved_queries
from kg.rdf import article_quads, reading_from
from kg.store import GraphStore
from kg.view.data import Names, page_facts

TEXT = "Ann Bell (10 April 1944 - 1998) founded Acme."
ANN = "ann-bell-person"


def told(article: str, predicate: str, value: str, words: str, status: Status = Status.ASSERTED) -> Evidence:
    start = TEXT.index(words)
    return Evidence(
        article=article,
        span=Span(0, len(TEXT)),
        quote=TEXT,
        subject=ANN,
        predicate=predicate,
        object="",
        value=value,
        subject_span=Span(0, 8),
        object_span=Span(start, start + len(words)),
        status=status,
        rule=f"date:{predicate}/brackets",
        confidence=0.8,
    )


def life(article: str = "obituary", *more: Evidence) -> Reading:
    return Reading(
        article=Article(id=article, text=TEXT, published="1998-06-01"),
        entities=(Entity(id=ANN, name="Ann Bell", type=EntityType.PERSON, aliases=("Ann Bell",)),),
        mentions=(Mention(article=article, span=Span(0, 8), entity=ANN),),
        evidence=(
            told(article, "bornOn", "1944-04-10", "10 April 1944"),
            told(article, "diedOn", "1998", "1998"),
            *more,
        ),
    )


@pytest.fixture
def graph(tmp_path: Path) -> KnowledgeGraph:
    made = KnowledgeGraph(GraphStore.create_or_open(tmp_path / "graph"))
    made.store.put(life())
    made._derive()
    return made


def test_an_object_is_an_entity_or_a_literal() -> None:
    with pytest.raises(ValueError, match="not both"):
        Statement(id="s", subject=ANN, predicate="bornOn", object="acme-org", value="1944")


def test_statements_gather_the_evidence_for_one_value() -> None:
    statements = assemble([life("one"), life("two", told("two", "bornOn", "1944", "1944"))])
    found = {(s.predicate, s.value): len(s.evidence) for s in statements}
    assert found == {("bornOn", "1944-04-10"): 2, ("bornOn", "1944"): 1, ("diedOn", "1998"): 2}
    assert {s.object for s in statements} == {""}


@pytest.mark.parametrize(
    ("value", "type"),
    [("1944-04-10", "date"), ("1944-04", "gYearMonth"), ("1944", "gYear"), ("kgr:> not a date", "string")],
)
def test_values_are_typed_literals_and_come_back(value: str, type: str) -> None:
    reading = canonical(life("a", told("a", "bornOn", value, "1944")))
    store = GraphStore.create_or_open()
    store.put(reading)
    assert store.reading("a") == reading
    objects = [q.object for q in article_quads(reading) if q.predicate.value.endswith("#object")]
    assert (value, type) in [
        (o.value, o.datatype.value.rpartition("#")[2]) for o in objects if isinstance(o, Literal)
    ]


def test_a_query_finds_them(graph: KnowledgeGraph) -> None:
    assert graph.query("SELECT ?d { ?x skos:prefLabel 'Ann Bell' ; kg:bornOn ?d }").rows == (("1944-04-10",),)
    asked = graph.query("ASK { ?x kg:bornOn ?d FILTER (?d < '1950-01-01'^^xsd:date) }")
    assert asked.boolean
    for query in saved_queries():
        rows = graph.query(query.sparql).rows
        assert ("1944-04-10" in {cell for row in rows for cell in row}) == (
            query.name in {"evidence", "timeline"}
        )


def test_statements_are_found_by_value(graph: KnowledgeGraph) -> None:
    assert [s.predicate for s in graph.statements(object="1998")] == ["diedOn"]
    assert graph.statements(object="2001") == ()


def test_only_asserted_dates_are_plain_facts() -> None:
    denied = told("a", "bornOn", "1950", "1998", Status.DENIED)
    data = GraphData.from_readings([life("a", denied)])
    plain = {
        (quad.object.value, str(quad.graph_name).rpartition("/")[2][:-1])
        for quad in data.quads()
        if quad.predicate == NamedNode(KG + "bornOn") and isinstance(quad.object, Literal)
    }
    assert plain == {("1944-04-10", "facts"), ("1950", "refuted")}


def test_jsonl_has_the_value_and_the_words(graph: KnowledgeGraph) -> None:
    rows = [json.loads(line) for line in graph.export("jsonl").splitlines()]
    assert [row["object"] for row in rows] == [
        {"value": "1944-04-10", "text": "10 April 1944", "start": 10, "end": 23},
        {"value": "1998", "text": "1998", "start": 26, "end": 30},
    ]


def test_a_spreadsheet_has_the_value(graph: KnowledgeGraph) -> None:
    rows = list(csv.DictReader(io.StringIO(graph.export("csv"))))
    assert [(row["relation"], row["object"], row["object type"]) for row in rows] == [
        ("bornOn", "1944-04-10", "date"),
        ("diedOn", "1998", "date"),
    ]


@pytest.mark.parametrize(
    ("format", "written"),
    [
        ("ttl", 'kg:bornOn "1944-04-10"^^xsd:date'),
        ("trig", 'kg:bornOn "1944-04-10"^^xsd:date'),
        ("nt", 'bornOn> "1944-04-10"^^<http://www.w3.org/2001/XMLSchema#date>'),
        ("jsonld", '"kg:bornOn": [{"@value": "1944-04-10", "@type": "xsd:date"}]'),
        ("graphml", "1944-04-10"),
    ],
)
def test_every_export_has_it(graph: KnowledgeGraph, format: str, written: str) -> None:
    assert written in "".join(export(graph.data, format))


def test_networkx_has_it_on_the_node() -> None:
    denied = told("a", "bornOn", "1950", "1998", Status.DENIED)
    data = GraphData.from_readings([life("a", denied, told("a", "bornOn", "1944", "1944"))])
    graph = to_networkx(data.entities, data.statements)
    assert graph.number_of_edges() == 0
    assert graph.nodes[ANN]["bornOn"] == ["1944", "1944-04-10"]
    assert graph.nodes[ANN]["diedOn"] == ["1998"]


def test_the_page_shows_it_without_a_node() -> None:
    data = GraphData.from_readings([life()])
    facts = page_facts(data.entities, data.statements, {}, Names())
    assert [(s["s"], s["label"], s["o"], s["value"]) for s in facts.statements] == [
        (0, "born on", -1, "1944-04-10"),
        (0, "died on", -1, "1998"),
    ]
    assert facts.links == [(0, -1), (0, -1)]


def test_show_lists_it(graph: KnowledgeGraph) -> None:
    graph.close()
    said = CliRunner().invoke(show, [str(graph.store.path), "Ann Bell"])
    assert "Ann Bell -- bornOn -> 1944-04-10" in said.output


def test_a_reading_with_a_literal_is_restored_from_its_quads() -> None:
    store = GraphStore.create_or_open()
    store.put_many([life()])
    assert reading_from(store._store, "obituary") == canonical(life())
