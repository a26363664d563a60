"""The fit of the weights of a claim's confidence, on examples made up from known ones."""

from __future__ import annotations

import importlib.util
import random
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "training" / "calibrate.py"


@pytest.fixture(scope="module")
def calibrate() -> ModuleType:
    spec = importlib.util.spec_from_file_location("calibrate", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["calibrate"] = module
    spec.loader.exec_module(module)
    return module


def examples(calibrate: ModuleType, flipped: int = -1, count: int = 1200) -> list[object]:
    """Return examples in which verbs are right at odds of 3:1, guesses at 1:1, more so the more mentions there are."""
    chance = random.Random(7)
    found = []
    for n in range(count):
        rule, mentions = chance.choice(["rule verb", "rule guess"]), chance.uniform(-1, 1)
        odds = (1.1 if rule == "rule verb" else 0.0) + mentions
        right = chance.random() < 1 / (1 + np.exp(-odds))
        values = {rule: 1.0, "mentions": mentions, "nominals": 0.0}
        article = n % 6
        found.append(
            calibrate.Example(article=article, typed=True, right=right ^ (article == flipped), values=values)
        )
    return found


def test_the_weights_are_found_again(calibrate: ModuleType) -> None:
    weights = calibrate.Model(examples(calibrate)).weights(range(6), 0.1)
    assert weights["mentions"] == pytest.approx(1.0, abs=0.25)
    assert weights["rule verb"] - weights["rule guess"] == pytest.approx(1.1, abs=0.3)


def test_a_large_penalty_leaves_the_prior(calibrate: ModuleType) -> None:
    weights = calibrate.Model(examples(calibrate)).weights(range(6), 1e9)
    scale = weights["rule verb"] / calibrate.PRIOR["rule verb"]
    assert weights["rule guess"] == pytest.approx(0.0, abs=1e-4)  # not in the prior
    assert weights["nominals"] == pytest.approx(scale * calibrate.PRIOR["nominals"], abs=1e-4)
    assert weights["rule date"] == pytest.approx(
        scale * calibrate.PRIOR["rule date"], abs=1e-4
    )  # not in the data


def test_an_article_is_predicted_from_the_others_alone(calibrate: ModuleType) -> None:
    penalties = (1.0, 100.0)
    plain = calibrate.Model(examples(calibrate)).left_out(range(6), penalties)
    flipped = calibrate.Model(examples(calibrate, flipped=2)).left_out(range(6), penalties)
    third = np.arange(1200) % 6 == 2
    assert np.array_equal(plain[third], flipped[third])
    assert not np.allclose(plain[~third], flipped[~third])


def test_the_file_can_be_read_back(calibrate: ModuleType) -> None:
    weights = {"intercept": 0.25, "rule verb": -1.5}
    assert tomllib.loads(calibrate.to_toml(weights))["weights"] == weights
