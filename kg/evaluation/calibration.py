"""Whether confidence means what it says: of what is said with 0.7, seven in ten should be right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

#: Equal bins from 0 to 1.
BINS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """The judgements whose confidence lies in ``[low, high)``, in the last bin 1 as well."""

    low: float
    high: float
    count: int
    confidence: float
    right: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """How confidences and outcomes agree.

    ``error`` is the expected calibration error (Guo et al. 2017): the mean distance between confidence and the share
    that is right, bins weighted by their counts. ``brier`` is the mean squared distance between confidence and
    outcome (Brier 1950). ``auc`` is the chance that a right one has more confidence than a wrong one, 0.5 where
    there is only one kind.
    """

    count: int
    error: float
    brier: float
    auc: float
    bins: tuple[Bin, ...]


def calibration(judged: Iterable[tuple[float, bool]], bins: int = BINS) -> Calibration | None:
    """Return how these confidences, each with whether it was right, are calibrated; None if there are none.

    Bins without a judgement are left out.
    """
    judged = sorted(judged)
    if not judged:
        return None
    groups: list[list[tuple[float, bool]]] = [[] for _ in range(bins)]
    for confidence, right in judged:
        groups[min(int(confidence * bins), bins - 1)].append((confidence, right))
    found = tuple(
        Bin(
            low=n / bins,
            high=(n + 1) / bins,
            count=len(group),
            confidence=sum(c for c, _ in group) / len(group),
            right=sum(r for _, r in group) / len(group),
        )
        for n, group in enumerate(groups)
        if group
    )
    return Calibration(
        count=len(judged),
        error=sum(b.count * abs(b.confidence - b.right) for b in found) / len(judged),
        brier=sum((c - r) ** 2 for c, r in judged) / len(judged),
        auc=_auc(judged),
        bins=found,
    )


def _auc(ordered: Sequence[tuple[float, bool]]) -> float:
    """Return the area under the ROC curve of judgements sorted by confidence, ties counted as half."""
    positives = sum(right for _, right in ordered)
    negatives = len(ordered) - positives
    if not positives or not negatives:
        return 0.5
    wins, below, i = 0.0, 0, 0
    while i < len(ordered):
        j = i
        while j < len(ordered) and ordered[j][0] == ordered[i][0]:
            j += 1
        right = sum(r for _, r in ordered[i:j])
        wrong = j - i - right
        wins += right * (below + wrong / 2)
        below += wrong
        i = j
    return wins / (positives * negatives)
