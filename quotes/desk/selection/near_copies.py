"""Articles that repeat another nearly word for word, as agency copy in several outlets does.

Two articles are compared by the sentences that their records are in: two reports of one speech share its quotations,
but not the words around them.
"""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING, Any

import numpy as np

from quotes.desk.claims.minhash import SimilarTexts

if TYPE_CHECKING:
    import duckdb

MIN_SHARED = 0.5  # of all the shingles of two articles: an outlet may cut agency copy, and change its first sentence
MIN_SHINGLES = 40  # an article with fewer has about one sentence with a quotation, which many may share
WORDS_PER_SHINGLE = 3
Hashes = np.ndarray[Any, np.dtype[np.uint32]]

_ARTICLES = """
SELECT place, list(DISTINCT context), min(published) AS day, min(rowid) AS first FROM records GROUP BY place
ORDER BY day NULLS LAST, first
"""


def find_near_copies(connection: duckdb.DuckDBPyConnection) -> dict[int, int]:
    """The article that each copy repeats: {copy: original}, by their numbers; the earliest is the original."""
    texts = SimilarTexts()
    originals: dict[int, Hashes] = {}
    copies: dict[int, int] = {}
    cursor = connection.execute(_ARTICLES)
    while batch := cursor.fetchmany(1_000):
        for place, contexts, _, _ in batch:
            shingles = _shingle(contexts)
            if len(shingles) < MIN_SHINGLES:
                continue
            hashes = np.unique(
                np.array([zlib.crc32(shingle.encode("utf-8", "replace")) for shingle in shingles], np.uint32)
            )
            original = next((other for other in texts.find(shingles) if _is_copy(hashes, originals[other])), None)
            if original is None:
                texts.add(place, shingles)
                originals[place] = hashes
            else:
                copies[place] = original
    return copies


def _is_copy(first: Hashes, other: Hashes) -> bool:
    shared = len(np.intersect1d(first, other, assume_unique=True))
    return shared >= MIN_SHARED * (len(first) + len(other) - shared)


def _shingle(contexts: list[str]) -> set[str]:
    """All runs of three words: {"the mayor said", "mayor said so"}."""
    shingles: set[str] = set()
    for context in contexts:
        words = re.findall(r"\w+", context.casefold())
        shingles.update(
            " ".join(words[at : at + WORDS_PER_SHINGLE]) for at in range(len(words) - WORDS_PER_SHINGLE + 1)
        )
    return shingles
