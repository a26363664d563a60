from __future__ import annotations

import random

import pytest

from kg.evaluation import Bin, calibration


def test_bins_error_brier_and_auc() -> None:
    found = calibration([(0.8, True), (0.84, False), (0.3, False), (1.0, True)])
    assert found is not None
    assert found.bins == (
        Bin(low=0.3, high=0.4, count=1, confidence=0.3, right=0),
        Bin(low=0.8, high=0.9, count=2, confidence=pytest.approx(0.82), right=0.5),
        Bin(low=0.9, high=1.0, count=1, confidence=1.0, right=1),
    )
    assert found.error == pytest.approx((0.3 + 2 * 0.32 + 0) / 4)
    assert found.brier == pytest.approx((0.04 + 0.84**2 + 0.09 + 0) / 4)
    assert found.auc == 0.75  # of four pairs, 0.8 lies below 0.84


@pytest.mark.parametrize(
    ("judged", "auc"),
    [
        ([(0.5, True), (0.5, False)], 0.5),
        ([(0.9, True), (0.9, True)], 0.5),
        ([(0.9, True), (0.1, False)], 1.0),
        ([(0.1, True), (0.9, False)], 0.0),
        ([(0.1, False), (0.5, False), (0.5, True), (0.9, True)], 0.875),
    ],
)
def test_area_under_the_curve(judged: list[tuple[float, bool]], auc: float) -> None:
    found = calibration(judged)
    assert found is not None
    assert found.auc == auc


def test_without_judgements_there_is_none() -> None:
    assert calibration([]) is None


def test_honest_confidences_have_little_error() -> None:
    chance = random.Random(3)
    judged = [(c, chance.random() < c) for c in (chance.random() for _ in range(20_000))]
    honest, bold = calibration(judged), calibration((c**0.3, right) for c, right in judged)
    assert honest is not None
    assert bold is not None
    assert honest.error < 0.02 < 0.1 < bold.error
    assert honest.brier < bold.brier
    assert honest.auc == pytest.approx(bold.auc)
