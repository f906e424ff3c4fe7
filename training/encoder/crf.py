"""Linear-chain conditional random fields in torch (Lafferty et al. 2001): losses over whole sequences."""

from __future__ import annotations

import torch
from torch import Tensor

FORBIDDEN = -1e4  # score of a step that the BIO scheme does not allow


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
    alpha = pair[:, :, 0]
    for place in range(1, scores.shape[1]):
        following = torch.logsumexp(alpha[..., None] + steps, dim=2) + pair[:, :, place]
        alpha = torch.where((place < lengths)[None, :, None], following, alpha)
    total = torch.logsumexp(alpha, dim=-1)
    return (total[0] - total[1]).sum()
