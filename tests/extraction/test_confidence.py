from __future__ import annotations

import math
from dataclasses import replace

import pytest

from kg.extraction import confidence as model
from kg.extraction.claims import Argument, Claim
from kg.extraction.confidence import confidence, features, probability, shipped_weights
from kg.model import EntityType, Span

WORDS = {"acme": 5, "bolt": 1, "company": 40}


def argument(text: str, start: int, kind: str = "name") -> Argument:
    return Argument(
        span=Span(start, start + len(text)), text=text, head=0, kind=kind, type=EntityType.ORGANIZATION
    )


CLAIM = Claim(
    span=Span(0, 130),
    subject=argument("Acme", 0),
    predicate="acquires",
    object=argument("Bolt", 24),
    rule="verb:acquires/buy",
)


def test_features() -> None:
    found = features(CLAIM, WORDS)
    assert found == {
        "rule verb": 1,
        "nominals": 0,
        "pronouns": 0,
        "mentions": pytest.approx(math.log(5) / 2 - 0.5),
        "words": 0,
        "length": 0,
        "distance": pytest.approx(math.log(3) - 1),
        "given": 0,
    }
    other = replace(
        CLAIM, subject=argument("the big company", 40, "nominal"), object=argument("It", 0, "pronoun")
    )
    changed = features(other, WORDS)
    assert (changed["nominals"], changed["pronouns"], changed["words"]) == (1, 1, 2)
    assert changed["mentions"] == pytest.approx(math.log(16) / 2 - 0.5)  # forty count as sixteen, none as one
    assert changed["distance"] == pytest.approx(math.log1p(3.8) - 1)


def test_a_date_is_no_mention() -> None:
    dated = replace(CLAIM, object=argument("1961", 24, "literal"), rule="date:foundedOn")
    assert features(dated, WORDS)["mentions"] == pytest.approx(math.log(5) - 0.5)
    assert 0.5 < confidence(dated, WORDS) < 1


def test_names_and_what_the_article_is_about_count_more() -> None:
    nominal = replace(CLAIM, object=argument("bolt", 24, "nominal"))
    rare = confidence(CLAIM, {})
    assert confidence(nominal, WORDS) < confidence(CLAIM, WORDS)
    assert rare < confidence(CLAIM, WORDS)
    assert confidence(replace(CLAIM, rule="open:buy", predicate=""), WORDS) < confidence(CLAIM, WORDS)


def test_the_status_does_not_count() -> None:
    from kg.model import Status

    assert confidence(replace(CLAIM, status=Status.DENIED), WORDS) == confidence(CLAIM, WORDS)


def test_an_unknown_kind_of_rule_keeps_what_it_gave_or_is_average() -> None:
    unknown = replace(CLAIM, rule="guess:acquires")
    average = {name: value for name, value in features(CLAIM, WORDS).items() if not name.startswith("rule ")}
    assert confidence(unknown, WORDS) == probability(average, shipped_weights())
    assert confidence(replace(unknown, confidence=0.3141), WORDS) == 0.314


def test_a_known_kind_of_rule_that_gives_one_is_weighed(monkeypatch: pytest.MonkeyPatch) -> None:
    weights = {"intercept": 0.0, "rule guess": 0.0, "given": 1.0}
    monkeypatch.setattr(model, "shipped_weights", lambda: weights)
    given = replace(CLAIM, rule="guess:acquires", confidence=0.8)
    assert confidence(given, WORDS) == 0.8
    weights["rule guess"] = -1.0
    assert confidence(given, WORDS) < 0.8


def test_without_weights_each_keeps_what_it_gave(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model, "shipped_weights", lambda: {"intercept": 0.0})
    assert confidence(CLAIM, WORDS) == 0.5
    assert confidence(replace(CLAIM, confidence=0.7), WORDS) == 0.7


def test_probabilities_are_never_certain() -> None:
    assert probability({}, {"intercept": 50.0}) == 0.95
    assert probability({}, {"intercept": -50.0}) == 0.05
    assert probability({"x": 2.0, "unknown": 9.0}, {"intercept": -1.0, "x": 0.5}) == 0.5


def test_the_shipped_weights_are_of_features_that_there_are() -> None:
    kinds = {"rule verb", "rule noun", "rule role", "rule kind", "rule open", "rule date"}
    known = features(CLAIM, WORDS).keys() | kinds | {"intercept"}
    assert kinds <= shipped_weights().keys()
    assert {name for name in shipped_weights() if not name.startswith("rule ")} <= known
