"""``kg remove``: articles out of a graph."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.plain import plain


@click.command()
@click.argument("graph", type=click.Path(path_type=Path))
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")
def remove(graph: Path, articles: tuple[str, ...]) -> None:
    """Take articles out of a graph.

    They are given by their ids; all that only they said goes with them.

    \b
    kg remove output/ eu_japan
    """
    from kg.graph import open_graph

    with open_graph(graph) as opened:
        opened.remove(*articles)
        click.echo(f"removed {len(articles)} from {graph}", err=True)
        for problem in opened.problems:
            click.echo(plain(f"kg: {problem}"), err=True)
