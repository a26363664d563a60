"""Words, links and marks, and where nodes stand."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kg.model import Amount, Evidence, Span
from kg.view.layout import place
from kg.view.room import Box
from kg.view.words import (
    amount_words,
    label_lines,
    marked_quote,
    plain,
    relation_words,
    safe_link,
)


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        ("6300000000", "USD", "6.3 billion USD"),
        ("900000000000", "JPY", "900 billion JPY"),
        ("1234567.89", "EUR", "1.23456789 million EUR"),
        ("1000", "people", "1,000 people"),
        ("12.5", "percent", "12.5%"),
        ("-2000000", "USD", "-2 million USD"),
        ("1E+3", "jobs", "1,000 jobs"),
        ("NaN", "jobs", "NaN jobs"),
    ],
)
def test_amounts(value: str, unit: str, words: str) -> None:
    assert amount_words(Amount(Decimal(value), unit)) == words


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("acquires", "acquires"),
        ("worksFor", "works for"),
        ("located_in", "located in"),
        ("", "is related to"),
    ],
)
def test_relations(name: str, words: str) -> None:
    assert relation_words(name) == words


@pytest.mark.parametrize("url", ["https://a.example/x?y=1&z=2#q", "HTTP://A.EXAMPLE/", "http://[::1]/"])
def test_links_to_the_web(url: str) -> None:
    assert safe_link(url) == url


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", " https://a.example", "https://a.example/\n", "ftp://a.example", "//a.example", "https:///x",
     "data:text/html,x", "java\tscript:alert(1)", "http://[", "https:\\\\a.example", "https://a.example@b.example/", "file:///etc/passwd", ""],
)  # fmt: skip
def test_everything_else_is_no_link(url: str) -> None:
    assert safe_link(url) == ""


def marks(quote: str, subject: tuple[int, int], object: tuple[int, int], start: int = 10) -> list[list[str]]:
    evidence = Evidence(
        article="a", span=Span(start, start + len(quote)), quote=quote, subject="s", predicate="p", object="o",
        subject_span=Span(*subject), object_span=Span(*object),
    )  # fmt: skip
    return marked_quote(evidence)


def test_marks_are_cut_out_of_the_quote() -> None:
    assert marks("😀 EU met Japan.", (12, 14), (19, 24)) == [
        ["😀 ", ""],
        ["EU", "s"],
        [" met ", ""],
        ["Japan", "o"],
        [".", ""],
    ]


def test_marks_may_lie_inside_each_other_and_outside_of_the_quote() -> None:
    assert marks("its owner", (10, 13), (10, 19)) == [["its", "so"], [" owner", "o"]]
    assert marks("It left.", (0, 4), (10, 12)) == [["It", "o"], [" left.", ""]]
    assert marks("", (0, 4), (10, 12)) == []


def test_labels_are_short_lines_without_marks_of_direction() -> None:
    assert label_lines("Ministry of Economy, Trade and Industry") == [
        "Ministry of",
        "Economy, Trade and",
        "Industry",
    ]
    assert label_lines("x" * 99) == ["x" * 23 + "…"]
    assert label_lines("a " * 200)[-1].endswith("…")
    assert label_lines("\u202eevil\u202c") == ["evil"]
    assert label_lines(" \n") == ["(no name)"]
    assert plain("a\r\n\tb\x00c\ud800") == "a b c\ufffd"


def overlaps(boxes: list[Box], places: list[tuple[int, int]]) -> int:
    count = 0
    for i, (x1, y1) in enumerate(places):
        for j, (x2, y2) in enumerate(places[:i]):
            a, b = boxes[i], boxes[j]
            count += (
                abs(x1 - x2) < a.side + b.side and y1 - a.above < y2 + b.below and y2 - b.above < y1 + a.below
            )
    return count


@pytest.mark.parametrize(
    "links",
    [
        [],
        [(0, i) for i in range(1, 60)],
        [(i, i + 1) for i in range(59)],
        [(i, j) for i in range(12) for j in range(i)],
        [(i // 3, i) for i in range(60)],
        [(0, 0), (1, 1)],
    ],
)
def test_labels_do_not_overlap_and_places_stay(links: list[tuple[int, int]]) -> None:
    boxes = [Box(40 + i % 3 * 15, 12, 40) for i in range(60)]
    places = place(boxes, links)
    assert overlaps(boxes, places) == 0
    assert places == place(boxes, links)
    assert place([], []) == []
