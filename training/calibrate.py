"""Fit the weights of a claim's confidence on annotated articles: python training/calibrate.py GOLD... [--dry-run].

GOLD are files or folders in the format of docs/measuring.md. A claim counts as right if its subject, predicate and
object are in the gold, an open one if the gold relates its two things at all. The model is a logistic regression: the
log-odds that the prior below gives, shifted and scaled, and a deviation for each feature that is held near zero by a ridge
penalty. The penalty is chosen by leaving out one article after the other. So is what is printed measured: each article
is predicted from the others, the choice of the penalty included.

The command knows no kind of rule by name but those of the prior; others start from the mean of these. It is to be run again
whenever rules have changed.
"""

from __future__ import annotations

import argparse
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

import numpy as np

from kg.evaluation import GoldArticle, Prediction, calibration, read_gold, score_article
from kg.export.data import GraphData
from kg.export.jsonl import rows
from kg.extraction import Claim, confidence, find_claims
from kg.language import load
from kg.model import Span
from kg.ontology import Ontology, load_ontology
from kg.resolution import resolve

OUT = Path(__file__).resolve().parents[1] / "kg" / "extraction" / "confidence.toml"

#: What was believed before there was data: log-odds, those of the kinds of rule against their mean.
PRIOR = {
    "intercept": 1.2,
    "rule verb": -0.1,
    "rule noun": -0.6,
    "rule role": 0.5,
    "rule kind": 0.2,
    "rule date": 0.5,
    "rule open": -1.2,
    "nominals": -0.5,
    "pronouns": -0.6,
}
#: Features that are not held near zero like the others, and where they start: a rule's own confidence is believed, and how
#: often an article has the words of a mention is the one thing that has told right from wrong in articles left out.
FREE = {"given": 1.0, "mentions": 0.0}
PENALTIES = (3.0, 10.0, 30.0, 100.0, 300.0, 1000.0)
_LIGHT = 1.0  # the penalty on the features above, and on the distance of the prior's scale from 1


@dataclass(frozen=True, kw_only=True)
class Example:
    """One claim as evidence: its features, and whether it is right."""

    article: int
    typed: bool
    right: bool
    values: Mapping[str, float]


def main() -> None:
    """Print what leaving out one article at a time gives, and write the weights of all."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--dry-run", action="store_true", help="measure only, write nothing")
    args = parser.parse_args()
    ontology = load_ontology()
    gold, failures = read_gold(args.gold, ontology)
    for failure in failures:
        print(failure)
    if len(gold) < 3:
        raise SystemExit("leaving out one article at a time needs at least three sound ones")
    examples = read_examples(gold, ontology)
    model = Model(examples)
    typed = np.array([example.typed for example in examples])
    everything = range(len(gold))
    print(f"{len(gold)} articles, {typed.sum()} pieces of typed evidence, {(~typed).sum()} of open relations")
    print(f"{'':28}{'ECE':>8}{'Brier':>8}{'AUC':>8}{'in article':>12}")
    for name, guessed in (
        ("prior", expit(model.prior + PRIOR["intercept"])),
        ("share of the others", model.left_out(everything, (math.inf,))),
        ("left out, penalty chosen", model.left_out(everything, PENALTIES)),
    ):
        print(f"{name:28}{report(guessed[typed], model.right[typed], model.article[typed])}")
    penalty = model.best_penalty(everything, PENALTIES)
    weights = model.weights(everything, penalty)
    print(f"penalty {penalty:g}; " + ", ".join(f"{name} {value:.3f}" for name, value in weights.items()))
    if not args.dry_run:
        OUT.write_text(to_toml(weights), encoding="utf-8")
        print(f"wrote {OUT}")


def read_examples(gold: Sequence[GoldArticle], ontology: Ontology) -> list[Example]:
    """Return every piece of evidence in the articles with the features of its claim."""
    nlp = load()
    symmetric = {name for name, relation in ontology.relations.items() if relation.symmetric}
    found = []
    for n, one in enumerate(gold):
        doc = nlp(one.article.text)
        words = Counter(token.lower_ for token in doc)
        with patch.object(confidence, "shipped_weights", lambda: {"intercept": 0.0}):
            claims = find_claims(doc, one.article, ontology)  # each keeps what its rule gave
        by_place: dict[tuple[Span, str, Span], Claim] = {}
        for claim in claims:  # resolution turns symmetric ones round
            ends, relation = (claim.subject.span, claim.object.span), claim.predicate or claim.relation
            by_place.setdefault((ends[1], relation, ends[0]), claim)
            by_place[ends[0], relation, ends[1]] = claim
        data = GraphData.from_readings([resolve(one.article, doc, claims, ontology)])
        for row in (row for row in rows(data) if "label" in row["object"]):  # the gold has no literals
            ends = [Span(row[end]["start"], row[end]["end"]) for end in ("subject", "object")]
            claim = by_place[ends[0], row["predicate"] or row["relation"], ends[1]]
            counts = score_article(one, [Prediction.from_row(row)], symmetric).counts
            typed = bool(row["predicate"])
            right = bool(counts.right if typed else counts.linked_right)
            found.append(
                Example(article=n, typed=typed, right=right, values=confidence.features(claim, words))
            )
    return found


class Model:
    """The examples as arrays, and fits on some of their articles."""

    def __init__(self, examples: Sequence[Example]) -> None:
        self.names = sorted({name for example in examples for name in example.values})
        self.article = np.array([example.article for example in examples])
        self.right = np.array([float(example.right) for example in examples])
        self.values = np.array([[e.values.get(name, 0.0) for name in self.names] for e in examples])
        self.prior = self.values @ np.array([PRIOR.get(name, 0.0) for name in self.names])

    def weights(self, articles: Sequence[int], penalty: float) -> dict[str, float]:
        """Return the weights that these articles give, the intercept among them."""
        here = np.isin(self.article, articles)
        if math.isinf(penalty):
            right, count = self.right[here].sum(), here.sum()
            return {"intercept": math.log((right + 1) / (count - right + 1))}
        design = np.column_stack([np.ones(here.sum()), self.prior[here], self.values[here]])
        pull = np.array([0.0, _LIGHT, *(_LIGHT if name in FREE else penalty for name in self.names)])
        centre = np.array([0.0, 1.0, *(FREE.get(name, 0.0) for name in self.names)])
        intercept, scale, *deviations = fit(design, self.right[here], pull, centre)
        found = {"intercept": float(intercept)}
        for name, deviation in zip(self.names, deviations, strict=True):
            found[name] = float(scale * PRIOR.get(name, 0.0) + deviation)
        kinds = {name: scale * value for name, value in PRIOR.items() if name not in ("intercept", *found)}
        return {**found, **{name: float(value) for name, value in kinds.items()}}

    def guessed(self, weights: Mapping[str, float], here: np.ndarray) -> np.ndarray:
        """Return the probabilities of these examples."""
        return expit(weights["intercept"] + self.values[here] @ [weights.get(n, 0.0) for n in self.names])

    def left_out(self, articles: Sequence[int], penalties: Sequence[float]) -> np.ndarray:
        """Return the probability of each example from the other articles, which also choose the penalty."""
        result = np.full(len(self.right), np.nan)
        for article in articles:
            others = [other for other in articles if other != article]
            penalty = self.best_penalty(others, penalties) if len(penalties) > 1 else penalties[0]
            here = self.article == article
            result[here] = self.guessed(self.weights(others, penalty), here)
        return result

    def best_penalty(self, articles: Sequence[int], penalties: Sequence[float]) -> float:
        """Return the penalty with the least loss when one of these articles after the other is left out."""
        here = np.isin(self.article, articles)

        def loss(penalty: float) -> float:
            guessed, right = self.left_out(articles, (penalty,))[here], self.right[here]
            return float(-np.mean(np.log(np.where(right == 1, guessed, 1 - guessed))))

        return min(penalties, key=loss)


def fit(design: np.ndarray, right: np.ndarray, pull: np.ndarray, centre: np.ndarray) -> np.ndarray:
    """Return the weights with the greatest likelihood under a ridge penalty around ``centre``, by Newton's method."""
    weights = centre.copy()
    for _ in range(100):
        guessed = expit(design @ weights)
        slope = design.T @ (guessed - right) + pull * (weights - centre)
        curve = (design * (guessed * (1 - guessed))[:, None]).T @ design + np.diag(pull + 1e-9)
        step = np.linalg.solve(curve, slope)
        weights = weights - step
        if np.abs(step).max() < 1e-10:
            break
    return weights


def expit(odds: np.ndarray) -> np.ndarray:
    """Return the probabilities of log-odds."""
    return 1 / (1 + np.exp(-odds))


def report(guessed: np.ndarray, right: np.ndarray, article: np.ndarray) -> str:
    """Return the columns of the table: calibration error, Brier score, AUC over all and within articles."""
    found = calibration(zip(guessed.tolist(), (right == 1).tolist(), strict=True))
    assert found is not None
    wins = pairs = 0.0
    for one in np.unique(article):
        good, bad = guessed[(article == one) & (right == 1)], guessed[(article == one) & (right == 0)]
        ahead = good[:, None] - bad[None, :]
        wins += float((ahead > 0).sum() + (ahead == 0).sum() / 2)
        pairs += ahead.size
    return f"{found.error:8.3f}{found.brier:8.3f}{found.auc:8.3f}{wins / pairs if pairs else 0.5:12.3f}"


def to_toml(weights: Mapping[str, float]) -> str:
    """Return the weights as a file."""
    lines = [f'"{name}" = {value:.4f}' for name, value in sorted(weights.items())]
    head = "# The log-odds that a claim is right, by its features. Made by training/calibrate.py; not to be edited by hand.\n"
    return head + "\n[weights]\n" + "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
