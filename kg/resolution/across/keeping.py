"""A resolution <-> JSON, so that a graph on disk keeps what was decided, and why, when it was built."""

from __future__ import annotations

import json
from typing import Any

from kg.model import EntityType
from kg.resolution.across.decisions import Heading, Join, Local, Merge, Near, Reason, Rejected, Resolution


def resolution_to_json(resolution: Resolution) -> str:
    """Return a resolution as JSON, the same text for the same resolution."""
    data = {
        "ids": [[*local, id] for local, id in sorted(resolution.ids.items())],
        "headings": {
            id: [h.name, h.type.value, list(h.aliases), list(h.same_as)]
            for id, h in sorted(resolution.headings.items())
        },
        "merges": [[m.entity, list(m.members), [_join(join) for join in m.joins]] for m in resolution.merges],
        "near": [[n.one, n.other, n.score, [_reason(r) for r in n.reasons]] for n in resolution.near],
        "rejected": [[r.statement, r.subject, r.predicate, r.object, r.article] for r in resolution.rejected],
        "unmatched": list(resolution.unmatched),
    }
    return json.dumps(data, ensure_ascii=True, separators=(",", ":"))


def resolution_from_json(text: str) -> Resolution:
    """Return the resolution that `resolution_to_json` wrote; raises ValueError, KeyError or TypeError if it is none."""
    data = json.loads(text)
    return Resolution(
        ids={Local(article, local): id for article, local, id in data["ids"]},
        headings={
            id: Heading(name=name, type=EntityType(type), aliases=tuple(aliases), same_as=tuple(same_as))
            for id, (name, type, aliases, same_as) in data["headings"].items()
        },
        merges=tuple(
            Merge(
                entity=entity,
                members=tuple(Local(*member) for member in members),
                joins=tuple(_join_from(join) for join in joins),
            )
            for entity, members, joins in data["merges"]
        ),
        near=tuple(
            Near(one=one, other=other, score=score, reasons=_reasons(reasons))
            for one, other, score, reasons in data["near"]
        ),
        rejected=tuple(
            Rejected(statement=s, subject=sub, predicate=p, object=o, article=a)
            for s, sub, p, o, a in data["rejected"]
        ),
        unmatched=tuple(data["unmatched"]),
    )


def _join(join: Join) -> list[Any]:
    return [list(join.one), list(join.other), join.score, [_reason(r) for r in join.reasons]]


def _join_from(row: list[Any]) -> Join:
    one, other, score, reasons = row
    return Join(one=Local(*one), other=Local(*other), score=score, reasons=_reasons(reasons))


def _reason(reason: Reason) -> list[Any]:
    return [reason.kind, reason.text, reason.weight, *([True] if reason.guard else [])]


def _reasons(rows: list[list[Any]]) -> tuple[Reason, ...]:
    return tuple(Reason(kind=r[0], text=r[1], weight=r[2], guard=len(r) > 3) for r in rows)
