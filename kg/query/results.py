"""The ways to write down the answer to a query."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from collections.abc import Iterable, Sequence

from kg.errors import QueryError
from kg.rdf.answers import QueryResult
from kg.rdf.values import short, to_json_term


def to_json(result: QueryResult) -> str:
    """Return the answer in the W3C format SPARQL 1.1 Query Results JSON; triples become three columns."""
    if result.kind == "ask":
        return json.dumps({"head": {}, "boolean": result.boolean})
    bindings = [
        {
            column: to_json_term(term)
            for column, term in zip(result.columns, row, strict=True)
            if term is not None
        }
        for row in result.terms
    ]
    answer = {"head": {"vars": list(result.columns)}, "results": {"bindings": bindings}}
    return json.dumps(answer, ensure_ascii=False)


def to_csv(result: QueryResult) -> str:
    """Return the answer in the W3C format SPARQL 1.1 Query Results CSV; raise QueryError for ASK.

    Values are written as they are, as the format demands; `export` guards its own CSV against spreadsheets that
    take a text for a formula.
    """
    if result.kind == "ask":
        raise QueryError("ASK has no table; take the JSON format")
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(result.columns)
    writer.writerows([to_json_term(term)["value"] if term else "" for term in row] for row in result.terms)
    return out.getvalue()


def format_table(result: QueryResult, *, width: int = 60) -> str:
    r"""Return the answer as a table for a terminal, cells cut at ``width``, IRIs with their prefixes.

    Control and invisible formatting characters, which could move the cursor or turn the writing direction, are
    shown as ``\x1b``.
    """
    if result.kind == "ask":
        return "yes" if result.boolean else "no"
    return format_cells(result.columns, [[short(term) for term in row] for row in result.terms], width=width)


def format_cells(columns: Sequence[str], rows: Iterable[Sequence[str]], *, width: int = 60) -> str:
    """Return rows of text as `format_table` shows them."""
    table = [[_cell(text, width) for text in row] for row in rows]
    head = [_cell(column, width) for column in columns]
    widths = [max(map(_columns, column)) for column in zip(head, *table, strict=True)]
    lines = [_line(head, widths), "  ".join("-" * w for w in widths)]
    return "\n".join(lines + [_line(row, widths) for row in table])


def _line(cells: list[str], widths: list[int]) -> str:
    padded = (cell + " " * (w - _columns(cell)) for cell, w in zip(cells, widths, strict=True))
    return "  ".join(padded).rstrip()


def _cell(text: str, width: int) -> str:
    plain = "".join(_visible(c) for c in " ".join(text.split()))
    return plain if len(plain) <= width else plain[: width - 1] + "…"


def _visible(char: str) -> str:
    return ascii(char)[1:-1] if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp") else char


def _columns(text: str) -> int:
    """Return how many columns of a terminal the text takes."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text
    )
