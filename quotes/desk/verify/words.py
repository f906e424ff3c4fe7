"""A text as words that can be compared: “I don’t pay 25%” has the same as "I DO NOT PAY twenty-five per cent".

Quotation marks, dashes, case, spaces, hyphens, accents, fillers (uh), contractions (don't, do not) and the ways to
write a number make no difference. Each word has its place in the text, which is never changed.

>>> [word.key for word in split_words("We don’t pay $3 million, uh, twice.")]
['we', 'do', 'not', 'pay', '3000000', 'dollar', 'twice']
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from quotes.language.lexicon import word_list
from quotes.language.numbers import MAX_WORDS, ORDINALS, SCALES, TENS, UNITS, is_number_word, read_number
from quotes.language.spelling import respell
from quotes.language.word_forms import CANONICAL, CURRENCIES, ENDINGS, MILLION, NEGATED

_LETTER = r"(?:[^\W\d_][\u0300-\u036f\u00ad\u200b-\u200d\u2060]*)"
_TOKEN = re.compile(
    rf"(?P<initials>(?:[A-Za-z]\.){{2,}})"  # U.S.
    rf"|(?P<number>[Nn]o\.(?=\s*\d))"  # No. 1, which denies nothing
    rf"|\d+(?:[.,:]\d+)*(?:(?:st|nd|rd|th|ST|ND|RD|TH)\b)?"
    rf"|{_LETTER}+(?:['’ʼ]{_LETTER}+)*"
    rf"|[%$€£¥]"
)
_IGNORED = re.compile("[\u00ad\u200b-\u200d\u2060\u0300-\u036f]")
_NUMERIC = frozenset({*UNITS, *TENS, *SCALES, *ORDINALS, *CURRENCIES, "per", "a", "an"})  # may begin a number
_MAX_CURRENCY_GAP = 1  # characters between "$" and its number


class Word(NamedTuple):
    """A word of a text: its key, which is compared, and its place. A tuple, since texts have millions."""

    key: str
    start: int
    end: int

    @property
    def is_number(self) -> bool:
        """True for "25" and "21th"."""
        return self.key[:1].isdigit()

    @property
    def is_negation(self) -> bool:
        """True for "not", which "don't" has too."""
        return self.key in word_list("negations")


def split_words(text: str) -> list[Word]:
    """The words of a text, in order."""
    return list(_join_numbers(list(_split(text))))


def _split(text: str) -> Iterator[Word]:
    fillers = word_list("fillers")
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        raw = match[0]
        if match.lastgroup == "initials":
            yield Word(raw.replace(".", "").lower(), start, end)
        elif match.lastgroup == "number":
            yield Word("number", start, end)
        else:
            for key, low, high in _expand(raw):
                if key not in fillers:
                    yield Word(key, start + low, start + high)


@lru_cache(maxsize=100_000)
def _expand(raw: str) -> tuple[tuple[str, int, int], ...]:
    """The keys of a token, each with its place in it: "Don’t" is "do" and "not"."""
    end = len(raw)
    key = normalize(raw)
    if key in CANONICAL:
        key = CANONICAL[key]
        return tuple((part, 0, end) for part in key.split())
    if key in NEGATED:
        verb, negation = NEGATED[key].split()
        return (verb, 0, end - 2), (negation, end - 2, end)
    for ending, word in ENDINGS.items():
        if key.endswith(ending) and len(key) > len(ending) and len(key) == end:
            return (key[: -len(ending)], 0, end - len(ending)), (word, end - len(ending), end)
    return ((key, 0, end),)


def normalize(raw: str) -> str:
    """A token in small letters without accents and invisible characters, in one spelling: "Café’s" is "cafe's"."""
    plain = raw.lower()
    if not raw.isascii():
        plain = _IGNORED.sub("", unicodedata.normalize("NFKD", raw)).casefold().replace("’", "'").replace("ʼ", "'")
    return respell(plain.removesuffix("'s") if plain.endswith("s's") else plain)  # James's is James'


def _join_numbers(words: Sequence[Word]) -> Iterator[Word]:
    """The words with each number as one word in digits, and the currency after its number."""
    at = 0
    while at < len(words):
        word = words[at]
        key = word.key
        if key not in _NUMERIC and not key[:1].isdigit():  # as nearly all words
            yield word
            at += 1
            continue
        currency = CURRENCIES.get(key)
        if key == "per" and at + 1 < len(words) and words[at + 1].key == "cent":
            yield Word("percent", word.start, words[at + 1].end)
            at += 2
            continue
        first = at + 1 if currency and _is_next(words, at) else at
        number = _read(words, first)
        if number is None:
            yield Word(currency or key, word.start, word.end)
            at += 1
            continue
        value, used = number
        after = first + used
        if currency and first > at and after < len(words) and words[after].key == MILLION:
            value, after = f"{float(value) * 1e6:.0f}", after + 1
        end = words[after - 1].end
        yield Word(value, word.start, end)
        if currency and first > at:
            yield Word(currency, word.start, end)  # "$3" differs from "£3" as a whole
        at = after


def _is_next(words: Sequence[Word], at: int) -> bool:
    return at + 1 < len(words) and words[at + 1].start - words[at].end <= _MAX_CURRENCY_GAP


def _read(words: Sequence[Word], at: int) -> tuple[str, int] | None:
    first = words[at].key
    is_article = first in ("a", "an") and at + 1 < len(words) and words[at + 1].key in SCALES
    if not is_article and not is_number_word(first):
        return None
    return read_number([word.key for word in words[at : at + MAX_WORDS]])
