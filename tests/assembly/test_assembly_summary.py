"""What evidence adds up to: a table of (what was said on which day, expected status)."""

from __future__ import annotations

import random

import news
import pytest
from statuses import PL, PO, PR, A, D, E

from kg.assembly import history, statements_of, summarise
from kg.assembly.summary import combined_confidence, days_spanned
from kg.model import Amount, Status


@pytest.mark.parametrize(
    ("said", "expected", "changes"),
    [
        ([A], A, [A]),
        ([PR, PL, A], A, [PR, PL, A]),
        ([A, D], D, [A, D]),
        ([D, A], A, [D, A]),
        ([A, PO], A, [A]),
        ([A, PL], A, [A]),
        ([PL, PO], PL, [PL]),
        ([PL, PR], PL, [PL]),
        ([PO, PR], PR, [PO, PR]),
        ([PL, D], D, [PL, D]),
        ([D, PO], D, [D]),
        ([D, PL], PL, [D, PL]),
        ([A, E], E, [A, E]),
        ([E, PO], E, [E]),
        ([E, PR, A], A, [E, PR, A]),
    ],
)
def test_newest_decides_unless_it_is_weaker(
    said: list[Status], expected: Status, changes: list[Status]
) -> None:
    evidence = [news.piece(f"a{i}", status) for i, status in enumerate(said)]
    dates = {f"a{i}": f"2023-01-0{i + 1}" for i in range(len(said))}
    assert summarise(evidence, dates).status is expected
    (statement,) = statements_of(reversed(evidence), dates)
    assert statement.status is expected
    assert [status for _, status in history(statement, dates)] == changes
    assert history(statement, dates)[0][0] == "2023-01-01"


def test_on_one_day_the_strongest_speaks() -> None:
    evidence = [news.piece("a", A, confidence=0.4), news.piece("b", D, confidence=0.9)]
    dates = {"a": "2023-01-01", "b": "2023-01-01"}
    assert summarise(evidence, dates).status is D
    many = [*evidence, news.piece("c", A, confidence=0.95, quote="another sentence")]
    assert summarise(many, dates | {"c": "2023-01-01"}).status is A


def test_undated_evidence_is_the_oldest() -> None:
    evidence = [news.piece("dated", PL), news.piece("undated", D)]
    assert summarise(evidence, {"dated": "2023"}).status is PL


def test_equal_quotes_count_once() -> None:
    same = [
        news.piece("a", confidence=0.5),
        news.piece("b", confidence=0.6, quote="the FUND buys  jsr in tokyo"),
    ]
    assert combined_confidence(same) == 0.6
    different = [same[0], news.piece("b", confidence=0.6, quote="JSR is bought")]
    assert combined_confidence(different) == 0.8
    assert combined_confidence(news.piece("a", quote=str(i)) for i in range(50)) == 0.99
    assert combined_confidence([]) == 0.0


def test_confidence_is_that_of_the_deciding_status() -> None:
    evidence = [news.piece("a", PR, confidence=0.9), news.piece("b", A, confidence=0.3, quote="other")]
    assert summarise(evidence, {"a": "2023", "b": "2024"}).confidence == 0.3


def test_qualifiers_come_from_the_best_evidence() -> None:
    low, high = Amount(1, "USD"), Amount(2, "USD")  # type: ignore[arg-type]
    evidence = [
        news.piece("a", A, when="2023", amount=low, confidence=0.9, place="x"),
        news.piece("b", A, when="2023-05-04", amount=high, confidence=0.6),
        news.piece("c", PL, when="2023-05-05", amount=high, confidence=0.99, about="z"),
    ]
    summary = summarise(evidence, {"c": "2022", "a": "2023", "b": "2023"})
    assert (summary.when, summary.amount, summary.place, summary.about) == ("2023-05-04", low, "x", "z")


@pytest.mark.parametrize(
    ("when", "days"),
    [("2023-07-03", 1), ("2023-06-26/2023-07-02", 7), ("2024", 366), ("2023-07", 28), ("2023/2024", 730 + 1)],
)
def test_days_spanned(when: str, days: int) -> None:
    assert days_spanned(when) == days


@pytest.mark.parametrize("when", ["", "soon", "2023-02-31", "2024/2023", "0000", "2023-01-01/"])
def test_what_is_no_date_is_least_precise_or_as_precise_as_its_start(when: str) -> None:
    assert days_spanned(when) == (1 if when.endswith("01/") else 10**7)


def test_no_evidence_is_an_error() -> None:
    with pytest.raises(ValueError, match="without evidence"):
        summarise([], {})


def test_order_of_evidence_does_not_matter() -> None:
    rng = random.Random(1)
    evidence = [
        news.piece(
            f"a{i}", rng.choice(list(Status)), confidence=rng.random(), quote=str(i % 5), when=f"20{i + 10}"
        )
        for i in range(30)
    ]
    dates = {f"a{i}": f"2023-01-{i % 9 + 1:02}" for i in range(30)}
    wanted = statements_of(evidence, dates)
    for _ in range(10):
        rng.shuffle(evidence)
        assert statements_of(evidence, dates) == wanted
