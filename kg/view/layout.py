"""Where every node stands: computed once, at build time, so that the page opens at rest and the same each time."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Any

import numpy as np

from kg.view.discs import Points, discs
from kg.view.room import Box

#: Pixels between two related nodes, before labels push them further apart.
STEP = 140.0
#: Width over height of the whole picture, near to that of a screen between legend and panel.
ASPECT = 1.15
#: Components above this size keep the spring layout as it is: stress needs all distances.
STRESS_LIMIT = 600
#: How much longer links between communities are.
BETWEEN = 1.35
#: Components above this size are laid out community by community: one layout of all would take minutes.
DISCS_FROM = 1500
SEED = 20230626
#: Half of the cells around a cell: with each cell's own half, every pair of neighbours is met once.
_NEIGHBOURS = ((1, 0), (-1, 1), (0, 1), (1, 1))


def place(
    boxes: Sequence[Box], links: Sequence[tuple[int, int]], groups: Sequence[int] = ()
) -> list[tuple[int, int]]:
    """Return the position of each node in whole pixels; the same nodes and links always give the same.

    ``groups`` tells the community of each node: communities are kept apart.
    """
    import rustworkx as rx

    graph = rx.PyGraph(multigraph=False)
    graph.add_nodes_from(range(len(boxes)))
    graph.add_edges_from_no_data(sorted({(min(a, b), max(a, b)) for a, b in links if a != b}))
    parts = sorted(
        (sorted(part) for part in rx.connected_components(graph)), key=lambda part: (-len(part), part)
    )
    drawn = []
    for part in parts:
        around = [boxes[i] for i in part]
        inside = [groups[i] for i in part] if groups else [0] * len(part)
        if len(part) > DISCS_FROM:
            drawn.append(discs(graph.subgraph(part), inside))
        else:
            drawn.append(_apart(_component(graph.subgraph(part), inside), around))
    result = [(0, 0)] * len(boxes)
    for part, points in zip(parts, _packed(drawn, [[boxes[i] for i in part] for part in parts]), strict=True):
        for node, (x, y) in zip(part, points, strict=True):
            result[node] = (round(float(x)), round(float(y)))
    return result


def _component(graph: Any, groups: Sequence[int]) -> Points:
    """Return the positions of one connected component: springs first, then true graph distances."""
    import rustworkx as rx

    size = len(groups)
    if size == 1:
        return np.zeros((1, 2))
    rounds = 100 if size <= 1500 else 30
    found = rx.spring_layout(graph, seed=SEED, num_iter=rounds, scale=1)
    points = np.array([found[i] for i in range(size)], dtype=np.float64)
    if size <= STRESS_LIMIT:
        points = _stress(points * STEP * size**0.5 / 2, _distances(graph, groups))
    else:
        points *= STEP * size**0.5 / 1.1
    return _upright(points)


def _distances(graph: Any, groups: Sequence[int]) -> Points:
    """Return how far apart two nodes are along their links.

    Links of nodes with many are longer, to give room, and so are those between communities.
    """
    import rustworkx as rx

    ends = graph.edge_list()
    for index, (a, b) in zip(graph.edge_indices(), ends, strict=True):
        crowd = min(graph.degree(a), 9) + min(graph.degree(b), 9)
        apart = 1.0 if groups[a] == groups[b] else BETWEEN
        graph.update_edge_by_index(index, STEP * apart * (0.78 + 0.045 * crowd))
    return np.asarray(rx.floyd_warshall_numpy(graph, weight_fn=float), dtype=np.float64)


def _stress(points: Points, distance: Points, rounds: int = 200) -> Points:
    """Return points whose distances come near those given (Gansner, Koren and North 2004, by local updates)."""
    np.fill_diagonal(distance, 1.0)
    weight = distance**-2.0
    np.fill_diagonal(weight, 0.0)
    total = weight.sum(axis=1)
    for _ in range(rounds):
        difference = points[:, None, :] - points[None, :, :]
        length = np.sqrt((difference**2).sum(axis=2))
        ratio = weight * distance / np.maximum(length, 1e-6)
        pull = (weight[:, :, None] * points[None, :, :]).sum(axis=1) + (ratio[:, :, None] * difference).sum(
            axis=1
        )
        # Half the way: all points move at once, and whole steps would swing past each other.
        points = (points + pull / total[:, None]) / 2
    return points


def _upright(points: Points) -> Points:
    """Return the points turned so that they spread along the x axis, and squeezed where they are much too wide."""
    points = points - points.mean(axis=0)
    (a, b), (_, d) = points.T @ points
    angle = 0.5 * np.arctan2(2 * b, a - d)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    points = np.asarray(points @ turn, dtype=np.float64)
    width, height = points.std(axis=0)
    squeeze = min(max((width / max(height, 1.0) / ASPECT) ** 0.5, 1.0), 1.3)
    return np.asarray(np.round(points * np.array([1.12 / squeeze, squeeze]), 2), dtype=np.float64)


def _apart(points: Points, boxes: Sequence[Box], *, gap: float = 14.0) -> Points:
    """Return the points pushed apart until no label lies on another, or the rounds are used up."""
    xs, ys = points[:, 0].tolist(), points[:, 1].tolist()
    widest = 2 * max(box.side for box in boxes) + gap
    tallest = max(box.above for box in boxes) + max(box.below for box in boxes) + gap
    for _ in range(120 if len(xs) <= STRESS_LIMIT else 30):
        cells: dict[tuple[int, int], list[int]] = {}
        for i, (x, y) in enumerate(zip(xs, ys, strict=True)):
            cells.setdefault((int(x // widest), int(y // tallest)), []).append(i)
        moved = False
        for (column, row), members in cells.items():
            beside = [cells.get((column + right, row + down), ()) for right, down in _NEIGHBOURS]
            for rank, i in enumerate(members):
                for j in chain(members[rank + 1 :], *beside):
                    if abs(xs[j] - xs[i]) < widest and abs(ys[j] - ys[i]) < tallest:
                        moved |= _push(i, j, xs, ys, boxes, gap)
        if not moved:
            break
    return np.column_stack((xs, ys))


def _push(i: int, j: int, xs: list[float], ys: list[float], boxes: Sequence[Box], gap: float) -> bool:
    """Move two nodes apart along the shorter way if their boxes overlap; return whether they did."""
    one, two = boxes[i], boxes[j]
    across = one.side + two.side + gap - abs(xs[j] - xs[i])
    lower, upper = (i, j) if ys[i] > ys[j] or (ys[i] == ys[j] and i > j) else (j, i)
    along = boxes[upper].below + boxes[lower].above + gap - (ys[lower] - ys[upper])
    if across <= 0.5 or along <= 0.5:
        return False
    if across < along:
        step = across / 2 if xs[j] >= xs[i] else -across / 2
        xs[i] -= step
        xs[j] += step
    else:
        ys[upper] -= along / 2
        ys[lower] += along / 2
    return True


def _packed(parts: Sequence[Points], boxes: Sequence[Sequence[Box]], *, gap: float = 70.0) -> list[Points]:
    """Return the components set side by side in rows, the largest first."""
    shifted, sizes = [], []
    for points, around in zip(parts, boxes, strict=True):
        side = np.array([box.side for box in around])
        low = np.array([(points[:, 0] - side).min(), (points[:, 1] - [box.above for box in around]).min()])
        high = np.array([(points[:, 0] + side).max(), (points[:, 1] + [box.below for box in around]).max()])
        shifted.append(points - low)
        sizes.append(high - low + gap)
    if not sizes:
        return []
    area = float(sum(width * height for width, height in sizes))
    limit = max(float(sizes[0][0]), (area * ASPECT) ** 0.5)
    placed, x, y, row = [], 0.0, 0.0, 0.0
    for points, (width, height) in zip(shifted, sizes, strict=True):
        if x > 0 and x + width > limit:
            x, y, row = 0.0, y + row, 0.0
        placed.append(points + np.array([x, y]))
        x, row = x + float(width), max(row, float(height))
    return placed
