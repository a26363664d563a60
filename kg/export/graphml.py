"""GraphML, for Gephi, yEd, Cytoscape and the like: entities as nodes, statements as edges."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from kg.analysis import to_networkx
from kg.export.data import GraphData

#: All that XML 1.0 (section 2.2) has no place for.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def lines(data: GraphData) -> Iterator[str]:
    """Yield the document; characters that XML can't hold become U+FFFD, and values that are missing are left out."""
    import networkx as nx

    source = to_networkx(data.entities, data.statements)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for id, attributes in source.nodes(data=True):
        graph.add_node(_clean(id), **_flat(attributes))
    for start, end, key, attributes in source.edges(keys=True, data=True):
        graph.add_edge(_clean(start), _clean(end), key=_clean(key), **_flat(attributes))
    yield '<?xml version="1.0" encoding="utf-8"?>\n'
    for line in nx.generate_graphml(graph, named_key_ids=True):
        yield line + "\n"


def _flat(attributes: dict[str, Any]) -> dict[str, str | int | float]:
    flat: dict[str, str | int | float] = {}
    for name, value in attributes.items():
        if isinstance(value, list):
            value = "; ".join(value)
        if value is not None and value != "":
            flat[name] = _clean(value) if isinstance(value, str) else value
    return flat


def _clean(text: str) -> str:
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)
