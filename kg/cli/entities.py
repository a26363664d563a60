"""``kg entities``: the entities of a graph, those with a name like one, and those that were nearly merged."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.plain import plain

if TYPE_CHECKING:
    from kg.catalogue import Listed
    from kg.resolution.across import Near

_HEAD = ("entity", "type", "id", "mentions", "articles", "aliases", "identifiers")
_NEAR_HEAD = ("one", "other", "score", "for", "against")
_SHOWN = 4


@click.command()
@click.argument("graph", type=click.Path(path_type=Path))
@click.option("--type", "kind", metavar="TYPE", help="Only those of one type: Person, Organization, ...")
@click.option(
    "--like", default="", metavar="NAME", help="Only those with a name near this one, nearest first."
)
@click.option("--ambiguous", is_flag=True, help="Pairs that were nearly merged, and what kept them apart.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="At most so many rows.")
@click.option(
    "--format", "form", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True
)
def entities(graph: Path, kind: str | None, like: str, ambiguous: bool, limit: int | None, form: str) -> None:
    """List the entities of a graph.

    Each with its type, how often it is mentioned, its other names, the articles that mention it, and its identifiers; those that are mentioned most come first.

    \b
    kg entities output/ --type Person --limit 10
    kg entities output/ --like "Tierry Bretton"
    kg entities output/ --ambiguous
    """
    from kg.graph import open_graph

    rows: list[tuple[str, ...]]
    head: tuple[str, ...]
    with open_graph(graph) as opened:
        if ambiguous:
            if kind or like:
                raise click.UsageError("--ambiguous goes with neither --type nor --like")
            near = opened.near()[:limit]
            names = {entity.id: f"{entity.name} ({entity.id})" for entity in opened.entities()}
            rows = [_near_row(one, names) for one in near]
            head, data = _NEAR_HEAD, [_near_data(one) for one in near]
        else:
            listed = opened.list_entities(kind, like=like)[:limit]
            rows = [_row(one, whole=form != "table") for one in listed]
            head, data = _HEAD, [_data(one) for one in listed]
    if form == "json":
        click.echo(plain(json.dumps(data, ensure_ascii=False, indent=1)))
    elif form == "csv":
        from kg.export.spreadsheet import csv_line

        click.echo("".join(csv_line(row) for row in (head, *rows)), nl=False)
    else:
        from kg.query import format_cells

        click.echo(format_cells(head, rows))


def _row(one: Listed, whole: bool) -> tuple[str, ...]:
    entity = one.entity
    aliases = [alias for alias in entity.aliases if alias != entity.name]
    articles = "; ".join(one.articles) if whole else str(len(one.articles))
    return (
        entity.name,
        entity.type.value,
        entity.id,
        str(one.mentions),
        articles,
        "; ".join(aliases if whole else _cut(aliases)),
        "; ".join(entity.same_as),
    )


def _cut(aliases: list[str]) -> list[str]:
    return aliases if len(aliases) <= _SHOWN else [*aliases[:_SHOWN], f"and {len(aliases) - _SHOWN} more"]


def _data(one: Listed) -> dict[str, object]:
    entity = one.entity
    return {
        "id": entity.id,
        "name": entity.name,
        "type": entity.type.value,
        "mentions": one.mentions,
        "articles": list(one.articles),
        "aliases": [alias for alias in entity.aliases if alias != entity.name],
        "same_as": list(entity.same_as),
    }


def _near_row(near: Near, names: dict[str, str]) -> tuple[str, ...]:
    speaks_for = "; ".join(r.text for r in near.reasons if r.weight > 0)
    against = "; ".join(r.text for r in near.reasons if r.weight < 0) or "too little speaks for it"
    ends = (names.get(near.one, near.one), names.get(near.other, near.other))
    return (*ends, f"{near.score:.2f}", speaks_for, against)


def _near_data(near: Near) -> dict[str, object]:
    from kg.cli.explain_merge import reason_data

    return {
        "one": near.one,
        "other": near.other,
        "score": near.score,
        "reasons": [reason_data(reason) for reason in near.reasons],
    }
