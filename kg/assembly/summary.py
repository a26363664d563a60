"""What a statement's evidence adds up to: its status today, how it came to that, and how sure it is.

The rule for the status. Evidence is read in order of its articles' publication dates, undated evidence first.
On one date the status with the most confidence behind it speaks, ties being settled by the order of `_SPEAKS`.
That status then replaces the one so far if the latter gives way to it (`_GIVES_WAY`):

- a prospect gives way to whatever is at least as far along (possible < proposed < planned) and to any outcome
  (asserted, denied, ended), so that a later "may" does not undo what was agreed;
- what was asserted gives way to a denial or an end, and to nothing weaker;
- what was denied or ended gives way to an assertion, and to a new plan or proposal, but not to a mere "may".
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from math import prod

from kg.model import Amount, Evidence, Statement, Status

_OUTCOMES = frozenset({Status.ASSERTED, Status.DENIED, Status.ENDED})
_GIVES_WAY: dict[Status, frozenset[Status]] = {
    Status.POSSIBLE: frozenset(Status),
    Status.PROPOSED: _OUTCOMES | {Status.PROPOSED, Status.PLANNED},
    Status.PLANNED: _OUTCOMES | {Status.PLANNED},
    Status.ASSERTED: _OUTCOMES,
    Status.DENIED: _OUTCOMES | {Status.PLANNED, Status.PROPOSED},
    Status.ENDED: _OUTCOMES | {Status.PLANNED, Status.PROPOSED},
}
_SPEAKS = (
    Status.ASSERTED,
    Status.DENIED,
    Status.ENDED,
    Status.PLANNED,
    Status.PROPOSED,
    Status.POSSIBLE,
)
_MOST = 0.99
_DAY = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
_UNKNOWN_DAYS = 10**7


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What a statement's evidence adds up to."""

    status: Status
    confidence: float
    when: str = ""
    amount: Amount | None = None
    place: str = ""
    about: str = ""


def summarise(evidence: Iterable[Evidence], dates: Mapping[str, str]) -> Summary:
    """Return what the evidence of one statement adds up to; ``dates`` maps article ids to publication dates.

    The confidence is that of the evidence which says the deciding status. Qualifiers are taken from that evidence
    where it has them, from other evidence where it has none: the most precise date, else the most confident.
    """
    ordered = in_order(evidence, dates)
    if not ordered:
        raise ValueError("a statement without evidence has no summary")
    status = _changes(ordered, dates)[-1][1]
    ranked = sorted(ordered, key=lambda e: (e.status != status, -e.confidence))
    dated = sorted(ranked, key=lambda e: (e.status != status, days_spanned(e.when)))
    return Summary(
        status=status,
        confidence=combined_confidence(e for e in ordered if e.status == status),
        when=_first(dated, lambda e: e.when),
        amount=next((e.amount for e in ranked if e.amount is not None), None),
        place=_first(ranked, lambda e: e.place),
        about=_first(ranked, lambda e: e.about),
    )


def history(statement: Statement, dates: Mapping[str, str]) -> tuple[tuple[str, Status], ...]:
    """Return the first status of the statement and every change of it, as (publication date, status).

    The date is "" for what undated articles say; the last status is that of `summarise`.
    """
    return _changes(in_order(statement.evidence, dates), dates)


def in_order(evidence: Iterable[Evidence], dates: Mapping[str, str]) -> tuple[Evidence, ...]:
    """Return the evidence sorted by publication date, article, place and id; undated evidence comes first."""
    evidence = tuple(evidence)
    if len(evidence) < 2:
        return evidence
    return tuple(sorted(evidence, key=lambda e: (dates.get(e.article, ""), e.article, e.span, e.id)))


def combined_confidence(evidence: Iterable[Evidence]) -> float:
    """Return the noisy-or of the evidence's confidences, at most 0.99, rounded to four digits.

    Equal quotes (copies of one wire story) count once, with the best of their confidences.
    """
    best: defaultdict[str, float] = defaultdict(float)
    for piece in evidence:
        words = " ".join(piece.quote.casefold().split())
        best[words] = max(best[words], min(max(piece.confidence, 0.0), 1.0))
    return round(min(_MOST, 1.0 - prod(1.0 - c for c in sorted(best.values()))), 4)


def days_spanned(when: str) -> int:
    """Return the number of days that a date or interval covers, so that the smallest is the most precise."""
    start, _, end = when.partition("/")
    first, last = _bounds(start), _bounds(end or start)
    if first is None or last is None or last[1] < first[0]:
        return _UNKNOWN_DAYS
    return (last[1] - first[0]).days + 1


def _bounds(text: str) -> tuple[date, date] | None:
    match = _DAY.fullmatch(text)
    if match is None:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        if year is not None and month is not None and day is not None:
            return date(year, month, day), date(year, month, day)
        if year is not None and month is not None:
            return date(year, month, 1), date(year, month, 28)
        return date(year or 0, 1, 1), date(year or 0, 12, 31)
    except ValueError:
        return None


def _changes(ordered: Sequence[Evidence], dates: Mapping[str, str]) -> tuple[tuple[str, Status], ...]:
    changes: list[tuple[str, Status]] = []
    for day, pieces in groupby(ordered, key=lambda e: dates.get(e.article, "")):
        said = _spoken(tuple(pieces))
        if not changes or (said != changes[-1][1] and said in _GIVES_WAY[changes[-1][1]]):
            changes.append((day, said))
    return tuple(changes)


def _spoken(pieces: Sequence[Evidence]) -> Status:
    weights = {
        status: combined_confidence(e for e in pieces if e.status == status)
        for status in {e.status for e in pieces}
    }
    return min(weights, key=lambda s: (-weights[s], _SPEAKS.index(s)))


def _first(evidence: Iterable[Evidence], value: Callable[[Evidence], str]) -> str:
    return next((value(e) for e in evidence if value(e)), "")
