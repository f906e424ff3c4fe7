"""The sum over all sequences of labels is the same place by place, by halves, and written out."""

from __future__ import annotations

from itertools import pairwise, product

import pytest

pytest.importorskip("torch", reason="torch, which only training needs, is not installed")

import torch

from training.encoder.crf import legal_steps, negative_log_likelihood, sum_by_halves, sum_in_turn

LABELS = ["O", "B-source", "I-source"]


def random_chains(length: int, seed: int) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Scores (2, 3, length, 3), steps (3, 3, 3), and lengths of which the first is the longest."""
    generator = torch.Generator().manual_seed(seed)
    steps = torch.randn(3, 3, 3, generator=generator) + legal_steps(LABELS)
    lengths = torch.randint(1, length + 1, (3,), generator=generator)
    lengths[0] = length
    return torch.randn(2, 3, length, 3, generator=generator), steps, lengths


@pytest.mark.parametrize("length", [1, 2, 3, 6])
def test_sums_are_those_over_all_sequences(length: int) -> None:
    scores, steps, lengths = random_chains(length, seed=length)

    for add_up in (sum_in_turn, sum_by_halves):
        totals = add_up(scores, steps, lengths)
        for chain in range(3):
            paths = product(range(3), repeat=int(lengths[chain]))
            weights = [
                sum(scores[1, chain, place, label] for place, label in enumerate(path))
                + sum(steps[chain, before, after] for before, after in pairwise(path))
                for path in paths
            ]
            assert totals[1, chain] == pytest.approx(
                float(torch.stack(list(map(torch.as_tensor, weights))).logsumexp(0))
            )


@pytest.mark.parametrize("length", [7, 64, 129])
def test_gradients_are_the_same(length: int) -> None:
    scores, steps, lengths = random_chains(length, seed=length)
    gradients = []
    for add_up in (sum_in_turn, sum_by_halves):
        leaf = scores.clone().requires_grad_()
        add_up(leaf, steps, lengths).sum().backward()
        gradients.append(leaf.grad)

    assert torch.isfinite(gradients[1]).all()
    assert torch.allclose(gradients[0], gradients[1], atol=1e-4)


def test_gap_in_annotation_adds_no_loss() -> None:
    scores, steps, lengths = random_chains(5, seed=1)
    gold, nothing = torch.zeros(3, 5, dtype=torch.long), torch.zeros(3, 5, dtype=torch.bool)

    assert float(negative_log_likelihood(scores[0], steps, gold, nothing, lengths)) == pytest.approx(0.0, abs=1e-4)
    assert float(negative_log_likelihood(scores[0], steps, gold, ~nothing, lengths)) > 1.0
