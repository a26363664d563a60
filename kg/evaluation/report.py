"""An evaluation as text for a terminal and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from kg.evaluation.calibration import Calibration
from kg.evaluation.evaluating import Evaluation
from kg.evaluation.scoring import Counts, Outcome, Rates
from kg.model import Status

_RATES = ("precision", "recall", "F1")
_ERRORS = ("wrong", "missed", "status")


def format_report(evaluation: Evaluation, *, per_article: bool = False, errors: bool = False) -> str:
    """Return the tables of an evaluation, optionally with one row for each article and one line for each error."""
    counts, parts = evaluation.counts, [_summary(evaluation), _status_table(evaluation)]
    parts.append(_counts_table("relation", evaluation.relations))
    if per_article:
        parts.append(_article_table(evaluation))
    parts.append(_calibration_table(evaluation.calibration, counts.predicted))
    if errors:
        parts.append("\n".join(_error_lines(evaluation)) or "no errors")
    return "\n\n".join(part for part in parts if part)


def to_json(evaluation: Evaluation, *, per_article: bool = False, errors: bool = False) -> str:
    """Return an evaluation as JSON, with numbers that are not rounded."""
    counts = evaluation.counts
    values: dict[str, Any] = {
        "articles": len(evaluation.articles),
        "counts": asdict(counts),
        "micro": asdict(counts.typed),
        "macro": asdict(evaluation.macro),
        "linked": asdict(counts.linked),
        "status": counts.status,
        "quotes": counts.exact_quotes,
        "merged": counts.merged,
        "statuses": [
            {"gold": gold, "found": found, "count": count}
            for (gold, found), count in sorted(evaluation.statuses.items())
        ],
        "relations": {name: _rated(one) for name, one in evaluation.relations.items()},
        "calibration": asdict(evaluation.calibration) if evaluation.calibration else None,
        "unscored": evaluation.unscored,
        "failures": [asdict(failure) for failure in (*evaluation.failures, *evaluation.unread)],
    }
    if per_article:
        values["per_article"] = {
            one.article: asdict(one.counts) | {"micro": asdict(one.counts.typed)}
            for one in evaluation.articles
        }
    if errors:
        values["errors"] = [
            {
                "article": one.article,
                "kind": outcome.kind,
                "subject": outcome.subject,
                "predicate": outcome.predicate,
                "object": outcome.object,
                "gold": outcome.gold,
                "found": outcome.found,
                "evidence": [
                    {"rule": piece.rule, "confidence": piece.confidence, "quote": piece.quote}
                    for piece in outcome.evidence
                ],
            }
            for one in evaluation.articles
            for outcome in one.outcomes
            if outcome.kind in _ERRORS
        ]
    # ASCII, so that halves of surrogate pairs, which UTF-8 can't hold, do no harm
    return json.dumps(values, indent=2)


def _rated(counts: Counts) -> dict[str, Any]:
    kept = ("right", "predicted", "gold", "status_right")
    return {name: getattr(counts, name) for name in kept} | asdict(counts.typed)


def _summary(evaluation: Evaluation) -> str:
    counts = evaluation.counts
    rates = [
        ("typed, micro", *_row(counts.typed)),
        ("typed, macro", *_row(evaluation.macro)),
        ("linked", *_row(counts.linked)),
    ]
    lines = [
        f"articles  {len(evaluation.articles)}",
        f"gold      {counts.gold} relations",
        f"found     {counts.predicted}, {counts.right} of them right",
        "",
        _table(("", *_RATES), rates),
        "",
        f"status    {counts.status:.3f} of the right ones",
        f"quotes    {counts.exact_quotes:.4f} of {counts.quotes} stand in their article",
        f"merged    {counts.merged} entities stand for several of the gold",
    ]
    if evaluation.unscored:
        lines.append(f"left out  {evaluation.unscored} statements about articles without gold")
    return "\n".join(lines)


def _row(rates: Rates) -> tuple[str, str, str]:
    return f"{rates.precision:.3f}", f"{rates.recall:.3f}", f"{rates.f1:.3f}"


def _status_table(evaluation: Evaluation) -> str:
    """Return the confusion table: what the gold says down, what was found across."""
    statuses, found = list(Status), evaluation.statuses
    if not found:
        return ""
    rows = [
        (gold, *(str(found[gold, other] or ".") for other in statuses))
        for gold in statuses
        if any(found[gold, other] for other in statuses)
    ]
    return _table(("gold \\ found", *statuses), rows)


def _counts_table(title: str, counts: dict[str, Counts]) -> str:
    ordered = sorted(counts.items(), key=lambda item: (-item[1].gold, item[0]))
    rows = [
        (name, str(one.gold), str(one.predicted), str(one.right), *_row(one.typed)) for name, one in ordered
    ]
    return _table((title, "gold", "found", "right", *_RATES), rows)


def _article_table(evaluation: Evaluation) -> str:
    rows = [
        (
            one.article,
            *map(str, (one.counts.gold, one.counts.predicted, one.counts.right)),
            *_row(one.counts.typed),
            f"{one.counts.linked.f1:.3f}",
            f"{one.counts.status:.3f}",
            f"{one.counts.exact_quotes:.4f}",
            str(one.counts.merged),
        )
        for one in evaluation.articles
    ]
    columns = ("gold", "found", "right", *_RATES, "linked F1", "status", "quotes", "merged")
    return _table(("article", *columns), rows)


def _calibration_table(calibration: Calibration | None, predicted: int) -> str:
    if calibration is None:
        return "confidence: none is given" if predicted else ""
    rows = [
        (f"{b.low:.1f} to {b.high:.1f}", str(b.count), f"{b.confidence:.3f}", f"{b.right:.3f}")
        for b in calibration.bins
    ]
    table = _table(("confidence", "evidence", "mean", "right"), rows)
    return (
        f"{table}\n\nexpected calibration error {calibration.error:.3f}, Brier score {calibration.brier:.3f}, "
        f"area under the curve {calibration.auc:.3f}"
    )


def _error_lines(evaluation: Evaluation) -> Iterator[str]:
    for one in evaluation.articles:
        for outcome in sorted(one.outcomes, key=lambda o: _ERRORS.index(o.kind) if o.kind in _ERRORS else 9):
            if outcome.kind in _ERRORS:
                yield f"{outcome.kind:<7} {one.article}: {_said(outcome)}"


def _said(outcome: Outcome) -> str:
    """Return a triple on one line, with the status of the gold and, of what was found, rule and sentence."""
    triple = f"{outcome.subject} -- {outcome.predicate} -> {outcome.object}"
    statuses = {
        "wrong": ", ".join(outcome.found),
        "missed": ", ".join(outcome.gold),
        "status": f"{', '.join(outcome.gold)}, not {', '.join(outcome.found)}",
    }[outcome.kind]
    sources = (
        " ".join(filter(None, (piece.rule, f"“{piece.quote}”" if piece.quote else "")))
        for piece in outcome.evidence[:1]
    )
    return " ".join(" ".join((triple, f"[{statuses}]", *sources)).split())


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return aligned columns, the first to the left and the others to the right."""
    widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]
    lines = [head, ["-" * width for width in widths], *rows]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if n == 0 else cell.rjust(width)
            for n, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )
