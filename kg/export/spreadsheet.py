"""CSV for a spreadsheet: one row per statement and piece of evidence."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

from kg.export.data import GraphData
from kg.export.jsonl import rows

COLUMNS = (
    "subject",
    "subject type",
    "relation",
    "object",
    "object type",
    "status",
    "role",
    "when",
    "amount",
    "unit",
    "place",
    "about",
    "source",
    "quote",
    "article",
    "published",
    "start",
    "end",
    "confidence",
    "statement",
)
#: What makes a spreadsheet take a text for a formula, or a control character that it drops before it looks.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def lines(data: GraphData) -> Iterator[str]:
    """Yield the rows, with a header, quoted as RFC 4180 says; a text that looks like a formula gets a ``'``."""
    yield csv_line(COLUMNS)
    for row in rows(data):
        yield csv_line(_cells(row))


def _cells(row: dict[str, Any]) -> tuple[object, ...]:
    amount = row["amount"] or {"value": None, "unit": None}
    return (
        row["subject"]["label"],
        row["subject"]["type"],
        row["predicate"] or row["relation"],
        row["object"].get("label", row["object"].get("value")),
        row["object"].get("type", "date"),
        row["status"],
        row["role"],
        row["when"],
        amount["value"],
        amount["unit"],
        row["place"],
        row["about"],
        row["source"],
        row["quote"],
        row["article"],
        row["published"],
        row["start"],
        row["end"],
        row["confidence"],
        row["statement"],
    )


def csv_line(cells: Iterable[object]) -> str:
    """Return a row as RFC 4180 says, with a ``'`` before what a spreadsheet would take for a formula."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow([_guarded(cell) for cell in cells])
    return out.getvalue()


def _guarded(cell: object) -> object:
    if not isinstance(cell, str):
        return cell
    text = cell.encode("utf-8", "replace").decode("utf-8").replace("\x00", "\N{REPLACEMENT CHARACTER}")
    return "'" + text if text.lstrip(" ").startswith(_FORMULA) else text
