"""Articles to readings: language, extraction and resolution, one batch after the other."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from kg.config import Settings
from kg.errors import KgError
from kg.model import Article, Reading
from kg.readers import Failure

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from kg.ontology import Ontology

logger = logging.getLogger(__name__)


def find_readings(articles: Iterable[Article], settings: Settings) -> Iterator[Reading | Failure]:
    """Yield for each article, in the order given, what it says or why it could not be read.

    The language model is loaded when the first article comes. Raises KgError if it, or the ontology, can't be.
    """
    from kg.language import load
    from kg.ontology import load_ontology

    waiting = iter(articles)
    batch = list(islice(waiting, settings.batch_size))
    if not batch:
        return
    ontology = load_ontology(*settings.ontology)
    nlp = load(settings.language_model)
    while batch:
        for article, doc in zip(batch, documents(nlp, batch), strict=True):
            yield doc if isinstance(doc, Failure) else _reading(article, doc, ontology)
        batch = list(islice(waiting, settings.batch_size))


def documents(nlp: Language, articles: list[Article]) -> list[Doc | Failure]:
    """Return the parsed text of each article, or why it can't be parsed.

    A batch in which one article fails is parsed again one by one, so that only that one is lost.
    """
    try:
        return list(nlp.pipe(article.text for article in articles))
    except Exception:
        logger.debug("a batch failed and is parsed one by one", exc_info=True)
    return [_document(nlp, article) for article in articles]


def _document(nlp: Language, article: Article) -> Doc | Failure:
    if len(article.text) > nlp.max_length:
        return Failure(source=article.id, message=f"longer than {nlp.max_length:,} characters: split it")
    try:
        return nlp(article.text)
    except Exception as error:
        return _failure(article, error)


def _reading(article: Article, doc: Doc, ontology: Ontology) -> Reading | Failure:
    from kg.extraction import find_claims
    from kg.resolution import resolve

    try:
        return resolve(article, doc, find_claims(doc, article, ontology), ontology)
    except Exception as error:
        return _failure(article, error)


def _failure(article: Article, error: Exception) -> Failure:
    """Return the report of an article that failed; what it was in the code goes to the log."""
    logger.debug("article %s failed", article.id, exc_info=error)
    message = str(error) if isinstance(error, KgError) else f"{type(error).__name__}: {error}"
    return Failure(source=article.id, message=f"could not be read ({message})")


def open_triples(text: str, language_model: str = "") -> Iterator[tuple[str, ...]]:
    """Yield the open relations of one sentence per line as fields of text.

    The fields are the line's number (from 1), the confidence, subject, relation, object, and further arguments.
    """
    from kg.extraction import open_relations
    from kg.language import load

    lines = ((line.strip(), number) for number, line in enumerate(text.split("\n"), 1) if line.strip())
    for doc, number in load(language_model).pipe(lines, as_tuples=True):
        for confidence, subject, relation, object, extras in open_relations(doc):
            fields = (str(number), f"{confidence:.2f}", subject, relation, object, *extras)
            yield tuple(" ".join(field.split()) for field in fields)
