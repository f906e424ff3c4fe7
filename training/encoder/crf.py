"""Linear-chain conditional random fields in torch (Lafferty et al. 2001): losses that know the whole sequence."""

from __future__ import annotations

import torch
from torch import Tensor

NEVER = -1e4


def legal_steps(labels: list[str]) -> Tensor:
    """(labels, labels): 0 where the second BIO label may follow the first, a large negative number elsewhere."""
    steps = torch.zeros(len(labels), len(labels))
    for i, before in enumerate(labels):
        for j, after in enumerate(labels):
            if after.startswith("I") and before[2:] != after[2:]:
                steps[i, j] = NEVER
            if after.startswith("I") and before == "O":
                steps[i, j] = NEVER
    return steps


def negative_log_likelihood(scores: Tensor, steps: Tensor, gold: Tensor, known: Tensor, lengths: Tensor) -> Tensor:
    """The summed loss of sequences.

    `scores` (n, length, labels); `steps` (n, labels, labels) or (labels, labels); `gold` (n, length), any number where
    `known` (n, length) is false: there every label is allowed, so that a gap in the annotation teaches nothing;
    `lengths` (n,) says where each ends.
    A sequence may begin with any label, since windows cut spans in two.
    """
    steps = steps if steps.dim() == 3 else steps.expand(scores.shape[0], -1, -1)
    chosen = torch.full_like(scores, NEVER).scatter(2, gold.clamp(min=0)[..., None], 0.0)
    allowed = torch.where(known[..., None], chosen, torch.zeros_like(scores))
    both = torch.stack([scores, scores + allowed])  # one forward pass for the numerator and the denominator
    alpha = both[:, :, 0]
    for place in range(1, scores.shape[1]):
        following = torch.logsumexp(alpha[..., None] + steps, dim=2) + both[:, :, place]
        alpha = torch.where((place < lengths)[None, :, None], following, alpha)
    total = torch.logsumexp(alpha, dim=-1)
    return (total[0] - total[1]).sum()
