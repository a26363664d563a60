"""Stretches of the calendar and how ISO 8601 writes them with no more precision than they have."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple


class Period(NamedTuple):
    """A stretch of days, both ends included; a whole month or year is its first and last day."""

    start: date
    end: date

    def shifted(self, days: int) -> Period:
        """Return the period moved by some days; OverflowError outside the years 1 to 9999."""
        step = timedelta(days=days)
        return Period(self.start + step, self.end + step)


def day(when: date) -> Period:
    """Return the period of one day."""
    return Period(when, when)


def week(when: date) -> Period:
    """Return the ISO week, Monday to Sunday, that a day lies in."""
    monday = when - timedelta(days=when.weekday())
    return Period(monday, monday + timedelta(days=6))


def month(year: int, number: int, *, count: int = 1) -> Period:
    """Return ``count`` months from month ``number`` on; numbers outside 1 to 12 run into other years."""
    year, number = year + (number - 1) // 12, (number - 1) % 12 + 1
    last_year, last = year + (number + count - 2) // 12, (number + count - 2) % 12 + 1
    return Period(date(year, number, 1), date(last_year, last, monthrange(last_year, last)[1]))


def year(number: int, *, count: int = 1) -> Period:
    """Return ``count`` years from year ``number`` on."""
    return Period(date(number, 1, 1), date(number + count - 1, 12, 31))


def iso(period: Period) -> str:
    """Return a period as a day, a month, a year, or an interval of two of the same kind (ISO 8601-1, 4.1.2, 5.5)."""
    start, end = period
    if start == end:
        return start.isoformat()
    if start.day == 1 and end.day == monthrange(end.year, end.month)[1]:
        size = 4 if (start.month, end.month) == (1, 12) else 7
        first, last = start.isoformat()[:size], end.isoformat()[:size]
        return first if first == last else f"{first}/{last}"
    return f"{start.isoformat()}/{end.isoformat()}"


def from_iso(text: str) -> Period | None:
    """Return the period of an ISO date as precise as it is (``2023``, ``2023-07``, ``2023-07-03T10:00``), or None."""
    found = re.match(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2})(?![0-9]))?)?(?:$|[T ])", text.strip())
    if not found:
        return None
    try:
        if found[3]:
            return day(date(int(found[1]), int(found[2]), int(found[3])))
        return (
            month(int(found[1]), int(found[2])) if found[2] and int(found[2]) <= 12 else year(int(found[1]))
        )
    except ValueError:
        return None
