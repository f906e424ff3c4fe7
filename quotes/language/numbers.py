"""Numbers in words and in digits as values: "twenty-five" and "25", "3 million" and "3,000,000", "first" and "1st".

>>> read_number(["two", "hundred", "and", "five", "people"])
('205', 4)
>>> read_number(["1,500"])
('1500', 1)
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

UNITS = {
    "zero": 0,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
}
TENS = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
SCALES = {
    "hundred": 100,
    "thousand": 1_000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
    "bn": 1_000_000_000,
    "trillion": 1_000_000_000_000,
    "tn": 1_000_000_000_000,
}
ORDINALS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
    "eleventh": 11,
    "twelfth": 12,
    "thirteenth": 13,
    "fourteenth": 14,
    "fifteenth": 15,
    "sixteenth": 16,
    "seventeenth": 17,
    "eighteenth": 18,
    "nineteenth": 19,
    "twentieth": 20,
    "thirtieth": 30,
    "fortieth": 40,
    "fiftieth": 50,
    "sixtieth": 60,
    "seventieth": 70,
    "eightieth": 80,
    "ninetieth": 90,
}
MAX_WORDS = 14  # of a number: "nine hundred and ninety-nine billion …" has about as many
MAX_DIGITS = 30  # of a number that is read as one: longer ones are codes
_DIGITS = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)")
_SPOKEN_CENTURIES = range(13, 21)  # "nineteen eighty-four", "twenty twenty": years as they are spoken


def is_number_word(word: str) -> bool:
    """True for what can begin a number: "two", "25", "1st"; not for "hundreds"."""
    return word in UNITS or word in TENS or word in SCALES or word in ORDINALS or word[:1].isdigit()


def read_number(words: Sequence[str]) -> tuple[str, int] | None:
    """The number that the words begin with, in digits, and how many of them it takes; None if it is none."""
    first = words[0]
    if match := _ORDINAL.fullmatch(first):
        return f"{int(match[1])}th", 1
    total, current, used = Decimal(0), _read_small(first), 1
    if current is None:
        if first in ORDINALS:
            return f"{ORDINALS[first]}th", 1
        if first not in ("hundred", "thousand") and not (first in ("a", "an") and words[1:2] and words[1] in SCALES):
            return None
        current, used = Decimal(1), 0 if first in SCALES else 1
    while used < min(len(words), MAX_WORDS):
        word = words[used]
        if word in SCALES:
            current *= SCALES[word]
            if SCALES[word] > 100:
                total, current = total + current, Decimal(0)
        elif (small := _read_small(word)) is not None and _fits(words[used - 1], current, small):
            current = _add(current, small)
        elif word in ORDINALS and _fits(words[used - 1], current, Decimal(ORDINALS[word])):
            return f"{total + current + ORDINALS[word]:f}th", used + 1
        elif word == "and" and words[used - 1] in SCALES and used + 1 < len(words) and _is_small(words[used + 1]):
            pass
        else:
            break
        used += 1
    value = total + current
    return f"{value.normalize():f}", used


def _is_small(word: str) -> bool:
    return word in UNITS or word in TENS


def _read_small(word: str) -> Decimal | None:
    """The value of a word without a scale: 5 of "five", 1500 of "1,500"; None for 10:30 and 1.2.3."""
    if word in UNITS:
        return Decimal(UNITS[word])
    if word in TENS:
        return Decimal(TENS[word])
    if len(word) <= MAX_DIGITS and _DIGITS.fullmatch(word):
        return Decimal(word.replace(",", ""))
    return None


def _fits(before: str, current: Decimal, small: Decimal) -> bool:
    """Can the word continue the number: "twenty" "five", "hundred" "five", "nineteen" "eighty"?"""
    if before in SCALES or before == "and":
        return small < 1000
    if before in TENS and 0 < small < 10:
        return True
    return (before in UNITS or before in TENS) and int(current) in _SPOKEN_CENTURIES and 10 <= small < 100


def _add(current: Decimal, small: Decimal) -> Decimal:
    is_year = int(current) in _SPOKEN_CENTURIES and small >= 10
    return 100 * current + small if is_year else current + small
