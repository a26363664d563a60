"""TriG: everything, graph by graph."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from pyoxigraph import Quad

from kg.export.data import GraphData
from kg.export.turtle import blocks, header
from kg.rdf import derived_quads
from kg.rdf.article import article_quads


def lines(data: GraphData) -> Iterator[str]:
    """Yield the articles' graphs one at a time, then those derived from them, sorted by name."""
    yield header()
    for reading in data.readings:
        quads = tuple(article_quads(reading))
        yield from _graph(str(quads[0].graph_name), quads)
    derived: defaultdict[str, list[Quad]] = defaultdict(list)
    for quad in derived_quads(data.entities, data.statements, (r.article for r in data.readings)):
        derived[str(quad.graph_name)].append(quad)
    for name, group in sorted(derived.items()):
        yield from _graph(name, group)


def _graph(name: str, quads: tuple[Quad, ...] | list[Quad]) -> Iterator[str]:
    yield f"\n{name} {{\n"
    yield from blocks(quads, indent="  ")
    yield "}\n"
