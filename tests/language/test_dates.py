"""Dates in text and their ISO 8601 forms."""

from __future__ import annotations

import pytest

from kg.language.dates import interval_of
from kg.language.periods import from_iso, iso, month, week

MONDAY = "2023-07-03"

ABSOLUTE = [
    ("2019", "2019"),
    ("in 2019", "2019"),
    ("by 2050", "2050"),
    ("early 2024", "2024"),
    ("at the end of 2020", "2020"),
    ("fiscal 2022", "2022"),
    ("3 July 2023", "2023-07-03"),
    ("July 3, 2023", "2023-07-03"),
    ("July 3 , 2023", "2023-07-03"),
    ("Wednesday , July 13 , 2022", "2022-07-13"),
    ("Dec . 31 , 2006", "2006-12-31"),
    ("22nd July , 2022", "2022-07-22"),
    ("the 14th of June 2021", "2021-06-14"),
    ("March 2020", "2020-03"),
    ("early March 2020", "2020-03"),
    ("2021-08-05", "2021-08-05"),
    ("13/07/2022", "2022-07-13"),
    ("07/13/2022", "2022-07-13"),
    ("05-08-2021", "2021"),
    ("05-05-2021", "2021-05-05"),
    ("the 1990s", "1990/1999"),
    ("the early 1980 s", "1980/1989"),
    ("the nineties", "1990/1999"),
    ("the '90s", "1990/1999"),
    ("the 19th century", "1801/1900"),
    ("the twenty-first century", "2001/2100"),
    ("the third quarter of 2023", "2023-07/2023-09"),
    ("Q3 2023", "2023-07/2023-09"),
    ("the first half of 2023", "2023-01/2023-06"),
    ("the first six months of 2022", "2022-01/2022-06"),
    ("summer 2022", "2022"),
    ("between 2015 and 2018", "2015/2018"),
    ("from 2004 to 2009", "2004/2009"),
    ("2015-18", "2015/2018"),
    ("2015 - 2018", "2015/2018"),
    ("2021/22", "2021/2022"),
    ("1999-2000", "1999/2000"),
    ("2015 – 18", "2015/2018"),
    ("since 2015", "2015/.."),
    ("until 2018", "../2018"),
    ("from 2015 to March 2018", "2015/2018-03"),
    ("24-25 July 2022", "2022-07-24/2022-07-25"),
    ("from July 31 to August 4, 2022", "2022-07-31/2022-08-04"),
    ("３ July ２０２３", "2023-07-03"),
]


@pytest.mark.parametrize(("text", "expected"), ABSOLUTE)
@pytest.mark.parametrize("published", ["", "2021", "2023-07", MONDAY, "not a date"])
def test_absolute_dates_do_not_depend_on_publication(text: str, expected: str, published: str) -> None:
    assert interval_of(text, published) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("today", "2023-07-03"),
        ("yesterday", "2023-07-02"),
        ("tomorrow", "2023-07-04"),
        ("the day before yesterday", "2023-07-01"),
        ("tonight", "2023-07-03"),
        ("last night", "2023-07-02"),
        ("this morning", "2023-07-03"),
        ("Wednesday", "2023-06-28"),
        ("on Wednesday", "2023-06-28"),
        ("Monday", "2023-07-03"),
        ("last Monday", "2023-06-26"),
        ("next Friday", "2023-07-07"),
        ("this Friday", "2023-07-07"),
        ("Wednesday last week", "2023-06-28"),
        ("Tuesday morning", "2023-06-27"),
        ("3 p.m. on Tuesday", "2023-06-27"),
        ("last week", "2023-06-26/2023-07-02"),
        ("this week", "2023-07-03/2023-07-09"),
        ("next week", "2023-07-10/2023-07-16"),
        ("last weekend", "2023-07-01/2023-07-02"),
        ("the weekend", "2023-07-01/2023-07-02"),
        ("last month", "2023-06"),
        ("late last month", "2023-06"),
        ("this year", "2023"),
        ("earlier this year", "2023"),
        ("last year's", "2022"),
        ("early next year", "2024"),
        ("the end of the year", "2023"),
        ("last quarter", "2023-04/2023-06"),
        ("the fourth quarter of last year", "2022-10/2022-12"),
        ("this decade", "2020/2029"),
        ("three years ago", "2020"),
        ("two weeks ago", "2023-06-19/2023-06-25"),
        ("5 days ago", "2023-06-28"),
        ("six months ago", "2023-01"),
        ("the past five years", "2018/2023"),
        ("the next two months", "2023-07/2023-09"),
        ("over the past week", "2023-06-26/2023-07-03"),
        ("July", "2023-07"),
        ("May", "2023-05"),
        ("August", "2023-08"),
        ("December", "2022-12"),
        ("last July", "2022-07"),
        ("next December", "2023-12"),
        ("November last year", "2022-11"),
        ("June of this year", "2023-06"),
        ("July 3", "2023-07-03"),
        ("Thursday , July 13", "2023-07-13"),
        ("the 14th of June", "2023-06-14"),
        ("February 29", "2024-02-29"),
        ("June 12-18 this year", "2023-06-12/2023-06-18"),
        ("July 15 and 16", "2023-07-15/2023-07-16"),
        ("July 31 to August 4", "2023-07-31/2023-08-04"),
        ("from November 20 to December 11", "2022-11-20/2022-12-11"),
        ("since last week", "2023-06-26/.."),
    ],
)
def test_relative_dates(text: str, expected: str) -> None:
    assert interval_of(text, MONDAY) == expected
    assert not expected or from_iso(expected.split("/")[0])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Wednesday", "2023-07-05"),
        ("Monday", "2023-07-03"),
        ("January", "2024-01"),
        ("July 1", "2024-07-01"),
        ("in three years", "2026"),
        ("last week", "2023-06-26/2023-07-02"),
        ("2019", "2019"),
    ],
)
def test_dates_of_the_future(text: str, expected: str) -> None:
    assert interval_of(text, MONDAY, future=True) == expected


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "recently", "that day", "the same year", "a few years ago", "several months later", "a decade ago",
        "four years", "two-year", "four-year-old", "the coming weeks", "recent years", "the last day", "Mondays",
        "in three years", "February 30, 2023", "31 June", "0000", "99999", "5", "second", "3000/99", "2018 to 2015",
        "winter 2022", "the second half", "\ud800", "٢٠٢٣ ٢٠٢٣", "9" * 5000, "in " * 1000, "Q7 2023", "13/13/2023",
    ],
)  # fmt: skip
def test_what_the_words_do_not_say_stays_open(text: str) -> None:
    assert interval_of(text, MONDAY) == ""


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("last week", "", ""),
        ("July 3", "", ""),
        ("Wednesday", "not a date", ""),
        ("last week", "2023-07", "2023-06/2023-07"),
        ("yesterday", "2023-07", "2023-07"),
        ("last month", "2023-07", "2023-06"),
        ("last month", "2023-01", "2022-12"),
        ("last year", "2023-07", "2022"),
        ("July", "2023-09", "2023-07"),
        ("July 3, 2023", "2023", "2023-07-03"),
        ("last week", "2023", "2023"),
        ("last year", "2023", "2022"),
        ("July", "2023", "2022/2023"),
        ("last week", "2023-07-03T23:59:00+02:00", "2023-06-26/2023-07-02"),
        ("last month", "0001-01-15", ""),
        ("next year", "9999", ""),
        ("last week", "2023-13-45", ""),
    ],
)
def test_precision_of_publication_limits_the_answer(text: str, published: str, expected: str) -> None:
    assert interval_of(text, published) == expected


def test_iso_gives_no_more_precision_than_there_is() -> None:
    assert iso(month(2023, 12, count=3)) == "2023-12/2024-02"
    assert iso(month(2024, 2)) == "2024-02"
    start = from_iso("2024-01-01")
    assert start is not None
    assert iso(week(start.start)) == "2024-01-01/2024-01-07"
