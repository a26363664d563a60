"""Articles to readings: language, extraction and resolution, batch by batch, in as many processes as is useful."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import closing
from functools import lru_cache, partial
from itertools import chain
from typing import TYPE_CHECKING

from kg.config import Settings
from kg.errors import KgError
from kg.model import Article, Reading
from kg.readers import Failure
from kg.workers import can_fork, can_start, cores, in_order

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from kg.ontology import Ontology

logger = logging.getLogger(__name__)


#: What a batch is cut at, so that no worker holds the others up at the end.
_BATCH_WORDS = 600
#: The words that repay the start of a worker: one that is a copy of this process, and one that loads all anew.
_WORDS_OF_COPY, _WORDS_OF_NEW = 1_000, 8_000
_MOST_WORKERS = 16


def find_readings(articles: Iterable[Article], settings: Settings) -> Iterator[Reading | Failure]:
    """Yield for each article, in the order given, what it says or why it could not be read.

    The language model is loaded when the first article comes. Raises KgError if it, or the ontology, can't be.
    """
    # A foreign pipeline may run threads of its own, which a copy of this process would lack.
    fork = can_fork() and not settings.language_model
    count, articles = _useful_workers(articles, settings, _WORDS_OF_COPY if fork else _WORDS_OF_NEW)
    batches = _batches(articles, settings.batch_size)
    if count > 1:
        make = partial(_warm_reader if fork else Reader, settings, threads=1)
        yield from in_order(batches, make, _lost, count=count, fork=fork)
    elif (first := next(batches, None)) is not None:
        reader = Reader(settings)
        for batch in chain([first], batches):
            yield from reader(batch)


def _useful_workers(
    articles: Iterable[Article], settings: Settings, least_words: int
) -> tuple[int, Iterator[Article]]:
    """Return how many workers to start for these articles, and the articles, of which some had to be looked at."""
    waiting = iter(articles)
    if settings.workers or not can_start():
        return (settings.workers if can_start() else 1), waiting
    most = min(cores(), _MOST_WORKERS)
    seen: list[Article] = []
    words = 0
    while most > 1 and words < most * least_words and (article := next(waiting, None)) is not None:
        seen.append(article)
        words += len(article.text.split())
    return max(1, min(most, words // least_words, len(seen))), chain(seen, waiting)


def _batches(articles: Iterable[Article], size: int) -> Iterator[list[Article]]:
    """Yield the articles in batches of at most ``size``, shorter ones where the articles are long."""
    batch: list[Article] = []
    words = 0
    for article in articles:
        batch.append(article)
        words += len(article.text.split())
        if len(batch) == size or words >= _BATCH_WORDS:
            yield batch
            batch, words = [], 0
    if batch:
        yield batch


def _lost(article: Article) -> Failure:
    return Failure(source=article.id, message="could not be read (the process that read it was ended, twice)")


class Reader:
    """The language model and the ontology, and what they make of articles."""

    def __init__(self, settings: Settings, *, threads: int | None = None) -> None:
        from kg.language import load
        from kg.ontology import load_ontology

        self._ontology = load_ontology(*settings.ontology)
        name = settings.language_model
        self._nlp = load(name, threads=threads) if name else _shipped_model(threads)

    def __call__(self, articles: list[Article]) -> list[Reading | Failure]:
        """Return for each article what it says or why it could not be read."""
        return [
            doc if isinstance(doc, Failure) else _reading(article, doc, self._ontology)
            for article, doc in zip(articles, documents(self._nlp, articles), strict=True)
        ]


@lru_cache(maxsize=1)
def _shipped_model(threads: int | None) -> Language:
    """Return the shipped language model, one for all builds of a process: a program may add articles as they come."""
    from kg.language import load

    return load(threads=threads)


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
    from kg.language.tokens import Doc as Copy
    from kg.resolution import resolve

    try:
        with closing(Copy.of(doc)) as copy:
            return resolve(article, copy, find_claims(copy, article, ontology), ontology)
    except Exception as error:
        return _failure(article, error)


def _warm_reader(settings: Settings, *, threads: int) -> Reader:
    """Return a reader that has read something, so that its copies need not each load tables and compile patterns."""
    reader = Reader(settings, threads=threads)
    reader(
        [
            Article(
                id="",
                text="On 3 May 2020 Ann Bell of Acme Corp. said that it may buy 5% of Bolt for $3 million.",
            )
        ]
    )
    return reader


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
