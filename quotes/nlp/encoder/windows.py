"""Cut a long text into overlapping windows of word pieces: each word is read once, with context on both sides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from quotes.nlp.encoder.pieces import Ints

SIZE, CONTEXT = 320, 16  # word pieces of a window, and of its context on each side, unless a config has others


@dataclass(frozen=True)
class Window:
    """Words `start` to `end` are read, those from `first` to `last` are kept; half-open, `start <= first`."""

    start: int
    first: int
    last: int
    end: int


def cut_windows(lengths: Ints, breaks: Sequence[int], size: int, context: int) -> list[Window]:
    """Windows of at most `size` pieces over words with `lengths` pieces each, `context` pieces on each side.

    Cores are about equally long and begin at one of the `breaks` (words that open a paragraph) where one is near.

    >>> cut_windows(np.ones(10, dtype=np.int64), [], size=6, context=1)
    [Window(start=0, first=0, last=3, end=4), Window(start=2, first=3, last=7, end=8), Window(start=6, first=7, last=10, end=10)]
    """  # noqa: E501
    words = len(lengths)
    ends = np.cumsum(lengths)
    total = int(ends[-1]) if words else 0
    if total <= size:
        return [Window(0, 0, words, words)] if words else []
    core = size - 2 * context
    number = -(-total // core)
    edges = [0]
    for i in range(1, number):
        edges.append(_edge(ends, breaks, total * i / number, slack=core - total / number))
    edges = sorted({*edges, words})
    windows = []
    for first, last in pairwise(edges):
        before = int(ends[first - 1]) if first else 0
        start = int(np.searchsorted(ends, before - context, side="right")) if before > context else 0
        end = int(np.searchsorted(ends, int(ends[last - 1]) + context, side="right"))
        windows.append(Window(start, first, last, max(end, last)))
    return windows


def _edge(ends: Ints, breaks: Sequence[int], target: float, slack: float) -> int:
    """The word to begin a window with: the break nearest to the target piece, or the word there."""
    word = int(np.searchsorted(ends, target, side="right"))
    near = [b for b in breaks if 0 < b < len(ends) and abs(float(ends[b - 1]) - target) <= slack / 2]
    return min(near, key=lambda b: abs(float(ends[b - 1]) - target)) if near else word
