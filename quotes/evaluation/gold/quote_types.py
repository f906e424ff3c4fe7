"""The quote type of gold that does not have one: direct, indirect or mixed, by the marks inside the content.

>>> is_quoted("He said “yes”.")[9]
True
"""

from __future__ import annotations

from dataclasses import replace

from quotes.evaluation.relations import Relation

OPENING, CLOSING, STRAIGHT = "“„«", "”»", '"'


def tell_quote_type(relation: Relation, text: str) -> Relation:
    """The relation with its quote type: direct if all words are between marks, indirect if none are."""
    inside = [quoted for span in relation.content for quoted in _words_quoted(text, span.start, span.end)]
    if not any(inside):
        return replace(relation, quote_type="indirect")
    return replace(relation, quote_type="direct" if all(inside) else "mixed")


def _words_quoted(text: str, start: int, end: int) -> list[bool]:
    """For each letter or digit of a range, whether it is between marks; marks that touch the range count."""
    if start and text[start - 1] in OPENING + STRAIGHT and end < len(text) and text[end] in CLOSING + STRAIGHT:
        start, end = start - 1, end + 1
    quoted = is_quoted(text[start:end])
    return [quoted[i - start] for i in range(start, end) if text[i].isalnum()]


def is_quoted(text: str) -> list[bool]:
    """For each character, whether it is between double quotation marks; an unclosed quotation lasts to the end."""
    first = next((char for char in text if char in OPENING + CLOSING + STRAIGHT), "")
    inside = first in CLOSING if first else False  # cut within a quotation: … a threat,” in short
    flags = []
    for i, char in enumerate(text):
        if char in OPENING or (
            char in STRAIGHT and text[:i].endswith("\n")
        ):  # a paragraph that reopens continues the quotation
            inside = True
        elif char in CLOSING:
            inside = False
        elif char in STRAIGHT:
            inside = not inside
        flags.append(inside)
    return flags
