"""Batches without end for a run, made by processes of their own where the training itself is faster: on a GPU."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from pathlib import Path

import torch
from torch.utils.data import DataLoader, IterableDataset, get_worker_info

from training.encoder.batch import Batch, make_batch
from training.encoder.streams import Mixture
from training.encoder.texts import SOFT, TrainingTexts, make_stream

BATCHES_AHEAD = 8  # that each process has ready


class Batches(IterableDataset[tuple[str, Batch]]):
    """Pairs of a stream's name and a batch of its texts, by `shares` of the word pieces.

    All texts are read when it is made, before any process begins. Each process takes them in an order of its own.
    """

    def __init__(
        self, texts: TrainingTexts, shares: Mapping[str, float], max_pieces: int, seed: int, soft: Path | None = None
    ) -> None:
        super().__init__()
        self.texts, self.shares, self.max_pieces, self.seed, self.soft = texts, shares, max_pieces, seed, soft
        self.texts_by_stream = {name: texts.read(name) for name in shares if name != SOFT}

    def __iter__(self) -> Iterator[tuple[str, Batch]]:
        worker = get_worker_info()
        if worker is not None:
            torch.set_num_threads(1)
        rng = random.Random(self.seed + 31_000_000 * (0 if worker is None else worker.id))
        pieces = self.texts.pieces
        mixture = Mixture(
            {
                name: make_stream(name, self.texts_by_stream.get(name, ()), pieces, rng, self.max_pieces, self.soft)
                for name in self.shares
            },
            self.shares,
        )
        while True:
            kind, passages = mixture.take()
            batch = make_batch(passages, pieces, rng)
            mixture.count(kind, float(batch.mask.sum()))
            yield kind, batch


def load_batches(batches: Batches, workers: int) -> Iterator[tuple[str, Batch]]:
    """The batches as they come, or made ahead by so many `workers`."""
    if not workers:
        return iter(batches)
    torch.multiprocessing.set_sharing_strategy("file_system")  # tensors of batches ahead would be too many open files
    loader = DataLoader(batches, batch_size=None, num_workers=workers, prefetch_factor=BATCHES_AHEAD)
    return iter(loader)
