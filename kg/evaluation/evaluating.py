"""The whole measurement: gold in, scores out."""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from kg.config import Settings
from kg.errors import ReadError
from kg.evaluation.calibration import Calibration, calibration
from kg.evaluation.gold import GoldArticle, Paths, read_gold
from kg.evaluation.predictions import Prediction, read_predictions
from kg.evaluation.scoring import ArticleScore, Counts, Outcome, Rates, score_article
from kg.export.data import GraphData
from kg.export.jsonl import rows
from kg.model import Reading, Status
from kg.ontology import load_ontology
from kg.readers import Failure
from kg.reading import find_readings

_SHOWN = 10


@dataclass(frozen=True, kw_only=True)
class Evaluation:
    """The scores of articles, and what follows from them.

    ``failures`` are files of the gold that were left out, with the reason; ``unread`` are articles that could not be
    read by kg and count as if nothing was found in them. ``unscored`` counts the predictions about other articles.
    """

    articles: tuple[ArticleScore, ...]
    failures: tuple[Failure, ...] = ()
    unread: tuple[Failure, ...] = ()
    unscored: int = 0

    @cached_property
    def counts(self) -> Counts:
        """Return the counts over all articles together (micro)."""
        return sum((one.counts for one in self.articles), Counts())

    @cached_property
    def macro(self) -> Rates:
        """Return the means of the articles' precision, recall and F1."""
        each, n = [one.counts.typed for one in self.articles], max(len(self.articles), 1)
        return Rates(
            precision=sum(rates.precision for rates in each) / n,
            recall=sum(rates.recall for rates in each) / n,
            f1=sum(rates.f1 for rates in each) / n,
        )

    @cached_property
    def relations(self) -> dict[str, Counts]:
        """Return for each relation, by name, the counts of its triples."""
        found: defaultdict[str, Counts] = defaultdict(Counts)
        for outcome in self.outcomes():
            found[outcome.predicate] += Counts(
                right=outcome.kind in ("right", "status"),
                predicted=outcome.kind != "missed",
                gold=outcome.kind != "wrong",
                status_right=outcome.kind == "right",
            )
        return dict(sorted(found.items()))

    @cached_property
    def statuses(self) -> Counter[tuple[Status, Status]]:
        """Return how often a status of the gold was found as which, among right triples.

        A triple counts once: where it has several statuses, as one that agrees if there is one, else as the first.
        """
        found: Counter[tuple[Status, Status]] = Counter()
        for outcome in self.outcomes("right", "status"):
            agreed = [status for status in outcome.gold if status in outcome.found]
            found[(agreed or outcome.gold)[0], (agreed or outcome.found)[0]] += 1
        return found

    @cached_property
    def calibration(self) -> Calibration | None:
        """Return how well the confidence of typed evidence agrees with its being right."""
        return calibration(
            (piece.confidence, bool(outcome.gold))
            for outcome in self.outcomes("right", "status", "wrong")
            for piece in outcome.evidence
            if piece.confidence is not None
        )

    def outcomes(self, *kinds: str) -> tuple[Outcome, ...]:
        """Return the triples of all articles, of these kinds if any are given (see ``Outcome.kind``)."""
        return tuple(
            outcome for one in self.articles for outcome in one.outcomes if not kinds or outcome.kind in kinds
        )


def evaluate(
    gold: Paths,
    predictions: str | os.PathLike[str] | Iterable[Mapping[str, Any]] | None = None,
    *,
    settings: Settings | None = None,
    **values: Any,
) -> Evaluation:
    """Return the scores of predictions, or of what kg itself finds, against annotated articles.

    ``gold`` are files or folders in the format of ``docs/measuring.md``; a malformed one is left out and reported in
    ``failures``. ``predictions`` is a file in the format of ``kg export --format jsonl`` (``-`` for standard input)
    or its rows; without it the articles' own texts are read, with ``settings``, of which ``values`` change some.
    Raises ReadError if no file of the gold is sound or the predictions are malformed.
    """
    settings = settings or Settings()
    settings = settings.with_values(**values) if values else settings
    ontology = load_ontology(*settings.ontology)
    annotated, failures = read_gold(gold, ontology)
    if not annotated:
        more = f"; and {len(failures) - _SHOWN} more" if len(failures) > _SHOWN else ""
        raise ReadError("; ".join(map(str, failures[:_SHOWN])) + more or "no gold: give files or folders")
    unread: tuple[Failure, ...] = ()
    if predictions is None:
        found, unread = find_predictions(annotated, settings)
    else:
        found = read_predictions(predictions)
    by_article: defaultdict[str, list[Prediction]] = defaultdict(list)
    for one in found:
        by_article[one.article].append(one)
    symmetric = {name for name, relation in ontology.relations.items() if relation.symmetric}
    return Evaluation(
        articles=tuple(
            score_article(one, by_article.pop(one.article.id, ()), symmetric) for one in annotated
        ),
        failures=failures,
        unread=unread,
        unscored=sum(map(len, by_article.values())),
    )


def find_predictions(
    annotated: Iterable[GoldArticle], settings: Settings
) -> tuple[tuple[Prediction, ...], tuple[Failure, ...]]:
    """Return what a build of the articles' texts finds, and which of them can't be read."""
    outcomes = list(find_readings((one.article for one in annotated), settings))
    data = GraphData.from_readings(outcome for outcome in outcomes if isinstance(outcome, Reading))
    unread = tuple(outcome for outcome in outcomes if isinstance(outcome, Failure))
    return tuple(Prediction.from_row(row) for row in rows(data)), unread
