"""Dates of a text in normal form: ``interval_of("last week", "2023-07-03") == "2023-06-26/2023-07-02"``.

The rules of ``date_rules`` are tried in order over the tidied expression and over both ends of a range.
What the words don't say is left open: vague expressions ("recently", "a few years ago", "that day") have no interval,
"early 2024" is 2024, and 05/06/2021, which two countries read differently, is 2021.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from typing import NamedTuple

from kg.language.date_rules import RULES, Context
from kg.language.numbers import plain
from kg.language.periods import Period, from_iso, iso

#: Share of the possible days that must fall in one month (or year) for it to stand for them all.
_CLEAR_SHARE = 0.9


class _Extent(NamedTuple):
    """From one period to another; None is an open end. Both are the same where there is just one."""

    first: Period | None
    last: Period | None

    def __str__(self) -> str:
        if self.first == self.last:
            return iso(self.first) if self.first else ""
        first = iso(self.first).split("/")[0] if self.first else ".."
        return f"{first}/{iso(self.last).split('/')[-1] if self.last else '..'}"


def interval_of(text: str, published: str, *, future: bool = False) -> str:
    """Return the ISO 8601 date or interval that an expression means, "" where it can't be told.

    ``published`` is the article's date as precise as known, or "". ``future`` says that the sentence speaks of what is
    to come, so that "Wednesday" is the next one; otherwise it is the last, and a month or day without a year is
    the one before publication unless the coming one is three times nearer. Open ends are written ``..`` ("since
    2015" is ``2015/..``, ISO 8601-2). Weeks run from Monday to Sunday.

    With a month or year as publication date, a relative expression is resolved for each day that may be meant: where
    all give the same, that is the answer; else the month (or year) that nine in ten of them fall in; else the two that
    they fall in, as an interval; else "".
    """
    expression = _tidied(text)
    if not expression or len(expression) > 120:
        return ""
    known = from_iso(published)
    if known is None:
        return str(_extent(expression, Context(None, future)) or "")
    days = (known.end - known.start).days + 1
    possible = [_extent(expression, Context(known.start + timedelta(n), future)) for n in range(days)]
    if len(set(possible)) == 1:
        return str(possible[0] or "")
    return _superset([e for e in possible if e], len(possible), 7 if days < 32 else 4)


def _superset(possible: list[_Extent], count: int, size: int) -> str:
    """Return the month (size 7) or year (size 4) of most of the extents, or the two that hold them all."""
    cells: Counter[str] = Counter()
    for extent in possible:
        if extent.first is None or extent.last is None:
            return ""
        cells.update((extent.first.start.isoformat()[:size], extent.last.end.isoformat()[:size]))
    if len(possible) < count:
        return ""
    best, hits = min(cells.items(), key=lambda item: (-item[1], item[0]))
    if hits >= _CLEAR_SHARE * 2 * count:
        return best
    first, last = min(cells), max(cells)
    return f"{first}/{last}" if len(cells) == 2 else ""


def _tidied(text: str) -> str:
    """Return an expression in lower case, without commas, spaces around hyphens, possessives and words of no weight."""
    text = re.sub(r"\s+", " ", plain(text).lower()).strip(' .,;:()"')
    text = re.sub(r" ?([-/]) ?", r"\1", text)
    text = re.sub(r" ?'s\b| ?,", "", text)
    text = re.sub(r"(?<=[a-z]) ?\.(?= |$)|(?<=\d) (?=(?:st|nd|rd|th|s)\b)", "", text)
    text = re.sub(
        r"^\d{1,2}(?:[:.]\d\d)? ?(?:[ap]\.? ?m\.?|gmt|utc|hrs|o'clock)?(?: (?:local time|gmt|utc|et|est|edt))? on ",
        "",
        text,
    )
    text = re.sub(
        r"\b(?:the )?(?:beginning|start|end|middle|close) of the (year|month|week|decade)$", r"this \1", text
    )
    text = re.sub(r"(?<=day|row) (?:early |late )?(?:morning|afternoon|evening|night)$", "", text)
    return re.sub(
        r"^(?:(?:on|at|during|as of|of|by|around|about|circa|throughout|over|only|just|for|the (?:beginning|start|end|middle"
        r"|close) of|(?:early|late|mid|later|earlier)[ -]|(?:beginning|start|end|middle) of) ?\b)+",
        "",
        text,
    )


def _extent(text: str, context: Context) -> _Extent | None:
    if found := re.fullmatch(r"(since|from|until|till|through|up to) (.+)", text):
        period = _period(found[2], context)
        if period and found[1] in ("since", "until", "till", "through", "up to"):
            return _Extent(period, None) if found[1] == "since" else _Extent(None, period)
    if period := _period(text, context):
        return _Extent(period, period)
    for left, right in _ends(text):
        first, last = _period(left, context), _period(right, context)
        if first and last and first.start <= last.end:
            return _Extent(first, last)
    return None


def _ends(text: str) -> Iterator[tuple[str, str]]:
    """Yield the two expressions of a range; a year that only the second one has is the first one's too."""
    inner = re.sub(r"^(?:between|from) ", "", text)
    for found in re.finditer(r" and | to | until | through |-", inner):
        if found[0] == " and " and not text.startswith("between "):
            continue
        left, right = inner[: found.start()].strip(), inner[found.end() :].strip()
        if (named := re.search(r"[a-z ](\d{4})$", right)) and not re.search(r"\d{4}", left):
            left = f"{left} {named[1]}"
        yield left, right


def _period(text: str, context: Context) -> Period | None:
    bare = re.sub(r"^(?:in |the (?:start|end|beginning) of |(?:early|late|mid|earlier|later)[ -])+", "", text)
    for form in (text, bare) if bare != text else (text,):
        for pattern, reader in RULES:
            found = pattern.fullmatch(form)
            if found:
                try:
                    return reader(found, context)
                except (ValueError, OverflowError):  # February 30, or outside the years 1 to 9999
                    return None
    return None
