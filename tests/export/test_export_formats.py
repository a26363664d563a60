"""Each format holds the graph, in the same bytes whatever the order it was built in."""

from __future__ import annotations

import csv
import io
import json
import random
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import networkx as nx
import news
import pytest
import rdflib
from rdflib.compare import isomorphic

from kg.analysis import to_networkx
from kg.errors import KgError
from kg.export import FORMATS, GraphData, export, to_rdflib
from kg.export.spreadsheet import COLUMNS
from kg.model import Amount, Article, Reading
from kg.names import KG, KGR
from kg.store import GraphStore

EVERYTHING = (*news.week(), *news.hostile(), *map(news.random_reading, range(12)))


def text(format: str, readings: tuple[Reading, ...] = EVERYTHING) -> str:
    return "".join(export(GraphData.from_readings(readings), format))


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_graph_gives_the_same_bytes(format: str) -> None:
    wanted = text(format).encode("utf-8")
    rng = random.Random(7)
    for _ in range(3):
        shuffled = tuple(rng.sample(EVERYTHING, len(EVERYTHING)))
        assert text(format, shuffled).encode("utf-8") == wanted
    store = GraphStore.create_or_open()
    store.put_many(rng.sample(EVERYTHING, len(EVERYTHING)))
    assert "".join(export(GraphData.from_store(store), format)).encode("utf-8") == wanted


def test_hash_seeds_leave_no_trace() -> None:
    code = (
        f"import sys; sys.path.insert(0, {str(Path(news.__file__).parent)!r})\n"
        "import news\nfrom kg.export import FORMATS, GraphData, export\n"
        "data = GraphData.from_readings((*news.week(), *news.hostile()))\n"
        "for format in FORMATS: sys.stdout.buffer.write(''.join(export(data, format)).encode())"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": seed}, capture_output=True, check=True
        )
        for seed in ("1", "2")
    ]
    assert runs[0].stdout == runs[1].stdout != b""


@pytest.mark.parametrize("format", FORMATS)
def test_an_empty_graph_can_be_exported(format: str) -> None:
    assert isinstance(text(format, ()), str)


def graph(format: str, readings: tuple[Reading, ...] = EVERYTHING) -> rdflib.Graph:
    names = {"ttl": "turtle", "nt": "nt", "jsonld": "json-ld"}
    return rdflib.Graph().parse(data=text(format, readings), format=names[format])


def test_the_flat_formats_hold_the_same_triples() -> None:
    turtle = graph("ttl")
    assert len(turtle) == len(text("nt").split("\n")) - 1
    assert isomorphic(turtle, graph("nt"))
    assert isomorphic(turtle, graph("jsonld"))


def test_turtle_reads_as_the_design_shows_it() -> None:
    written = text("ttl", news.week()[:1])
    assert f"kgr:{news.JSR} a kg:Organization ;" in written
    assert 'schema:currency "USD"' in written
    assert "oa:start 0" in written
    assert "kg:status kg:proposed" in written
    assert "kg:confidence 0.8 ;" in written
    assert "_:" not in written


def test_flat_formats_state_only_what_is_asserted() -> None:
    found = graph("ttl", news.week())
    plain = {(str(s), str(o)) for s, o in found.subject_objects(rdflib.URIRef(KG + "acquires"))}
    assert plain == {(KGR + news.FUND, KGR + news.JSR)}
    assert not list(graph("ttl", news.week()[:1]).subject_objects(rdflib.URIRef(KG + "acquires")))
    statuses = {str(o).removeprefix(KG) for o in found.objects(predicate=rdflib.URIRef(KG + "status"))}
    assert statuses == {"asserted", "proposed", "planned", "denied"}
    body = rdflib.URIRef("https://schema.org/articleBody")
    assert not list(found.subject_objects(body))


def test_trig_holds_every_quad_of_the_store() -> None:
    store = GraphStore.create_or_open()
    store.put_many(EVERYTHING)
    store.rebuild_derived()
    read = rdflib.Dataset().parse(data=text("trig"), format="trig")
    held = to_rdflib(store)

    def quads(dataset: rdflib.Dataset) -> set[tuple[str, ...]]:
        return {(s.n3(), p.n3(), o.n3(), str(g)) for s, p, o, g in dataset.quads()}

    assert isinstance(read, rdflib.Dataset)
    assert len(quads(held)) == len(store)
    assert quads(read) == quads(held)


def lines(readings: tuple[Reading, ...] = EVERYTHING) -> list[dict[str, object]]:
    return [json.loads(line) for line in text("jsonl", readings).splitlines()]


def test_jsonl_is_what_the_scorer_reads() -> None:
    monday = next(line for line in lines(news.week()) if line["article"] == "monday")
    assert monday == {
        "article": "monday",
        "subject": {
            "label": "Japan Investment Fund",
            "aliases": ["JIF", "the fund"],
            "id": news.FUND,
            "type": "Organization",
            "start": 0,
            "end": 8,
        },
        "predicate": "acquires",
        "object": {
            "label": "JSR",
            "aliases": [],
            "id": news.JSR,
            "type": "Organization",
            "start": 14,
            "end": 17,
        },
        "status": "proposed",
        "relation": None,
        "role": None,
        "source": "Ann Lee",
        "when": "2023-06-26/2023-07-02",
        "amount": {"value": 6300000000, "unit": "USD"},
        "place": None,
        "about": None,
        "quote": "The fund buys JSR",
        "start": 0,
        "end": 17,
        "published": "2023-06-26",
        "rule": "frame:acquire.verb",
        "cue": "offer",
        "confidence": 0.8,
        "statement": news.week()[0].evidence[0].statement,
    }


def test_jsonl_has_one_line_per_piece_of_evidence_whatever_the_text() -> None:
    found = lines()
    assert len(found) == len({e.id for r in EVERYTHING for e in r.evidence}) == text("jsonl").count("\n")
    quotes = {line["quote"] for line in found}
    assert set(news.HOSTILE) <= quotes
    assert [line["predicate"] for line in found if line["relation"] == "looks at"] == [None]


def test_jsonl_aliases_are_those_of_the_article() -> None:
    bank = news.ENTITIES[0]
    one = news.reading("one", "2023", news.piece("one"))
    other = replace(
        news.reading("two", "2023", news.piece("two")), entities=(replace(bank, name="JIF", aliases=("it",)),)
    )
    first, second = lines((one, other, news.week()[0]))[1:]
    assert first["subject"]["aliases"] == ["JIF", "the fund"]  # type: ignore[index]
    assert second["subject"]["label"] == "Japan Investment Fund"  # type: ignore[index]
    assert second["subject"]["aliases"] == ["JIF", "it"]  # type: ignore[index]


def test_jsonl_survives_half_a_surrogate_pair_and_odd_amounts() -> None:
    evidence = [
        news.piece("a", quote="\ud800", role=str(i), amount=Amount(Decimal(value), "USD"))
        for i, value in enumerate(("1E+999999", "NaN", "2.5", "1E+3"))
    ]
    broken = Reading(article=Article(id="a", text="\ud800"), evidence=tuple(evidence))
    written = text("jsonl", (broken,))
    written.encode("utf-8")
    values = {str(json.loads(line)["amount"]["value"]) for line in written.splitlines()}
    assert values == {"1E+999999", "NaN", "2.5", "1000"}
    text("csv", (broken,)).encode("utf-8")


def test_csv_has_no_formulas() -> None:
    rows = list(csv.reader(io.StringIO(text("csv"), newline="")))
    assert tuple(rows[0]) == COLUMNS
    assert len(rows) == len(lines()) + 1
    assert all(len(row) == len(COLUMNS) for row in rows)
    numeric = {COLUMNS.index(name) for name in ("amount", "start", "end", "confidence")}
    for row in rows[1:]:
        for i, cell in enumerate(row):
            assert i in numeric or not re.match(r"\s*[=+@-]", cell), cell
    assert any(cell.startswith("'=HYPERLINK") for row in rows for cell in row)


def test_graphml_is_xml_and_loads() -> None:
    data = GraphData.from_readings(EVERYTHING)
    written = text("graphml")
    root = ET.fromstring(written.encode("utf-8"))
    assert root.tag.endswith("graphml")
    loaded = nx.parse_graphml(written, force_multigraph=True)
    assert loaded.number_of_edges() == len(data.statements)
    assert {e.id for e in data.entities if e.id.isascii() and e.id.isprintable()} <= set(loaded)
    deal = [
        d
        for _, _, d in loaded.edges(data=True)
        if d.get("status") == "denied" and d.get("predicate") == "acquires"
    ]
    assert deal[0]["confidence"] == 0.8


def test_to_networkx_does_not_depend_on_order() -> None:
    data = GraphData.from_readings(news.week())
    graph = to_networkx(data.entities, data.statements)
    again = to_networkx(data.entities[::-1], data.statements[::-1])
    assert list(graph.nodes(data=True)) == list(again.nodes(data=True))
    assert list(graph.edges(keys=True, data=True)) == list(again.edges(keys=True, data=True))
    assert graph.number_of_edges(news.FUND, news.JSR) == 1
    (edge,) = graph[news.FUND][news.JSR].values()
    assert (edge["status"], edge["articles"], edge["value"], edge["unit"]) == ("asserted", 3, 6.3e9, "USD")
    assert graph.nodes[news.JSR]["name"] == "JSR"
    alone = to_networkx((), data.statements)
    assert alone.nodes[news.JSR] == {"name": news.JSR, "type": "", "aliases": []}


def test_an_unknown_format_is_an_error() -> None:
    with pytest.raises(KgError, match="jsonl, csv, ttl"):
        export(GraphData.from_readings(()), "docx")
