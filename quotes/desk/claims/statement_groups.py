"""The same statement in several wordings: near-duplicates by MinHash (datasketch), confirmed by rapidfuzz.

Only statements of one speaker are the same statement; a record without a known speaker may join any.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from itertools import pairwise

from quotes.errors import QuotesError
from quotes.record import Record

PERMUTATIONS = 64
JACCARD = 0.5  # of words and pairs of words: where MinHash looks
ALIKE = 85.0  # of 100, by rapidfuzz's token_set_ratio: where two wordings are one statement
SHORTER = 0.6  # a wording of three fifths of the length may still be the same statement
WORDS = 4  # shorter ones are the same only word for word


def group_statements(records: Sequence[Record]) -> list[list[int]]:
    """The numbers of the records of each statement; the first of a group is the first in the order given.

    Raises QuotesError, which names the extra to install, where a library is missing.
    """
    exact: dict[tuple[str, str], list[int]] = {}
    for number, record in enumerate(records):
        exact.setdefault((normalize(record), _speaker(record)), []).append(number)
    distinct = list(exact.items())
    groups: dict[int, list[int]] = {}
    for place, leader in enumerate(_find_leaders([key for key, _ in distinct])):
        groups.setdefault(leader, []).extend(distinct[place][1])
    return [sorted(group) for group in groups.values()]


def _find_leaders(keys: Sequence[tuple[str, str]]) -> list[int]:
    """For each (statement, speaker) the first one that it is the same as: itself where it is new."""
    try:
        from datasketch import MinHash, MinHashLSH
        from rapidfuzz import fuzz
    except ImportError as error:
        raise QuotesError(f"{error.name} is not installed; pip install 'quotes[claims]'") from error
    index = MinHashLSH(threshold=JACCARD, num_perm=PERMUTATIONS)
    hashes = MinHash.generator(
        [_shingles(text) for text, _ in keys], num_perm=PERMUTATIONS, seed=1, hashfunc=zlib.crc32
    )
    leaders: list[int] = []
    for number, ((text, speaker), sketch) in enumerate(zip(keys, hashes, strict=True)):
        words = len(text.split())
        candidates = index.query(sketch) if words >= WORDS else []
        same = [
            other
            for other in candidates
            if _may_be_one(speaker, keys[other][1])
            and SHORTER <= len(text) / max(len(keys[other][0]), 1) <= 1 / SHORTER
            and fuzz.token_set_ratio(text, keys[other][0], score_cutoff=ALIKE)
        ]
        leaders.append(min(same, default=number))
        if not same and words >= WORDS:
            index.insert(number, sketch, check_duplication=False)
    return leaders


def normalize(record: Record) -> str:
    """The content in small letters, without marks: what wordings are compared by."""
    text = " ".join(part.text for part in record.content).casefold().replace("’", "'")
    text = re.sub(r"(?<=\d),(?=\d)", "", text)  # 13,000 is 13000
    words = re.findall(r"[\w'%$€£.-]*\w[%]?", text)
    return " ".join(words[1:] if words[:1] == ["that"] else words)


def _shingles(text: str) -> list[bytes]:
    words = text.split()
    return [word.encode() for word in {*words, *(f"{a} {b}" for a, b in pairwise(words))}]


def _speaker(record: Record) -> str:
    return "" if record.speaker is None else " ".join(record.speaker.name.casefold().split())


def _may_be_one(one: str, other: str) -> bool:
    """ "Stoltenberg" and "Jens Stoltenberg"; nobody known may be anybody."""
    a, b = set(one.split()), set(other.split())
    return a <= b or b <= a
