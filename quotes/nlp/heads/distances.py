"""Distances between words in buckets: a head learns a weight for each bucket."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np

BUCKETS_PER_SIDE = 16  # the last one for all distances above 250 words
Ints = np.ndarray[Any, np.dtype[np.int64]]


def bucket(offset: Ints) -> Ints:
    """Distances in words, negative before the word, as buckets: exact up to 4, then by powers of √2.

    >>> bucket(np.array([-300, -1, 0, 3, 8])).tolist()
    [0, 15, 16, 19, 22]
    """
    size = np.abs(offset)
    coarse = np.minimum(
        (4 + 2 * np.log2(np.maximum(size, 4).astype(np.float32) / 4)).astype(np.int64), BUCKETS_PER_SIDE
    )
    return np.where(size < 4, size, coarse) * np.sign(offset) + BUCKETS_PER_SIDE


@lru_cache(maxsize=1)
def pairwise(longest: int) -> Ints:
    """(longest, longest) the bucket of the distance from each word to each other: `pairwise(9)[2, 3]` is 17."""
    places = np.arange(longest)
    return bucket(places[None] - places[:, None])
