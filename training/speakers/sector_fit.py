"""Fit the classifier of sectors: `fit(examples)` gives the bias, the shared weights of hints and those of words.

The likelihood is that of a conditional logit: the score of a sector is its bias, the weights of the hints at it and the
weights of the words for it. Hints have one weight whichever sector they speak for, so that the few examples of rare
sectors learn from those of all; words, of which each sector has weights of its own, are held back more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import get_args

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from quotes.engine.types.sector_model import SectorFeatures, SectorModel
from quotes.record import Sector
from training.speakers.sector_examples import Example

SECTORS: tuple[str, ...] = tuple(sector for sector in get_args(Sector) if sector != "unknown")
HINT_PENALTY, WORD_PENALTY = 0.5, 4.0  # of squared weights; by cross-validation
MIN_EXAMPLES_OF_WORD = 2  # speakers
MIN_WEIGHT = 0.05  # smaller ones are left out: they change no answer of the examples, and the file is half as large
WEIGHT_OF_WRONG_NAME = 0.3  # of an example whose name is wrong: its sector is of somebody else


def fit(
    examples: Sequence[Example], names: dict[str, str], surnames: dict[str, str], without: tuple[str, ...] = ()
) -> SectorModel:
    """The model of these examples; features whose names begin with one of `without` are left out."""
    usable = [example for example in examples if example.features is not None]
    features = [leave_out(example.features, without) for example in usable if example.features is not None]
    hint_names = sorted({name for one in features for name, _ in one.hints})
    frequency = Counter(name for one in features for name in one.words)
    words = ["", *sorted(name for name, count in frequency.items() if count >= MIN_EXAMPLES_OF_WORD)]  # "": the bias
    hints, matrix = _as_arrays(features, hint_names, words)
    targets, sizes = _targets(usable)
    count, width = len(usable), len(SECTORS)
    flat = hints.reshape(count * width, len(hint_names))

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        shared, own = weights[: len(hint_names)], weights[len(hint_names) :].reshape(len(words), width)
        logits = (flat @ shared).reshape(count, width) + matrix @ own
        logits -= logits.max(1, keepdims=True)
        shares = np.exp(logits)
        shares /= shares.sum(1, keepdims=True)
        penalty = HINT_PENALTY * shared @ shared + WORD_PENALTY * (own * own).sum()
        slopes = sizes[:, None] * (shares - targets)
        gradient = np.concatenate(
            [flat.T @ slopes.ravel() + HINT_PENALTY * shared, (matrix.T @ slopes + WORD_PENALTY * own).ravel()]
        )
        return float(-(sizes[:, None] * targets * np.log(shares + 1e-12)).sum() + penalty / 2), gradient

    start = np.zeros(len(hint_names) + len(words) * width)
    bounds = [(0.0, None)] * len(hint_names) + [(None, None)] * len(words) * width  # no hint at a sector is against it
    weights = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 300}).x
    own = weights[len(hint_names) :].reshape(len(words), width)
    return SectorModel(
        names=names,
        surnames=surnames,
        bias={sector: round(float(weight), 3) for sector, weight in zip(SECTORS, own[0], strict=True)},
        hints={name: round(float(weight), 3) for name, weight in zip(hint_names, weights, strict=False)},
        words={word: row for word, row in zip(words[1:], map(_as_row, own[1:]), strict=True) if row},
    )


def leave_out(features: SectorFeatures, prefixes: tuple[str, ...]) -> SectorFeatures:
    """The features without those whose names begin with one of these prefixes."""
    return SectorFeatures(
        {key: value for key, value in features.hints.items() if not key[0].startswith(prefixes or ("\0",))},
        {name: value for name, value in features.words.items() if not name.startswith(prefixes or ("\0",))},
    )


def _as_row(weights: np.ndarray) -> dict[str, float]:
    pairs = zip(SECTORS, weights, strict=True)
    return {sector: round(float(weight), 2) for sector, weight in pairs if abs(weight) >= MIN_WEIGHT}


def _as_arrays(
    features: Sequence[SectorFeatures], hint_names: list[str], words: list[str]
) -> tuple[np.ndarray, csr_matrix]:
    hint_at = {name: i for i, name in enumerate(hint_names)}
    word_at = {name: i for i, name in enumerate(words)}
    sector_at = {sector: i for i, sector in enumerate(SECTORS)}
    hints = np.zeros((len(features), len(SECTORS), len(hint_names)))
    rows, columns, values = list(range(len(features))), [0] * len(features), [1.0] * len(features)
    for number, one in enumerate(features):
        for (name, sector), value in one.hints.items():
            if sector in sector_at:
                hints[number, sector_at[sector], hint_at[name]] = value
        for name, value in one.words.items():
            if name in word_at:
                rows.append(number)
                columns.append(word_at[name])
                values.append(value)
    return hints, csr_matrix((values, (rows, columns)), shape=(len(features), len(words)))


def _targets(examples: Sequence[Example]) -> tuple[np.ndarray, np.ndarray]:
    """The shares of the sectors of each example, and its weight: a speaker of nine records weighs as much as three."""
    targets, sizes = np.zeros((len(examples), len(SECTORS))), np.zeros(len(examples))
    for number, example in enumerate(examples):
        total = example.sectors.total()
        for sector, count in example.sectors.items():
            targets[number, SECTORS.index(sector)] = count / total
        sizes[number] = total**0.5 * (1.0 if example.is_right else WEIGHT_OF_WRONG_NAME)
    return targets, sizes
