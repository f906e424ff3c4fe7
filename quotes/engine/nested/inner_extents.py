"""Where a content within another ends: at the end of its sentence, or where the inner quotation marks close."""

from __future__ import annotations

from spacy.tokens import Doc

from quotes.engine.layout import Layout

INNER_MARKS = {"‘": "’", "'": "'", "“": "”", '"': '"'}
STOPS = frozenset({".", "!", "?", "…", "[...]", "[…]"})


def end_of_inner_quotation(text: str, start: int, limit: int) -> int | None:
    """Where the marks that open a content close, the closing mark included: ‘True?’ in “They ask, ‘True?’ or wait.”"""
    closing = INNER_MARKS.get(text[start : start + 1])
    if closing is None:
        return None
    place = text.find(closing, start + 1, limit)
    while place >= 0 and place + 1 < limit and text[place + 1].isalnum():  # "don't": an apostrophe
        place = text.find(closing, place + 1, limit)
    return place + 1 if place > 0 else None


def end_of_statement(doc: Doc, layout: Layout, start: int, limit: int) -> int:
    """The end of the sentence that a content is in, at most that of the content around it."""
    token = layout.token_at(max(start - 1, 0)) + 1
    while token < len(doc) and layout.ends[token] <= limit:
        if doc[token].text in STOPS:
            return layout.ends[token - 1]
        token += 1
    end = limit
    while end > start and not layout.text[end - 1].isalnum():
        end -= 1
    return end
