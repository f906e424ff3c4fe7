"""Linear-chain conditional random fields in torch (Lafferty et al. 2001): losses over whole sequences."""

from __future__ import annotations

import torch
from torch import Tensor

FORBIDDEN = -1e4  # score of a step that the BIO scheme does not allow
NOTHING = -1e9  # the logarithm of nothing: it must not be infinite, whose gradient is no number


def legal_steps(labels: list[str]) -> Tensor:
    """(labels, labels): 0 where the second BIO label may follow the first, a large negative number elsewhere."""
    steps = torch.zeros(len(labels), len(labels))
    for i, before in enumerate(labels):
        for j, after in enumerate(labels):
            if after.startswith("I") and before[2:] != after[2:]:
                steps[i, j] = FORBIDDEN
            if after.startswith("I") and before == "O":
                steps[i, j] = FORBIDDEN
    return steps


def negative_log_likelihood(scores: Tensor, steps: Tensor, gold: Tensor, annotated: Tensor, lengths: Tensor) -> Tensor:
    """The summed loss of sequences.

    `scores` (n, length, labels); `steps` (n, labels, labels) or (labels, labels); `gold` (n, length), any number where
    `annotated` (n, length) is false: every label is allowed there, so that a gap in the annotation adds no loss;
    `lengths` (n,) is where each ends.
    A sequence may begin with any label, since windows may begin inside a span.
    """
    steps = steps if steps.dim() == 3 else steps.expand(scores.shape[0], -1, -1)
    chosen = torch.full_like(scores, FORBIDDEN).scatter(2, gold.clamp(min=0)[..., None], 0.0)
    allowed = torch.where(annotated[..., None], chosen, torch.zeros_like(scores))
    pair = torch.stack([scores, scores + allowed])  # one forward pass for the numerator and the denominator
    add_up = sum_by_halves if scores.is_cuda else sum_in_turn
    total = add_up(pair, steps, lengths)
    return (total[0] - total[1]).sum()


def sum_in_turn(scores: Tensor, steps: Tensor, lengths: Tensor) -> Tensor:
    """(2, n) the log-sums over all paths of `scores` (2, n, length, labels), place by place: the least work."""
    alpha = scores[:, :, 0]
    for place in range(1, scores.shape[2]):
        following = torch.logsumexp(alpha[..., None] + steps, dim=2) + scores[:, :, place]
        alpha = torch.where((place < lengths)[None, :, None], following, alpha)
    return torch.logsumexp(alpha, dim=-1)


def sum_by_halves(scores: Tensor, steps: Tensor, lengths: Tensor) -> Tensor:
    """The same by pairs of neighbouring places, then pairs of pairs: more work in far fewer and larger operations.

    Products of matrices (labels, labels) in the semiring of logarithms may be taken in any order (Särkkä and
    García-Fernández 2021); for a GPU, on which each of hundreds of small operations costs as much as a large one.
    """
    labels = scores.shape[-1]
    matrices = steps[None, :, None] + scores[:, :, 1:, None]
    beyond = torch.arange(1, scores.shape[2], device=scores.device)[None] >= lengths[:, None]
    neutral = torch.full((labels, labels), NOTHING, device=scores.device).fill_diagonal_(0.0)
    matrices = torch.where(beyond[None, :, :, None, None], neutral, matrices)
    while matrices.shape[2] > 1:
        if matrices.shape[2] % 2:
            matrices = torch.cat([matrices, neutral.expand(*matrices.shape[:2], 1, -1, -1)], dim=2)
        left, right = matrices[:, :, ::2], matrices[:, :, 1::2]
        matrices = torch.logsumexp(left[..., None] + right[..., None, :, :], dim=-2)
    if matrices.shape[2]:
        last = torch.logsumexp(scores[:, :, 0, :, None] + matrices[:, :, 0], dim=-2)
    else:
        last = scores[:, :, 0]
    return torch.logsumexp(last, dim=-1)
