"""Cut words into word pieces and say what a lower-cased piece has lost: its case, and whether it is quoted.

The encoder reads three aligned rows: ids of pieces, kinds of pieces (case × inside quotation marks), and how many
pieces each word has. Every word has at least one piece, at most
`MAX_PIECES_PER_WORD`; a paragraph break has a separate piece.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from tokenizers import Tokenizer

MAX_PIECES_PER_WORD = 8  # the rest of a long web address says nothing
CASES = 5  # lower, capitalised, capitals, mixed, with a digit
KINDS = 2 * CASES
MAX_CACHED_WORDS = 200_000  # with their pieces

Ints = np.ndarray[Any, np.dtype[np.int64]]


@dataclass(frozen=True)
class Pieces:
    """The pieces of a text: `ids` and `kinds` of shape (pieces,), `lengths` of shape (words,)."""

    ids: Ints
    kinds: Ints
    lengths: Ints


class WordPieces:
    """Cut words by a `tokenizer.json`; remembers the pieces of each word."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        tokenizer.no_padding()
        tokenizer.no_truncation()
        self.tokenizer = tokenizer
        self.first = _id_of(tokenizer, "[CLS]")
        self.last = _id_of(tokenizer, "[SEP]")
        self.padding = _id_of(tokenizer, "[PAD]")
        self._unknown = _id_of(tokenizer, "[UNK]")
        self._break = _id_of(tokenizer, "[unused1]")
        self._blank = _id_of(tokenizer, "[unused2]")
        self._cache: dict[str, tuple[int, ...]] = {}

    @classmethod
    def from_disk(cls, path: Path) -> WordPieces:
        """Read a `tokenizer.json`. Raises OSError or ValueError for a missing or damaged file."""
        from tokenizers import Tokenizer

        return cls(Tokenizer.from_str(path.read_text(encoding="utf8")))

    def cut(self, words: Sequence[str], quoted: Sequence[bool]) -> Pieces:
        """The pieces of some words; `quoted` says of each word whether it is inside quotation marks."""
        self._learn(words)
        cut = [self._cache[word] for word in words]
        lengths = np.fromiter((len(pieces) for pieces in cut), np.int64, len(cut))
        ids = np.fromiter((piece for pieces in cut for piece in pieces), np.int64, int(lengths.sum()))
        kinds = np.fromiter(
            (case_of(word) + CASES * inside for word, inside in zip(words, quoted, strict=True)), np.int64, len(cut)
        )
        return Pieces(ids, np.repeat(kinds, lengths), lengths)

    def _learn(self, words: Iterable[str]) -> None:
        unknown = list({word for word in words if word not in self._cache})
        if len(self._cache) + len(unknown) > MAX_CACHED_WORDS:
            self._cache.clear()
            unknown = list(set(words))
        for word, pieces in zip(unknown, self.tokenizer.encode_batch(unknown, add_special_tokens=False), strict=True):
            self._cache[word] = tuple(pieces.ids[:MAX_PIECES_PER_WORD]) or (self._stand_in(word),)

    def _stand_in(self, word: str) -> int:
        """The piece of a word that the tokenizer leaves nothing of."""
        if "\n" in word:
            return self._break
        return self._blank if not word.strip() else self._unknown


def case_of(word: str) -> int:
    """The case of a word as a number below `CASES`.

    >>> [case_of(word) for word in ("said", "Putin", "NATO", "McCain", "F-16")]
    [0, 1, 2, 3, 4]
    """
    if word.islower():
        return 0 if word.isalpha() else 4 * any(map(str.isdigit, word))
    if any(map(str.isdigit, word)):
        return 4
    if word.istitle() or (word[:1].isupper() and word[1:].islower()):
        return 1
    return 2 if word.isupper() else 3 * any(map(str.isupper, word))


def _id_of(tokenizer: Tokenizer, piece: str) -> int:
    number = tokenizer.token_to_id(piece)
    if number is None:
        raise ValueError(f"the tokenizer has no piece {piece}")
    return int(number)
