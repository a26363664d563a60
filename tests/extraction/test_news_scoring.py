"""The scorer of news: what it sees of the rules' claims, what it adds, and what it gives up."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from kg.extraction import Claim, news_scoring
from kg.extraction.candidates import KINDS
from kg.extraction.context import Context
from kg.extraction.mentions import argument
from kg.extraction.news_scoring import pairs_of, with_news
from kg.extraction.notes import Notes
from kg.extraction.scorer import Scorer
from kg.model import Span
from kg.ontology import load_ontology

from .trees import doc_of

ROWS = """
    School school NOUN 2 compound
    officials official NOUN 3 nsubj
    met meet VERB 0 root
    Ann Ann PROPN 3 obj
    . . PUNCT 3 punct
"""
ALL = np.ones((len(KINDS), len(KINDS)), dtype=bool)
RELATIONS = ("meetsWith", "urges")


def context_of():  # type: ignore[no-untyped-def]
    return Context.of(doc_of(ROWS, {"Ann": "PERSON"}), "", load_ontology(), Notes())


def claim_in(context: Context) -> Claim:
    subject, object = (argument(context.doc[i], context) for i in (1, 3))
    assert subject is not None
    assert object is not None
    return Claim(span=Span(0, 5), subject=subject, predicate="urges", object=object, rule="verb:urges")


def test_pairs_tell_what_was_claimed_in_both_directions():
    context = context_of()
    (pairs,) = pairs_of(context, ALL, [claim_in(context)], RELATIONS)
    assert [m.start for m in pairs.mentions] == [1, 3]
    assert pairs.claimed.tolist() == [[0, 1, 0, 0], [0, 0, 0, 1]]


def test_without_a_scorer_nothing_changes():
    context = context_of()
    claims = [claim_in(context)]
    assert list(with_news(claims, context, lambda claim, _: claim)) == claims


@pytest.fixture
def scored(monkeypatch):  # type: ignore[no-untyped-def]
    """A scorer whose scores a test gives."""

    def use(rows: list[list[float]]) -> None:
        scorer = Scorer({}, RELATIONS, np.array([0.5, 0.5], np.float32), np.stack([ALL, ALL]), 0.1)
        monkeypatch.setattr(news_scoring, "scorer_of", lambda *_: scorer)
        monkeypatch.setattr(Scorer, "scores", lambda *_: [np.array(rows, np.float32)])

    return use


def test_what_is_likely_is_added_between_descriptions_and_names(scored):  # type: ignore[no-untyped-def]
    scored([[0.9, 0.2], [0.1, 0.1]])
    (found,) = with_news([], context_of(), lambda claim, _: claim)
    assert (found.subject.text, found.predicate, found.object.text) == (
        "School officials",
        "meetsWith",
        "Ann",
    )
    assert (found.rule, found.role) == ("score:meetsWith", "")


def test_what_a_rule_relates_is_not_related_otherwise(scored):  # type: ignore[no-untyped-def]
    scored([[0.9, 0.2], [0.1, 0.1]])
    context = context_of()
    claims = [claim_in(context)]
    assert list(with_news(claims, context, lambda claim, _: claim)) == claims


def test_what_is_most_unlikely_is_given_up_and_noted(scored):  # type: ignore[no-untyped-def]
    scored([[0.2, 0.01], [0.01, 0.01]])
    context = context_of()
    kept = replace(claim_in(context), predicate="visits")
    assert list(with_news([claim_in(context), kept], context, lambda claim, _: claim)) == [kept]
