"""Where in the texts the words of a quotation are: an index of the places of each word, rare words first.

The texts are one long row of numbers, a number for each word. The places of a word are a stretch of one sorted row,
so that a transcript of 100,000 words takes a megabyte, and no quotation is compared with every passage.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from typing import Any

import numpy as np

from quotes.article import Article
from quotes.desk.verify.words import Word, split_words
from quotes.language.lexicon import word_list
from quotes.language.word_forms import find_stem

MAX_PLACES = 10_000  # of the words that vote for passages: in long texts only the rarer ones do
MIN_VOTING_WORDS = 3  # of a quotation, rare or not
COMMON_WORD_WEIGHT = 0.2  # of words that two statements share by chance
PRIOR_WORDS = 10_000  # that the texts have at least, as it were: in a short release each word is rare
COMMON_RATE = 20  # words between two occurrences of a word that tells little
MIN_PART = 3  # letters of each word of a compound
MAX_WINDOWS = 6  # passages that are aligned with a quotation
Numbers = np.ndarray[Any, np.dtype[np.int64]]


@dataclass(frozen=True)
class Window:
    """A stretch of a text, in words, and the share of the quotation's weight that is in it."""

    source: int
    start: int
    end: int
    coverage: float


class PassageIndex:
    """The places of all words of some texts."""

    def __init__(self, articles: Sequence[Article]):
        self.articles = tuple(articles)
        self._numbers: dict[str, int] = {}
        self._stems: dict[str, int] = {}
        keys, starts, ends, bounds = array("i"), array("i"), array("i"), [0]
        for article in self.articles:
            for word in split_words(article.text):
                keys.append(self._numbers.setdefault(word.key, len(self._numbers)))
                starts.append(word.start)
                ends.append(word.end)
            bounds.append(len(keys))
        self.vocabulary = tuple(self._numbers)
        self.keys = np.array(keys, np.int32)
        self.bounds = np.array(bounds, np.int64)  # where in the row each text begins, and the last ends
        self._word_starts, self._word_ends = np.array(starts, np.int32), np.array(ends, np.int32)
        stems = [self._stems.setdefault(find_stem(key), len(self._stems)) for key in self.vocabulary]
        self.stem_of = np.array(stems, np.int32)
        row = self.stem_of[self.keys] if stems else self.keys
        self._order = np.argsort(row, kind="stable").astype(np.int32)
        self._stem_ends = np.cumsum(np.bincount(row, minlength=len(self._stems)))

    def words(self, source: int, start: int, end: int) -> list[Word]:
        """The words of a text from one place to another."""
        low, high = int(self.bounds[source]) + start, int(self.bounds[source]) + end
        rows = zip(self.keys[low:high], self._word_starts[low:high], self._word_ends[low:high], strict=True)
        return [Word(self.vocabulary[key], int(begin), int(last)) for key, begin, last in rows]

    def number_of(self, key: str) -> int:
        """The number of a word; -1 for one that is in no text."""
        return self._numbers.get(key, -1)

    def stem_number_of(self, key: str) -> int:
        """The number of a word's stem; -1 for one that is in no text.

        A compound that is in no text has that of the rarer of its two words: "website" that of "site".
        """
        number = self._stems.get(find_stem(key), -1)
        if number < 0 and len(key) >= 2 * MIN_PART and key.isalpha():
            cuts = range(MIN_PART, len(key) - MIN_PART + 1)
            parts = ([self._stems.get(find_stem(part), -1) for part in (key[:cut], key[cut:])] for cut in cuts)
            rarer = (min(pair, key=lambda stem: len(self._places(stem))) for pair in parts if min(pair) >= 0)
            return min(rarer, default=-1)
        return number

    def join_compounds(self, keys: Sequence[str]) -> list[str]:
        """The words with those made one that the texts have only as one: "web site" is "website"."""
        joined: list[str] = []
        for key in keys:
            is_new = key not in self._numbers or (bool(joined) and joined[-1] not in self._numbers)
            if joined and is_new and joined[-1] + key in self._numbers:
                joined[-1] += key
            else:
                joined.append(key)
        return joined

    def weight_of(self, key: str) -> float:
        """How much a word tells: next to nothing for "of" and "going", else more the rarer it is in the texts."""
        if key in word_list("common_words") or key in word_list("function_words"):
            return COMMON_WORD_WEIGHT
        stem = self.stem_number_of(key)
        count = len(self._places(stem)) if stem >= 0 else 0
        return log(1 + (len(self.keys) + PRIOR_WORDS) / (1 + count) / COMMON_RATE)

    def find_exact(self, keys: Sequence[str], left_out: frozenset[int]) -> list[tuple[int, int]]:
        """(source, place in its words) of each passage with exactly these words."""
        numbers = [self.number_of(key) for key in keys]
        if -1 in numbers:
            return []
        stems = [int(self.stem_of[number]) for number in numbers]
        rarest = min(range(len(keys)), key=lambda at: len(self._places(stems[at])))
        places = self._places(stems[rarest]).astype(np.int64) - rarest
        places = places[(places >= 0) & (places + len(keys) <= len(self.keys))]
        for at, number in enumerate(numbers):
            places = places[self.keys[places + at] == number]
            if not len(places):
                return []
        first, last = self._sources_of(places), self._sources_of(places + len(keys) - 1)
        return [
            (int(source), int(place - self.bounds[source]))
            for source, place, end in zip(first, places, last, strict=True)
            if source == end and int(source) not in left_out
        ]

    def find_windows(self, keys: Sequence[str], size: int, left_out: frozenset[int]) -> list[Window]:
        """The stretches of two times `size` words that have most of the weight of the words, the best first."""
        weights = {key: self.weight_of(key) for key in dict.fromkeys(self.join_compounds(keys))}
        voters = self._choose_voters(weights)
        if not voters:
            return []
        places = np.concatenate([self._places(stem) for _, stem in voters]).astype(np.int64)
        voter = np.repeat(np.arange(len(voters)), [len(self._places(stem)) for _, stem in voters])
        sources = self._sources_of(places)
        if left_out:
            is_kept = ~np.isin(sources, list(left_out))
            places, voter, sources = places[is_kept], voter[is_kept], sources[is_kept]
        bucket = (sources << 32) + (places - self.bounds[sources]) // size
        has_before = (bucket & 0xFFFFFFFF) > 0
        both = np.concatenate((bucket, bucket[has_before] - 1))  # a window is two buckets
        pairs = np.unique(both * len(voters) + np.concatenate((voter, voter[has_before])))
        names, inverse = np.unique(pairs // len(voters), return_inverse=True)
        weight_of = np.array([weights[key] for key, _ in voters])
        sums = np.bincount(inverse, weight_of[pairs % len(voters)])
        best = np.argsort(-sums, kind="stable")[:MAX_WINDOWS]
        total = sum(weights.values())
        return [self._window(int(names[at]), size, float(sums[at]) / total) for at in best]

    def _choose_voters(self, weights: dict[str, float]) -> list[tuple[str, int]]:
        """The words that vote, rare ones first, each with the number of its stem."""
        voters: list[tuple[str, int]] = []
        used = 0
        stems = [(key, self.stem_number_of(key)) for key in weights]
        for key, stem in sorted((pair for pair in stems if pair[1] >= 0), key=lambda pair: len(self._places(pair[1]))):
            used += len(self._places(stem))
            if used > MAX_PLACES and len(voters) >= MIN_VOTING_WORDS:
                break
            voters.append((key, stem))
        return voters

    def _window(self, name: int, size: int, coverage: float) -> Window:
        source, bucket = name >> 32, name & 0xFFFFFFFF
        length = int(self.bounds[source + 1] - self.bounds[source])
        return Window(source, bucket * size, min((bucket + 2) * size, length), coverage)

    def _places(self, stem: int) -> Any:
        return self._order[self._stem_ends[stem - 1] if stem else 0 : self._stem_ends[stem]]

    def _sources_of(self, places: Numbers) -> Numbers:
        return np.searchsorted(self.bounds, places, side="right") - 1
