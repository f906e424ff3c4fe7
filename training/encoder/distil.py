"""What a student learns from a teacher's vectors: the vectors through a projection, and the teacher's scores.

The teacher's heads are applied to its stored vectors, so that names, spans and roles have a probability of each label
instead of a label (Hinton et al. 2015); the vectors themselves are a target as in TinyBERT (Jiao et al. 2020).
"""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor, nn

from training.encoder.batch import Batch
from training.encoder.examples import GUIDELINES
from training.encoder.labels import Labels
from training.encoder.losses import role_scores
from training.encoder.network import Network, build, find_heads

CUE_PROBABILITY = 0.25  # from which a word may be part of a cue
MAX_CUES = 48  # of a batch, for their roles
CUE, OUTSIDE = 1, 0  # the row of cues among the flat chains; the label of words outside


class Distillation(nn.Module):
    """The heads of a teacher and the projection of the student's vectors to the teacher's width."""

    def __init__(self, teacher: Network, width: int) -> None:
        super().__init__()
        self.projection = nn.Linear(width, teacher.width)
        teacher.encoder = nn.Identity()
        self.heads = [teacher.eval().requires_grad_(False)]  # in a list, so that they are no part of checkpoints

    @classmethod
    def from_disk(cls, folder: Path, width: int) -> Distillation:
        """The distillation from a teacher's `checkpoint.pt` and `labels.json`."""
        state = torch.load(folder / "checkpoint.pt", map_location="cpu", weights_only=True, mmap=True)["network"]
        teacher = build(Labels.from_disk(folder / "labels.json"), "mpnet", find_heads(state))
        teacher.load_state_dict(state)
        return cls(teacher, width)

    def losses(self, student: Network, x: Tensor, batch: Batch, rng: random.Random) -> dict[str, Tensor]:
        """Losses, summed over words, of the student's vectors `x` (batch, words, width)."""
        assert batch.vectors is not None
        teacher, vectors = self.heads[0].to(x.device), batch.vectors
        inside = torch.arange(x.shape[1], device=x.device)[None] < batch.lengths[:, None]
        loss_by_task = {"hidden": ((self.projection(x) - vectors) ** 2).mean(-1)[inside].sum()}
        loss_by_task["soft_name"] = divergence(student.name(x[inside]), teacher.name(vectors[inside]))
        return loss_by_task | self.attribution_losses(student, x, batch, rng)

    def attribution_losses(self, student: Network, x: Tensor, batch: Batch, rng: random.Random) -> dict[str, Tensor]:
        """Those of spans and roles alone."""
        assert batch.vectors is not None
        teacher, vectors = self.heads[0].to(x.device), batch.vectors
        assert student.corpus is not None
        assert teacher.corpus is not None
        inside = torch.arange(x.shape[1], device=x.device)[None] < batch.lengths[:, None]
        guidelines = torch.tensor([rng.randrange(GUIDELINES) for _ in batch.lengths], device=x.device)
        x = x + student.corpus(guidelines)[:, None]
        vectors = vectors + teacher.corpus(guidelines)[:, None]
        flat = teacher.flat(vectors).unflatten(-1, (3, 3))
        loss_by_task = {"soft_flat": divergence(student.flat(x).unflatten(-1, (3, 3))[inside], flat[inside])}
        cues = find_cues(flat.softmax(-1)[..., CUE, OUTSIDE].neg() + 1, batch.lengths, rng)
        if cues:
            cued = with_cues(batch, cues)
            annotated = inside[cued.cue_text]
            soft = role_scores(teacher, vectors, cued)[annotated]
            loss_by_task["soft_role"] = divergence(role_scores(student, x, cued)[annotated], soft)
        return loss_by_task


def divergence(scores: Tensor, targets: Tensor) -> Tensor:
    """The Kullback-Leibler divergence of the labels' distributions (…, labels), summed."""
    return F.kl_div(scores.log_softmax(-1), targets.log_softmax(-1), reduction="sum", log_target=True)


def find_cues(probabilities: Tensor, lengths: Tensor, rng: random.Random) -> list[tuple[int, int, int]]:
    """Text, first word and end of runs of words that may be cues, by their probability (batch, words)."""
    cues = []
    for number, (row, length) in enumerate(
        zip((probabilities > CUE_PROBABILITY).tolist(), lengths.tolist(), strict=True)
    ):
        start = None
        for place, possible in enumerate([*row[:length], False]):
            if possible and start is None:
                start = place
            elif not possible and start is not None:
                cues.append((number, start, place))
                start = None
    return rng.sample(cues, MAX_CUES) if len(cues) > MAX_CUES else cues


def with_cues(batch: Batch, cues: list[tuple[int, int, int]]) -> Batch:
    """The batch with these cues in place of annotated ones."""
    device = batch.ids.device
    words = torch.zeros(len(cues), batch.words, device=device)
    for row, (_, start, end) in zip(words, cues, strict=True):
        row[start:end] = 1
    return replace(batch, cue_text=torch.tensor([number for number, _, _ in cues], device=device), cue_words=words)
