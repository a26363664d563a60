"""``kg build``: articles to a graph."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.plain import plain
from kg.cli.settings import settings_from, settings_options

if TYPE_CHECKING:
    from kg.plan import BuildReport


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), required=True, help="The folder of the graph."
)
@settings_options
@click.option(
    "--aliases",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="A table of names and identifiers: CSV, or any SKOS or RDF file; may be given again.",
)
@click.option(
    "--corrections",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Corrections to apply beside those in the folder of the graph.",
)
@click.option(
    "--reconcile",
    metavar="URL",
    help="Look names up at a W3C reconciliation service; nothing else uses the network.",
)
@click.option(
    "--workers",
    type=click.IntRange(min=0),
    metavar="N",
    help="Processes that read articles; by default what is useful.",
)
@click.option("--quiet", is_flag=True, help="No progress on stderr.")
def build(
    sources: tuple[str, ...],
    output: Path,
    ontology: tuple[Path, ...],
    language_model: str | None,
    aliases: tuple[Path, ...],
    corrections: Path | None,
    reconcile: str | None,
    workers: int | None,
    config: Path | None,
    quiet: bool,
) -> int:
    """Read articles into a graph.

    SOURCE is a file, a folder, or - for standard input.

    Articles that are in the graph already and have not changed are left alone, so an interrupted build goes on
    where it stopped, and new articles can be added at any time.

    \b
    kg build articles/ -o output/
    cat story.txt | kg build - -o output/
    kg build articles/ -o output/ --aliases companies.csv
    """
    from kg.cli.progress import Progress
    from kg.graph import build as build_graph

    settings = settings_from(config, ontology, language_model)
    given = {
        "aliases": aliases or None,
        "corrections": corrections,
        "reconcile": reconcile,
        "workers": workers,
    }
    settings = settings.with_values(**{name: value for name, value in given.items() if value is not None})
    with Progress(quiet=quiet) as progress:
        try:
            graph = build_graph(sources, output, settings=settings, on_progress=progress)
        except KeyboardInterrupt:
            click.echo(
                f"kg: stopped; {output} holds what was read so far: the same command resumes", err=True
            )
            raise
    with graph:
        for failure in graph.report.failed:
            click.echo(plain(f"kg: {failure}"), err=True)
        for problem in graph.report.problems:
            click.echo(plain(f"kg: {problem}"), err=True)
        click.echo(summary(graph.report))
        return 1 if graph.report.failed else 0


def summary(report: BuildReport) -> str:
    """Return what a build did and what the graph holds now, as the lines that are printed."""
    kinds = [("new", report.new), ("updated", report.updated), ("unchanged", report.unchanged)]
    kinds += [("failed", len(report.failed)), ("files of other kinds skipped", report.skipped)]
    done = ", ".join(f"{count:,} {what}" for what, count in kinds if count)
    statuses = ", ".join(f"{count:,} {status}" for status, count in report.statuses.items() if count)
    speed = f", {report.words / report.seconds:,.0f} words/s" if report.words and report.seconds else ""
    rows = [
        ("articles", f"{report.articles:,} ({done})" if done else f"{report.articles:,}"),
        ("words read", f"{report.words:,}"),
        ("entities", f"{report.entities:,}"),
        ("statements", f"{report.statements:,}" + (f" ({statuses})" if statuses else "")),
        ("open relations", f"{report.open_relations:,}"),
        ("time", f"{report.seconds:.1f} s{speed}"),
    ]
    return "\n".join(f"{name:<15} {value}" for name, value in rows)
