"""``kg view``: a graph, or a part of it, as one page."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.errors import KgError


@click.command()
@click.argument("graph", type=click.Path(path_type=Path))
@click.option("--title", help="The page's title.", default="Knowledge graph", show_default=True)
@click.option(
    "--focus", metavar="NAME", default="", help="Only what is near this entity, which the page opens on."
)
@click.option(
    "--depth", type=int, default=1, show_default=True, help="How many statements away from the focus."
)
@click.option(
    "--since", metavar="DATE", default="", help="Only what was published then or later: 2023, 2023-07, ..."
)
@click.option("--until", metavar="DATE", default="", help="Only what was published then or before.")
@click.option(
    "--statuses",
    metavar="A,B",
    default="",
    help="Only these: asserted, planned, proposed, possible, denied, ended.",
)
@click.option(
    "--query",
    metavar="FILE",
    default="",
    help="Only what the answer to this SPARQL query names; - is standard input.",
)
@click.option("--open", "include_open", is_flag=True, help="Also relations that are not in the ontology.")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="The page's file.")
def view(
    graph: Path,
    title: str,
    focus: str,
    depth: int,
    since: str,
    until: str,
    statuses: str,
    query: str,
    include_open: bool,
    output: Path | None,
) -> None:
    """Draw a graph in one HTML file.

    It opens from disk and asks nothing of the network. Options narrow it to a part.

    \b
    kg view output/ --title "Chips, July 2023"
    kg view output/ --focus JSR --depth 2 --since 2023-06 --statuses asserted,planned -o jsr.html
    kg view output/ --query deals.rq
    """
    from kg.graph import open_graph

    with open_graph(graph, include_open=include_open) as opened:
        path = opened.to_html(
            output or graph / "graph.html",
            title=title,
            focus=focus,
            depth=depth,
            since=since,
            until=until,
            statuses=[status.strip() for status in statuses.split(",") if status.strip()],
            query=_query(query),
        )
    click.echo(str(path))


def _query(file: str) -> str:
    """Return the text of the query in a file, from standard input for ``-``."""
    if not file:
        return ""
    try:
        text = sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise KgError(f"{file}: can't be read: {error}") from error
    if not text.strip():
        raise KgError(f"{file}: there is no query in it")
    return text
