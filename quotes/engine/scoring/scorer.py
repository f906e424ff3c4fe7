"""Score candidates: a logistic regression over named features, with its weights as plain JSON in the package.

>>> Scorer(weights={"construction=label": 1.0}, bias=-1.0).probability(["construction=label"])
0.5
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from spacy.tokens import Doc

from quotes.engine.weight_files import damaged, read_weights
from quotes.errors import ModelError
from quotes.nlp.heads.tagger_output import TaggerOutput

FORMAT = 2  # of scorer.json; another number means that the file is from another version of the package
COMBINED = "evidence"  # the key of the combined scorer in the file: the name that it had when the format was made
Part = tuple[tuple[str, ...], float]
"""Names of features, and their total weight in log-odds."""


@dataclass(frozen=True)
class Scorer:
    """Weights by feature name in log-odds; features that training never saw have weight 0."""

    weights: Mapping[str, float]
    bias: float = 0.0
    threshold: float = 0.5  # minimum probability of a candidate that is kept; tuned on held-out training articles
    calibration: tuple[float, float] = (1.0, 0.0)  # slope and intercept that correct the log-odds
    _parts: dict[tuple[Any, ...], Part] = field(default_factory=dict, init=False, repr=False, compare=False)

    def probability(self, features: Iterable[str]) -> float:
        """How likely a candidate with these features is right, from 0 to 1."""
        return logistic(self.log_odds(features))

    def has_learnt(self, construction: str) -> bool:
        """True if training saw a construction of this name."""
        return f"construction={construction}" in self.weights

    def calibrated(self, odds: float) -> float:
        """The probability that a chosen candidate is right, fitted on articles that the weights were not trained on."""
        slope, intercept = self.calibration
        return logistic(slope * odds + intercept)

    def log_odds(self, features: Iterable[str]) -> float:
        """Log-odds that a candidate with these features is right."""
        return self.bias + self.weight(features)

    def weight(self, features: Iterable[str]) -> float:
        """The total weight of these features in log-odds."""
        weight_of = self.weights.get
        return sum([weight_of(feature, 0.0) for feature in features])

    def log_odds_of_parts(self, parts: Iterable[Part]) -> float:
        """Log-odds that a candidate is right, from features whose weights are summed already."""
        return self.bias + sum([weight for _, weight in parts])

    def cached_part(self, template: Callable[..., tuple[str, ...]], *values: object) -> Part:
        """Features of a template for these values, with their total weight.

        Cached: pass only values from small sets (bins, flags, names of constructions).
        """
        key = (template, *values)
        part = self._parts.get(key)
        if part is None:
            names = template(*values)
            part = self._parts[key] = names, self.weight(names)
        return part


@dataclass(frozen=True)
class Scorers:
    """The two layers of the decision, and what decides within the contents of attributions.

    `rules` sees a candidate's construction, words and tree. `combined` sees the log-odds that `rules` gives and what
    the attribution tagger says of the same words; it decides wherever the tagger ran. `nested` sees the log-odds of
    `rules` and what is particular to attributions within others; without it there are none.
    """

    rules: Scorer
    combined: Scorer | None = None
    nested: Scorer | None = None


def logistic(odds: float) -> float:
    """The probability of some log-odds: `logistic(0.0)` is 0.5."""
    return 1.0 / (1.0 + math.exp(-max(min(odds, 30.0), -30.0)))


def scorers_of(doc: Doc) -> Scorers:
    """The scorers for a document: those that came with its tagger, else those of the package."""
    folder = TaggerOutput.weights_in(doc)
    return load_scorers(folder) if folder else load_scorers()


@lru_cache(maxsize=4)
def load_scorers(folder: str = "") -> Scorers:
    """The scorers in a folder; what it lacks, and without one all, from the package.

    Raises ModelError where a file is missing, damaged or of another format.
    """
    rules, combined = _read_file("scorer.json", folder)
    nested, _ = _read_file("nested.json", folder)
    return Scorers(rules, combined, nested)


def _read_file(name: str, folder: str) -> tuple[Scorer, Scorer | None]:
    """The scorer of a file, and the combined scorer that the file may have."""
    data = read_weights(name, folder)
    try:
        if data["format"] != FORMAT:
            raise ModelError(f"{name}: format {data['format']}, expected {FORMAT}; reinstall quotes")
        combined = data.get(COMBINED)
        return read_scorer(data), None if combined is None else read_scorer(combined)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise damaged(name) from error


def read_scorer(data: Mapping[str, Any]) -> Scorer:
    """A scorer from parsed JSON. Raises KeyError, TypeError, ValueError or AttributeError if a value is damaged."""
    weights = {str(name): float(weight) for name, weight in data["weights"].items()}
    slope, intercept = data.get("calibration", (1.0, 0.0))
    return Scorer(weights, float(data["bias"]), float(data["threshold"]), (float(slope), float(intercept)))
