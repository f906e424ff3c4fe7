"""Rank who a pronoun or a description can stand for: the article's entities, its unnamed people, and nobody.

The weights of `ranker.json` are those of a conditional logistic regression over the candidates of one source; each
weighs one named feature, so that a decision can be read off. `training/speakers/train_ranker.py` learns them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from math import exp

from spacy.tokens import Token

from quotes.engine.speakers.entities import Entity
from quotes.engine.weight_files import damaged, read_weights
from quotes.values import value

FILE = "ranker.json"
Weights = Mapping[str, Mapping[str, float]]
_replaced: Weights | None = None


@value(frozen=True)
class Candidate:
    """An entity, or the head of a noun phrase, that a source can stand for; with neither it stands for nobody named."""

    name: str
    features: Mapping[str, float]
    entity: Entity | None = None
    noun: Token | None = None
    score: float = 0.0
    probability: float = 0.0

    @property
    def is_nobody(self) -> bool:
        """Is this "somebody not named here"?"""
        return self.entity is None and self.noun is None


@value(frozen=True)
class Ranking:
    """The candidates for one source, the likeliest first; `kind` names the weights: pronoun, group or description."""

    kind: str
    candidates: tuple[Candidate, ...]

    @property
    def best(self) -> Candidate:
        """The likeliest candidate."""
        return self.candidates[0]


def rank(
    kind: str, candidates: Iterable[Candidate], weights_by_kind: Weights | None = None, *, together: bool = False
) -> Ranking | None:
    """The candidates, the likeliest first, with probabilities that add up to 1; None if there are none.

    Without `weights_by_kind` the weights are those of the package. With `together`, all mentions of one group count:
    two of "the team" are likelier than one of "the birds".
    """
    weights = (load_weights() if weights_by_kind is None else weights_by_kind).get(kind, {})
    scored = [(add_up(weights, candidate.features), candidate) for candidate in candidates]
    if not scored:
        return None
    highest = max(score for score, _ in scored)
    total = sum(exp(score - highest) for score, _ in scored)
    ranked = tuple(
        Candidate(c.name, c.features, c.entity, c.noun, s, exp(s - highest) / total)
        for s, c in sorted(scored, key=lambda pair: -pair[0])
    )
    ranking = Ranking(kind, ranked)
    if together:
        return Ranking(kind, tuple(sorted(ranked, key=lambda candidate: -probability_of(ranking, candidate))))
    return ranking


def add_up(weights: Mapping[str, float], features: Mapping[str, float]) -> float:
    """The log-odds of some features; one without a weight adds nothing."""
    return sum(weights.get(name, 0.0) * value for name, value in features.items())


def probability_of(ranking: Ranking, winner: Candidate) -> float:
    """How likely the winner is, its other mentions included."""
    return sum(c.probability for c in ranking.candidates if c is winner or _has_same_name(c, winner))


def _has_same_name(candidate: Candidate, other: Candidate) -> bool:
    return bool(candidate.name) and candidate.name.lower() == other.name.lower()


def load_weights(folder: str = "") -> Weights:
    """The ranker's weights by kind of source and name of the feature: of a pipeline's folder, else of the package.

    Raises ModelError where the file is missing or damaged.
    """
    return _read_weights(folder) if _replaced is None else _replaced


def replace_weights(weights: Weights | None) -> None:
    """Rank with other weights from now on, as training does; with None again by those of the files."""
    global _replaced  # one place, for training alone
    _replaced = weights


@lru_cache(maxsize=4)
def _read_weights(folder: str) -> Weights:
    data = read_weights(FILE, folder)
    try:
        return {kind: {name: float(w) for name, w in row.items()} for kind, row in data["weights"].items()}
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise damaged(FILE) from error


def weigh_features(
    kind: str, candidate: Candidate, weights_by_kind: Weights | None = None
) -> tuple[tuple[str, float], ...]:
    """What each feature adds to a candidate's score, the weightiest first; weights as in `rank`."""
    weights = (load_weights() if weights_by_kind is None else weights_by_kind).get(kind, {})
    weighed = [(name, weights.get(name, 0.0) * value) for name, value in candidate.features.items()]
    return tuple(sorted((pair for pair in weighed if pair[1]), key=lambda pair: -abs(pair[1])))
