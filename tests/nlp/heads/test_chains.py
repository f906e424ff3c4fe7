"""Chains against sums over every sequence."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np

from quotes.nlp.heads.chains import best_labels, legal_steps, marginals, path_scores, spans_of


def every_sequence(scores: np.ndarray, steps: np.ndarray, length: int) -> dict[tuple[int, ...], float]:
    results = {}
    for labels in product(range(scores.shape[1]), repeat=length):
        emitted = sum(scores[i, label] for i, label in enumerate(labels))
        results[labels] = float(emitted + sum(steps[a, b] for a, b in pairwise(labels)))
    return results


def test_best_and_marginals_agree_with_every_sequence() -> None:
    rng = np.random.default_rng(3)
    scores = rng.normal(size=(2, 5, 3)).astype(np.float32)
    steps = (rng.normal(size=(3, 3)) + legal_steps(["O", "B-x", "I-x"])).astype(np.float32)
    lengths = np.array([5, 3])
    best = best_labels(scores, steps, lengths)
    shares, totals = marginals(scores, steps, lengths)
    for row, length in enumerate(lengths):
        sums = every_sequence(scores[row], steps, int(length))
        assert tuple(best[row, :length]) == max(sums, key=lambda labels: sums[labels])
        total = np.logaddexp.reduce(list(sums.values()))
        assert totals[row] == np.float32(total) or abs(totals[row] - total) < 1e-3
        for place in range(length):
            for label in range(3):
                share = sum(np.exp(v - total) for labels, v in sums.items() if labels[place] == label)
                assert abs(shares[row, place, label] - share) < 1e-4


def test_a_path_never_scores_above_the_sum_of_all() -> None:
    rng = np.random.default_rng(5)
    scores = rng.normal(size=(1, 6, 3)).astype(np.float32)
    steps = rng.normal(size=(3, 3)).astype(np.float32)
    labels = rng.integers(0, 3, size=(1, 6))
    _, total = marginals(scores, steps, np.array([6]))
    assert path_scores(scores, steps, labels)[0] < total[0]


def test_spans_begin_anew_at_each_b() -> None:
    labels = np.array([[0, 1, 2, 1, 0, 2, 2], [2, 2, 0, 0, 0, 0, 1]])
    assert spans_of(labels) == [[(1, 3), (3, 4), (5, 7)], [(0, 2), (6, 7)]]
