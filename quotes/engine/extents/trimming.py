"""Trim the edges of spans: separators, and final periods outside the quotation marks."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from quotes.engine.layout import Layout
from quotes.language.tree import tokens_of
from quotes.spans import Range

SEPARATORS = " \t\r\n\u00a0\u200b\u2028,;:-–—…•*"
FINAL_MARKS = SEPARATORS + ".!?"  # the final period outside the quotation marks is left out


def trim_content(text: str, start: int, end: int, *, ends: frozenset[int] = frozenset()) -> Range | None:
    """Cut white space, commas and final periods off the edges; None where no word remains.

    `ends` are the ends of quotations, all of which belongs to the content although no mark may close it.
    """
    while start < end and text[start] in SEPARATORS + ".":
        start += 1
    while start < end and end not in ends and text[end - 1] in FINAL_MARKS:
        if text[end - 1] in "?!" or (text[end - 1] == "." and _is_abbreviation(text, end - 1)):
            break
        end -= 1
    if start < end and (text[start] in "([" or text[end - 1] in ")]"):
        for opening, closing in ("()", "[]"):
            body = text[start:end]
            if body.endswith(closing) and body.count(closing) > body.count(opening):
                return trim_content(text, start, end - 1, ends=ends)
            if body.startswith(opening) and body.count(opening) > body.count(closing):
                return trim_content(text, start + 1, end, ends=ends)
    has_word = start < end and (text[start].isalnum() or any(map(str.isalnum, text[start:end])))
    return (start, end) if has_word else None


def _is_abbreviation(text: str, period: int) -> bool:
    """True if the period is part of "U.S." or "J." rather than the end of the sentence."""
    return period >= 2 and text[period - 1].isupper() and (text[period - 2] in ". ")


def trim_tokens(doc: Doc, start: int, end: int, *, keep_comma: bool = False) -> Range:
    """Cut white space and punctuation off the ends of a token range; `keep_comma` adds a comma that follows."""
    tokens = tokens_of(doc)
    while end - 1 > start and _is_outer(tokens[end - 1], ")]\"”’'%"):
        end -= 1
    while start < end - 1 and _is_outer(tokens[start], "([\"“‘'"):
        start += 1
    if keep_comma and end < len(doc) and tokens[end].text == ",":
        end += 1
    return start, end


def _is_outer(token: Token, inner: str) -> bool:
    """True for white space, and for punctuation that is not one of some marks."""
    return token.is_space or (token.is_punct and token.text not in inner)


def within_paragraph(layout: Layout, anchor: int, start: int, end: int) -> Range:
    """The part of a token range that lies in the paragraph of a token."""
    first, last = layout.paragraph_range(anchor)
    return max(start, first), min(end, last)
