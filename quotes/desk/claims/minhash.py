"""Find statements that share most of their words without comparing all pairs: MinHash signatures in bands.

Source: Broder (1997), "On the Resemblance and Containment of Documents"; the bands as in Leskovec, Rajaraman and
Ullman, "Mining of Massive Datasets", chapter 3.
"""

from __future__ import annotations

import random
import zlib
from collections.abc import Collection
from typing import Any

import numpy as np

BANDS = 16
ROWS_PER_BAND = (
    4  # (1 / 16) ** (1 / 4): two sets that share half of their members have about an even chance to meet in a band
)
Hashes = np.ndarray[Any, np.dtype[np.uint32]]
_RANDOM = random.Random(1)
_FACTORS = np.array([_RANDOM.getrandbits(32) | 1 for _ in range(BANDS * ROWS_PER_BAND)], dtype=np.uint32)
_SUMMANDS = np.array([_RANDOM.getrandbits(32) for _ in range(BANDS * ROWS_PER_BAND)], dtype=np.uint32)


class SimilarTexts:
    """Sets of words under the numbers that they were added with: `texts.find({"ready", "to"})` is `[3, 7]`."""

    def __init__(self) -> None:
        self._bands: list[dict[bytes, list[int]]] = [{} for _ in range(BANDS)]

    def add(self, number: int, members: Collection[str]) -> None:
        """Add a set under a number."""
        for band, key in zip(self._bands, _find_keys(members), strict=True):
            band.setdefault(key, []).append(number)

    def find(self, members: Collection[str]) -> list[int]:
        """The numbers of the sets that may share half of their members with this one, in order."""
        matches = (band.get(key, ()) for band, key in zip(self._bands, _find_keys(members), strict=True))
        return sorted({number for numbers in matches for number in numbers})


def _find_keys(members: Collection[str]) -> list[bytes]:
    """A key for each band: the smallest hashes of the members under each of the band's hash functions."""
    hashes = _mix(np.array([zlib.crc32(member.encode("utf-8", "surrogatepass")) for member in members], np.uint32))
    least = (hashes[:, None] * _FACTORS + _SUMMANDS).min(axis=0)
    return [row.tobytes() for row in least.reshape(BANDS, ROWS_PER_BAND)]


def _mix(hashes: Hashes) -> Hashes:
    """Spread the bits of checksums, like the last step of MurmurHash3: similar words have similar checksums."""
    for shift, factor in ((16, 0x85EBCA6B), (13, 0xC2B2AE35)):
        hashes = (hashes ^ (hashes >> np.uint32(shift))) * np.uint32(factor)
    mixed: Hashes = hashes ^ (hashes >> np.uint32(16))
    return mixed
