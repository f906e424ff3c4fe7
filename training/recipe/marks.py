"""Quotation marks and apostrophes in the styles of news: "a", “a”, ``a'', and don't or don’t."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from quotes.evaluation.pipeline.sentence import Sentence, Word

OPENING, CLOSING = "``", "''"  # the tags of the Penn Treebank


@dataclass(frozen=True)
class Style:
    """The marks of one publisher: double opening and closing, single opening and closing, and the apostrophe."""

    double: tuple[str, str]
    single: tuple[str, str]
    apostrophe: str


STRAIGHT = Style(('"', '"'), ("'", "'"), "'")
CURLY = Style(("“", "”"), ("‘", "’"), "’")
DOUBLED = Style(("``", "''"), ("`", "'"), "'")
STYLES = (STRAIGHT, STRAIGHT, CURLY, CURLY, CURLY, DOUBLED)
UNCHANGED_SHARE = 0.25  # of the passages keep the marks of their source

DOUBLE_MARKS = frozenset(('"', "“", "”", "``", "''", "„"))
SINGLE_MARKS = frozenset(("'", "‘", "’", "`"))
_APOSTROPHE = re.compile(r"['’]")
_OPENS = re.compile(r"(^|[\s(\[—–-])\"(?=\S)")


def restyle(passage: Sequence[Sentence], style: Style) -> list[Sentence]:
    """Rewrite the marks of a passage: `"Yes," she said.` → `“Yes,” she said.`"""
    return [replace(s, words=tuple(_restyle_word(word, style) for word in s.words)) for s in passage]


def _restyle_word(word: Word, style: Style) -> Word:
    if word.form in DOUBLE_MARKS or word.form in SINGLE_MARKS:
        if word.xpos not in (OPENING, CLOSING):
            return word  # feet, inches, a possessive "'": not quotation marks
        marks = style.double if word.form in DOUBLE_MARKS else style.single
        return replace(word, form=marks[0] if word.xpos == OPENING else marks[1])
    if "'" in word.form or "’" in word.form:
        return replace(word, form=_APOSTROPHE.sub(style.apostrophe, word.form))
    return word


def restyle_passage(passage: Sequence[Sentence], rng: random.Random) -> list[Sentence]:
    """Give a passage the marks of one publisher, at random."""
    return list(passage) if rng.random() < UNCHANGED_SHARE else restyle(passage, rng.choice(STYLES))


def curl(text: str) -> str:
    """Turn straight marks into curly ones, character for character, so that offsets stay valid.

    >>> curl('He said "it\\'s on".')
    'He said “it’s on”.'
    """
    text = _OPENS.sub(r"\1“", text).replace('"', "”")
    return re.sub(r"(^|[\s(\[—–“])'(?=\w)", r"\1‘", text).replace("'", "’")


def straighten(text: str) -> str:
    """Turn curly marks into straight ones, character for character."""
    return text.translate(str.maketrans("“”‘’", "\"\"''"))
