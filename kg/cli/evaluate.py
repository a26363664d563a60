"""``kg evaluate``: what a build finds, held against annotated articles."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.plain import plain
from kg.cli.settings import settings_from, settings_options


@click.command()
@click.argument("gold", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="GOLD...")
@click.option(
    "--predictions",
    metavar="FILE",
    help="Score these lines, as 'kg export --format jsonl' prints them (- for standard input).",
)
@click.option(
    "--plot", type=click.Path(path_type=Path, dir_okay=False), help="Draw confidence: .html or .png."
)
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@click.option("--per-article", is_flag=True, help="A row for each article.")
@click.option("--errors", is_flag=True, help="A line for each wrong or missed relation and wrong status.")
@settings_options
def evaluate(
    gold: tuple[Path, ...],
    predictions: str | None,
    plot: Path | None,
    form: str,
    per_article: bool,
    errors: bool,
    ontology: tuple[Path, ...],
    language_model: str | None,
    config: Path | None,
) -> int:
    """Score what kg finds against annotated articles.

    GOLD is a file, or a folder of files, in the format that docs/measuring.md describes. The articles' own texts are
    read with the current settings, unless predictions are given.

    Exits with 2 if a file of the gold is malformed; the others are scored all the same.

    \b
    kg evaluate annotated/
    kg evaluate annotated/ --errors --plot confidence.html
    kg export output/ --format jsonl | kg evaluate annotated/ --predictions -
    """
    from kg.errors import KgError
    from kg.evaluation import evaluate as measure
    from kg.evaluation.plot import check_plot, write_plot
    from kg.evaluation.report import format_report, to_json

    if plot is not None:
        check_plot(plot)
    settings = settings_from(config, ontology, language_model)
    found = measure(gold, predictions, settings=settings)
    for failure in (*found.failures, *found.unread):
        click.echo(plain(f"kg: {failure}"), err=True)
    write = to_json if form == "json" else format_report
    click.echo(plain(write(found, per_article=per_article, errors=errors)))
    if plot is not None:
        if found.calibration is None:
            raise KgError(f"{plot}: not drawn: no evidence with a confidence was found")
        click.echo(f"wrote {plain(str(write_plot(found.calibration, plot)))}", err=True)
    return 2 if found.failures else 1 if found.unread else 0
