"""A graph whose articles name one thing in several ways: what it holds, what it keeps, and what the commands tell."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import kg
from kg.assembly import resolved_readings
from kg.cli import main
from kg.kept import NAME
from kg.model import Article, Reading
from kg.rdf import as_kept
from kg.resolution.across import Local, Resolution
from kg.resolution.across.decisions import Rejected

from .across_readings import id_of, reading

WEEK = (
    reading(
        "monday",
        "p:Ann Lee holdsPosition o:Acme Steel | chairman",
        "o:Acme Steel citizenOf g:Norway",
        "o:Acme Steel acquires o:Zinc Works",
        published="2023-07-03",
    ),
    reading(
        "friday",
        "p:Lee holdsPosition o:Acme Steel Corp. | chairman",
        "o:Acme Steel Corp. acquires o:Zinc Works",
        "o:Zinc Works partnersWith o:Acme Steel Corp.",
        published="2023-07-07",
    ),
    reading(
        "sunday",
        "p:Ann Lee holdsPosition o:Bolt Rovers | striker",
        "o:Bolt Rovers citizenOf g:Kenya",
        published="2023-07-09",
    ),
)


@pytest.fixture(autouse=True)
def given(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let builds find the readings of the week."""
    known = {one.article.id: one for one in WEEK}
    monkeypatch.setattr("kg.graph.find_readings", lambda articles, settings: (known[a.id] for a in articles))


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """Return the folder of a graph of the week."""
    with kg.build([one.article for one in WEEK], tmp_path / "out"):
        return tmp_path / "out"


def run(*args: str | Path) -> Result:
    return CliRunner().invoke(main, [str(arg) for arg in args])


def test_statements_gather_over_names(output: Path) -> None:
    with kg.open_graph(output) as graph:
        (bought,) = graph.statements(subject="Acme Steel Corp.", predicate="acquires")
        assert [piece.article for piece in bought.evidence] == ["monday", "friday"]
        (post,) = graph.statements(subject="Lee", predicate="holdsPosition")
        assert [piece.article for piece in post.evidence] == ["monday", "friday"]
        assert [one.id for one in graph.entities("Person")] == ["ann-lee-person", graph.near()[0].other]
        (merge,) = graph.merges("Lee")
        assert merge.members == (Local("friday", "lee-person"), Local("monday", "ann-lee-person"))
        assert graph.entity("Lee").id == "ann-lee-person"  # type: ignore[union-attr]


def test_readings_and_the_ids_of_evidence_stay(output: Path) -> None:
    with kg.open_graph(output) as graph:
        kept = {one.article.id: one for one in graph.store.readings()}
        assert kept == {one.article.id: as_kept(one) for one in WEEK}
        ids = {piece.id for one in WEEK for piece in one.evidence}
        assert {piece.id for piece in graph.evidence()} == ids
        asked = "SELECT ?q WHERE { ?s rdf:predicate kg:acquires ; prov:wasDerivedFrom ?e . GRAPH ?a { ?e kg:quote ?q ; kg:evidenceFor ?x } }"
        assert len(graph.query(asked)) == 2


def test_symmetric_relations_are_ordered_anew() -> None:
    (friday,) = resolved_readings(
        WEEK[1:2], Resolution(ids={Local("friday", "zinc-works-org"): "a-org"}), {"partnersWith"}
    )
    (piece,) = (piece for piece in friday.evidence if piece.predicate == "partnersWith")
    before = next(piece for piece in WEEK[1].evidence if piece.predicate == "partnersWith")
    assert (piece.subject, piece.object) == ("a-org", id_of("o:Acme Steel Corp."))
    swapped = Resolution(ids={Local("friday", "zinc-works-org"): "zz-org"})
    (friday,) = resolved_readings(WEEK[1:2], swapped, {"partnersWith"})
    (piece,) = (piece for piece in friday.evidence if piece.predicate == "partnersWith")
    assert (piece.subject, piece.object, piece.id) == (before.object, "zz-org", before.id)
    assert piece.subject_span == before.object_span


def test_what_is_rejected_is_left_out() -> None:
    def left(**wanted: str) -> int:
        found = resolved_readings(WEEK, Resolution(rejected=(Rejected(**wanted),)))
        return sum(len(one.evidence) for one in found)

    everything = sum(len(one.evidence) for one in WEEK)
    assert left(predicate="acquires") == everything - 2
    assert left(predicate="acquires", article="friday") == everything - 1
    assert left(statement=WEEK[0].evidence[0].statement) == everything - 1
    assert left(subject="nobody-person") == everything


def test_what_an_article_joined_comes_apart_without_it(output: Path) -> None:
    with kg.open_graph(output) as graph:
        graph.remove("monday")
        assert graph.entity("Ann Lee").id == "ann-lee-person"  # type: ignore[union-attr]
        assert {one.id for one in graph.entities("Person")} == {"ann-lee-person", "lee-person"}


def test_the_kept_resolution_counts_until_the_readings_change(
    output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forbidden(*_: object, **__: object) -> Resolution:
        raise AssertionError("resolved again")

    with monkeypatch.context() as context:
        context.setattr("kg.deciding.resolve_across", forbidden)
        with kg.open_graph(output) as graph:
            assert graph.merges()
    for spoilt in ('"other"\n{}', "", '"x"', "{}\n{", (output / NAME).read_text(encoding="utf-8")[:90]):
        (output / NAME).write_text(spoilt, encoding="utf-8")
        with kg.open_graph(output) as graph:
            assert graph.merges()


def test_order_of_articles(tmp_path: Path) -> None:
    articles = [one.article for one in WEEK]
    texts = set()
    for number, order in enumerate((articles, articles[::-1], [*articles[1:], articles[0]])):
        with kg.build(order, tmp_path / str(number)) as graph:
            texts.add((graph.export("trig"), (tmp_path / str(number) / NAME).read_text(encoding="utf-8")))
    assert len(texts) == 1


def test_entities_command(output: Path) -> None:
    table = run("entities", output, "--type", "person").stdout.splitlines()
    assert table[2].split()[:3] == ["Ann", "Lee", "Person"]
    rows = list(csv.reader(io.StringIO(run("entities", output, "--format", "csv").stdout)))
    assert rows[0][:3] == ["entity", "type", "id"]
    steel = next(row for row in rows if row[2] == "acme-steel-org")
    assert steel[3:6] == ["2", "friday; monday", "Acme Steel Corp."]
    found = json.loads(
        run("entities", output, "--like", "Akme Stel", "--limit", "1", "--format", "json").stdout
    )
    assert [one["name"] for one in found] == ["Acme Steel"]
    (pair,) = json.loads(run("entities", output, "--ambiguous", "--format", "json").stdout)
    assert "one is with Acme Steel" in " ".join(reason["text"] for reason in pair["reasons"])
    assert "Ann Lee (ann-lee-person)" in run("entities", output, "--ambiguous").stdout


def test_explain_merge_command(output: Path) -> None:
    lines = run("explain-merge", output, "Lee").stdout.splitlines()
    assert lines[0] == "Ann Lee (Person, ann-lee-person), in 2 articles"
    assert "  “Lee” of friday, 2023-07-07" in lines
    assert any(line.startswith("    + “Lee” is the surname of “Ann Lee”") for line in lines)
    assert any(line.startswith("  kept apart from Ann Lee (ann-lee-person-") for line in lines)
    assert any(line.endswith("(forbids it)") for line in lines)
    both = json.loads(run("explain-merge", output, "ann lee", "--format", "json").stdout)
    assert [len(one["members"]) for one in both] == [2, 1]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("explain-merge", "Nobody"), "no entity called 'Nobody'"),
        (("entities", "--type", "Robot"), "'Robot' is not one of Person"),
        (("entities", "--ambiguous", "--like", "x"), "--ambiguous goes with neither"),
    ],
)
def test_refused_in_one_line(output: Path, arguments: tuple[str, ...], message: str) -> None:
    result = run(arguments[0], output, *arguments[1:])
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_odd_names_are_no_trouble(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    odd = [
        "",
        " ",
        "Mr",
        "the",
        "…",
        "'s",
        "A.",
        "I.I.",
        "的",
        "𐍈",
        "\u202e",
        "o:p",
        "x" * 500,
        "- -",
        "Jr.",
        "van der",
    ]
    readings: dict[str, Reading] = {
        str(n): reading(str(n), *(f"{mark}:{name}" for name in odd for mark in "pog")) for n in range(3)
    }
    monkeypatch.setattr(
        "kg.graph.find_readings", lambda articles, settings: (readings[a.id] for a in articles)
    )
    with kg.build([Article(id=id, text=one.article.text) for id, one in readings.items()]) as graph:
        assert graph.list_entities(like="  ")
        assert not graph.list_entities(like="zzzzzzzz")
