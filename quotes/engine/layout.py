"""Quotations and paragraphs of a `Doc` by token: which token is in which of them.

>>> Layout.of(doc).quotation_of[3]   # doctest: +SKIP
0
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from spacy.tokens import Doc

from quotes.nlp.words import find_offsets, join_text
from quotes.spans import Range
from quotes.text.paragraphs import find_paragraphs
from quotes.text.quotation_marks import Quotation, find_quotations

_SENTENCE_ENDS = frozenset(".!?…”\"’'\n\r")


@dataclass(frozen=True)
class Layout:
    """Quotations and paragraphs of a document as token ranges, and for each token those that it is in."""

    text: str  # `Doc.text` is put together anew at each call, so it is kept here
    quotations: tuple[Quotation, ...]
    quotation_tokens: tuple[Range, ...]  # the tokens of each quotation, marks included
    paragraphs: tuple[Range, ...]  # token ranges
    paragraph_starts: tuple[int, ...]  # character offsets
    quotation_of: tuple[int, ...]  # for each token the quotation that it is in, or -1
    paragraph_of: tuple[int, ...]  # for each token its paragraph, or -1 for white space between them
    quotation_ends: frozenset[int]  # character offsets
    starts: tuple[int, ...]  # character offset of each token
    ends: tuple[int, ...]  # and of its end

    @classmethod
    def of(cls, doc: Doc) -> Layout:
        """The layout of a document, made when it is first asked for, and again if its tokens were merged or split."""
        layout = _KEPT.get(doc)
        if layout is None or len(layout.starts) != len(doc):
            layout = _KEPT[doc] = make_layout(doc)
        return layout

    def chain(self, number: int) -> list[int]:
        """The numbers of a quotation and of those in the next paragraphs that reopen it without a close."""
        numbers = [number]
        while self.quotations[numbers[-1]].reopened and numbers[-1] + 1 < len(self.quotations):
            numbers.append(numbers[-1] + 1)
        return numbers

    def reopens(self, number: int) -> bool:
        """Whether a quotation continues the one before it, which the end of its paragraph left open."""
        return number > 0 and self.quotations[number - 1].reopened

    def begins_sentence(self, number: int) -> bool:
        """Whether a quotation opens a sentence or a paragraph, by the mark before it."""
        place = self.quotations[number].start - 1
        while place >= 0 and self.text[place] in " \t\u00a0":
            place -= 1
        return place < 0 or self.text[place] in _SENTENCE_ENDS

    def token_at(self, offset: int) -> int:
        """The index of the token at or before a character offset."""
        place = bisect_right(self.starts, offset)
        return place - 1 if place else 0

    def tokens(self, chars: Range) -> Range:
        """The tokens that a range of characters touches."""
        first, end = bisect_right(self.starts, chars[0]), bisect_right(self.starts, chars[1] - 1)
        return (first - 1 if first else 0), (end or 1)  # asked a thousand times per article: as `token_at`, in line

    def chars(self, tokens: Range) -> Range:
        """The characters of a range of tokens."""
        return self.starts[tokens[0]], self.ends[tokens[1] - 1]

    def paragraph_range(self, token: int) -> Range:
        """The tokens of the paragraph that a token is in; of white space between paragraphs, that token alone."""
        paragraph = self.paragraph_of[token]
        return self.paragraphs[paragraph] if paragraph >= 0 else (token, token + 1)


_KEPT: WeakKeyDictionary[Doc, Layout] = WeakKeyDictionary()


def make_layout(doc: Doc) -> Layout:
    """Find the paragraphs and quotations of a document: one pass over its text and tokens."""
    text = join_text(doc)
    starts, ends = find_offsets(doc)
    paragraphs = find_paragraphs(text)
    quotations = tuple(find_quotations(text, paragraphs))
    quotation_tokens = tuple(_tokens(starts, ends, quotation.start, quotation.end) for quotation in quotations)
    paragraph_tokens = tuple(_tokens(starts, ends, *span) for span in paragraphs)
    return Layout(
        text=text,
        quotations=quotations,
        quotation_tokens=quotation_tokens,
        paragraphs=paragraph_tokens,
        paragraph_starts=tuple(start for start, _ in paragraphs),
        quotation_of=_owners(quotation_tokens, len(doc)),
        paragraph_of=_owners(paragraph_tokens, len(doc)),
        quotation_ends=frozenset(quotation.end for quotation in quotations),
        starts=starts,
        ends=ends,
    )


def _tokens(starts: tuple[int, ...], ends: tuple[int, ...], start: int, end: int) -> Range:
    return bisect_right(ends, start), bisect_left(starts, end)


def _owners(ranges: tuple[Range, ...], length: int) -> tuple[int, ...]:
    owners = [-1] * length
    for number, (start, end) in enumerate(ranges):
        owners[start:end] = [number] * max(end - start, 0)
    return tuple(owners)
