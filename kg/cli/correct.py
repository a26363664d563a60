"""``kg correct``: what a build got wrong, put right for good."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.plain import plain

if TYPE_CHECKING:
    from kg.corrections import Correction
    from kg.graph import KnowledgeGraph


@click.group(subcommand_metavar="WHAT ...")
@click.argument("graph", type=click.Path(path_type=Path))
@click.pass_context
def correct(ctx: click.Context, graph: Path) -> None:
    """Put right what a build got wrong, now and in every later build.

    Corrections are written into corrections.toml in the folder of the graph, which may also be edited by hand, and
    applied at once; no article is read again. Entities are given by name, alias or id.

    \b
    kg correct output/ merge "Big Blue" IBM
    kg correct output/ split "Li Wei" --article acme_results
    kg correct output/ rename asml-org "ASML Holding"
    kg correct output/ retype Ariane Product
    kg correct output/ identify IBM https://www.wikidata.org/entity/Q37156
    kg correct output/ reject Intel acquires "Tower Semiconductor"
    kg correct output/ list
    kg correct output/ undo
    """
    ctx.obj = graph


def _correct(graph: Path, make: Callable[[KnowledgeGraph], Correction]) -> None:
    """Make a correction, say what was written, and what fits nothing any more."""
    from kg.graph import open_graph

    with open_graph(graph) as opened:
        made = make(opened)
        click.echo(plain(str(made)))
        for problem in opened.problems:
            click.echo(plain(f"kg: {problem}"), err=True)


@correct.command()
@click.argument("entities", nargs=-1, required=True, metavar="ENTITY ENTITY...")
@click.pass_obj
def merge(graph: Path, entities: tuple[str, ...]) -> None:
    """Make entities one."""
    _correct(graph, lambda opened: opened.corrections.merge(*entities))


@correct.command()
@click.argument("entities", nargs=-1, required=True, metavar="ENTITY...")
@click.option(
    "--article", "articles", multiple=True, metavar="ID", help="What this article means is another."
)
@click.pass_obj
def split(graph: Path, entities: tuple[str, ...], articles: tuple[str, ...]) -> None:
    """Take apart names that were taken for one thing.

    Give two names or more of what was merged; or one entity and the articles that mean another one by it.
    """
    _correct(graph, lambda opened: opened.corrections.split(*entities, articles=articles))


@correct.command()
@click.argument("entity")
@click.argument("name")
@click.pass_obj
def rename(graph: Path, entity: str, name: str) -> None:
    """Give an entity another name."""
    _correct(graph, lambda opened: opened.corrections.rename(entity, name))


@correct.command()
@click.argument("entity")
@click.argument("type")
@click.pass_obj
def retype(graph: Path, entity: str, type: str) -> None:
    """Give an entity another type."""
    _correct(graph, lambda opened: opened.corrections.retype(entity, type))


@correct.command()
@click.argument("entity")
@click.argument("iris", nargs=-1, required=True, metavar="IRI...")
@click.pass_obj
def identify(graph: Path, entity: str, iris: tuple[str, ...]) -> None:
    """Say what an entity is called elsewhere."""
    _correct(graph, lambda opened: opened.corrections.identify(entity, *iris))


@correct.command()
@click.argument("subject", metavar="STATEMENT | SUBJECT")
@click.argument("predicate", default="", metavar="[PREDICATE")
@click.argument("object", default="", metavar="OBJECT]")
@click.option("--article", default="", metavar="ID", help="Only what this article says.")
@click.pass_obj
def reject(graph: Path, subject: str, predicate: str, object: str, article: str) -> None:
    """Leave a statement out, given by its id or by what it says."""
    _correct(graph, lambda opened: opened.corrections.reject(subject, predicate, object, article=article))


@correct.command()
@click.argument("number", type=click.IntRange(min=1), required=False)
@click.pass_obj
def undo(graph: Path, number: int | None) -> None:
    """Take a correction back: that with this number in the list, else the last."""
    _correct(graph, lambda opened: opened.corrections.undo(number))


@correct.command("list")
@click.pass_obj
def show(graph: Path) -> None:
    """List the corrections of the graph, numbered."""
    from kg.graph import open_graph

    with open_graph(graph) as opened:
        for number, one in enumerate(opened.corrections, 1):
            click.echo(plain(f"{number}  {one}"))


@correct.command()
@click.pass_obj
def apply(graph: Path) -> None:
    """Apply the file as it is now, after it was edited by hand."""
    from kg.graph import open_graph

    with open_graph(graph) as opened:
        for problem in opened.apply_corrections():
            click.echo(plain(f"kg: {problem}"), err=True)
        click.echo(f"applied {len(opened.corrections.all())} corrections")
