"""How likely a claim is right: a small logistic model, whose weights ``training/calibrate.py`` puts into a file.

A claim is right where a careful reader of the article would note the same subject, predicate and object. The status is
no part of that, so it is none of the model: confidence also weighs statuses of one statement against each other.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from kg.extraction.claims import Argument, Claim

_LEAST, _MOST = 0.05, 0.95
_UNJUDGED = 0.5
_MOST_WORDS, _MOST_MENTIONS = 4, 16


def features(claim: Claim, words: Mapping[str, int]) -> dict[str, float]:
    """Return what the model looks at: the kind of rule, the kinds and lengths of both mentions, sentence and distance.

    ``words`` tells how often each word, in lower case, stands in the article: what it comes back to (``mentions``) is
    what it is about. ``given`` are the log-odds of a confidence that the rule itself gave; 0 if it gave none.
    """
    ends = [end for end in (claim.subject, claim.object) if end.kind != "literal"]
    before, after = sorted((claim.subject.span, claim.object.span))
    gap = max(after.start - before.end, 0)
    given = min(max(claim.confidence, _LEAST), _MOST)
    return {
        f"rule {rule_kind(claim)}": 1.0,
        "nominals": float(sum(end.kind == "nominal" for end in ends)),
        "pronouns": float(sum(end.kind == "pronoun" for end in ends)),
        "mentions": sum(math.log(_mentions(end, words)) for end in ends) / len(ends) - 0.5,
        "words": float(sum(min(len(end.text.split()), _MOST_WORDS) - 1 for end in ends)),
        "length": math.log((claim.span.end - claim.span.start + 20) / 150),
        "distance": math.log1p(min(gap, 150) / 10) - 1,
        "given": math.log(given / (1 - given)),
    }


def _mentions(end: Argument, words: Mapping[str, int]) -> int:
    """Return how often the article has the last word of a mention, from 1 to a limit."""
    last = end.text.lower().split()[-1:]
    return min(max((words.get(word, 1) for word in last), default=1), _MOST_MENTIONS)


def rule_kind(claim: Claim) -> str:
    """Return the kind of the rule that made a claim: what stands before the colon in its name."""
    return claim.rule.partition(":")[0]


def confidence(claim: Claim, words: Mapping[str, int]) -> float:
    """Return the probability that a claim is right, rounded to three digits; ``words`` as in ``features``.

    A kind of rule that the weights do not know keeps the confidence that the rule gave; if it gave none, it counts as
    an average rule.
    """
    weights = shipped_weights()
    if claim.confidence != _UNJUDGED and f"rule {rule_kind(claim)}" not in weights:
        return round(claim.confidence, 3)
    return probability(features(claim, words), weights)


def probability(values: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """Return the probability for these features, rounded; a feature without a weight counts nothing."""
    odds = weights["intercept"] + sum(value * weights.get(name, 0.0) for name, value in values.items())
    return round(min(max(1 / (1 + math.exp(-odds)), _LEAST), _MOST), 3)


@cache
def shipped_weights() -> Mapping[str, float]:
    """Return the weights of the file beside this module."""
    text = Path(__file__).with_name("confidence.toml").read_text(encoding="utf-8")
    weights: dict[str, float] = tomllib.loads(text)["weights"]
    return weights
