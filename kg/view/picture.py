"""The drawing: nodes, edges and options of a pyvis network, with positions, for the page to draw."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.model import Status
from kg.view.communities import communities
from kg.view.data import Facts, Record
from kg.view.layout import place
from kg.view.palette import BACKGROUND
from kg.view.room import Box, Grid
from kg.view.words import label_lines, plain, text_width

#: How many entities the first view shows, and how many the page draws at all; the search knows every one.
FIRST, MOST = 300, 20_000
#: Parallel relations up to this number are drawn apart, more are drawn as one line with a count.
APART = 3
FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans', 'Noto Sans CJK SC', sans-serif"
_LINE_HEIGHT = 1.25

OPTIONS: dict[str, Any] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False, "randomSeed": 1},
    "interaction": {
        "hover": True,
        "hoverConnectedEdges": False,
        "selectConnectedEdges": False,
        "tooltipDelay": 3_600_000,
        "keyboard": {"enabled": True, "bindToWindow": False, "autoFocus": False},
        "hideEdgesOnZoom": False,
    },
    "nodes": {
        "borderWidthSelected": 3,
        "labelHighlightBold": False,
        "font": {"face": FONT, "strokeWidth": 4, "vadjust": -1},
        "scaling": {"label": {"drawThreshold": 6}},
    },
    "edges": {
        "smooth": False,
        "arrowStrikethrough": False,
        "hoverWidth": 1,
        "selectionWidth": 1.5,
        "labelHighlightBold": False,
        "chosen": True,
        "arrows": {"to": {"scaleFactor": 0.5}},
        "selfReference": {"size": 22, "angle": 0.8},
        "font": {"face": FONT, "size": 12, "align": "horizontal", "strokeWidth": 4},
        "scaling": {"label": {"enabled": False, "drawThreshold": 7}},
    },
}


class _Ids(list[int]):
    """A list that finds its members at once: pyvis asks for every node and edge whether a node is there."""

    def __init__(self) -> None:
        super().__init__()
        self._members: set[object] = set()

    def append(self, item: int) -> None:
        self._members.add(item)
        super().append(item)

    def __contains__(self, item: object) -> bool:
        return item in self._members


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the drawing: a statement, or several between the same two nodes when they are too many."""

    source: int
    target: int
    statements: tuple[int, ...]
    bend: float


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is drawn: the nodes with their looks and communities, and how many statements each stands in."""

    facts: Facts
    looks: Mapping[int, Record]
    groups: Mapping[int, int]

    def box(self, node: int) -> Box:
        """Return the room that a node takes up with its label below it."""
        look = self.looks[node]
        font, lines = look["font"]["size"], look["label"].split("\n")
        width = max(text_width(line, font) for line in lines)
        return Box(
            side=max(look["size"], width / 2),
            above=look["size"],
            below=look["size"] + 9 + _LINE_HEIGHT * font * len(lines),
        )

    def positions(self, nodes: Sequence[int]) -> dict[int, tuple[int, int]]:
        """Return where each of these entities stands when they alone are drawn."""
        order = {node: i for i, node in enumerate(nodes)}
        links = [(order[a], order[b]) for a, b in self.facts.links if a in order and b in order]
        places = place([self.box(node) for node in nodes], links, [self.groups[node] for node in nodes])
        return dict(zip(nodes, places, strict=True))


def draw(facts: Facts, *, first: int = FIRST, most: int = MOST) -> Record:
    """Return the nodes, edges and options of the picture, and how many entities it shows and leaves out.

    Nodes come the most central first. Where there are more than ``first``, each of those has its place in the first
    view and, as ``far``, that in the picture of all.
    """
    from pyvis.network import Network

    told = _told(facts)
    ranked = _ranked(facts, told)
    drawn, core = ranked[:most], ranked[:first]
    groups = communities(ranked, facts.links)
    plan = _Plan(facts, {i: _node(facts.entities[i], told[i]) for i in drawn}, groups)
    network = Network(directed=True, cdn_resources="in_line", bgcolor=BACKGROUND["light"])
    network.node_ids = _Ids()
    network.options = OPTIONS
    near = plan.positions(sorted(core))
    far = near if len(drawn) == len(core) else plan.positions(sorted(drawn))
    for i in drawn:
        x, y = near.get(i, far[i])
        wide = {"far": far[i]} if i in near and far is not near else {}
        network.add_node(i, x=x, y=y, **plan.looks[i], **wide, cluster=groups[i])
    edges = [(line, _edge(line, facts.statements)) for line in _lines(facts.links, set(drawn))]
    crowded = _crowded(plan, near, edges)
    for number, (line, look) in enumerate(edges):
        late = {"late": True} if number in crowded else {}
        network.add_edge(line.source, line.target, id=f"e{number}", **look, **late)
    return {
        "nodes": [{k: v for k, v in node.items() if k not in ("shape", "color")} for node in network.nodes],
        "edges": [{k: v for k, v in edge.items() if k not in ("arrows", "label")} for edge in network.edges],
        "options": network.options,
        "first": len(core),
        "related": len(ranked),
    }


def _told(facts: Facts) -> list[int]:
    """Return in how many statements each entity stands, as subject or object."""
    told = [0] * len(facts.entities)
    for ends in facts.links:
        for end in set(ends) - {-1}:
            told[end] += 1
    return told


def _ranked(facts: Facts, told: Sequence[int]) -> list[int]:
    """Return the entities that stand in a statement, the most central first (PageRank, then statements)."""
    import rustworkx as rx

    related = [i for i, count in enumerate(told) if count]
    place_of = {entity: i for i, entity in enumerate(related)}
    graph = rx.PyDiGraph(multigraph=False)
    graph.add_nodes_from(related)
    pairs = {(place_of[a], place_of[b]) for a, b in facts.links if a >= 0 and b >= 0 and a != b}
    graph.add_edges_from_no_data(sorted(pairs | {(b, a) for a, b in pairs}))
    rank = rx.pagerank(graph) if related else {}
    return sorted(related, key=lambda i: (-round(rank[place_of[i]], 9), -told[i], i))


def _node(entity: Record, told: int) -> Record:
    """Return how one entity is drawn: its label, and its size by number of statements."""
    return {
        "label": "\n".join(label_lines(entity["name"])),
        "size": round(min(8 + 3.2 * told**0.5, 30), 1),
        "font": {"size": min(14 + told // 2, 20)},
    }


def _lines(links: Sequence[tuple[int, int]], drawn: set[int]) -> Iterable[Line]:
    """Yield the lines between drawn nodes, parallel ones bent apart or, when they are many, bundled."""
    between: dict[tuple[int, int], list[int]] = defaultdict(list)
    for i, (a, b) in enumerate(links):
        if a in drawn and b in drawn:
            between[min(a, b), max(a, b)].append(i)
    for (low, high), told in sorted(between.items()):
        if len(told) > APART:
            yield Line(low, high, tuple(told), 0.0)
            continue
        for rank, i in enumerate(told):
            source, target = links[i]
            bend = (rank - (len(told) - 1) / 2) * (0.4 if len(told) == 2 else 0.34)
            yield Line(source, target, (i,), bend if source == low else -bend)


def _edge(line: Line, statements: Sequence[Record]) -> Record:
    """Return how one line is drawn; the page adds words and colours, which depend on what is filtered out."""
    pieces = sum(len(statements[i].get("evidence", ())) for i in line.statements)
    edge: Record = {"width": round(min(1.1 + 0.35 * pieces, 4), 1), "statements": list(line.statements)}
    if line.bend:
        kind = "curvedCW" if line.bend > 0 else "curvedCCW"
        edge["smooth"] = {"enabled": True, "type": kind, "roundness": round(abs(line.bend), 3)}
    return edge


def _crowded(
    plan: _Plan, at: Mapping[int, tuple[int, int]], edges: Sequence[tuple[Line, Record]]
) -> set[int]:
    """Return the edges whose words would lie on other words: the page shows theirs when they are pointed at."""
    taken = Grid()
    for node, (x, y) in at.items():
        box = plan.box(node)
        taken.add((x - box.side, y - box.above, x + box.side, y + box.below))
    crowded = set()
    for number, (line, look) in enumerate(edges):
        if line.source not in at or line.target not in at:
            continue
        x1, y1, x2, y2 = *at[line.source], *at[line.target]
        # A curve passes half its roundness beside the middle of the straight line.
        side = look["smooth"]["roundness"] / 2 * (1 if line.bend > 0 else -1) if line.bend else 0.0
        middle_x, middle_y = (x1 + x2) / 2 + side * (y2 - y1), (y1 + y2) / 2 - side * (x2 - x1)
        half = text_width(edge_label([plan.facts.statements[i] for i in line.statements]), 12) / 2
        if not taken.add((middle_x - half, middle_y - 17, middle_x + half, middle_y + 7)):
            crowded.add(number)
    return crowded


def edge_label(told: Sequence[Record]) -> str:
    """Return the words on a line; what is denied or over says so, because a dotted line is easily overlooked."""
    if len(told) > 1:
        return f"{len(told)} relations"
    label = " ".join(label_lines(plain(told[0]["label"]), width=28, lines=1))
    return f"{label} ({told[0]['status']})" if told[0]["status"] in (Status.DENIED, Status.ENDED) else label
