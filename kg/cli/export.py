"""``kg export``: a graph in other formats."""

from __future__ import annotations

from pathlib import Path

import click

FORMATS = ("jsonl", "ttl", "trig", "nt", "jsonld", "graphml", "csv")


@click.command()
@click.argument("graph", type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(FORMATS), required=True)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="A file instead of stdout."
)
def export(graph: Path, form: str, output: Path | None) -> None:
    """Write a graph as JSON Lines, RDF, GraphML or CSV.

    \b
    kg export output/ --format jsonl
    kg export output/ --format ttl -o graph.ttl
    """
    from kg.graph import open_graph

    with open_graph(graph) as opened:
        text = opened.export(form)
    if output is None:
        click.echo(text, nl=False)
    else:
        output.write_text(text, encoding="utf-8", newline="")
        click.echo(f"wrote {output}", err=True)
