"""Which entities belong together: communities of the graph, found once, at build time."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Sequence

SEED = 20230626
#: Communities are found among this many central entities (Louvain needs seconds for more); the rest follow those.
CENTRAL = 1500
#: A community of fewer entities is not worth a name.
SMALLEST = 4


def communities(ranked: Sequence[int], links: Iterable[tuple[int, int]]) -> dict[int, int]:
    """Return the community of each node of ``ranked`` (the most central first), the largest being number 0.

    Modularity is maximised by the method of Blondel et al. (2008). Nodes of small communities get -1. The same
    nodes and links, in any order of the links, always give the same communities.
    """
    import networkx as nx

    pairs = Counter((min(a, b), max(a, b)) for a, b in links if a != b and a >= 0 and b >= 0)
    centre = ranked[:CENTRAL]
    graph = nx.Graph()
    graph.add_nodes_from(centre)
    graph.add_weighted_edges_from(
        (a, b, n) for (a, b), n in sorted(pairs.items()) if a in graph and b in graph
    )
    found = nx.community.louvain_communities(graph, seed=SEED) if centre else []
    of = {node: number for number, members in enumerate(map(sorted, found)) for node in members}
    _follow(of, ranked, pairs)
    sizes = Counter(of.values())
    first = {of[node]: -rank for rank, node in reversed(list(enumerate(ranked)))}
    order = sorted(sizes, key=lambda number: (-sizes[number], -first[number]))
    name = {number: rank if sizes[number] >= SMALLEST else -1 for rank, number in enumerate(order)}
    return {node: name[of[node]] for node in ranked}


def _follow(of: dict[int, int], ranked: Sequence[int], pairs: Iterable[tuple[int, int]]) -> None:
    """Give every node outside the centre the community of the nearest node that has one, or one of its own."""
    beside: dict[int, list[int]] = {node: [] for node in ranked}
    for a, b in sorted(pairs):
        if a in beside and b in beside:
            beside[a].append(b)
            beside[b].append(a)
    waiting = deque(node for node in ranked if node in of)
    new = len(set(of.values()))
    for start in ranked:
        if start not in of:
            waiting.append(start)
        while waiting:
            node = waiting.popleft()
            if node not in of:
                of[node], new = new, new + 1
            for other in beside[node]:
                if other not in of:
                    of[other] = of[node]
                    waiting.append(other)
