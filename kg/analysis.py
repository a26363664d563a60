"""The graph as networkx sees it, for centrality, communities and paths."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from kg.model import Entity, Statement, Status

if TYPE_CHECKING:
    import networkx as nx


def to_networkx(entities: Iterable[Entity], statements: Iterable[Statement]) -> nx.MultiDiGraph[str]:
    """Return a directed multigraph: entity ids as nodes, one edge per statement with the statement's id as key.

    Nodes carry ``name``, ``type`` and ``aliases`` and, under the name of the property, the sorted literals that are
    asserted of them (``node["bornOn"] == ["1944-04-10"]``); edges ``predicate`` ("" for an open relation), ``relation``,
    ``role``, ``status``, ``confidence``, ``when``, ``value`` and ``unit`` of the amount, ``place``, ``about``,
    ``articles`` and ``evidence`` (how many) and ``quote`` (the most confident one). The order does not depend on
    that of the arguments.
    """
    import networkx as nx

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for entity in sorted(entities, key=lambda e: e.id):
        graph.add_node(entity.id, name=entity.name, type=entity.type.value, aliases=list(entity.aliases))
    everything = sorted(statements, key=lambda s: (s.value, s.id))
    ordered = [s for s in everything if not s.value]
    for id in sorted({end for s in ordered for end in (s.subject, s.object)} - set(graph)):
        graph.add_node(id, name=id, type="", aliases=[])
    for statement in ordered:
        graph.add_edge(statement.subject, statement.object, key=statement.id, **_attributes(statement))
    for statement in everything:
        if statement.value and statement.status is Status.ASSERTED and statement.subject in graph:
            name = statement.predicate or statement.relation
            graph.nodes[statement.subject].setdefault(name, []).append(statement.value)
    return graph


def _attributes(statement: Statement) -> dict[str, Any]:
    best = min(statement.evidence, key=lambda e: (-e.confidence, e.id), default=None)
    amount = statement.amount
    return {
        "predicate": statement.predicate,
        "relation": statement.relation,
        "role": statement.role,
        "status": statement.status.value,
        "confidence": statement.confidence,
        "when": statement.when,
        "value": float(amount.value) if amount else None,
        "unit": amount.unit if amount else "",
        "place": statement.place,
        "about": statement.about,
        "articles": len({e.article for e in statement.evidence}),
        "evidence": len(statement.evidence),
        "quote": best.quote if best else "",
    }
