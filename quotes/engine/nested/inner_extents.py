"""Where a content within another ends: at the end of its sentence, or where the inner quotation marks close."""

from __future__ import annotations

from spacy.tokens import Doc

from quotes.engine.attribution import Candidate
from quotes.engine.layout import Layout
from quotes.language.closed_classes import COORDINATORS, TURNS
from quotes.language.labels import find_children
from quotes.spans import Range

INNER_MARKS = {"‘": "’", "'": "'", "“": "”", '"': '"'}
SENTENCE_MARKS = frozenset(",.!?…")  # before the closing mark of words that are all of a content
FULL_STOPS = frozenset({".", "!", "?"})
STOPS = frozenset({".", "!", "?", "…", "[...]", "[…]"})


def end_of_inner_quotation(text: str, start: int, limit: int) -> int | None:
    """Where the marks that open a content close, the closing mark included: ‘True?’ in “They ask, ‘True?’ or wait.”"""
    closing = INNER_MARKS.get(text[start : start + 1])
    if closing is None:
        return None
    place = text.find(closing, start + 1, limit)
    while place >= 0 and place + 1 < limit and text[place + 1].isalnum():  # "don't": an apostrophe
        place = text.find(closing, place + 1, limit)
    if place < 0:
        return None
    after = text[place + 1 : limit].lstrip()
    is_fragment = after[:1].islower() and text[place - 1] not in SENTENCE_MARKS  # "‘the big one’ had come" continues
    return None if is_fragment else place + 1


def end_of_clause(doc: Doc, layout: Layout, candidate: Candidate, span: Range) -> int:
    """The end of the last span of a content without the next sentence, and without what the outer speaker says next.

    "they say it is safe" in “They say it is safe, but I doubt it”; "to wait" in “They ask us to wait and we do.”
    """
    if layout.text[span[0]] in INNER_MARKS:
        return span[1]
    start, end = layout.tokens(span)
    stop = next((i for i in range(start + 1, end) if doc[i].text in FULL_STOPS and doc[i - 1].text[:1] != "."), end)
    head = None if candidate.content_head is None else doc[candidate.content_head]
    if head is not None:
        is_infinitive = any(child.lower_ == "to" for child in head.lefts)
        for clause in head.rights:
            first = clause.left_edge.i
            while first < clause.i and doc[first].is_punct:
                first += 1
            if not start < first < stop or clause.dep_ not in ("conj", "parataxis"):
                continue
            word = doc[first - 1] if doc[first].lower_ not in COORDINATORS else doc[first]
            turns = word.lower_ in TURNS or (is_infinitive and word.lower_ in COORDINATORS)
            is_pair = any(doc[i].lower_ == "only" and doc[i - 1].lower_ == "not" for i in range(start + 1, first))
            if turns and start < word.i and not is_pair and any(True for _ in find_children(clause, "nsubj")):
                stop = word.i
                break
    if not any(char.isalnum() for char in layout.text[layout.ends[min(stop, end - 1)] : span[1]]):
        return span[1]
    while stop > start + 1 and (doc[stop - 1].is_punct or doc[stop - 1].is_space):
        stop -= 1
    return layout.ends[stop - 1]


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
