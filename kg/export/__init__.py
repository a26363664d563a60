"""Files: one format, one module, one line in the table."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module

from kg.errors import KgError
from kg.export.data import GraphData
from kg.export.dataset import to_rdflib

#: Format -> the module whose ``lines(data)`` yields it as text; imported when it is asked for.
FORMATS = {
    "jsonl": "kg.export.jsonl",
    "csv": "kg.export.spreadsheet",
    "ttl": "kg.export.turtle",
    "trig": "kg.export.trig",
    "nt": "kg.export.ntriples",
    "jsonld": "kg.export.jsonld",
    "graphml": "kg.export.graphml",
}

__all__ = ["FORMATS", "GraphData", "export", "to_rdflib"]


def export(data: GraphData, format: str) -> Iterator[str]:
    """Yield the graph in a format of `FORMATS`, piece by piece; to be written as UTF-8, line ends as they are.

    The same graph gives the same text whatever order it was built in. ``ttl``, ``nt`` and ``jsonld`` have no named
    graphs, so there only what is asserted stands as a plain triple, and all else as statement nodes with their
    status. ``trig`` holds everything, the articles' texts included. Raise KgError for an unknown format.
    """
    if format not in FORMATS:
        raise KgError(f"no export format {format!a}; there are: {', '.join(FORMATS)}")
    lines: Iterator[str] = import_module(FORMATS[format]).lines(data)
    return lines
