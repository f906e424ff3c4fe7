"""Distances between words in buckets, of which a head learns one weight each."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np

NEAR = 16  # buckets on either side of a word
Ints = np.ndarray[Any, np.dtype[np.int64]]


def bucket(offset: Ints) -> Ints:
    """Distances in words, negative before the word, as buckets: exact up to 4, then by powers of √2.

    >>> bucket(np.array([-300, -1, 0, 3, 8])).tolist()
    [0, 15, 16, 19, 22]
    """
    size = np.abs(offset)
    coarse = np.minimum((4 + 2 * np.log2(np.maximum(size, 4).astype(np.float32) / 4)).astype(np.int64), NEAR)
    return np.where(size < 4, size, coarse) * np.sign(offset) + NEAR


@lru_cache(maxsize=1)
def pairwise(longest: int) -> Ints:
    """(longest, longest) the bucket of each word as seen from each other, row by row: `pairwise(9)[2, 3]` is 17."""
    places = np.arange(longest)
    return bucket(places[None] - places[:, None])
