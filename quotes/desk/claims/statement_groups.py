"""The same statement in several wordings: near-duplicates by MinHash, confirmed by rapidfuzz.

Statements are the same only if one speaker made them; a record without a speaker may join any group.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from quotes.desk.claims.minhash import SimilarTexts
from quotes.record import Record

MIN_SIMILARITY = 85.0  # of 100, by rapidfuzz's token_set_ratio, for two wordings of one statement
MIN_LENGTH_RATIO = 0.6  # of the shorter to the longer wording: a much shorter one says less
MIN_WORDS = 4  # shorter statements are the same only if they are identical


def group_statements(records: Sequence[Record]) -> list[list[int]]:
    """The records of each statement, by number: `[[0, 2], [1]]`. Groups keep the order given."""
    exact: dict[tuple[str, str], list[int]] = {}
    for number, record in enumerate(records):
        exact.setdefault((normalize(record), _speaker(record)), []).append(number)
    distinct = list(exact.items())
    groups: dict[int, list[int]] = {}
    for place, leader in enumerate(_find_leaders([key for key, _ in distinct])):
        groups.setdefault(leader, []).extend(distinct[place][1])
    return [sorted(group) for group in groups.values()]


def _find_leaders(keys: Sequence[tuple[str, str]]) -> list[int]:
    """For each (statement, speaker) the number of the first that it repeats: its own number if it is new."""
    from rapidfuzz import fuzz

    texts = SimilarTexts()
    leaders: list[int] = []
    for number, (text, speaker) in enumerate(keys):
        is_long_enough = len(text.split()) >= MIN_WORDS
        candidates = texts.find(_shingles(text)) if is_long_enough else []
        repeated = [
            other
            for other in candidates
            if _may_be_same_speaker(speaker, keys[other][1])
            and MIN_LENGTH_RATIO <= len(text) / max(len(keys[other][0]), 1) <= 1 / MIN_LENGTH_RATIO
            and fuzz.token_set_ratio(text, keys[other][0], score_cutoff=MIN_SIMILARITY)
        ]
        leaders.append(min(repeated, default=number))
        if not repeated and is_long_enough:
            texts.add(number, _shingles(text))
    return leaders


def normalize(record: Record) -> str:
    """The content in lower case without punctuation, for comparing wordings."""
    words = split_words(" ".join(part.text for part in record.content))
    return " ".join(words[1:] if words[:1] == ["that"] else words)


def split_words(text: str) -> list[str]:
    """The words in lower case without punctuation: "13,000 men." has the words "13000" and "men"."""
    text = text.casefold().replace("’", "'")
    text = re.sub(r"(?<=\d),(?=\d)", "", text)  # 13,000 is 13000
    return re.findall(r"[\w'%$€£.-]*\w[%]?", text)


def _shingles(text: str) -> set[str]:
    words = text.split()
    return {*words, *(f"{a} {b}" for a, b in pairwise(words))}


def _speaker(record: Record) -> str:
    return "" if record.speaker is None else " ".join(record.speaker.name.casefold().split())


def _may_be_same_speaker(first: str, other: str) -> bool:
    """True for "Stoltenberg" and "Jens Stoltenberg"; an unknown speaker ("") may be anyone."""
    first_names, other_names = set(first.split()), set(other.split())
    return first_names <= other_names or other_names <= first_names
