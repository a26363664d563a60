"""``kg explain-merge``: why entities of several articles are one, and what was kept apart."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.plain import plain
from kg.errors import KgError

if TYPE_CHECKING:
    from kg.catalogue import MergeExplanation
    from kg.resolution.across import Reason


@click.command()
@click.argument("graph", type=click.Path(path_type=Path))
@click.argument("name")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def explain_merge(graph: Path, name: str, form: str) -> None:
    """Tell why entities of several articles are one.

    NAME is a name, an alias or an id; all entities that bear it are told of. Each is shown with the articles that it is
    made of, what speaks for each (+) and against it (-), and what was nearly merged with it and why it was not.

    \b
    kg explain-merge output/ TSMC
    kg explain-merge output/ "Supreme Court" --format json
    """
    from kg.graph import open_graph

    with open_graph(graph) as opened:
        found = opened.explain_merge(name)
        if not found:
            raise KgError(f"no entity called {name!r} in {graph}")
        names = {entity.id: entity.name for entity in opened.entities()}
    if form == "json":
        click.echo(plain(json.dumps([_data(one) for one in found], ensure_ascii=False, indent=1)))
    else:
        click.echo(plain("\n\n".join("\n".join(_lines(one, names)) for one in found)))


def _lines(found: MergeExplanation, names: dict[str, str]) -> Iterator[str]:
    entity = found.entity
    articles = len({member.local.article for member in found.members})
    yield f"{entity.name} ({entity.type}, {entity.id}), in {articles} article{'s' if articles != 1 else ''}"
    for member in found.members:
        when = f", {member.published}" if member.published else ""
        yield f"  “{member.name}” of {member.local.article}{when}"
        yield from _reasons(member.reasons)
    for near in found.near:
        other = near.other if near.one == entity.id else near.one
        yield f"  kept apart from {names.get(other, other)} ({other})"
        yield from _reasons(near.reasons)


def _reasons(reasons: tuple[Reason, ...]) -> Iterator[str]:
    for reason in reasons:
        mark = "+" if reason.weight > 0 else "-"
        yield f"    {mark} {reason.text}" + (" (forbids it)" if reason.guard else f" ({reason.weight:+.2f})")


def reason_data(reason: Reason) -> dict[str, object]:
    """Return a reason as JSON has it."""
    return {"kind": reason.kind, "text": reason.text, "weight": reason.weight, "guard": reason.guard}


def _data(found: MergeExplanation) -> dict[str, object]:
    return {
        "id": found.entity.id,
        "name": found.entity.name,
        "type": found.entity.type.value,
        "members": [
            {
                "article": member.local.article,
                "entity": member.local.entity,
                "name": member.name,
                "published": member.published or None,
                "score": member.score,
                "reasons": [reason_data(reason) for reason in member.reasons],
            }
            for member in found.members
        ],
        "joins": [
            {
                "one": {"article": join.one.article, "entity": join.one.entity},
                "other": {"article": join.other.article, "entity": join.other.entity},
                "score": join.score,
                "reasons": [reason_data(reason) for reason in join.reasons],
            }
            for join in found.joins
        ],
        "kept_apart": [
            {
                "entity": near.other if near.one == found.entity.id else near.one,
                "score": near.score,
                "reasons": [reason_data(reason) for reason in near.reasons],
            }
            for near in found.near
        ],
    }
