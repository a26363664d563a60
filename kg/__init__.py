"""Turn news articles into a knowledge graph that leads every fact to the sentence that says it.

``import kg`` is light: what needs a heavy library is imported when it is first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.evaluation import evaluate as evaluate
    from kg.explaining import explain as explain
    from kg.graph import KnowledgeGraph as KnowledgeGraph
    from kg.graph import build as build
    from kg.graph import open_graph as open_graph

__version__ = "0.1.0"
__all__ = ["KnowledgeGraph", "__version__", "build", "evaluate", "explain", "open_graph"]


def __getattr__(name: str) -> object:
    """Return a public name, imported on first use (PEP 562)."""
    if name == "evaluate":
        from kg.evaluation import evaluate

        return evaluate
    if name == "explain":
        from kg.explaining import explain

        return explain
    if name in ("KnowledgeGraph", "build", "open_graph"):
        from kg import graph

        return getattr(graph, name)
    raise AttributeError(f"module 'kg' has no attribute {name!r}")
