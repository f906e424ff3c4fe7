"""How well confidences are calibrated: of the records at 0.9, are nine in ten right?

>>> calibrate([(0.9, True), (0.8, False)]).expected_error
0.45
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

BINS = 10
MIN_SURE_CONFIDENCE = 0.9  # the records that a reader may trust without checking each


@dataclass(frozen=True)
class Bin:
    """The records with a confidence from `low` up to `high`: how many, their mean confidence, the share right."""

    low: float
    high: float
    count: int
    confidence: float
    right: float


@dataclass(frozen=True)
class Calibration:
    """Reliability by tenths of confidence; empty bins are left out. All figures are shares from 0 to 1."""

    bins: tuple[Bin, ...]
    count: int
    expected_error: float  # mean distance of confidence and share right, weighted by records (Naeini et al. 2015)
    largest_error: float
    brier: float  # mean squared distance of confidence and outcome (Brier 1950)
    sure: int  # records at a confidence of 0.9 and more
    sure_right: float | None  # the share of them that is right


def calibrate(judged: Iterable[tuple[float, bool]]) -> Calibration:
    """The calibration of (confidence, is it right) pairs."""
    pairs = sorted(judged)
    bins = []
    for number in range(BINS):
        inside = [pair for pair in pairs if min(int(pair[0] * BINS), BINS - 1) == number]
        if inside:
            mean = sum(confidence for confidence, _ in inside) / len(inside)
            right = sum(is_right for _, is_right in inside) / len(inside)
            bins.append(Bin(number / BINS, (number + 1) / BINS, len(inside), round(mean, 4), round(right, 4)))
    sure = [is_right for confidence, is_right in pairs if confidence >= MIN_SURE_CONFIDENCE]
    total = max(len(pairs), 1)
    gaps = [(group.count, abs(group.confidence - group.right)) for group in bins]
    return Calibration(
        bins=tuple(bins),
        count=len(pairs),
        expected_error=round(sum(number * gap for number, gap in gaps) / total, 4),
        largest_error=round(max((gap for _, gap in gaps), default=0.0), 4),
        brier=round(sum((confidence - is_right) ** 2 for confidence, is_right in pairs) / total, 4),
        sure=len(sure),
        sure_right=round(sum(sure) / len(sure), 4) if sure else None,
    )
