"""``kg explain``: what was found in a text, by which rule, and what was dropped, and why."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.plain import plain
from kg.cli.settings import settings_from, settings_options

if TYPE_CHECKING:
    from kg.explaining import Explanation, SentenceExplanation
    from kg.model import Evidence


@click.command()
@click.argument("sources", nargs=-1, type=click.Path(path_type=Path, allow_dash=True), metavar="SOURCE...")
@click.option("--text", "-t", help="A sentence or two, in place of files.")
@click.option("--published", default="", help='The date that "last week" refers to, with --text.')
@click.option("--containing", default="", help="Only sentences with these words.")
@click.option("--all", "everything", is_flag=True, help="Patterns that lacked words or arguments, too.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@settings_options
def explain(
    sources: tuple[Path, ...],
    text: str | None,
    published: str,
    containing: str,
    everything: bool,
    form: str,
    ontology: tuple[Path, ...],
    language_model: str | None,
    config: Path | None,
) -> int:
    """Tell what kg finds in a text, by which rule, and what it drops, and why.

    SOURCE is a file or folder of articles, as for kg build, or - for standard input.

    \b
    kg explain --text "Acme denied that it would buy Bolt."
    kg explain articles/deal.txt --containing "Bolt"
    """
    from kg.explaining import Explainer
    from kg.model import Article
    from kg.readers import Failure, read_sources

    if bool(sources) == bool(text):
        raise click.UsageError("give either SOURCE... or --text")
    explainer = Explainer(settings_from(config, ontology, language_model))
    articles = (
        [Article(id="text", text=text, title="", published=published)] if text else read_sources(sources)
    )
    failed = False
    for article in articles:
        if isinstance(article, Failure):
            click.echo(plain(f"kg: {article}"), err=True)
            failed = True
            continue
        found = explainer(article)
        kept = [s for s in found.sentences if containing.casefold() in s.text.casefold()]
        if form == "json":
            known = {s.span.start for s in kept}
            data = found.to_dict()
            data["sentences"] = [s for s in data["sentences"] if s["start"] in known]
            click.echo(json.dumps(data, ensure_ascii=False))
        else:
            for sentence in kept:
                click.echo(plain("\n".join(_lines(sentence, found, everything))) + "\n")
    return 1 if failed else 0


def _lines(sentence: SentenceExplanation, said: Explanation, everything: bool) -> Iterator[str]:
    """Yield a sentence, its names, what was found (+) and what was dropped (-)."""
    yield " ".join(sentence.text.split())
    if sentence.names:
        yield "  names  " + ", ".join(f"{' '.join(text.split())} ({type})" for text, type in sentence.names)
    for evidence in sentence.found:
        yield "  + " + _fact(evidence, said)
        yield "      " + "; ".join(_reasons(evidence, said))
    for entry in sentence.dropped:
        if everything or entry.subject or entry.object:
            ends = f"{entry.subject} … {entry.object}: " if entry.subject or entry.object else ""
            yield f"  - {entry.rule}: {ends}{entry.reason}"


def _fact(evidence: Evidence, said: Explanation) -> str:
    relation = evidence.predicate or f"“{evidence.relation}”"
    object = said.name(evidence.object) if evidence.object else evidence.value
    return f"{said.name(evidence.subject)} -- {relation} -> {object}"


def _reasons(evidence: Evidence, said: Explanation) -> Iterator[str]:
    yield f"{evidence.status}" + (f" (“{evidence.cue}”)" if evidence.cue else "")
    yield f"rule {evidence.rule}"
    yield f"confidence {evidence.confidence:.2f}"
    for label, value in (
        ("role", evidence.role),
        ("said by", said.name(evidence.speaker)),
        ("when", evidence.when),
        ("amount", f"{evidence.amount.value} {evidence.amount.unit}" if evidence.amount is not None else ""),
        ("place", said.name(evidence.place)),
        ("about", said.name(evidence.about)),
    ):
        if value:
            yield f"{label} {value}"
