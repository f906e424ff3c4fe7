"""Linear-chain conditional random fields in NumPy: the best sequence, the probability of each label, of a sequence.

All functions take many sequences at once: `scores` (sequences, length, labels), `steps` (labels, labels) or
(sequences, labels, labels), `lengths` (sequences,). Source: Lafferty et al. 2001; Rabiner 1989 for the recursions.
"""

from __future__ import annotations

from typing import Any

import numpy as np

Floats = np.ndarray[Any, np.dtype[np.float32]]
Ints = np.ndarray[Any, np.dtype[np.int64]]


def best_labels(scores: Floats, steps: Floats, lengths: Ints) -> Ints:
    """The labels (sequences, length) of the likeliest sequences, by Viterbi; 0 after the end."""
    count, length, _ = scores.shape
    steps = _each(steps, count)
    best = scores[:, 0].copy()
    back = np.zeros(scores.shape, dtype=np.int64)
    for place in range(1, length):
        arrived = best[:, :, None] + steps
        chosen = arrived.argmax(1)
        reached = np.take_along_axis(arrived, chosen[:, None], 1)[:, 0] + scores[:, place]
        active = (place < lengths)[:, None]
        best = np.where(active, reached, best)
        back[:, place] = np.where(active, chosen, np.arange(scores.shape[2]))
    labels = np.zeros((count, length), dtype=np.int64)
    labels[:, -1] = best.argmax(1)
    for place in range(length - 1, 0, -1):
        labels[:, place - 1] = back[np.arange(count), place, labels[:, place]]
    labels[np.arange(length) >= lengths[:, None]] = 0
    return labels


def marginals(scores: Floats, steps: Floats, lengths: Ints) -> tuple[Floats, Floats]:
    """The probability of each label at each place, like `scores`, and the log partition sums (sequences,)."""
    count, length, _ = scores.shape
    moves = np.exp(_each(steps, count).astype(np.float64))
    highest = scores.max(2, keepdims=True)
    emitted = np.exp((scores - highest).astype(np.float64))
    active = (np.arange(length) < lengths[:, None])[..., None]
    forward, shrunk = np.zeros_like(emitted), np.ones((count, length, 1))
    reached = emitted[:, 0]
    for place in range(length):
        if place:
            following = (forward[:, place - 1, None] @ moves)[:, 0] * emitted[:, place]
            reached = np.where(active[:, place], following, forward[:, place - 1])
        shrunk[:, place] = reached.sum(1, keepdims=True)
        forward[:, place] = reached / shrunk[:, place]
    backward = np.ones_like(emitted)
    for place in range(length - 2, -1, -1):
        ahead = emitted[:, place + 1] * backward[:, place + 1] / shrunk[:, place + 1]
        backward[:, place] = np.where(active[:, place + 1], (moves @ ahead[..., None])[..., 0], 1.0)
    total = np.where(active, np.log(shrunk) + highest, 0.0).sum((1, 2))
    return (forward * backward).astype(np.float32), total.astype(np.float32)


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


def _each(steps: Floats, count: int) -> Floats:
    return steps if steps.ndim == 3 else np.broadcast_to(steps, (count, *steps.shape))
