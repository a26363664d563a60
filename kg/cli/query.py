"""``kg query``: SPARQL over a graph."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.errors import QueryError


@click.command()
@click.argument("graph", type=click.Path(path_type=Path))
@click.argument("sparql", required=False)
@click.option(
    "--format", "form", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True
)
@click.option("--facts", is_flag=True, help="Only what is asserted: no plans, proposals and possibilities.")
@click.option("--saved", metavar="NAME", help="A query that comes with kg; 'list' names them.")
def query(graph: Path, sparql: str | None, form: str, facts: bool, saved: str | None) -> None:
    """Ask a graph in SPARQL.

    The query is given as it is, as @FILE, or as - for standard input.

    The usual prefixes (kg:, kgr:, rdf:, rdfs:, skos:, schema:, prov:, ...) need no declaration.

    \b
    kg query output/ 'SELECT ?who ?what WHERE { ?who kg:acquires ?what }'
    kg query output/ @question.rq --format csv
    kg query output/ --saved deals
    """
    from kg.graph import open_graph
    from kg.query import format_table, to_csv, to_json

    if saved == "list":
        click.echo(_saved_list())
        return
    text = _text(sparql, saved)
    with open_graph(graph) as opened:
        result = opened.query(text, facts_only=facts)
        click.echo({"table": format_table, "csv": to_csv, "json": to_json}[form](result), nl=form != "csv")


def _text(sparql: str | None, saved: str | None) -> str:
    """Return the text of the query, wherever it comes from."""
    if (sparql is None) == (saved is None):
        raise QueryError("give one query: SPARQL, @FILE, - or --saved NAME")
    if saved is not None:
        from kg.query import saved_query

        return saved_query(saved).sparql
    if sparql == "-":
        return sys.stdin.read()
    if sparql is not None and sparql.startswith("@"):
        try:
            return Path(sparql[1:]).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise QueryError(f"{sparql[1:]}: can't be read: {error}") from error
    return sparql or ""


def _saved_list() -> str:
    from kg.query import saved_queries

    return "\n".join(f"{query.name:<14} {query.description}" for query in saved_queries())
