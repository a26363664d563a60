"""The page of a graph, or of the part of it that is asked for."""

from __future__ import annotations

import html
from collections.abc import Iterable
from typing import Protocol, TypedDict

from kg.config import Settings
from kg.errors import KgError
from kg.export import GraphData
from kg.model import Entity, Statement, Status
from kg.names import KGR
from kg.ontology import load_ontology
from kg.rdf.answers import QueryResult
from kg.rdf.terms import local_name
from kg.view.choosing import Answer, Choice
from kg.view.page import TITLE, render_html


class Viewed(Protocol):
    """What a page asks of a graph."""

    settings: Settings

    @property
    def data(self) -> GraphData:
        """Return everything the graph holds."""

    def entity(self, name_or_id: str) -> Entity | None:
        """Return the entity of this name."""

    def statements(self) -> tuple[Statement, ...]:
        """Return the statements to be shown."""

    def query(self, sparql: str) -> QueryResult:
        """Return the answer to a query."""


class Part(TypedDict, total=False):
    """What `page_of` takes beside the graph."""

    title: str
    focus: str
    depth: int
    since: str
    until: str
    statuses: Iterable[Status | str]
    query: str


def page_of(
    graph: Viewed,
    *,
    title: str = TITLE,
    focus: str = "",
    depth: int = 1,
    since: str = "",
    until: str = "",
    statuses: Iterable[Status | str] = (),
    query: str = "",
) -> str:
    """Return a graph as one HTML page that needs no network: each relation with its sentences.

    What is given narrows it: to what is at most ``depth`` statements away from the entity ``focus``, on which the page
    then opens; to what was published ``since`` and ``until`` a date (``2023``, ``2023-07``, ``2023-07-03``); to
    ``statuses``; to what the answer to a SPARQL ``query`` names. Raises KgError where nothing is left, and for a
    wish that can't be understood.
    """
    found = graph.entity(focus) if focus else None
    if focus and found is None:
        raise KgError(f"no entity called {focus!r} in this graph")
    choice = Choice(
        focus=(found.id,) if found else (),
        depth=depth,
        since=since,
        until=until,
        statuses=frozenset(_status(status) for status in statuses),
        answer=answer_of(graph.query(query), graph.data) if query else None,
    )
    told = graph.statements()
    articles = {reading.article.id: reading.article for reading in graph.data.readings}
    entities, part = choice.part(graph.data.entities, told, articles)
    if told and not part:
        raise KgError("nothing in this graph is what was asked for, so there is nothing to draw")
    ontology = load_ontology(*graph.settings.ontology)
    return render_html(
        entities,
        part,
        articles,
        title=title,
        labels=ontology.labels,
        symmetric={name for name, relation in ontology.relations.items() if relation.symmetric},
        mentions=(mention for reading in graph.data.resolved for mention in reading.mentions),
        select=found.id if found else "",
    )


def _status(value: Status | str) -> Status:
    """Return the status of this name, in any case."""
    try:
        return Status(value.casefold())
    except ValueError as error:
        raise KgError(f"{value!r} is not one of {', '.join(Status)}") from error


def answer_of(result: QueryResult, data: GraphData) -> Answer:
    """Return what the answer to a query names; raises KgError for ASK, which names nothing."""
    if result.kind == "ask":
        raise KgError("an ASK query names nothing to draw; use SELECT or CONSTRUCT")
    rows = [
        [local_name(value) for value in row if isinstance(value, str) and value.startswith(KGR)]
        for row in result.rows
    ]
    answer = Answer.of(rows, {statement.id for statement in data.statements}, data.by_id.keys())
    if not (answer.statements or answer.pairs or answer.entities):
        raise KgError("the query's answer names no statement and no entity; select them, not their labels")
    return answer


def frame(page: str, height: int = 680) -> str:
    """Return a page as an ``<iframe>`` for a notebook: it runs by itself and reaches nothing around it."""
    return (
        f'<iframe srcdoc="{html.escape(page)}" sandbox="allow-scripts allow-downloads allow-popups" '
        f'title="Knowledge graph" style="width:100%;height:{height}px;border:1px solid #ccc;border-radius:8px">'
        "</iframe>"
    )
