"""The layout of a large graph: every community in a disc of its own, the discs as a graph of their own."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

#: Pixels of the plane that a node takes up, as the side of a square.
ROOM = 95.0
SEED = 20230626
#: Communities above this size are laid out as rings around their most connected nodes: springs need all pairs.
_RINGS_FROM = 2500
_GOLDEN = np.pi * (3 - 5**0.5)

Points = NDArray[np.float64]


def discs(graph: Any, groups: Sequence[int]) -> Points:
    """Return the positions of the nodes of a rustworkx graph (numbered from 0) by their communities."""
    members: dict[int, list[int]] = defaultdict(list)
    for node, group in enumerate(groups):
        members[group].append(node)
    names = sorted(members, key=lambda group: (-len(members[group]), group))
    parts = [members[name] for name in names]
    order = {name: i for i, name in enumerate(names)}
    between = Counter(
        (min(a, b), max(a, b))
        for x, y in graph.edge_list()
        if (a := order[groups[x]]) != (b := order[groups[y]])
    )
    radii = [ROOM * len(part) ** 0.5 / np.pi**0.5 for part in parts]
    centres = _centres(radii, between)
    points = np.zeros((len(groups), 2))
    for part, radius, centre in zip(parts, radii, centres, strict=True):
        points[part] = centre + radius * _disc(graph.subgraph(part), len(part))
    return np.asarray(np.round(points - points.mean(axis=0), 2), dtype=np.float64)


def _disc(graph: Any, size: int) -> Points:
    """Return the positions of one community in a disc of radius 1, evenly filled."""
    import rustworkx as rx

    if size <= _RINGS_FROM:
        found = rx.spring_layout(graph, seed=SEED, num_iter=40 if size < 800 else 20, scale=1)
        points = np.array([found[i] for i in range(size)], dtype=np.float64)
        points -= points.mean(axis=0)
        rank = np.argsort(np.argsort(np.round(np.hypot(*points.T), 9), kind="stable"), kind="stable")
        angle = np.arctan2(points[:, 1], points[:, 0])
    else:
        degree = np.array([graph.degree(i) for i in range(size)])
        rank = np.argsort(np.argsort(-degree, kind="stable"), kind="stable")
        angle = rank * _GOLDEN
    radius = np.sqrt((rank + 0.5) / size)
    return np.column_stack((radius * np.cos(angle), radius * np.sin(angle)))


def _centres(radii: Sequence[float], between: Counter[tuple[int, int]]) -> Points:
    """Return the middles of the discs: near to those they have links with, none on another, the largest inmost."""
    import rustworkx as rx

    size = len(radii)
    graph = rx.PyGraph(multigraph=False)
    graph.add_nodes_from(range(size))
    graph.add_edges_from([(a, b, float(n)) for (a, b), n in sorted(between.items())])
    found = rx.spring_layout(graph, seed=SEED, num_iter=100, scale=1, weight_fn=lambda n: 1 + np.log1p(n))
    wanted = np.array([found[i] for i in range(size)]) * sum(r * r for r in radii) ** 0.5
    placed: list[NDArray[np.float64]] = []
    for i, radius in enumerate(radii):
        placed.append(_free(wanted[i], radius, placed, radii))
    return np.array(placed)


def _free(
    wanted: NDArray[np.float64], radius: float, placed: Sequence[NDArray[np.float64]], radii: Sequence[float]
) -> NDArray[np.float64]:
    """Return the place nearest to ``wanted``, on the way out from the middle, where the disc touches none."""
    if not placed:
        return np.zeros(2)
    others, room = np.array(placed), np.array(radii[: len(placed)]) + radius + ROOM
    angle = float(np.arctan2(wanted[1], wanted[0]))
    best, least = wanted, np.inf
    for turn in np.linspace(0, 2 * np.pi, 36, endpoint=False):
        direction = np.array([np.cos(angle + turn), np.sin(angle + turn)])
        along = others @ direction
        reach = room**2 - ((others**2).sum(axis=1) - along**2)
        ends = along + np.sqrt(np.maximum(reach, 0))
        far = float(np.where(reach > 0, ends, 0).max())
        spot = direction * far
        cost = far + 0.3 * float(np.hypot(*(spot - wanted)))
        if cost < least - 1e-6:
            best, least = spot, cost
    return best
