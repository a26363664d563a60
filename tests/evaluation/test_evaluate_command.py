from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from evaluation_gold import gold_values, row

import kg
from kg.cli import main

Write = Callable[..., Path]
EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "annotated"


def run(*args: str | Path, stdin: str = "") -> Result:
    return CliRunner().invoke(main, ["evaluate", *map(str, args)], input=stdin)


@pytest.fixture
def predictions(tmp_path: Path) -> Path:
    rows = [
        row("Acme", "acquires", "Bolt", confidence=0.8, quote="Acme bought Bolt", rule="verb:acquires/buy"),
        row("Bolt", "partnersWith", "Zeta", status="planned", confidence=0.6),
        row("Ome\x1b[2Jga", "acquires", "Bolt", confidence=0.6, quote="Acme\nbought"),
    ]
    path = tmp_path / "p.jsonl"
    path.write_text("".join(json.dumps(one) + "\n" for one in rows), encoding="utf-8")
    return path


def test_tables(write_gold: Write, predictions: Path) -> None:
    done = run(write_gold(), "--predictions", predictions, "--per-article", "--errors")
    assert done.exit_code == 0
    lines = [" ".join(line.split()) for line in done.stdout.splitlines()]
    for line in (
        "gold 3 relations",
        "found 3, 2 of them right",
        "typed, micro 0.667 0.667 0.667",
        "status 0.500 of the right ones",
        "quotes 0.5000 of 2 stand in their article",
        "possible . 1 . . . .",
        "acquires 1 2 1 0.500 1.000 0.667",
        "deal 3 3 2 0.667 0.667 0.667 0.667 0.500 0.5000 0",
        "0.6 to 0.7 2 0.600 0.500",
        "missed deal: Acme -- withdrawsFrom -> Peru [asserted]",
        "status deal: Bolt -- partnersWith -> Zeta [possible, not planned]",
        r"wrong deal: ?ome\x1b[2jga -- acquires -> Bolt [asserted] “Acme bought”",
    ):
        assert line in lines
    assert "\x1b" not in done.output


def test_predictions_through_a_pipe_as_json(write_gold: Write, predictions: Path) -> None:
    gold = write_gold()
    text = predictions.read_text(encoding="utf-8")
    done = run(gold, "--predictions", "-", "--format", "json", "--errors", "--per-article", stdin=text)
    values = json.loads(done.stdout)
    assert values["micro"]["f1"] == pytest.approx(2 / 3)
    assert values["statuses"] == [
        {"gold": "asserted", "found": "asserted", "count": 1},
        {"gold": "possible", "found": "planned", "count": 1},
    ]
    assert sorted(error["kind"] for error in values["errors"]) == ["missed", "status", "wrong"]
    assert values["per_article"]["deal"]["right"] == 2
    assert values["calibration"]["count"] == 3


def test_a_bad_file_is_told_and_the_rest_scored(write_gold: Write, predictions: Path) -> None:
    write_gold(name="gold/deal.json")
    values = gold_values() | {"id": "bad"}
    values["relations"][0]["p"] = "buys"
    bad = write_gold(values, "gold/bad.json")
    done = run(bad.parent, "--predictions", predictions)
    assert done.exit_code == 2
    assert f"kg: {bad}: relations[0].p: no relation 'buys' in the ontology\n" == done.stderr
    assert "articles  1\n" in done.stdout
    alone = run(bad, "--predictions", predictions)
    assert (alone.exit_code, alone.stdout) == (2, "")
    assert "no relation 'buys'" in alone.stderr


def test_plot(write_gold: Write, predictions: Path, tmp_path: Path) -> None:
    page = tmp_path / "confidence.html"
    assert run(write_gold(), "--predictions", predictions, "--plot", page).exit_code == 0
    assert "<svg" in page.read_text(encoding="utf-8")
    wrong = run(write_gold(), "--predictions", predictions, "--plot", tmp_path / "c.gif")
    assert (wrong.exit_code, wrong.stdout) == (2, "")
    empty = tmp_path / "empty.jsonl"
    empty.write_text("", encoding="utf-8")
    nothing = run(write_gold(), "--predictions", empty, "--plot", page)
    assert nothing.exit_code == 2
    assert "not drawn" in nothing.stderr


@pytest.mark.model
def test_reading_is_the_same_as_building_and_exporting(tmp_path: Path) -> None:
    values = json.loads((EXAMPLES / "ferry_deal.json").read_text(encoding="utf-8"))
    header = f"Title: {values['title']}\nDate: {values['published']}\n\n"
    (tmp_path / "ferry_deal.txt").write_text(header + values["text"], encoding="utf-8")
    with kg.build(tmp_path / "ferry_deal.txt") as graph:
        lines = tmp_path / "lines.jsonl"
        lines.write_text(graph.export("jsonl"), encoding="utf-8")
    read, scored = kg.evaluate(EXAMPLES), kg.evaluate(EXAMPLES, lines)
    assert read.counts == scored.counts
    assert read.relations == scored.relations
    assert read.calibration == scored.calibration
    assert read.counts.right >= 9
    assert read.counts.exact_quotes == 1


@pytest.mark.model
def test_an_article_that_cannot_be_read_counts_as_nothing_found(
    write_gold: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: object) -> None:
        raise ValueError("broken")

    monkeypatch.setattr("kg.extraction.find_claims", broken)
    done = run(write_gold())
    assert done.exit_code == 1
    assert "deal: could not be read (ValueError: broken)" in done.stderr
    assert "found     0, 0 of them right" in done.stdout
