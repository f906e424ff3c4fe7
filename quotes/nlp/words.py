"""Words, offsets and text of a `Doc` from its arrays: `token.text`, `token.idx` and `doc.text` without the tokens.

For a document of a thousand words spaCy makes thousands of `Token` objects; these functions make none.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from spacy.tokens import Doc


def find_words(doc: Doc) -> list[str]:
    """The text of each token."""
    strings = doc.vocab.strings
    ids: Any = doc.to_array("ORTH").tolist()
    return [strings[word] for word in ids]


def find_offsets(doc: Doc) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The character offsets of all tokens, and of their ends."""
    if not len(doc):
        return (), ()
    sizes = doc.to_array(["LENGTH", "SPACY"]).astype("int64")
    ends = sizes.sum(1).cumsum() - sizes[:, 1]
    return tuple((ends - sizes[:, 0]).tolist()), tuple(ends.tolist())


def join_text(doc: Doc, words: Sequence[str] | None = None) -> str:
    """The text of a document, from its words if they are given."""
    blanks: Any = doc.to_array("SPACY").tolist()
    words = words or find_words(doc)
    return "".join([f"{word} " if blank else word for word, blank in zip(words, blanks, strict=True)])
