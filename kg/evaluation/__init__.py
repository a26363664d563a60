"""Measuring: what a build finds, held against articles that were annotated by hand."""

from __future__ import annotations

from kg.evaluation.calibration import Bin, Calibration, calibration
from kg.evaluation.evaluating import Evaluation, evaluate
from kg.evaluation.gold import GoldArticle, read_gold
from kg.evaluation.predictions import Prediction, read_predictions
from kg.evaluation.scoring import ArticleScore, Counts, Outcome, Rates, score_article

__all__ = [
    "ArticleScore",
    "Bin",
    "Calibration",
    "Counts",
    "Evaluation",
    "GoldArticle",
    "Outcome",
    "Prediction",
    "Rates",
    "calibration",
    "evaluate",
    "read_gold",
    "read_predictions",
    "score_article",
]
