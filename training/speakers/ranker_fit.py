"""Fit the ranker, a conditional logistic regression over the candidates of a source, and its confidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from training.speakers.decisions import Decision, Outcome

PENALTY = 1.0  # of squared weights; 0.5 and 2 are as good by cross-validation
SHARE_OF_GUM = 0.1  # of the weight of a decision on news; 0.3 and 1 are as good
CONFIDENCE_PENALTY = 2.0


def fit_ranker(decisions: Sequence[Decision], others: Sequence[Decision] = ()) -> dict[str, float]:
    """The weights of one kind's features; `others` are decisions on other texts than news, which count for less.

    The likelihood is that of any right candidate, as one entity can be several candidates.
    """
    usable = [decision for decision in (*decisions, *others) if decision.is_possible]
    sizes = np.array([1.0] * sum(d.is_possible for d in decisions) + [SHARE_OF_GUM] * len(usable))[: len(usable)]
    rows = [(number, features, right) for number, d in enumerate(usable) for features, right in d.candidates]
    names, matrix = _as_matrix([features for _, features, _ in rows])
    owners, right = np.array([number for number, _, _ in rows]), np.array([float(right) for _, _, right in rows])

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        scores = matrix @ weights
        highest = np.full(len(usable), -np.inf)
        np.maximum.at(highest, owners, scores)
        odds = np.exp(scores - highest[owners])
        total = np.bincount(owners, odds, len(usable))
        good = np.bincount(owners, odds * right, len(usable))
        slope = (odds / total[owners] - odds * right / good[owners]) * sizes[owners]
        value = -(sizes * (np.log(good) - np.log(total))).sum() + PENALTY * weights @ weights / 2
        return float(value), matrix.T @ slope + PENALTY * weights

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 500}).x
    return dict(zip(names, (float(weight) for weight in found), strict=True))


def fit_confidence(outcomes: Sequence[Outcome]) -> dict[str, float]:
    """The weights of a logistic regression: is the speaker right?"""
    names, matrix = _as_matrix([outcome.features for outcome in outcomes])
    signs = np.array([1.0 if outcome.is_right else -1.0 for outcome in outcomes])

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        margins = signs * (matrix @ weights)
        value = np.logaddexp(0, -margins).sum() + CONFIDENCE_PENALTY * weights @ weights / 2
        slope = -signs / (1 + np.exp(margins))
        return float(value), matrix.T @ slope + CONFIDENCE_PENALTY * weights

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 500}).x
    return dict(zip(names, (float(weight) for weight in found), strict=True))


def _as_matrix(rows: Sequence[Mapping[str, float]]) -> tuple[list[str], csr_matrix]:
    if not rows:
        raise ValueError("no examples to learn from: is QUOTES_DATA the folder of the corpora?")
    names = sorted({name for row in rows for name in row})
    places = {name: i for i, name in enumerate(names)}
    entries = [(i, places[name], value) for i, row in enumerate(rows) for name, value in row.items()]
    lines, columns, values = zip(*entries, strict=True)
    return names, csr_matrix((values, (lines, columns)), shape=(len(rows), len(names)))
