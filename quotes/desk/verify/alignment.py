"""Align the words of a quotation with those of a passage: which are the same, replaced, added, left out.

All of the quotation is aligned, of the passage the part that fits. What is left out costs less than what is replaced,
and next to nothing where the writer shows a gap. rapidfuzz gives each edit one cost everywhere, so this is its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from quotes.language.word_forms import find_stem

REPLACED = 100  # cost of a word for another
RELATED = 40  # for one of the same stem: "build", "building"
ADDED = 100  # of a word that the passage lacks
LEFT_OUT = 25  # of a word of the passage that the quotation lacks
LEFT_OUT_IN_GAP = 1  # where the quotation has "…": the shortest way, at nearly no cost
Numbers = np.ndarray[Any, np.dtype[np.int64]]


@dataclass(frozen=True)
class Step:
    """A word of the quotation, a word of the passage, or one of each; `is_same` if they are the same word."""

    quoted: int | None
    source: int | None
    is_same: bool = False


@dataclass(frozen=True)
class Alignment:
    """The steps from the first word to the last, and what they cost."""

    steps: tuple[Step, ...]
    cost: int

    @property
    def bounds(self) -> tuple[int, int]:
        """The first and the last word of the passage, half open; (0, 0) if it has none of the words."""
        places = [step.source for step in self.steps if step.source is not None]
        return (places[0], places[-1] + 1) if places else (0, 0)


def align(quoted: Sequence[str], passage: Sequence[str], gaps: Sequence[bool], asides: Sequence[bool]) -> Alignment:
    """The cheapest alignment of the words of a quotation and of a passage.

    `gaps` says for each word of the quotation whether words may be left out before it, `asides` for each of the
    passage whether it may be left out anywhere.

    >>> align(["we", "went"], ["so", "we", "all", "went"], [False] * 2, [False] * 4).cost
    25
    """
    pairing = _pair(quoted, passage)
    skipping = np.full((len(quoted) + 1, len(passage)), LEFT_OUT, np.int64)
    skipping[[*gaps, False]] = LEFT_OUT_IN_GAP
    skipping[:, np.asarray(asides, bool)] = LEFT_OUT_IN_GAP
    compounds = _find_compounds(quoted, passage)
    costs = np.zeros((len(quoted) + 1, len(passage) + 1), np.int64)  # the passage begins anywhere, at no cost
    for row in range(1, len(quoted) + 1):
        before = costs[row - 1]
        base = before + ADDED
        base[1:] = np.minimum(base[1:], before[:-1] + pairing[row - 1])
        for column, (rows, columns) in compounds.get(row, {}).items():
            base[column] = min(base[column], costs[row - rows, column - columns])
        if row < len(quoted):
            total = np.concatenate(([0], np.cumsum(skipping[row])))
            base = total + np.minimum.accumulate(base - total)
        costs[row] = base
    return _trace(costs, pairing, compounds)


Compounds = dict[int, dict[int, tuple[int, int]]]
"""By the words that end there, how many of the quotation and of the passage are one: "web site" and "website"."""


def _pair(quoted: Sequence[str], passage: Sequence[str]) -> Numbers:
    """What it costs to have each word of the quotation for each of the passage."""
    numbers: dict[str, int] = {}
    own, other = ([numbers.setdefault(word, len(numbers)) for word in words] for words in (quoted, passage))
    stems: dict[str, int] = {}
    stem_of = np.array([stems.setdefault(find_stem(word), len(stems)) for word in numbers] or [0])
    first, second = np.array(own, np.int64)[:, None], np.array(other, np.int64)[None, :]
    is_related = stem_of[first] == stem_of[second]
    return np.where(first == second, 0, np.where(is_related, RELATED, REPLACED)).astype(np.int64)


def _find_compounds(quoted: Sequence[str], passage: Sequence[str]) -> Compounds:
    compounds: Compounds = {}
    places: dict[str, list[int]] = {}
    for column, word in enumerate(passage, start=1):
        places.setdefault(word, []).append(column)
    for row in range(2, len(quoted) + 1):
        for column in places.get(quoted[row - 2] + quoted[row - 1], ()):
            compounds.setdefault(row, {})[column] = (2, 1)
    rows: dict[str, list[int]] = {}
    for row, word in enumerate(quoted, start=1):
        rows.setdefault(word, []).append(row)
    for column in range(2, len(passage) + 1):
        for row in rows.get(passage[column - 2] + passage[column - 1], ()):
            compounds.setdefault(row, {})[column] = (1, 2)
    return compounds


def _trace(costs: Numbers, pairing: Numbers, compounds: Compounds) -> Alignment:
    """The steps of the cheapest way, found from its end."""
    row, column = costs.shape[0] - 1, int(np.argmin(costs[-1]))
    cost = int(costs[row, column])
    if column + 1 < costs.shape[1] and costs[row, column + 1] == cost:
        column += 1  # the last word is another, rather than one that the passage lacks
    steps: list[Step] = []
    while row > 0:
        here = costs[row, column]
        rows, columns = compounds.get(row, {}).get(column, (0, 0))
        if rows and here == costs[row - rows, column - columns]:
            for back in range(max(rows, columns)):
                own = row - 1 - back if back < rows else None
                other = column - 1 - back if back < columns else None
                steps.append(Step(own, other, True))
            row, column = row - rows, column - columns
        elif column and here == costs[row - 1, column - 1] + pairing[row - 1, column - 1]:
            row, column = row - 1, column - 1
            steps.append(Step(row, column, bool(pairing[row, column] == 0)))
        elif here == costs[row - 1, column] + ADDED:
            row -= 1
            steps.append(Step(row, None))
        else:
            column -= 1
            steps.append(Step(None, column))
    return Alignment(tuple(reversed(steps)), cost)
