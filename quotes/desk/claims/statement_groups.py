"""The same statement in several wordings: near-duplicates by MinHash, confirmed by rapidfuzz.

Only statements of one speaker are the same statement; a record without a known speaker may join any.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from quotes.desk.claims.minhash import SimilarTexts
from quotes.record import Record

MIN_SIMILARITY = 85.0  # of 100, by rapidfuzz's token_set_ratio: from there two wordings are one statement
MIN_LENGTH_RATIO = 0.6  # a wording of three fifths of the length may still be the same statement
MIN_WORDS = 4  # shorter ones are the same only word for word


def group_statements(records: Sequence[Record]) -> list[list[int]]:
    """The numbers of the records of each statement; the first of a group is the first in the order given."""
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
    from rapidfuzz import fuzz

    texts = SimilarTexts()
    leaders: list[int] = []
    for number, (text, speaker) in enumerate(keys):
        long_enough = len(text.split()) >= MIN_WORDS
        candidates = texts.find(_shingles(text)) if long_enough else []
        same = [
            other
            for other in candidates
            if _may_be_one(speaker, keys[other][1])
            and MIN_LENGTH_RATIO <= len(text) / max(len(keys[other][0]), 1) <= 1 / MIN_LENGTH_RATIO
            and fuzz.token_set_ratio(text, keys[other][0], score_cutoff=MIN_SIMILARITY)
        ]
        leaders.append(min(same, default=number))
        if not same and long_enough:
            texts.add(number, _shingles(text))
    return leaders


def normalize(record: Record) -> str:
    """The content in small letters, without marks: what wordings are compared by."""
    text = " ".join(part.text for part in record.content).casefold().replace("’", "'")
    text = re.sub(r"(?<=\d),(?=\d)", "", text)  # 13,000 is 13000
    words = re.findall(r"[\w'%$€£.-]*\w[%]?", text)
    return " ".join(words[1:] if words[:1] == ["that"] else words)


def _shingles(text: str) -> set[str]:
    words = text.split()
    return {*words, *(f"{a} {b}" for a, b in pairwise(words))}


def _speaker(record: Record) -> str:
    return "" if record.speaker is None else " ".join(record.speaker.name.casefold().split())


def _may_be_one(one: str, other: str) -> bool:
    """ "Stoltenberg" and "Jens Stoltenberg"; nobody known may be anybody."""
    a, b = set(one.split()), set(other.split())
    return a <= b or b <= a
