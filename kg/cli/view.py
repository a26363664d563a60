"""``kg view``: a graph as one page."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("graph", type=click.Path(path_type=Path))
@click.option("--title", help="The page's title.", default="Knowledge graph", show_default=True)
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="The page's file.")
def view(graph: Path, title: str, output: Path | None) -> None:
    """Draw a graph in one HTML file.

    It opens from disk and asks nothing of the network.

    \b
    kg view output/ --title "Chips, July 2023"
    """
    from kg.graph import open_graph

    with open_graph(graph) as opened:
        path = opened.to_html(output or graph / "graph.html", title=title)
    click.echo(str(path))
