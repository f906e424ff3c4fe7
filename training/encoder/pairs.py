"""Scores of a word beside another: biaffine, by their distance, and of the arguments of a predicate."""

from __future__ import annotations

import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor, nn

ROLE_WIDTH = 128
DISTANCE_BUCKETS = 16  # of distances in words, on either side of a word


class FrameHead(nn.Module):
    """The arguments of a predicate in the labels of one corpus: PropBank, or QANom's questions."""

    def __init__(self, width: int, labels: int) -> None:
        super().__init__()
        self.labels = labels
        self.cue = nn.Linear(width, ROLE_WIDTH)
        self.word = nn.Linear(width, ROLE_WIDTH)
        self.role = nn.Linear(ROLE_WIDTH, labels * (ROLE_WIDTH + 1))
        self.near = nn.Embedding(2 * DISTANCE_BUCKETS + 1, labels)
        self.steps = nn.Parameter(torch.zeros(labels, labels))
        nn.init.zeros_(self.near.weight)

    def forward(self, cue: Tensor, words: Tensor, distance: Tensor) -> Tensor:
        """Scores (predicates, words, labels) for `cue` (predicates, width) and `words` (predicates, words, width)."""
        scores = biaffine(self.role(F.gelu(self.cue(cue))), F.gelu(self.word(words)), self.labels)
        return scores + self.near(distance)


def biaffine(by_cue: Tensor, by_word: Tensor, labels: int) -> Tensor:
    """(cues, labels * (ROLE + 1)) and (cues, words, ROLE) to scores (cues, words, labels)."""
    by_cue = by_cue.view(-1, labels, ROLE_WIDTH + 1)
    return torch.einsum("nlr,nwr->nwl", by_cue[..., :ROLE_WIDTH], by_word) + by_cue[:, None, :, ROLE_WIDTH]


def bucket(offset: Tensor) -> Tensor:
    """Distances in words, negative before the cue, as buckets: exact up to 4, then by powers of √2."""
    distance = offset.abs()
    coarse = (4 + 2 * (distance.clamp(min=4).float() / 4).log2()).long().clamp(max=DISTANCE_BUCKETS)
    return torch.where(distance < 4, distance, coarse) * offset.sign() + DISTANCE_BUCKETS
