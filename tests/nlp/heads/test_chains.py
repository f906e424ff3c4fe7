"""Chains against sums over every sequence."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest

from quotes.nlp.heads.chains import best_labels, legal_steps, marginals, path_scores, spans_of


def every_sequence(scores: np.ndarray, steps: np.ndarray, length: int) -> dict[tuple[int, ...], float]:
    results = {}
    for labels in product(range(scores.shape[1]), repeat=length):
        emitted = sum(scores[i, label] for i, label in enumerate(labels))
        results[labels] = float(emitted + sum(steps[a, b] for a, b in pairwise(labels)))
    return results


SIZES = [pytest.param(None, id="whole"), pytest.param(2, id="blocks of two"), pytest.param(3, id="a block left over")]


@pytest.mark.parametrize("block", SIZES)
def test_best_and_marginals_agree_with_every_sequence(block: int | None) -> None:
    rng = np.random.default_rng(3)
    scores = rng.normal(size=(2, 5, 3)).astype(np.float32)
    steps = (rng.normal(size=(3, 3)) + legal_steps(["O", "B-x", "I-x"])).astype(np.float32)
    lengths = np.array([5, 3])
    best = best_labels(scores, steps, lengths, block)
    shares, totals = marginals(scores, steps, lengths, block)
    for row, length in enumerate(lengths):
        sums = every_sequence(scores[row], steps, int(length))
        assert tuple(best[row, :length]) == max(sums, key=lambda labels: sums[labels])
        total = np.logaddexp.reduce(list(sums.values()))
        assert totals[row] == np.float32(total) or abs(totals[row] - total) < 1e-3
        for place in range(length):
            for label in range(3):
                share = sum(np.exp(v - total) for labels, v in sums.items() if labels[place] == label)
                assert abs(shares[row, place, label] - share) < 1e-4


@pytest.mark.parametrize("block", SIZES)
@pytest.mark.parametrize("own_steps", [False, True], ids=["steps shared", "steps for each sequence"])
def test_a_sequence_is_the_same_alone_and_among_others(block: int | None, own_steps: bool) -> None:
    rng = np.random.default_rng(4)
    scores = rng.normal(size=(4, 9, 3)).astype(np.float32)
    lengths = np.array([2, 9, 1, 6])
    steps = rng.normal(size=(4, 3, 3) if own_steps else (3, 3)).astype(np.float32)
    best, (shares, totals) = best_labels(scores, steps, lengths, block), marginals(scores, steps, lengths, block)
    for row, length in enumerate(lengths):
        alone = scores[row : row + 1, :length], steps[row : row + 1] if own_steps else steps, lengths[row : row + 1]
        assert best_labels(*alone, block)[0].tolist() == best[row, :length].tolist()
        assert not best[row, length:].any()
        assert marginals(*alone, block)[0][0].tolist() == shares[row, :length].tolist()
        assert marginals(*alone, block)[1][0] == totals[row]


def test_small_probabilities_of_a_long_sequence_do_not_vanish() -> None:
    scores = np.zeros((1, 5000, 3), dtype=np.float32)
    scores[0, :, 2] = 40.0  # the best label, which may follow nothing
    steps = np.zeros((3, 3), dtype=np.float32)
    steps[:, 2] = -1e4
    for block in (None, 32):
        shares, totals = marginals(scores, steps, np.array([5000]), block)
        assert np.isfinite(totals).all()
        assert np.allclose(shares.sum(2), 1)


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
