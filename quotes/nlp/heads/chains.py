"""Linear-chain conditional random fields in NumPy: the best sequence, the probability of each label, of a sequence.

All functions take many sequences at once: `scores` (sequences, length, labels), `steps` (labels, labels) or
(sequences, labels, labels), `lengths` (sequences,). Source: Lafferty et al. 2001; Rabiner 1989 for the recursions.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from quotes.nlp.heads.blocks import PLACES_PER_RESCALING, Blocks, cut_blocks

Floats = np.ndarray[Any, np.dtype[np.float32]]
Ints = np.ndarray[Any, np.dtype[np.int64]]


def best_labels(scores: Floats, steps: Floats, lengths: Ints, block: int | None = None) -> Ints:
    """The labels (sequences, length) of the likeliest sequences, by Viterbi; 0 after the end.

    With `block`, sequences are cut into blocks of so many places, which are computed side by side.
    """
    blocks = cut_blocks(scores, steps, lengths, block)
    reached = blocks.run_forward(np.add, np.maximum)
    entries, exits = _best_bounds(blocks, reached)
    rows = np.arange(len(blocks.sizes))
    reached = np.ascontiguousarray(reached[:, entries * (reached.shape[1] > 1), :, rows].transpose(1, 2, 0))
    labels = np.zeros((len(reached), len(rows)), dtype=np.int64)
    current = exits
    for place in range(len(reached) - 1, -1, -1):
        living = blocks.living[place]
        labels[place, :living] = current[:living]
        if place:
            before = reached[place - 1, :, :living] + blocks.steps_to(current[:living])
            current[:living] = before.argmax(0)
    return np.asarray(blocks.join(labels[:, None])[..., 0])


def marginals(scores: Floats, steps: Floats, lengths: Ints, block: int | None = None) -> tuple[Floats, Floats]:
    """The probability of each label at each place, like `scores`, and the log partition sums (sequences,)."""
    length = scores.shape[1]
    highest = scores.max(2, keepdims=True)
    moves = np.exp(steps.astype(np.float64))
    blocks = cut_blocks(np.exp((scores - highest).astype(np.float64)), moves, lengths, block)
    logs = np.zeros(len(blocks.sizes))
    forward = blocks.run_forward(np.multiply, np.add, logs)
    before, after, total = _sum_bounds(blocks, forward, logs)
    shares = forward[:, 0] if forward.shape[1] == 1 else (forward * before[:, None]).sum(1)
    for place in range(len(shares) - 1, -1, -1):
        living = blocks.living[place]
        shares[place, :, :living] *= after[:, :living]
        if place:
            ahead = blocks.sum_back(blocks.emitted[place, :, :living] * after[:, :living])
            if place % PLACES_PER_RESCALING == 0:
                ahead /= ahead.max(0)
            after[:, :living] = ahead
    sums = shares.sum(1, keepdims=True)
    np.divide(shares, sums, out=shares, where=sums > 0)
    active = np.arange(length) < lengths[:, None]
    total = total + np.where(active, highest[..., 0], 0.0).sum(1)
    return blocks.join(shares).astype(np.float32), total.astype(np.float32)


def _best_bounds(blocks: Blocks, reached: Any) -> tuple[Ints, Ints]:
    """The label before each block and the last one in it, (blocks,), on the likeliest sequences."""
    ends = reached[blocks.sizes - 1, :, :, np.arange(len(blocks.sizes))]
    if reached.shape[1] == 1:
        exits = ends[:, 0].argmax(1)
        return np.zeros_like(exits), exits
    ways = blocks.lay_out(ends, np.where(np.eye(ends.shape[1]), 0, -np.inf))
    best = [np.zeros(ways.shape[1:3], dtype=ways.dtype)]  # before the first block, where any label does
    for way in ways:
        arrived = (best[-1][:, :, None] + way).max(1)
        best.append(arrived - arrived.max(1, keepdims=True))
    label = best[-1].argmax(1)
    sequences = np.arange(len(label))
    bounds = np.zeros((len(ways), 2, len(label)), dtype=np.int64)
    for number in range(len(ways) - 1, -1, -1):
        bounds[number, 1] = label
        label = (best[number] + ways[number, sequences, :, label]).argmax(1)
        bounds[number, 0] = label
    entries, exits = bounds[blocks.numbers, :, blocks.sequences].T.copy()
    return entries, exits


def _sum_bounds(blocks: Blocks, forward: Any, logs: Any) -> tuple[Any, Any, Any]:
    """The sums over all ways to each block and from it, (labels, blocks), and the log sums of all sequences."""
    rows = np.arange(len(blocks.sizes))
    ends = forward[blocks.sizes - 1, :, :, rows]
    total = np.zeros(blocks.shape[0])
    np.add.at(total, blocks.sequences, logs)
    if forward.shape[1] == 1:
        total[blocks.sequences] += np.log(ends[:, 0].sum(1))
        return np.ones((1, len(rows))), np.ones((forward.shape[2], len(rows))), total
    ways = blocks.lay_out(ends, np.eye(ends.shape[1]))
    before = np.zeros(ways.shape[:3])
    after = np.ones(ways.shape[:3])
    reached = np.zeros(ways.shape[1:3])
    reached[:, 0] = 1.0  # before the first block, where any label does
    for number, way in enumerate(ways):
        before[number] = reached
        reached = (reached[:, :, None] * way).sum(1)
        top = reached.sum(1, keepdims=True)
        total += np.log(top[:, 0])
        reached /= top
    for number in range(len(ways) - 1, 0, -1):
        ahead = (ways[number] * after[number][:, None]).sum(2)
        after[number - 1] = ahead / ahead.max(1, keepdims=True)
    bounds = (blocks.numbers, blocks.sequences)
    return before[bounds].T.copy(), after[bounds].T.copy(), total


def path_scores(scores: Floats, steps: Floats, labels: Ints) -> Floats:
    """The unnormalised log score (sequences,) of given labels (sequences, length), each to the end of the array."""
    emitted = np.take_along_axis(scores, labels[..., None], 2)[..., 0].sum(1)
    moved = steps[labels[:, :-1], labels[:, 1:]].sum(1)
    return np.asarray(emitted + moved, dtype=np.float32)


def legal_steps(labels: list[str]) -> Floats:
    """(labels, labels): 0 where the second BIO label may follow the first, a large negative number elsewhere."""
    steps = np.zeros((len(labels), len(labels)), dtype=np.float32)
    for i, before in enumerate(labels):
        for j, after in enumerate(labels):
            if after[0] == "I" and (before == "O" or before[2:] != after[2:]):
                steps[i, j] = -1e4
    return steps


def spans_of(labels: Ints, begin: int = 1) -> list[list[tuple[int, int]]]:
    """Half-open spans of each sequence (sequences, length), where `begin` opens a span and `begin + 1` continues it.

    >>> spans_of(np.array([[0, 1, 2], [1, 1, 0]]))
    [[(1, 3)], [(0, 1), (1, 2)]]
    """
    spans: list[list[tuple[int, int]]] = [[] for _ in labels]
    inside, opens = labels == begin + 1, labels == begin
    within = inside | opens
    opens[:, :1] |= inside[:, :1]
    opens[:, 1:] |= inside[:, 1:] & ~within[:, :-1]
    closes = within.copy()
    closes[:, :-1] &= ~within[:, 1:] | opens[:, 1:]
    rows, starts = opens.nonzero()
    for row, start, last in zip(rows.tolist(), starts.tolist(), closes.nonzero()[1].tolist(), strict=True):
        spans[row].append((start, last + 1))
    return spans
