"""What single date expressions mean: one function for each kind, entered in ``RULES`` with its patterns.

A reader gets the match and the context and returns a period, or None where the words don't say which.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from kg.language.numbers import NUMBER, number_value
from kg.language.periods import Period, day, month, week, year

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first"
)
_ORDINAL = {word: n for n, word in enumerate(re.split(" ", _ORDINALS), 1)} | {
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
}
_DECADES = {w: 10 * n for n, w in enumerate(("twenties", "thirties", "forties", "fifties"), 2)} | {
    w: 10 * n for n, w in enumerate(("sixties", "seventies", "eighties", "nineties"), 6)
}
_STEP = {"last": -1, "this": 0, "next": 1, "the": 0}
#: A date ahead must be this many times nearer than the one behind to be meant without a word of the future.
_PAST_PREFERRED = 3

_FRAGMENTS = {
    "M": r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)",
    "W": r"(?:(?P<weekday>mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?s?)",
    "D": r"(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?:(?:-| and | to )(?P<day2>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?)?",
    "Y": r"(?P<year>[12]\d{3})",
    "YY": r"(?:(?: of)? (?:(?P<year>\d{4})|'(?P<short>\d\d)|(?P<rel>last|this|next|the) year))",
    "N": rf"(?P<n>{NUMBER}|an?)",
    "U": r"(?P<unit>day|week|month|year|decade)s?",
    "O": rf"(?P<ordinal>{'|'.join(sorted(_ORDINAL, key=len, reverse=True))}|\d+(?:st|nd|rd|th))",
}


class Context(NamedTuple):
    """What an expression is read against: the day it was published, if known, and whether it speaks of the future."""

    ref: date | None
    future: bool


Reader = Callable[[re.Match[str], Context], Period | None]
RULES: list[tuple[re.Pattern[str], Reader]] = []


def _rule(*patterns: str) -> Callable[[Reader], Reader]:
    """Return a decorator that enters a function as the reader of what the patterns match."""

    def enter(reader: Reader) -> Reader:
        for pattern in patterns:
            full = re.sub(r"<([A-Z]+)>", lambda m: _FRAGMENTS[m[1]], pattern)
            RULES.append((re.compile(full), reader))
        return reader

    return enter


def _nearest(options: list[Period], context: Context) -> Period | None:
    """Return the one of several periods that is meant, seen from the day of publication."""
    ref = context.ref
    if ref is None:
        return None

    def distance(period: Period) -> int:
        if period.start <= ref <= period.end:
            return 0
        if period.end < ref:
            return 10**6 if context.future else (ref - period.end).days
        return (period.start - ref).days * (1 if context.future else _PAST_PREFERRED)

    return min(options, key=distance) if options else None


def _number(text: str) -> int | None:
    value = number_value(text) if text not in ("a", "an") else number_value("1")
    return int(value) if value is not None and value == int(value) and value < 10_000 else None


def _year_of(found: re.Match[str], context: Context) -> int | None:
    """Return the year that a match names, itself or by "last year", None where it names none."""
    groups = found.groupdict()
    if groups.get("year"):
        return int(found["year"])
    if groups.get("short"):
        return _century(int(found["short"]))
    if groups.get("rel") and context.ref:
        return context.ref.year + _STEP[found["rel"]]
    return None


def _century(short: int) -> int:
    return 1900 + short if short >= 30 else 2000 + short


@_rule(r"(?:<W> )?<M> (?:the )?<D><YY>?", r"(?:<W> )?(?:the )?<D>(?: of|-)? ?<M><YY>?")
def _day_of_month(found: re.Match[str], context: Context) -> Period | None:
    number = _MONTHS.index(found["month"][:3]) + 1
    first, last = int(found["day"]), int(found["day2"] or found["day"])

    def in_year(y: int) -> Period:
        return Period(date(y, number, first), date(y, number, last))

    named = _year_of(found, context)
    if named is not None or found["rel"]:
        return in_year(named) if named is not None and first <= last else None
    if context.ref is None:
        return None
    options = []
    for y in range(context.ref.year - 4, context.ref.year + 5):  # February 29 may be years away
        try:
            options.append(in_year(y))
        except ValueError:
            continue
    return _nearest(options, context) if first <= last else None


@_rule(r"<M><YY>?")
def _month(found: re.Match[str], context: Context) -> Period | None:
    number = _MONTHS.index(found["month"][:3]) + 1
    named = _year_of(found, context)
    if named is not None or found["rel"]:
        return month(named, number) if named is not None else None
    ref = context.ref
    return _nearest([month(ref.year + n, number) for n in (-1, 0, 1)], context) if ref else None


@_rule(r"(?P<rel>last|this|next) <M>")
def _month_beside(found: re.Match[str], context: Context) -> Period | None:
    if context.ref is None:
        return None
    number, ref = _MONTHS.index(found["month"][:3]) + 1, context.ref
    behind = 0 if number < ref.month else -1
    return month(
        ref.year + {"last": behind, "this": 0, "next": 1 + behind + (number == ref.month)}[found["rel"]],
        number,
    )


@_rule(r"(?:the )?(?:(?:fiscal|financial)(?: year)? |year )?<Y>(?: ad| ce)?")
def _one_year(found: re.Match[str], context: Context) -> Period | None:
    return year(int(found["year"])) if int(found["year"]) >= 1000 else None


@_rule(r"<Y>[-/](?P<last>\d\d|\d{4})", r"<Y> to (?P<last>\d{4})")
def _years(found: re.Match[str], context: Context) -> Period | None:
    first, last = int(found["year"]), int(found["last"])
    if len(found["last"]) == 2:
        if last <= first % 100:  # 2021-08 is no range of years
            return month(first, last) if 1 <= last <= 12 else None
        last += first - first % 100
    return year(first, count=last - first + 1) if last > first else None


@_rule(
    r"(?P<year>\d{4})([-/.])(?P<month>\d\d?)\2(?P<day>\d\d?)",
    r"(?P<day>\d\d?)([-/.])(?P<month>\d\d?)\2(?P<year>\d{4})",
)
def _numeric(found: re.Match[str], context: Context) -> Period | None:
    y, m, d = int(found["year"]), int(found["month"]), int(found["day"])
    if found.start("year") == 0 or m == d:
        return day(date(y, m, d))
    if m <= 12 and d <= 12:  # day and month or month and day
        return year(y)
    return day(date(y, m, d) if m <= 12 else date(y, d, m))


@_rule(r"(?:the )?(?:early |late |mid[ -])?(?P<year>\d{3}0) ?'? ?s")
def _decade(found: re.Match[str], context: Context) -> Period | None:
    return year(int(found["year"]), count=10)


@_rule(rf"(?:the )?(?:'?(?P<short>\d0)s|(?P<word>{'|'.join(_DECADES)}))")
def _named_decade(found: re.Match[str], context: Context) -> Period | None:
    return year(_century(int(found["short"]) if found["short"] else _DECADES[found["word"]]), count=10)


@_rule(r"(?:the )?(?:early |late |mid[ -])?<O>[ -]century(?: ad| ce)?")
def _hundred_years(found: re.Match[str], context: Context) -> Period | None:
    return year(100 * _ordinal(found["ordinal"]) - 99, count=100)


def _ordinal(text: str) -> int:
    return _ORDINAL.get(text) or int(re.sub(r"\D", "", text) or 0)


@_rule(
    r"(?:the )?<O> (?P<unit>quarter|half)(?: of(?: the)?(?: fiscal| financial)?(?: year)?)?<YY>?",
    r"(?P<unit>[qh]) ?(?P<ordinal>[1-4])<YY>?",
)
def _part_of_year(found: re.Match[str], context: Context) -> Period | None:
    count, size = (4, 3) if found["unit"][0] == "q" else (2, 6)
    number = _ordinal(found["ordinal"]) if len(found["ordinal"]) > 1 else int(found["ordinal"])
    if not 1 <= number <= count:
        return None
    named, first = _year_of(found, context), size * (number - 1) + 1
    if named is not None:
        return month(named, first, count=size)
    ref = context.ref
    if ref is None or found["unit"] == "half":
        return None
    return _nearest([month(ref.year + n, first, count=size) for n in (-1, 0, 1)], context)


@_rule(r"(?:the )?(?P<side>first|last) <N> months(?: of(?: the)?)?<YY>")
def _months_of_year(found: re.Match[str], context: Context) -> Period | None:
    named, count = _year_of(found, context), _number(found["n"])
    if named is None or count is None or not 1 <= count <= 12:
        return None
    return month(named, 1 if found["side"] == "first" else 13 - count, count=count)


@_rule(r"(?:the )?(?:spring|summer|autumn|fall)(?: of)? <Y>")
def _season(found: re.Match[str], context: Context) -> Period | None:
    return year(int(found["year"]))  # which months depends on the hemisphere


@_rule(
    r"(?P<word>today|tonight|yesterday|tomorrow|(?:this|last) (?:morning|afternoon|evening|night)|the day (?:before yesterday|after tomorrow))",
    r"(?P<word>today|yesterday|tomorrow) (?:morning|afternoon|evening|night)",
)
def _day_beside(found: re.Match[str], context: Context) -> Period | None:
    word = found["word"]
    step = {
        "the day before yesterday": -2,
        "yesterday": -1,
        "last night": -1,
        "tomorrow": 1,
        "the day after tomorrow": 2,
    }
    return day(context.ref + timedelta(step.get(word, 0))) if context.ref else None


@_rule(
    r"(?P<rel>last|this|next) (?P<unit>week|weekend|month|quarter|year|decade|century)",
    r"(?P<rel>the) (?P<unit>weekend)",
)
def _unit_beside(found: re.Match[str], context: Context) -> Period | None:
    if context.ref is None:
        return None
    ref, step = context.ref, _STEP[found["rel"]]
    if found["unit"] == "weekend":
        saturday = week(ref).start + timedelta(5)
        if found["rel"] == "the" and ref < saturday and not context.future:
            step = -1
        return Period(saturday, saturday + timedelta(1)).shifted(7 * step)
    return _unit(ref, found["unit"], step)


def _unit(ref: date, unit: str, step: int) -> Period | None:
    """Return the day, week, month, ... that lies ``step`` of its kind from the one that ``ref`` is in."""
    if unit == "day":
        return day(ref + timedelta(step))
    if unit == "week":
        return week(ref).shifted(7 * step)
    if unit == "month":
        return month(ref.year, ref.month + step)
    if unit == "quarter":
        return month(ref.year, 3 * ((ref.month - 1) // 3 + step) + 1, count=3)
    if unit == "decade":
        return year(ref.year - ref.year % 10 + 10 * step, count=10)
    if unit == "century":
        return year(ref.year - (ref.year - 1) % 100 + 100 * step, count=100)
    return year(ref.year + step)


@_rule(
    r"(?:(?P<rel>last|this|next) )?<W>(?: (?P<week>last|this|next) week)?",
    r"(?P<week>last|this|next) week(?: on)? (?P<rel>)<W>",
)
def _weekday(found: re.Match[str], context: Context) -> Period | None:
    if context.ref is None or found[0].endswith("days"):
        return None
    ref, number = context.ref, _WEEKDAYS.index(found["weekday"][:3])
    same_week = week(ref).start + timedelta(number)
    if found["week"] or found["rel"] == "this":
        return day(same_week).shifted(7 * _STEP[found["week"] or "this"])
    behind = (ref.weekday() - number) % 7
    if found["rel"] == "last":
        return day(ref - timedelta(behind or 7))
    if found["rel"] == "next":
        return day(ref + timedelta(7 - behind))
    return day(ref - timedelta(behind) if not context.future or not behind else ref + timedelta(7 - behind))


@_rule(r"<N> <U> (?P<side>ago|from now|hence)", r"(?P<side>in) <N> <U>")
def _units_away(found: re.Match[str], context: Context) -> Period | None:
    count = _number(found["n"])
    if context.ref is None or count is None or found["unit"] == "decade":
        return None
    if found["side"] == "in" and not context.future:  # "rebuilt in two years" says how long
        return None
    return _unit(context.ref, found["unit"], -count if found["side"] == "ago" else count)


@_rule(r"(?:in )?(?:the |this )?(?P<side>last|past|next|coming) (?:(?P<n>[a-z0-9, -]+?) )?<U>")
def _stretch(found: re.Match[str], context: Context) -> Period | None:
    count = _number(found["n"]) if found["n"] else None if found[0].endswith("s") else 1
    if context.ref is None or count is None:
        return None
    unit, behind = found["unit"], found["side"] in ("last", "past")
    if unit == "day" and not found["n"]:
        return None
    if unit in ("day", "week"):
        step = count * (7 if unit == "week" else 1)
        other = context.ref + timedelta(-step if behind else step)
        return Period(min(other, context.ref), max(other, context.ref))
    if unit == "decade":
        unit, count = "year", 10 * count
    away = _unit(context.ref, unit, -count if behind else count)
    here = _unit(context.ref, unit, 0)
    if away is None or here is None:
        return None
    return Period(away.start, here.end) if behind else Period(here.start, away.end)
