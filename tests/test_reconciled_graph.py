"""Graphs built with a reconciliation service and with alias tables: what is asked, kept, and told when it fails."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from reconciling import serving

import kg
from kg.linking import service

Write = Callable[..., Path]
ACME = {"Acme": [("Q1", ["Org"], True)], "Bolt": [("Q2", ["Org"], False)]}
MONDAY = "Acme bought Bolt."


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service.Service.__init__, "__kwdefaults__", {
        "timeout": 0.5, "deadline": 10.0, "attempts": 2, "sleep": lambda seconds: None,
    })  # fmt: skip


def same_as(graph: kg.KnowledgeGraph, name: str) -> tuple[str, ...]:
    entity = graph.entity(name)
    assert entity is not None
    return entity.same_as


def test_each_name_is_asked_once_and_a_rebuild_asks_nothing(
    plain_reading: list[str], write_articles: Write, tmp_path: Path
) -> None:
    folder, output = write_articles(a=MONDAY, b="Acme bought Core."), tmp_path / "out"
    with serving(ACME) as server:
        with kg.build(folder, output, reconcile=server.url) as graph:
            assert same_as(graph, "Acme") == ("http://things.example/id/Q1",)
            assert same_as(graph, "Bolt") == ()
            assert graph.report.problems == ()
            before, kept = graph.export("trig"), (output / "reconciled.json").read_bytes()
        assert sorted(query["query"] for query in server.queries) == ["Acme", "Bolt", "Core"]
        assert server.manifests == 1
        with kg.build(folder, output, reconcile=server.url) as again:
            assert again.export("trig") == before
        assert (len(server.queries), server.manifests) == (3, 1)
        with kg.build(
            [folder / "a.txt", write_articles(c="Dyne bought Acme.")], output, reconcile=server.url
        ):
            assert [query["query"] for query in server.queries[3:]] == ["Dyne"]
    assert json.loads(kept) == {
        server.url: {
            "Organization: Acme": "http://things.example/id/Q1",
            "Organization: Bolt": "",
            "Organization: Core": "",
        }
    }


def test_later_changes_keep_what_was_found_and_ask_nobody(
    plain_reading: list[str], write_articles: Write, tmp_path: Path
) -> None:
    output = tmp_path / "out"
    with serving(ACME) as server:
        kg.build(write_articles(a=MONDAY, b="Acme bought Core."), output, reconcile=server.url).close()
        asked = len(server.queries)
        with kg.open_graph(output) as graph:
            graph.remove("b")
            graph.corrections.rename("Bolt", "Bolt Ltd.")
            assert same_as(graph, "Acme") == ("http://things.example/id/Q1",)
        assert len(server.queries) == asked


def test_without_a_service_nothing_is_asked(
    plain_reading: list[str], write_articles: Write, tmp_path: Path
) -> None:
    with serving(ACME) as server:
        with kg.build(write_articles(a=MONDAY), tmp_path / "out", reconcile=server.url) as graph:
            assert same_as(graph, "Acme")
        with kg.build(write_articles(a=MONDAY), tmp_path / "out") as graph:
            assert not same_as(graph, "Acme")
        kg.build(write_articles(a=MONDAY)).close()
        assert server.manifests == 1


@pytest.mark.parametrize("fault", ["silence", 500, b"<html>", b"[]", b'{"identifierSpace": "x"}'])
def test_a_service_that_fails_is_told_and_the_graph_is_built(
    plain_reading: list[str], write_articles: Write, tmp_path: Path, fault: int | bytes | str
) -> None:
    folder, output = write_articles(a=MONDAY), tmp_path / "out"
    plain = kg.build(folder).export("trig")
    with serving(ACME) as server:
        server.always = fault
        with kg.build(folder, output, reconcile=server.url) as graph:
            (problem,) = graph.report.problems
            assert graph.export("trig") == plain
        assert server.url in problem
        assert "2 of 2 names were not looked up" in problem
        server.always = None
        with kg.build(folder, output, reconcile=server.url) as graph:
            assert same_as(graph, "Acme")
            assert graph.report.problems == ()


def test_what_came_before_a_failure_is_kept(
    plain_reading: list[str], write_articles: Write, tmp_path: Path
) -> None:
    text = " ".join(f"Firm{chr(97 + n)} bought Shop{chr(97 + n)}." for n in range(6))
    things = {"Firma": [("Q1", ["Org"], True)]}
    output = tmp_path / "out"

    with serving(things) as server:
        asked: list[int] = []
        folder = write_articles(a=text)
        original = service.Service.ask

        def ask(self: service.Service, *given: object) -> object:
            asked.append(1)
            if len(asked) == 2:
                server.always = 500
            return original(self, *given)  # type: ignore[arg-type]

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(service.Service, "ask", ask)
            with kg.build(folder, output, reconcile=server.url) as graph:
                (problem,) = graph.report.problems
                assert "2 of 12 names were not looked up" in problem
                assert same_as(graph, "Firma")
        server.always = None
        kg.build(folder, output, reconcile=server.url).close()
        assert len(server.queries) == 12


def test_a_cache_that_is_broken_only_costs_questions(
    plain_reading: list[str], write_articles: Write, tmp_path: Path
) -> None:
    folder, output = write_articles(a=MONDAY), tmp_path / "out"
    with serving(ACME) as server:
        kg.build(folder, output, reconcile=server.url).close()
        for broken in (
            "",
            "[",
            "[]",
            '{"x": 3}',
            json.dumps({server.url: {"Organization: Acme": 3, "x": ""}}),
        ):
            (output / "reconciled.json").write_text(broken, encoding="utf-8")
            with kg.build(folder, output, reconcile=server.url) as graph:
                assert same_as(graph, "Acme")
                assert not same_as(graph, "Bolt")


def test_two_entities_of_one_identifier_are_nearly_one(
    plain_reading: list[str], write_articles: Write, tmp_path: Path
) -> None:
    things = {"Acme": [("Q1", list[str](), True)], "Bolt": [("Q1", list[str](), True)]}
    with serving(things) as server, kg.build(write_articles(a=MONDAY), reconcile=server.url) as graph:
        assert len(graph.entities()) == 2
        (near,) = graph.data.resolution.near
        assert {near.one, near.other} == {"acme-org", "bolt-org"}
        assert "http://things.example/id/Q1" in near.reasons[0].text


def test_alias_table_joins_names(plain_reading: list[str], write_articles: Write, tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    table.write_text("name,aliases,type\nAcme Corporation,Acme|Zenith,Organization\n", encoding="utf-8")
    folder, output = write_articles(a=MONDAY, b="Zenith bought Core."), tmp_path / "out"
    with kg.build(folder, output, aliases=[table]) as graph:
        entity = graph.entity("Zenith")
        assert entity is not None
        assert entity.name == "Acme Corporation"
        assert entity.same_as == ()
        assert {s.object for s in graph.statements(subject="Acme Corporation")} == {"bolt-org", "core-org"}
        exported = graph.export("trig")
    table.unlink()
    with kg.open_graph(output) as graph:
        graph.apply_corrections()
        assert graph.export("trig") == exported
    with kg.build(folder, output) as graph:
        assert len(graph.entities()) == 4
    assert plain_reading == ["a", "b"]


def test_alias_table_joins_names_inside_an_article(
    plain_reading: list[str], write_articles: Write, tmp_path: Path
) -> None:
    table = tmp_path / "table.csv"
    table.write_text("name,aliases\nAcme,Zenith\n", encoding="utf-8")
    with kg.build(write_articles(a="Acme bought Bolt. Zenith bought Core."), aliases=[table]) as graph:
        assert {s.object for s in graph.statements(subject="Acme")} == {"bolt-org", "core-org"}


def test_who_stops_waiting_for_a_service_has_the_graph(
    plain_reading: list[str], write_articles: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ask(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(service.Service, "ask", ask)
    with (
        serving(ACME) as server,
        kg.build(write_articles(a=MONDAY), tmp_path / "out", reconcile=server.url) as graph,
    ):
        (problem,) = graph.report.problems
        assert problem.startswith(f"{server.url}: stopped; 2 of 2 names")
        assert len(graph.statements()) == 1


def test_an_interrupted_build_asks_nobody(
    plain_reading: list[str], write_articles: Write, tmp_path: Path
) -> None:
    with serving(ACME) as server:
        with pytest.raises(KeyboardInterrupt):
            kg.build(write_articles(a=MONDAY, b="INTERRUPT"), tmp_path / "out", reconcile=server.url)
        assert server.manifests == 0
        with kg.open_graph(tmp_path / "out") as graph:
            assert len(graph.statements()) == 1
