"""What is scored: statements in the line format that ``kg export --format jsonl`` prints."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from kg.errors import ReadError
from kg.model import Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Prediction:
    """One piece of evidence for one statement.

    ``subject`` and ``object`` are a label followed by aliases; ``object`` is empty for a literal, ``predicate`` for
    an open relation, and ``confidence`` is None where the system gives none.
    """

    article: str
    subject: tuple[str, ...]
    predicate: str
    object: tuple[str, ...]
    status: Status = Status.ASSERTED
    quote: str = ""
    rule: str = ""
    confidence: float | None = None

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> Self:
        """Return the prediction of one line; raises ReadError that says which field is wrong."""
        if not isinstance(row, Mapping):
            raise ReadError("not an object")
        for name in ("article", "predicate", "quote", "rule"):
            if not isinstance(row.get(name) or "", str):
                raise ReadError(f"{name}: must be a text")
        if not row.get("article"):
            raise ReadError("article: missing")
        status, confidence = row.get("status", Status.ASSERTED), row.get("confidence")
        if status not in list(Status):
            raise ReadError(f"status: {status!r} is not one of {', '.join(Status)}")
        if confidence is not None and not (
            isinstance(confidence, int | float)
            and not isinstance(confidence, bool)
            and 0.0 <= confidence <= 1.0
        ):
            raise ReadError(f"confidence: {confidence!r} is not a number from 0 to 1")
        return cls(
            article=row["article"],
            subject=_names(row, "subject"),
            predicate=row.get("predicate") or "",
            object=_names(row, "object"),
            status=Status(status),
            quote=row.get("quote") or "",
            rule=row.get("rule") or "",
            confidence=None if confidence is None else float(confidence),
        )


def _names(row: Mapping[str, Any], end: str) -> tuple[str, ...]:
    """Return label and aliases of one end of a statement; nothing for a literal as object."""
    node = row.get(end)
    if not isinstance(node, Mapping):
        raise ReadError(f'{end}: must be {{"label": TEXT, "aliases": [TEXT, ...]}}')
    if end == "object" and "label" not in node:
        return ()
    aliases = node.get("aliases") or ()
    if not isinstance(aliases, list | tuple) or not all(
        isinstance(name, str) for name in (node.get("label"), *aliases)
    ):
        raise ReadError(f"{end}: label and aliases must be texts")
    return (node["label"], *aliases)


def read_predictions(
    given: str | os.PathLike[str] | Iterable[Mapping[str, Any]],
) -> tuple[Prediction, ...]:
    """Return the predictions in a file (``-`` for standard input) or in rows that are in memory.

    Raises ReadError with file and line where one is malformed.
    """
    if not isinstance(given, str | os.PathLike):
        return tuple(_prediction(row, f"row {n}") for n, row in enumerate(given, 1))
    try:
        data = sys.stdin.buffer.read() if str(given) == "-" else Path(given).read_bytes()
        text = data.decode("utf-8-sig")
    except OSError as error:
        raise ReadError(f"{given}: can't be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise ReadError(f"{given}: not UTF-8 text: {error}") from error
    name = "standard input" if str(given) == "-" else str(given)
    rows = ((line, f"{name}:{n}") for n, line in enumerate(text.split("\n"), 1) if line.strip())
    return tuple(_prediction(_parsed(line, where), where) for line, where in rows)


def _parsed(line: str, where: str) -> Any:
    try:
        return json.loads(line)
    except json.JSONDecodeError as error:
        raise ReadError(f"{where}: not valid JSON: column {error.colno}: {error.msg}") from error
    except (RecursionError, ValueError) as error:
        raise ReadError(f"{where}: not valid JSON: {type(error).__name__}") from error


def _prediction(row: Mapping[str, Any], where: str) -> Prediction:
    try:
        return Prediction.from_row(row)
    except ReadError as error:
        raise ReadError(f"{where}: {error}") from error
