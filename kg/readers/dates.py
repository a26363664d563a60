"""Dates of publication, as headers and pages write them, in ISO 8601 as precise as known."""

from __future__ import annotations

import logging
import re
from datetime import date

logger = logging.getLogger(__name__)

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})"
_TIME = r"(?:[T\s,]+(?:at\s+)?\d{1,2}:\d{2}.*)?"

#: What a date may look like; the weekday before it and the time after it are left aside.
_FORMS = tuple(
    re.compile(form + r"\s*$", re.IGNORECASE)
    for form in (
        rf"{_YEAR}[-/.](?P<number>\d{{1,2}})[-/.]{_DAY}{_TIME}",
        rf"{_YEAR}-(?P<number>\d{{1,2}})",
        r"(?P<year>\d{4})(?P<number>\d{2})(?P<day>\d{2})(?:T?\d{4,6}Z?)?",
        _YEAR,
        rf"{_DAY}[\s-]+(?:of\s+)?{_MONTH},?[\s-]+{_YEAR}{_TIME}",
        rf"{_MONTH}\s+{_DAY},?\s+{_YEAR}{_TIME}",
        rf"{_MONTH},?\s+{_YEAR}",
    )
)
_WEEKDAY = re.compile(r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+", re.I)


def iso_date(text: str) -> str:
    """Return the date in ``text`` as ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; "" if it is none.

    All-number dates in an order that differs between countries (``03/07/2023``) are none.
    """
    rest = _WEEKDAY.sub("", text.strip(), count=1)
    for form in _FORMS:
        if found := form.match(rest):
            return _iso(found.groupdict())
    return ""


def _iso(parts: dict[str, str | None]) -> str:
    year, day = int(parts["year"] or 0), int(parts.get("day") or 0)
    month = int(parts.get("number") or 0)
    if name := parts.get("month"):
        month = _MONTHS.index(name[:3].lower()) + 1
    try:
        date(year, month if "number" in parts or name else 1, day if "day" in parts else 1)
    except ValueError:
        return ""
    return f"{year:04d}" + (f"-{month:02d}" if month else "") + (f"-{day:02d}" if day else "")


def published_date(text: str, article_id: str) -> str:
    """Return ``iso_date(text)``, with a warning when ``text`` holds something that is no date.

    An article without a usable date is still worth reading; its relative dates stay unresolved.
    """
    found = iso_date(text)
    if text.strip() and not found:
        logger.warning(
            "%s: %r is not a date; write it as 2023-07-03 (left empty)", article_id, text.strip()[:80]
        )
    return found
