"""Weigh candidates: a logistic regression over named features, its weights plain JSON in the package.

>>> Scorer(weights={"construction=label": 1.0}, bias=-1.0).probability(["construction=label"])
0.5
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import Any

from quotes.errors import ModelError

FORMAT = 2
Part = tuple[tuple[str, ...], float]
"""Names of features, and what they add to the log-odds."""


@dataclass(frozen=True)
class Scorer:
    """Weights by feature name in log-odds; features that training never saw weigh nothing."""

    weights: Mapping[str, float]
    bias: float = 0.0
    threshold: float = 0.5  # the probability from which a candidate is kept; tuned on held-out training articles
    calibration: tuple[float, float] = (1.0, 0.0)  # slope and intercept that turn log-odds into those of being right
    evidence: Scorer | None = None  # what weighs candidates where the attribution tagger ran; it sees our log-odds
    _parts: dict[tuple[Any, ...], Part] = field(default_factory=dict, init=False, repr=False, compare=False)

    def probability(self, features: Iterable[str]) -> float:
        """How likely a candidate with these features is right, from 0 to 1."""
        return logistic(self.log_odds(features))

    def has_learnt(self, construction: str) -> bool:
        """Did training see a construction of this name?"""
        return f"construction={construction}" in self.weights

    def calibrated(self, odds: float) -> float:
        """How likely a chosen candidate of these log-odds is right, on articles that the weights were not fitted to."""
        slope, intercept = self.calibration
        return logistic(slope * odds + intercept)

    def log_odds(self, features: Iterable[str]) -> float:
        """The same as log-odds."""
        return self.bias + self.weight(features)

    def weight(self, features: Iterable[str]) -> float:
        """What these features add to the log-odds."""
        weigh = self.weights.get
        return sum([weigh(feature, 0.0) for feature in features])

    def odds_of(self, parts: Iterable[Part]) -> float:
        """The log-odds of features that are weighed already."""
        return self.bias + sum([weight for _, weight in parts])

    def part(self, name: Callable[..., tuple[str, ...]], *values: object) -> Part:
        """The features `name(*values)`, weighed; they are kept, so the values must be few: bins, kinds, marks."""
        key = (name, *values)
        part = self._parts.get(key)
        if part is None:
            names = name(*values)
            part = self._parts[key] = names, self.weight(names)
        return part


def logistic(odds: float) -> float:
    """The probability of some log-odds."""
    return 1.0 / (1.0 + math.exp(-max(min(odds, 30.0), -30.0)))


@lru_cache(maxsize=1)
def load_scorer() -> Scorer:
    """The scorer that ships with the package. Raises ModelError where its file is missing or of another format."""
    path = files("quotes.model").joinpath("scorer.json")
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        if data["format"] != FORMAT:
            raise ModelError(f"scorer.json: format {data['format']}, expected {FORMAT}; reinstall quotes")
        return read_scorer(data)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ModelError("scorer.json: missing or damaged; reinstall quotes") from error


def read_scorer(data: Mapping[str, Any]) -> Scorer:
    """A scorer of its plain values. Raises KeyError, TypeError, ValueError or AttributeError where one is damaged."""
    inner = data.get("evidence")
    weights = {str(name): float(weight) for name, weight in data["weights"].items()}
    slope, intercept = data.get("calibration", (1.0, 0.0))
    return Scorer(
        weights,
        float(data["bias"]),
        float(data["threshold"]),
        (float(slope), float(intercept)),
        None if inner is None else read_scorer(inner),
    )
