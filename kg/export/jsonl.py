"""One line of JSON per statement and piece of evidence."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from kg.export.data import GraphData
from kg.model import Amount, Entity, Evidence, Reading, Span

#: Characters that end a line for some readers, and halves of surrogate pairs, which UTF-8 can't hold.
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_LARGEST_EXPONENT = 30


def lines(data: GraphData) -> Iterator[str]:
    """Yield the lines, sorted by article and place in it."""
    for row in rows(data):
        text = json.dumps(row, ensure_ascii=False, allow_nan=False)
        yield _ESCAPED.sub(lambda m: f"\\u{ord(m.group()):04x}", text) + "\n"


def rows(data: GraphData) -> Iterator[dict[str, Any]]:
    """Yield what the lines hold: one dictionary per statement and piece of evidence, in the lines' order."""
    for reading in data.resolved:
        known = {entity.id: entity for entity in reading.entities}
        for piece in sorted(reading.evidence, key=_order):
            yield _row(data, reading, known, piece)


def _order(piece: Evidence) -> tuple[Span, Span, Span, str, str]:
    return piece.span, piece.subject_span, piece.object_span, piece.statement, piece.id


def _row(data: GraphData, reading: Reading, known: dict[str, Entity], piece: Evidence) -> dict[str, Any]:
    return {
        "article": piece.article,
        "subject": _argument(data, known, piece.subject, piece.subject_span),
        "predicate": piece.predicate or None,
        "object": _literal(reading, piece)
        if piece.value
        else _argument(data, known, piece.object, piece.object_span),
        "status": piece.status.value,
        "relation": piece.relation or None,
        "role": piece.role or None,
        "source": data.label(piece.speaker) or None,
        "when": piece.when or None,
        "amount": _amount(piece.amount),
        "place": data.label(piece.place) or None,
        "about": data.label(piece.about) or None,
        "quote": piece.quote,
        "start": piece.span.start,
        "end": piece.span.end,
        "published": reading.article.published or None,
        "rule": piece.rule or None,
        "cue": piece.cue or None,
        "confidence": piece.confidence,
        "statement": piece.statement,
    }


def _argument(data: GraphData, known: dict[str, Entity], id: str, span: Span) -> dict[str, Any]:
    """Return an entity as this article knows it: its name in the graph, its surface forms here."""
    entity, here = data.by_id.get(id), known.get(id)
    label = data.label(id)
    forms = {here.name, *here.aliases} if here else set()
    return {
        "label": label,
        "aliases": sorted(forms - {label}),
        "id": id,
        "type": entity.type.value if entity else None,
        "start": span.start,
        "end": span.end,
    }


def _literal(reading: Reading, piece: Evidence) -> dict[str, Any]:
    """Return an object that is no entity: its normal form and the article's words for it."""
    span = piece.object_span
    return {
        "value": piece.value,
        "text": span.of(reading.article.text),
        "start": span.start,
        "end": span.end,
    }


def _amount(amount: Amount | None) -> dict[str, Any] | None:
    if amount is None:
        return None
    value: int | float | str
    if not amount.value.is_finite() or abs(amount.value.adjusted()) > _LARGEST_EXPONENT:
        value = str(amount.value)
    else:
        value = int(amount.value) if amount.value == amount.value.to_integral_value() else float(amount.value)
    return {"value": value, "unit": amount.unit}
