"""Sequences of a chain cut into blocks that are computed side by side, so that one long text is as fast as many.

The sums (or the best) over all ways through a block are a matrix: from the label before the block to its last label.
These matrices are chained from block to block, and give each block its true beginning and end. The arrays hold the
blocks last, so that each step is one operation over all of them; the longest come first: ended ones cost nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

BLOCK_PLACES = 32  # of a text: fewer make more blocks to chain, more make more steps within them
PLACES_PER_RESCALING = 8  # sums of products get small: after so many places they are scaled up again

Ints = np.ndarray[Any, np.dtype[np.int64]]


@dataclass(frozen=True)
class Blocks:
    """Blocks of sequences: `emitted` (places, labels, blocks), `steps` (labels, labels, blocks or 1)."""

    emitted: Any
    steps: Any
    sequences: Ints  # of which each is a block
    numbers: Ints  # in their sequence
    sizes: Ints  # places
    living: tuple[int, ...]  # how many blocks have each place
    shape: tuple[int, int]  # sequences, places of the longest
    whole: bool  # each sequence is one block

    def run_forward(self, combine: np.ufunc, reduce: np.ufunc, logs: Any = None) -> Any:
        """(places, labels before, labels, blocks): the best, or the sum, of all ways to each place.

        For whole sequences there are no labels before. With `logs` (blocks,), results are rescaled, and what they were
        divided by is added there.
        """
        places, labels, blocks = self.emitted.shape
        reached = np.zeros((places, 1 if self.whole else labels, labels, blocks), dtype=self.emitted.dtype)
        first = 0 if self.whole else np.where(self.numbers == 0, combine.identity, self.steps)
        reached[0] = self.emitted[0] if self.whole else combine(first, self.emitted[0])
        for place in range(1, places):
            living = self.living[place]
            here = reached[place, ..., :living]
            before = reached[place - 1, ..., :living]
            if combine is np.multiply and self.steps.shape[2] == 1:
                arrived = self.steps[..., 0].T @ before
            else:
                arrived = reduce.reduce(combine(before[:, :, None], self.steps[..., :living]), axis=1)
            combine(arrived, self.emitted[place, :, :living], out=here)
            if logs is not None and place % PLACES_PER_RESCALING == 0:
                top = here.max((0, 1))
                here /= top
                logs[:living] += np.log(top)
        return reached

    def steps_to(self, labels: Ints) -> Any:
        """(labels, blocks) the steps to one label of each of the first blocks."""
        if self.steps.shape[2] == 1:
            return self.steps[:, labels, 0]
        return self.steps[:, labels, np.arange(len(labels))]

    def sum_back(self, after: Any) -> Any:
        """(labels, blocks) the sums over all steps from each label to those of the next place, of the first blocks."""
        if self.steps.shape[2] == 1:
            return self.steps[..., 0] @ after
        return (self.steps[..., : after.shape[1]] * after).sum(1)

    def lay_out(self, values: Any, missing: Any) -> Any:
        """(numbers, sequences, …) values of blocks by number and sequence, `missing` where a sequence has no more."""
        laid_out = np.empty((int(self.numbers.max()) + 1, self.shape[0], *values.shape[1:]), dtype=values.dtype)
        laid_out[:] = missing
        laid_out[self.numbers, self.sequences] = values
        return laid_out

    def join(self, values: Any) -> Any:
        """(sequences, places, …) from (places, …, blocks); 0 after the end of a sequence."""
        places, width, _ = values.shape
        numbers = -(-self.shape[1] // places)
        joined = np.zeros((self.shape[0], numbers, places, width), dtype=values.dtype)
        joined[self.sequences, self.numbers] = values.transpose(2, 0, 1)
        joined = joined.reshape(self.shape[0], -1, width)[:, : self.shape[1]]
        return joined


def cut_blocks(scores: Any, steps: Any, lengths: Ints, size: int | None) -> Blocks:
    """Cut sequences, `scores` (sequences, length, labels), into blocks of `size` places, or one block for each."""
    count, length, labels = scores.shape
    places = length if size is None else min(size, length)
    most = -(-length // places)
    sizes = np.clip(lengths[:, None] - np.arange(most) * places, 0, places).ravel()
    rows = np.argsort(-sizes, kind="stable")[: int((sizes > 0).sum())]
    if most * places > length:
        scores = np.pad(scores, ((0, 0), (0, most * places - length), (0, 0)))
    emitted = np.ascontiguousarray(scores.reshape(count * most, places, labels)[rows].transpose(1, 2, 0))
    sequences, numbers = np.divmod(rows, most)
    steps = steps[..., None] if steps.ndim == 2 else np.ascontiguousarray(steps[sequences].transpose(1, 2, 0))
    living = np.searchsorted(-sizes[rows], -np.arange(places)).tolist()
    return Blocks(emitted, steps, sequences, numbers, sizes[rows], tuple(living), (count, length), size is None)
