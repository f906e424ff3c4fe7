"""Words, offsets and text of a `Doc` from its arrays: `token.text`, `token.idx` and `doc.text` without the tokens.

A document of a thousand words costs spaCy thousands of `Token` objects for them; these cost none. They are read once
per document and kept as long as the document is.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any
from weakref import WeakKeyDictionary

from spacy.tokens import Doc


@dataclass(frozen=True)
class Words:
    """The words of a document, the character offsets of their starts and ends, and its text."""

    words: list[str]  # shared by all readers, who leave it as it is
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    text: str

    @cached_property
    def capitals(self) -> tuple[int, ...]:
        """The tokens whose words begin with a capital."""
        return tuple(i for i, word in enumerate(self.words) if word[:1].isupper())

    @classmethod
    def of(cls, doc: Doc) -> Words:
        """The words of a document, read when they are first asked for, and again if its tokens were merged or split."""
        words = _KEPT.get(doc)
        if words is None or len(words.words) != len(doc):
            words = _KEPT[doc] = read_words(doc)
        return words


_KEPT: WeakKeyDictionary[Doc, Words] = WeakKeyDictionary()


def read_words(doc: Doc) -> Words:
    """Read the words of a document: one pass over its arrays."""
    if not len(doc):
        return Words([], (), (), "")
    strings = doc.vocab.strings
    rows: Any = doc.to_array(["ORTH", "LENGTH", "SPACY"])
    words = [strings[word] for word in rows[:, 0].tolist()]
    sizes = rows[:, 1:].astype("int64")
    ends = sizes.sum(1).cumsum() - sizes[:, 1]
    text = "".join([f"{word} " if blank else word for word, blank in zip(words, sizes[:, 1].tolist(), strict=True)])
    return Words(words, tuple((ends - sizes[:, 0]).tolist()), tuple(ends.tolist()), text)


def find_words(doc: Doc) -> list[str]:
    """The text of each token."""
    return Words.of(doc).words


def find_capitals(doc: Doc) -> tuple[int, ...]:
    """The tokens whose words begin with a capital."""
    return Words.of(doc).capitals


def find_offsets(doc: Doc) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The character offsets of all tokens, and of their ends."""
    words = Words.of(doc)
    return words.starts, words.ends


def text_between(doc: Doc, start: int, end: int) -> str:
    """The text of tokens `start` to `end`, without the space after the last: `doc[start:end].text`."""
    words = Words.of(doc)
    return words.text[words.starts[start] : words.ends[end - 1]] if end > start else ""


def join_text(doc: Doc) -> str:
    """The text of a document."""
    return Words.of(doc).text
