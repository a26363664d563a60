"""N-Triples, sorted."""

from __future__ import annotations

from collections.abc import Iterator

from kg.export.data import GraphData


def lines(data: GraphData) -> Iterator[str]:
    """Yield the triples that `GraphData.flat_quads` describes, one a line."""
    yield from sorted({f"{q.subject} {q.predicate} {q.object} .\n" for q in data.flat_quads()})
