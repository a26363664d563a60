from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from evaluation_gold import gold_values, row

from kg.errors import ReadError
from kg.evaluation import Counts, Prediction, Rates, evaluate, read_gold, read_predictions, score_article
from kg.model import Status
from kg.ontology import load_ontology

Write = Callable[..., Path]
RIGHT = row("Acme", "acquires", "Bolt")

#: Rows, and the counts that they lead to beside those of the gold: three relations, three pairs.
CASES: list[tuple[str, list[dict[str, Any]], Counts]] = [
    ("nothing", [], Counts()),
    ("right", [RIGHT], Counts(right=1, predicted=1, linked_right=1, linked_predicted=1, status_right=1)),
    (
        "twice the same, one of the statuses right",
        [RIGHT, row("ACME", "acquires", "the firm Bolt", status="planned")],
        Counts(right=1, predicted=1, linked_right=1, linked_predicted=1, status_right=1),
    ),
    (
        "wrong status",
        [row("Acme", "acquires", "Bolt", status="denied")],
        Counts(right=1, predicted=1, linked_right=1, linked_predicted=1),
    ),
    (
        "wrong way round",
        [row("Bolt", "acquires", "Acme")],
        Counts(predicted=1, linked_right=1, linked_predicted=1),
    ),
    (
        "symmetric either way",
        [row("Zeta", "partnersWith", "Bolt", status="possible"), row("Bolt", "partnersWith", "Zeta")],
        Counts(right=1, predicted=1, linked_right=1, linked_predicted=1, status_right=1),
    ),
    (
        "no such entity",
        [row("Omega", "acquires", "Bolt"), row("Omega Inc", "acquires", "Bolt")],
        Counts(predicted=2, linked_predicted=2),
    ),
    (
        "label and aliases",
        [row("Acme Corp/Acme", "acquires", "Bolt’s")],
        Counts(right=1, predicted=1, linked_right=1, linked_predicted=1, status_right=1),
    ),
    (
        "one entity for two of the gold",
        [row("Acme/Zeta", "acquires", "Bolt"), row("Acme/Zeta", "withdrawsFrom", "Peru")],
        Counts(right=2, predicted=2, linked_right=2, linked_predicted=2, status_right=2, merged=1),
    ),
    (
        "an open relation links",
        [row("Acme", None, "Peru")],
        Counts(linked_right=1, linked_predicted=1),
    ),
    (
        "a literal does not, but its quote counts",
        [
            {
                "article": "deal",
                "subject": {"label": "Acme"},
                "object": {"value": 3},
                "quote": "Acme bought Zeta",
            }
        ],
        Counts(quotes=1),
    ),
    (
        "quotes",
        [RIGHT | {"quote": "Acme bought Bolt."}, RIGHT | {"quote": "Acme bought bolt."}],
        Counts(
            right=1, predicted=1, linked_right=1, linked_predicted=1, status_right=1, quotes=2, quotes_exact=1
        ),
    ),
]


@pytest.mark.parametrize(("rows", "counts"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_counts(write_gold: Write, rows: list[dict[str, Any]], counts: Counts) -> None:
    assert evaluate(write_gold(), rows).counts == counts + Counts(gold=3, linked_gold=3)


def test_an_alias_counts_only_where_the_text_has_it(write_gold: Write) -> None:
    values = gold_values()
    values["entities"][0]["name"] = "Acme Corporation"  # its full name, which the text does not have
    ontology = load_ontology()
    (gold,), _ = read_gold(write_gold(values), ontology)
    by_label, by_alias = (
        row("Acme Corporation", "acquires", "Bolt"),
        row("X/Acme Corporation", "acquires", "Bolt"),
    )
    right = [score_article(gold, [Prediction.from_row(one)], ()).counts.right for one in (by_label, by_alias)]
    assert right == [1, 0]


def test_rates_micro_and_macro(write_gold: Write) -> None:
    second = gold_values() | {"id": "other", "relations": gold_values()["relations"][:1]}
    gold = [write_gold(), write_gold(second, "other.json")]
    wrong = row("Bolt", "acquires", "Acme")
    found = evaluate(gold, [RIGHT, wrong, RIGHT | {"article": "other"}, RIGHT | {"article": "third"}])
    assert found.counts.typed == Rates.of(right=2, predicted=3, gold=4)
    assert found.counts.typed.f1 == pytest.approx(4 / 7)
    assert found.macro == Rates(precision=0.75, recall=pytest.approx(2 / 3), f1=pytest.approx((0.4 + 1) / 2))
    assert found.unscored == 1


def test_relations_statuses_and_outcomes(write_gold: Write) -> None:
    rows = [
        row("Acme", "acquires", "Bolt", status="planned"),
        row("Bolt", "partnersWith", "Zeta", status="possible", rule="verb:x", quote="may work with Zeta"),
        row("Zeta", "acquires", "Bolt"),
    ]
    found = evaluate(write_gold(), rows)
    assert {name: (c.gold, c.predicted, c.right) for name, c in found.relations.items()} == {
        "acquires": (1, 2, 1),
        "partnersWith": (1, 1, 1),
        "withdrawsFrom": (1, 0, 0),
    }
    assert found.statuses == {
        (Status.ASSERTED, Status.PLANNED): 1,
        (Status.POSSIBLE, Status.POSSIBLE): 1,
    }
    assert {(o.kind, o.subject, o.predicate, o.object) for o in found.outcomes()} == {
        ("status", "Acme", "acquires", "Bolt"),
        ("right", "Bolt", "partnersWith", "Zeta"),
        ("wrong", "Zeta", "acquires", "Bolt"),
        ("missed", "Acme", "withdrawsFrom", "Peru"),
    }


def test_confidence_is_held_against_typed_evidence(write_gold: Write) -> None:
    rows = [
        RIGHT | {"confidence": 0.9},
        RIGHT | {"confidence": 0.7, "quote": "Acme bought Bolt"},
        row("Zeta", "acquires", "Bolt", confidence=0.2),
        row("Zeta", None, "Acme", confidence=0.1),
        row("Acme", "sues", "Bolt"),
    ]
    calibration = evaluate(write_gold(), rows).calibration
    assert calibration is not None
    assert [(b.count, b.confidence, b.right) for b in calibration.bins] == [
        (1, 0.2, 0),
        (1, 0.7, 1),
        (1, 0.9, 1),
    ]
    assert evaluate(write_gold(), [RIGHT]).calibration is None


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "p.jsonl:2: not valid JSON: column 2"),
        ("[]", "p.jsonl:2: not an object"),
        ("{}", "p.jsonl:2: article: missing"),
        (json.dumps(RIGHT | {"status": "maybe"}), "p.jsonl:2: status: 'maybe' is not one of"),
        (json.dumps(RIGHT | {"confidence": 7}), "p.jsonl:2: confidence: 7 is not a number from 0 to 1"),
        (json.dumps(RIGHT | {"predicate": 7}), "p.jsonl:2: predicate: must be a text"),
        (json.dumps(RIGHT | {"subject": "Acme"}), "p.jsonl:2: subject: must be"),
        (json.dumps(RIGHT | {"object": {"label": 7}}), "p.jsonl:2: object: label and aliases must be texts"),
        (
            json.dumps(RIGHT | {"object": {"label": "x", "aliases": 7}}),
            "p.jsonl:2: object: label and aliases",
        ),
        ("[" * 100_000, "p.jsonl:2: not valid JSON: RecursionError"),
    ],
)
def test_a_malformed_line_is_told_with_its_number(tmp_path: Path, line: str, message: str) -> None:
    path = tmp_path / "p.jsonl"
    path.write_text(json.dumps(RIGHT) + "\n" + line + "\n", encoding="utf-8")
    with pytest.raises(ReadError) as error:
        read_predictions(path)
    assert message in str(error.value)


def test_lines_may_hold_what_ends_lines_elsewhere(tmp_path: Path) -> None:
    path = tmp_path / "p.jsonl"
    path.write_text(json.dumps(RIGHT | {"quote": "a\u2028b"}, ensure_ascii=False) + "\n\n", encoding="utf-8")
    assert [one.quote for one in read_predictions(path)] == ["a\u2028b"]
    with pytest.raises(ReadError, match="can't be read"):
        read_predictions(tmp_path / "missing")


def test_gold_without_a_sound_file_is_an_error(write_gold: Write) -> None:
    values = gold_values()
    for entity in values["entities"]:
        entity["type"] = "Firm"
    bad = write_gold(values)
    with pytest.raises(ReadError, match=r"entities\[0\]\.type: 'Firm'.*entities\[1\]\.type"):
        evaluate(bad, [])
    with pytest.raises(ReadError, match="no gold"):
        evaluate([], [])
