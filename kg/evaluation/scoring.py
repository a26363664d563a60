"""Predictions held against one annotated article.

A statement is right if its subject, predicate and object are in the gold; one about something that is no entity of the
gold is wrong. Names are compared without case, articles, possessives and punctuation. The ends of a symmetric relation
can stand in either order.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Self

from kg.evaluation.gold import GoldArticle
from kg.evaluation.predictions import Prediction
from kg.model import Status

#: Subject, predicate and object; the ends are ids of gold entities, or "?" and a name that is none.
Triple = tuple[str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """Precision, recall and their harmonic mean."""

    precision: float = 0.0
    recall: float = 0.0
    f1: float = 0.0

    @classmethod
    def of(cls, right: int, predicted: int, gold: int) -> Self:
        """Return the rates of these counts; what has nothing to divide by is 0."""
        precision, recall = right / predicted if predicted else 0.0, right / gold if gold else 0.0
        both = precision + recall
        return cls(precision=precision, recall=recall, f1=2 * precision * recall / both if both else 0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What is counted in an article, or in several.

    ``linked_*`` count pairs of things, whatever the relation between them and its direction. ``merged`` counts
    predicted entities that stand for two or more of the gold's.
    """

    right: int = 0
    predicted: int = 0
    gold: int = 0
    linked_right: int = 0
    linked_predicted: int = 0
    linked_gold: int = 0
    status_right: int = 0
    quotes: int = 0
    quotes_exact: int = 0
    merged: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(**{f.name: getattr(self, f.name) + getattr(other, f.name) for f in fields(self)})

    @property
    def typed(self) -> Rates:
        """Return the rates of (subject, predicate, object)."""
        return Rates.of(self.right, self.predicted, self.gold)

    @property
    def linked(self) -> Rates:
        """Return the rates of connected pairs."""
        return Rates.of(self.linked_right, self.linked_predicted, self.linked_gold)

    @property
    def status(self) -> float:
        """Return the share of the right statements that have a right status, 0 if there is none."""
        return self.status_right / self.right if self.right else 0.0

    @property
    def exact_quotes(self) -> float:
        """Return the share of quotes that stand in their article, 0 if there is none."""
        return self.quotes_exact / self.quotes if self.quotes else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one triple: ``gold`` are its statuses there, none if it is wrong; ``found`` none if missed."""

    subject: str
    predicate: str
    object: str
    gold: tuple[Status, ...]
    found: tuple[Status, ...]
    evidence: tuple[Prediction, ...] = ()

    @property
    def kind(self) -> str:
        """Return ``right``, ``status`` (right but for that), ``wrong`` or ``missed``."""
        if self.gold and self.found:
            return "right" if set(self.gold) & set(self.found) else "status"
        return "wrong" if self.found else "missed"


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleScore:
    """The counts of one article, and every triple of the gold or the predictions, sorted."""

    article: str
    counts: Counts
    outcomes: tuple[Outcome, ...]


def score_article(
    gold: GoldArticle, predictions: Iterable[Prediction], symmetric: Collection[str]
) -> ArticleScore:
    """Return how these predictions about one article compare with its gold; ``symmetric`` names relations."""
    predictions = tuple(predictions)
    names = _Names(gold)
    wanted: defaultdict[Triple, set[Status]] = defaultdict(set)
    for relation in gold.relations:
        wanted[_triple(relation.subject, relation.predicate, relation.object, symmetric)].add(relation.status)
    got: defaultdict[Triple, list[Prediction]] = defaultdict(list)
    pairs: set[frozenset[str]] = set()
    for one in predictions:
        if not one.object:
            continue
        subject, object = names.entity(one.subject), names.entity(one.object)
        pairs.add(frozenset((subject, object)))
        if one.predicate:
            got[_triple(subject, one.predicate, object, symmetric)].append(one)
    wanted_pairs = {frozenset((s, o)) for s, _, o in wanted}
    outcomes = tuple(
        Outcome(
            subject=names.label(key[0]),
            predicate=key[1],
            object=names.label(key[2]),
            gold=_in_order(wanted.get(key, ())),
            found=_in_order(one.status for one in got.get(key, ())),
            evidence=tuple(got.get(key, ())),
        )
        for key in sorted(got.keys() | wanted.keys())
    )
    quotes = [one.quote for one in predictions if one.quote]
    counts = Counts(
        right=len(got.keys() & wanted.keys()),
        predicted=len(got),
        gold=len(wanted),
        linked_right=len(pairs & wanted_pairs),
        linked_predicted=len(pairs),
        linked_gold=len(wanted_pairs),
        status_right=sum(outcome.kind == "right" for outcome in outcomes),
        quotes=len(quotes),
        quotes_exact=sum(quote in gold.article.text for quote in quotes),
        merged=len(names.merged),
    )
    return ArticleScore(article=gold.article.id, counts=counts, outcomes=outcomes)


def same_name(name: str) -> str:
    """Return what two names that are compared must have in common: no case, article, possessive, punctuation."""
    name = re.sub(r"['’]s?$", "", name.strip().casefold())
    name = re.sub(r"^(the|a|an|this|that|its|their|his|her)\s+", "", name)
    return re.sub(r"[\s\"'“”‘’.,;:()]+", " ", name).strip()


class _Names:
    """The gold entities by their names."""

    def __init__(self, gold: GoldArticle) -> None:
        self._text = same_name(gold.article.text)
        self._labels = {entity.id: entity.name for entity in gold.entities}
        self._ids: defaultdict[str, set[str]] = defaultdict(set)
        for entity in gold.entities:
            for name in entity.names:
                self._ids[same_name(name)].add(entity.id)
        self.merged: set[str] = set()

    def entity(self, names: Sequence[str]) -> str:
        """Return the gold entity that a label, else one of its aliases in the text, names; else "?" and the label."""
        label = same_name(names[0])
        direct = self._ids.get(label, set())
        found = direct.union(
            *(self._ids.get(alias, ()) for alias in map(same_name, names[1:]) if alias in self._text)
        )
        if len(found) > 1:
            self.merged.add(names[0])
        return min(direct or found, default="?" + label)

    def label(self, id: str) -> str:
        """Return the name of an entity of the gold, and what is none as it is."""
        return self._labels.get(id, id)


def _triple(subject: str, predicate: str, object: str, symmetric: Collection[str]) -> Triple:
    if predicate in symmetric and object < subject:
        subject, object = object, subject
    return subject, predicate, object


def _in_order(statuses: Iterable[Status]) -> tuple[Status, ...]:
    return tuple(sorted(set(statuses), key=list(Status).index))
