'''Split long runs of marks in linear time: `"""…"""` of 100,000 marks takes a second, not twenty minutes.

spaCy strips a word's marks from both its ends and searches all that is left each time, which is quadratic in the
length of the word. Words of more than `MAX_WORD` characters, which news does not have, are stripped here by looking at
their ends alone. The tokens are the same.
'''

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab

from quotes.spans import Range

MAX_WORD = 400  # characters without a blank: addresses of pages have up to 300
FIRST_LOOK = 64  # characters at an end of a word where a prefix or suffix is looked for: most have one to four
MAX_LOOKBEHIND = 8  # characters before a suffix that its pattern asks for: a digit before "km"
MAX_REMEMBERED = 500_000  # characters of texts whose words are kept: those of a hundred articles, some megabytes
EMPTY_TOKENIZER = "quotes.EmptyTokenizer.v1"
_LONG_WORD = re.compile(rf"\S{{{MAX_WORD + 1},}}")


@registry.tokenizers(EMPTY_TOKENIZER)  # type: ignore[untyped-decorator]  # catalogue has no types
def make_empty_tokenizer() -> Callable[[Language], Tokenizer]:
    """A tokenizer without rules, for a pipeline that reads its own from a file."""
    return lambda nlp: Tokenizer(nlp.vocab)


class Piece(NamedTuple):
    """A token before it is in a `Doc`: `Piece("n't", "not", False)`."""

    text: str
    norm: str
    blank: bool  # a blank follows


class LinearTokenizer:
    """A spaCy tokenizer whose time is linear in the length of a word; shorter words are left to spaCy."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self.tokenizer = tokenizer
        self.remembered = 0  # characters of the texts whose words are kept

    def remembers(self, texts: Iterable[str]) -> bool:
        """Whether to keep the words of some texts, which are then read outside of a memory zone.

        A memory zone forgets the words that it has cut when it ends, and takes twice the time for it. The words of the
        first texts are kept, and most of the later ones are among them.
        """
        if self.remembered >= MAX_REMEMBERED:
            return False
        self.remembered += sum(map(len, texts))
        return True

    def __getattr__(self, name: str) -> Any:
        """Patterns, rules and files are those of the tokenizer."""
        if name == "tokenizer":  # not set yet, while a copy is made
            raise AttributeError(name)
        return getattr(self.tokenizer, name)

    def __reduce__(self) -> tuple[type[LinearTokenizer], tuple[Tokenizer]]:
        """Pickle the tokenizer alone."""
        return LinearTokenizer, (self.tokenizer,)

    def __call__(self, text: str) -> Doc:
        """The tokens of a text."""
        long_words = [match.span() for match in _LONG_WORD.finditer(text)] if len(text) > MAX_WORD else []
        if not long_words or self.tokenizer.token_match is not None:
            doc: Doc = self.tokenizer(text)
            return doc
        return make_doc(self.tokenizer.vocab, list(self._split(text, long_words)))

    def pipe(self, texts: Iterable[str], batch_size: int = 1000) -> Iterator[Doc]:
        """The tokens of each text."""
        return map(self, texts)

    def _split(self, text: str, long_words: Sequence[Range]) -> Iterator[Piece]:
        """The tokens of the long words and of the texts between them."""
        last = 0
        for start, end in long_words:
            yield from read_pieces(self.tokenizer(text[last:start]))
            *pieces, final = self._splitter.split(text[start:end])
            last = end + text.startswith(" ", end)  # one blank belongs to the token before it
            yield from pieces
            yield final._replace(blank=last > end)
        yield from read_pieces(self.tokenizer(text[last:]))

    @cached_property
    def _splitter(self) -> WordSplitter:
        return WordSplitter(self.tokenizer)


class WordSplitter:
    """Split a word by the patterns and special cases of a tokenizer, in the steps of `spacy.tokenizer.Tokenizer`."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self.tokenizer = tokenizer
        self.prefix_search = tokenizer.prefix_search or _search_nothing
        self.suffix_search = tokenizer.suffix_search or _search_nothing
        self.special_cases = frozenset(tokenizer.rules)
        self.longest_case = max(map(len, self.special_cases), default=0)
        self.matcher = PhraseMatcher(tokenizer.vocab)
        for case in sorted(self.special_cases):
            if self._has_affixes(case):  # ":-)", which may be a part of a word: "(yes:-))"
                words = [piece.text for piece in self._split_by_patterns(case, frozenset())]
                self.matcher.add(case, [Doc(tokenizer.vocab, words=words, spaces=[False] * len(words))])

    def split(self, word: str) -> list[Piece]:
        """The tokens of a word, special cases merged last: `"`, `Yes`, `:)`, `"` of `"Yes:)"`."""
        words = self._split_by_patterns(word, self.special_cases)
        merged = self._find_special_cases([piece.text for piece in words])
        pieces: list[Piece] = []
        at = 0
        while at < len(words):
            end = merged.get(at, at + 1)
            text = "".join(piece.text for piece in words[at:end])
            pieces += self._read_case(text) if at in merged and text in self.special_cases else words[at:end]
            at = end
        return pieces

    def _read_case(self, case: str) -> list[Piece]:
        """The tokens of a special case: "ca" and "n't", which is a "not", of "can't"."""
        return read_pieces(self.tokenizer(case))

    def _read_word(self, text: str) -> Piece:
        return Piece(text, self.tokenizer.vocab[text].norm_, False)

    def _has_affixes(self, case: str) -> bool:
        tokenizer = self.tokenizer
        return bool(
            tokenizer.find_prefix(case) or tokenizer.find_infix(case) or tokenizer.find_suffix(case) or " " in case
        )

    def _split_by_patterns(self, word: str, special_cases: frozenset[str]) -> list[Piece]:
        """Strip prefixes and suffixes until nothing or a special case is left, then split at infixes."""
        start, end = 0, len(word)
        prefixes: list[str] = []
        suffixes: list[str] = []

        def is_special(start: int, end: int) -> bool:
            return 0 < end - start <= self.longest_case and word[start:end] in special_cases

        while start < end and not is_special(start, end):
            after = self._skip_prefix(word, start, end)
            if after > start and is_special(after, end):
                prefixes.append(word[start:after])
                start = after
                break
            before = self._skip_suffix(word, after, end)
            if before < end and is_special(start, before):
                suffixes.append(word[before:end])
                end = before
                break
            if (after, before) == (start, end):
                break
            if after > start:
                prefixes.append(word[start:after])
            if before < end:
                suffixes.append(word[before:end])
            start, end = after, before
        core, words = word[start:end], self._read_word
        pieces = self._read_case(core) if is_special(start, end) else map(words, self._split_infixes(core))
        return [*map(words, prefixes), *pieces, *map(words, reversed(suffixes))]

    def _skip_prefix(self, word: str, start: int, end: int) -> int:
        """Where the prefix at `start` ends: 1 for `"Yes`, 0 for `Yes`."""
        size = FIRST_LOOK
        while True:
            match = self.prefix_search(word[start : min(start + size, end)])
            length = 0 if match is None else match.end() - match.start()
            if length + MAX_LOOKBEHIND < size or start + size >= end:
                return start + length
            size *= 2  # "......" is a prefix of any length

    def _skip_suffix(self, word: str, start: int, end: int) -> int:
        """Where the suffix of `word[start:end]` begins: 3 for `Yes"`."""
        size = FIRST_LOOK
        while start < end:
            match = self.suffix_search(word[max(start, end - size) : end])
            length = 0 if match is None else match.end() - match.start()
            if length + MAX_LOOKBEHIND < size or end - size <= start:
                return end - length
            size *= 2
        return end

    def _split_infixes(self, core: str) -> list[str]:
        """Split at hyphens and the like, unless it is an address."""
        tokenizer = self.tokenizer
        if not core or (tokenizer.url_match is not None and tokenizer.url_match(core)):
            return [core] if core else []
        words, start = [], 0
        for match in tokenizer.find_infix(core) or ():
            if match.start() == 0:
                continue
            words += [core[start : match.start()], match.group()]
            start = match.end()
        return [word for word in (*words, core[start:]) if word]

    def _find_special_cases(self, words: list[str]) -> dict[int, int]:
        """The ends of sequences of words that are special cases, by their starts; the longest win."""
        doc = Doc(self.tokenizer.vocab, words=words, spaces=[False] * len(words))
        spans = {(start, end) for _, start, end in self.matcher(doc)}
        taken: set[int] = set()
        chosen = {}
        for start, end in sorted(spans, key=lambda span: (span[0] - span[1], span[0])):
            if start not in taken and end - 1 not in taken:
                chosen[start] = end
            taken.update(range(start, end))
        return chosen


def read_pieces(doc: Doc) -> list[Piece]:
    """The tokens of a `Doc`."""
    return [Piece(token.text, token.norm_, bool(token.whitespace_)) for token in doc]


def make_doc(vocab: Vocab, pieces: Sequence[Piece]) -> Doc:
    """A `Doc` of tokens."""
    doc = Doc(vocab, words=[piece.text for piece in pieces], spaces=[piece.blank for piece in pieces])
    for token, piece in zip(doc, pieces, strict=True):
        if token.norm_ != piece.norm:
            token.norm_ = piece.norm
    return doc


def _search_nothing(text: str) -> None:
    """Find no prefix and no suffix."""
