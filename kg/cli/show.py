"""``kg show``: what a graph says about one entity."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.plain import plain
from kg.errors import KgError

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph
    from kg.model import Entity, Statement


@click.command()
@click.argument("graph", type=click.Path(path_type=Path))
@click.argument("entity")
@click.option("--open", "include_open", is_flag=True, help="Also relations that are not in the ontology.")
def show(graph: Path, entity: str, include_open: bool) -> None:
    """List what is said about an entity.

    It is given by a name, an alias or an id; each statement comes with its sentences.

    \b
    kg show output/ "European Union"
    """
    from kg.graph import open_graph

    with open_graph(graph) as opened:
        found = opened.entity(entity)
        if found is None:
            raise KgError(f"no entity called {entity!r} in {graph}")
        click.echo(plain("\n".join(_page(opened, found, include_open))))


def _page(graph: KnowledgeGraph, entity: Entity, include_open: bool) -> Iterator[str]:
    """Yield the lines about an entity: what it is, then its statements, each with its sentences."""
    from kg.linking.linker import options_of

    names = {one.id: one.name for one in graph.entities()}
    yield f"{entity.name} ({entity.type}, {entity.id})"
    others = [alias for alias in entity.aliases if alias != entity.name]
    if others:
        yield "  also: " + ", ".join(others)
    if entity.same_as:
        yield "  identifiers: " + ", ".join(entity.same_as)
    if options := options_of(graph.undecided, graph.data.resolution, entity.id):
        yield "  left without identifier, could be: " + ", ".join(options)
    as_subject = graph.statements(subject=entity.id, include_open=include_open)
    known = {statement.id for statement in as_subject}
    as_object = graph.statements(object=entity.id, include_open=include_open)
    for statement in (*as_subject, *(one for one in as_object if one.id not in known)):
        yield ""
        yield from _statement(graph, statement, names)


def _statement(graph: KnowledgeGraph, statement: Statement, names: dict[str, str]) -> Iterator[str]:
    def name(entity_id: str) -> str:
        return names.get(entity_id, entity_id)

    relation = statement.predicate or statement.relation
    yield f"{name(statement.subject)} -- {relation} -> {statement.value or name(statement.object)}"
    about = [statement.status.value, statement.role, statement.when, str(statement.amount or "")]
    about += [name(statement.place), name(statement.about), f"confidence {statement.confidence:.2f}"]
    yield "  " + ", ".join(part for part in about if part)
    for evidence in graph.evidence(statement):
        article = graph.article(evidence.article)
        said = f"says {name(evidence.speaker)}" if evidence.speaker else ""
        notes = [evidence.status.value, said, article.published if article else "", evidence.article]
        yield f"  “{' '.join(evidence.quote.split())}”"
        yield "    " + ", ".join(note for note in notes if note)
