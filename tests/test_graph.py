"""``kg.build``, ``kg.open_graph`` and ``KnowledgeGraph``, read plainly, without the language model."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import news
import pytest

import kg
from kg.errors import KgError, ReadError, StoreError
from kg.model import Amount, Article, Span, Status

Write = Callable[..., Path]

MONDAY = "Date: 2023-07-03\n\nAcme may buy Bolt. Acme bought Core."
FRIDAY = "Date: 2023-07-07\n\nAcme bought Bolt. Dyne denied buying Core. Dyne outran Acme."


@pytest.fixture
def graph(plain_reading: list[str], write_articles: Write) -> kg.KnowledgeGraph:
    """Return a graph in memory of two articles."""
    return kg.build(write_articles(monday=MONDAY, friday=FRIDAY))


def triples(graph: kg.KnowledgeGraph, **wanted: object) -> list[tuple[str, str, str]]:
    return sorted(
        (one.subject.removesuffix("-org"), one.object.removesuffix("-org"), one.status.value)
        for one in graph.statements(**wanted)  # type: ignore[arg-type]
    )


def test_report(graph: kg.KnowledgeGraph) -> None:
    report = graph.report
    assert (report.new, report.updated, report.unchanged, report.failed) == (2, 0, 0, ())
    assert (report.articles, report.entities, report.statements, report.open_relations) == (2, 4, 3, 1)
    assert report.statuses["asserted"] == 2
    assert report.statuses["denied"] == 1
    assert report.words == len(["Acme", "may", "buy", "Bolt.", "Acme", "bought", "Core."]) + 10


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, [("acme", "bolt", "asserted"), ("acme", "core", "asserted"), ("dyne", "core", "denied")]),
        ({"subject": "ACME"}, [("acme", "bolt", "asserted"), ("acme", "core", "asserted")]),
        ({"subject": "acme-org", "object": "core"}, [("acme", "core", "asserted")]),
        ({"predicate": "Acquires", "status": "DENIED"}, [("dyne", "core", "denied")]),
        ({"predicate": "outran"}, []),
        ({"predicate": "outran", "include_open": True}, [("dyne", "acme", "asserted")]),
        ({"subject": "Nobody"}, []),
        ({"min_confidence": 0.9}, []),
    ],
)
def test_statements(
    graph: kg.KnowledgeGraph, wanted: dict[str, object], found: list[tuple[str, str, str]]
) -> None:
    assert triples(graph, **wanted) == found


def test_unknown_status_and_type_are_told(graph: kg.KnowledgeGraph) -> None:
    with pytest.raises(KgError, match="asserted, planned"):
        graph.statements(status="done")
    with pytest.raises(KgError, match="Person, Organization"):
        graph.entities(type="firm")


def test_entities(graph: kg.KnowledgeGraph) -> None:
    assert [entity.name for entity in graph.entities()] == ["Acme", "Bolt", "Core", "Dyne"]
    assert graph.entities(type="organization") == graph.entities()
    assert graph.entities(type="Person") == ()
    acme = graph.entity(" acme ")
    assert acme is not None
    assert acme == graph.entity("acme-org") == graph.entity("kgr:acme-org")
    assert graph.entity("Nobody") is None


def test_evidence_leads_to_its_sentences(graph: kg.KnowledgeGraph) -> None:
    (statement,) = graph.statements(subject="Acme", object="Bolt")
    pieces = graph.evidence(statement)
    assert [(piece.article, piece.status) for piece in pieces] == [
        ("monday", Status.POSSIBLE),
        ("friday", Status.ASSERTED),
    ]
    assert pieces == graph.evidence(statement.id)
    assert len(graph.evidence()) == 5
    for piece in graph.evidence():
        article = graph.article(piece.article)
        assert article is not None
        assert piece.span.of(article.text) == piece.quote


def test_query(graph: kg.KnowledgeGraph) -> None:
    what = "SELECT ?what WHERE { kgr:acme-org kg:acquires ?what } ORDER BY ?what"
    assert len(graph.query(what)) == 2
    assert not graph.query("ASK { kgr:dyne-org kg:acquires ?what }")


def test_article_objects_need_no_file(plain_reading: list[str]) -> None:
    graph = kg.build(Article(id="a", text="Acme bought Bolt."))
    assert triples(graph) == [("acme", "bolt", "asserted")]
    report = graph.add(
        [Article(id="b", text="Acme bought Core."), Article(id="a", text="Acme may buy Bolt.")]
    )
    assert (report.new, report.updated) == (1, 1)
    assert triples(graph) == [("acme", "bolt", "possible"), ("acme", "core", "asserted")]


def test_remove_leaves_no_residue(graph: kg.KnowledgeGraph, write_articles: Write, tmp_path: Path) -> None:
    graph.remove("friday")
    only = kg.build(write_articles(monday=MONDAY) / "monday.txt")
    assert graph.export("trig") == only.export("trig")
    with pytest.raises(KgError, match="'friday'"):
        graph.remove("friday")


def test_unchanged_articles_are_not_read_again(
    plain_reading: list[str], write_articles: Write, tmp_path: Path
) -> None:
    folder, output = write_articles(monday=MONDAY, friday=FRIDAY), tmp_path / "out"
    with kg.build(folder, output) as first:
        before = first.export("trig")
    assert plain_reading == ["friday", "monday"]
    with kg.build(folder, output) as again:
        assert again.report.unchanged == 2
        assert again.report.words == 0
        assert again.export("trig") == before
    assert plain_reading == ["friday", "monday"]
    write_articles(friday=FRIDAY + " Bolt bought Dyne.")
    with kg.build(folder, output) as changed:
        assert (changed.report.updated, changed.report.unchanged) == (1, 1)
    assert plain_reading == ["friday", "monday", "friday"]


def test_other_settings_are_another_reading(
    plain_reading: list[str], write_articles: Write, tmp_path: Path
) -> None:
    folder, output = write_articles(monday=MONDAY), tmp_path / "out"
    kg.build(folder, output).close()
    kg.build(folder, output, min_confidence=0.5).close()
    assert plain_reading == ["monday"]
    extra = tmp_path / "extra.ttl"
    extra.write_text("# nothing yet\n", encoding="utf-8")
    kg.build(folder, output, ontology=[extra]).close()
    assert plain_reading == ["monday", "monday"]


def test_interrupted_build_resumes(plain_reading: list[str], write_articles: Write, tmp_path: Path) -> None:
    folder = write_articles(
        a="Acme bought Bolt.", b="Acme bought Core.", c="INTERRUPT", d="Bolt bought Dyne."
    )
    output = tmp_path / "out"
    with pytest.raises(KeyboardInterrupt):
        kg.build(folder, output)
    with kg.open_graph(output) as so_far:
        assert triples(so_far) == [("acme", "bolt", "asserted"), ("acme", "core", "asserted")]
        assert so_far.query("ASK { kgr:acme-org kg:acquires kgr:core-org }")
    write_articles(c="Core bought Dyne.")
    with kg.build(folder, output) as done:
        assert (done.report.new, done.report.unchanged) == (2, 2)
        resumed = done.export("trig")
    assert plain_reading == ["a", "b", "c", "d"]
    assert resumed == kg.build(folder).export("trig")


def test_ledger_that_was_cut_off_only_costs_time(
    plain_reading: list[str], write_articles: Write, tmp_path: Path
) -> None:
    folder, output = write_articles(a="Acme bought Bolt.", b="Acme bought Core."), tmp_path / "out"
    kg.build(folder, output).close()
    ledger = output / "readings.jsonl"
    ledger.write_bytes(ledger.read_bytes()[:-20])
    with kg.build(folder, output) as again:
        assert (again.report.updated, again.report.unchanged) == (1, 1)


def test_bad_articles_are_reported_and_the_rest_is_built(
    plain_reading: list[str], write_articles: Write
) -> None:
    folder = write_articles(a="Acme bought Bolt.", b="BREAK", c="   ")
    (folder / "d.pdf").write_bytes(b"%PDF")
    told: list[tuple[int, int, str]] = []
    graph = kg.build([folder, folder / "none.txt"], on_progress=lambda *progress: told.append(progress))
    assert sorted(Path(failure.source).stem for failure in graph.report.failed) == ["b", "c", "none"]
    assert graph.report.skipped == 1
    assert triples(graph) == [("acme", "bolt", "asserted")]
    assert [article for _, _, article in told] == ["a", "b"]
    assert all(0 < done <= total == 3 for done, total, _ in told)


def test_order_does_not_matter(plain_reading: list[str], write_articles: Write) -> None:
    folder = write_articles(a="Acme bought Bolt.", b="Acme may buy Bolt.", c="Core bought Dyne.")
    files = sorted(folder.iterdir())
    exports = {kg.build(given).export("trig") for given in (files, files[::-1])}
    assert len(exports) == 1


def test_nothing_to_read_writes_nothing(tmp_path: Path) -> None:
    for sources in ([], tmp_path / "none.txt", [tmp_path]):
        with pytest.raises(ReadError):
            kg.build(sources, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_folder_that_is_no_graph_is_left_alone(
    plain_reading: list[str], write_articles: Write, tmp_path: Path
) -> None:
    folder = write_articles(a="Acme bought Bolt.")
    with pytest.raises(StoreError):
        kg.build(folder, folder)
    assert [path.name for path in folder.iterdir()] == ["a.txt"]
    with pytest.raises(StoreError):
        kg.open_graph(tmp_path / "none")
    assert not (tmp_path / "none").exists()


def test_graph_opened_for_reading_can_be_added_to(
    plain_reading: list[str], write_articles: Write, tmp_path: Path
) -> None:
    kg.build(write_articles(monday=MONDAY), tmp_path / "out").close()
    with kg.open_graph(tmp_path / "out") as one, kg.open_graph(tmp_path / "out") as two:
        one.add(Article(id="b", text="Bolt bought Core."))
        assert len(one.statements()) == 3
        assert len(two.statements()) == 2


def test_unknown_setting_is_told(tmp_path: Path) -> None:
    with pytest.raises(KgError, match="unknown setting 'speed'"):
        kg.build(Article(id="a", text="b"), speed=3)


def test_to_rdflib(graph: kg.KnowledgeGraph) -> None:
    assert len(list(graph.to_rdflib().quads())) == len(graph.store)


def test_to_networkx(graph: kg.KnowledgeGraph) -> None:
    network = graph.to_networkx()
    assert network.number_of_nodes() == 4
    assert network.number_of_edges() == 3


def test_to_html(graph: kg.KnowledgeGraph, tmp_path: Path) -> None:
    page = graph.to_html(tmp_path / "graph.html", title="Chips & <b>").read_text(encoding="utf-8")
    assert "Acme" in page
    assert "<title>Chips &amp; &lt;b&gt;" in page


KILLED = """
import os, sys
sys.path.insert(0, sys.argv[1])
from conftest import read_plainly
import kg, kg.graph

def find_readings(articles, settings):
    for article in articles:
        if article.id == "c":
            os._exit(9)
        yield read_plainly(article)

kg.graph.find_readings = find_readings
kg.graph._SAVING = 0.0
kg.build(sys.argv[2], sys.argv[3])
"""


def test_what_a_graph_remembers_is_what_its_folder_holds(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A graph that was built says the same as one that was opened, to the last digit."""
    given = {r.article.id: r for r in (*news.week(), *news.hostile())}
    amounts = ("1.500", "6.3E+9", "-0.0", "1E+90", "100", "0.10")
    pieces = [
        replace(news.piece("amounts", amount=Amount(Decimal(value), "EUR")), span=Span(n, n + 26))
        for n, value in enumerate(amounts)
    ]
    given["amounts"] = news.reading("amounts", "2023", *pieces)
    monkeypatch.setattr("kg.graph.find_readings", lambda articles, settings: (given[a.id] for a in articles))
    for articles in (list(given)[:-2], list(given)):
        with kg.build([given[id].article for id in articles], tmp_path / "out") as built:
            with kg.open_graph(tmp_path / "out") as opened:
                assert repr(opened.data) == repr(built.data)
                assert sorted(map(str, opened.store.quads())) == sorted(map(str, built.store.quads()))
            built.remove(articles[0])
            with kg.open_graph(tmp_path / "out") as opened:
                assert repr(opened.data) == repr(built.data)


def test_killed_build_resumes(plain_reading: list[str], write_articles: Write, tmp_path: Path) -> None:
    folder, output = (
        write_articles(a="Acme bought Bolt.", b="Acme bought Core.", c="Core bought Dyne."),
        tmp_path / "out",
    )
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(Path(__file__).parent), str(folder), str(output)]
    )
    assert done.returncode == 9
    with kg.build(folder, output) as resumed:
        assert (resumed.report.new, resumed.report.unchanged) == (1, 2)
        assert resumed.export("trig") == kg.build(folder).export("trig")
        assert resumed.query("ASK { kgr:acme-org kg:acquires kgr:bolt-org }")
    assert plain_reading == ["c", "a", "b", "c"]
