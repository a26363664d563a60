"""The page of a graph, or of the part of it that is asked for."""

from __future__ import annotations

import html
from collections.abc import Iterable
from typing import TypedDict

from kg.errors import KgError
from kg.export import GraphData
from kg.model import Reading, Statement, Status
from kg.names import KGR
from kg.ontology import Ontology
from kg.rdf.answers import QueryResult
from kg.rdf.terms import local_name
from kg.view.choosing import Answer, Choice
from kg.view.page import TITLE, render_html


class Part(TypedDict, total=False):
    """What ``KnowledgeGraph.page`` takes."""

    title: str
    focus: str
    depth: int
    since: str
    until: str
    statuses: Iterable[Status | str]
    query: str


def graph_page(
    data: GraphData,
    statements: Iterable[Statement],
    ontology: Ontology,
    choice: Choice,
    *,
    title: str = TITLE,
) -> str:
    """Return the page of these statements of a graph, narrowed to a choice; raises KgError where nothing is left."""
    readings: Iterable[Reading] = getattr(data, "resolved", data.readings)
    articles = {reading.article.id: reading.article for reading in data.readings}
    told = list(statements)
    entities, part = choice.part(data.entities, told, articles)
    if told and not part:
        raise KgError("nothing in this graph is what was asked for, so there is nothing to draw")
    return render_html(
        entities,
        part,
        articles,
        title=title,
        labels=ontology.labels,
        symmetric={name for name, relation in ontology.relations.items() if relation.symmetric},
        mentions=(mention for reading in readings for mention in reading.mentions),
        select=next(iter(choice.focus), ""),
    )


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
