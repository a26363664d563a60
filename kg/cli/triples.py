"""``kg triples``: the open relations of single sentences."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.errors import ReadError


@click.command()
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--language-model", metavar="NAME", default="", help="Another spaCy pipeline, by name or path.")
def triples(file: Path, language_model: str) -> None:
    """Print the relations of single sentences.

    FILE, or - for standard input, holds one sentence per line. The columns of the TSV are the line's number (from 1),
    confidence, subject, relation, object, and further arguments if any. All words stand as in the sentence; the
    confidence is the share of such triples that proved right, so that the list can be cut at any height.

    \b
    kg triples sentences.txt
    """
    from kg.readers.decode import decode, repair
    from kg.reading import open_triples

    try:
        data = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
    except OSError as error:
        raise ReadError(f"{file}: {error.strerror}") from error
    for row in open_triples(repair(decode(data)), language_model):
        click.echo("\t".join(row))
