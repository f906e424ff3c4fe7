"""The quotation rules of the Gender Gap Tracker, written anew from their published description.

Source: Asr, Mazraeh, Lopes, Gautam, Gonzales, Rao and Taboada (2021), "The Gender Gap Tracker: Using Natural
Language Processing to measure gender bias in media", PLOS ONE 16(1). Four rules, in this order; a later one takes
only what is left:

- syntactic: the clausal complement of a reporting verb is the quote, the verb's subject the speaker;
- according to: the rest of the clause is the quote, the object of "according to" the speaker;
- heuristic: a reporting verb within a few tokens of a quotation in marks, and its subject, or the noun next to it;
- floating: a sentence wholly in marks right behind a quote goes on from that quote's speaker.

The paths are those of `quotes.language.labels`, so that either label scheme works; the verbs are textacy's list.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token
from textacy.constants import REPORTING_VERBS

from quotes.language.labels import find_children

VERBS = frozenset(REPORTING_VERBS["en"])
WINDOW = 5  # tokens between a quotation and its verb: “…,” the minister also said
MIN_TOKENS = 4  # of a quotation in marks; fewer are titles and single words
MARKS = frozenset({"“", "”", '"', "``", "''"})


@dataclass(frozen=True)
class Quote:
    """What a rule found."""

    content: Span
    cue: Span | None
    source: Span | None


def find_quotes(doc: Doc) -> list[Quote]:
    """All quotes by the four rules, in text order."""
    quotations = list(_find_quotations(doc))
    found = [*_find_syntactic(doc), *_find_according_to(doc)]
    found += _find_heuristic(doc, [one for one in quotations if not _taken(one, found)])
    found = sorted(found, key=lambda quote: quote.content.start)
    return sorted([*found, *_find_floating(doc, quotations, found)], key=lambda quote: quote.content.start)


def _find_quotations(doc: Doc) -> Iterator[Span]:
    """Stretches between a mark and the next one, marks included, within a paragraph."""
    opening: int | None = None
    for token in doc:
        if token.is_space and "\n" in token.text:
            opening = None
        elif token.text in MARKS:
            if opening is not None and token.text != "“":
                if token.i - opening > MIN_TOKENS:
                    yield doc[opening : token.i + 1]
                opening = None
            elif token.text != "”":
                opening = token.i


def _taken(span: Span, found: list[Quote]) -> bool:
    return any(one.content.start < span.end and span.start < one.content.end for one in found)


def _find_syntactic(doc: Doc) -> Iterator[Quote]:
    for verb in doc:
        if verb.pos_ != "VERB" or verb.lemma_ not in VERBS:
            continue
        content = next(find_children(verb, "ccomp"), None)
        subject = next(find_children(verb, "nsubj"), None)
        if content is not None and subject is not None:
            yield Quote(_widen(doc, *_subtree_beside(content, verb)), doc[verb.i : verb.i + 1], _phrase(subject))


def _subtree_beside(content: Token, verb: Token) -> tuple[int, int]:
    """The subtree's range, up to the verb where it runs over it."""
    start, end = content.left_edge.i, content.right_edge.i + 1
    if start <= verb.i < end:
        return (start, verb.i) if content.i < verb.i else (verb.i + 1, end)
    return start, end


def _widen(doc: Doc, start: int, end: int) -> Span:
    """With the marks next to it, so that a quote does not lose them."""
    if start and doc[start - 1].text in MARKS - {"”"}:
        start -= 1
    while end < len(doc) and doc[end].text in (*MARKS, ",") and doc[end].text != "“":
        end += 1
    return doc[start:end]


def _phrase(head: Token) -> Span:
    return head.doc[head.left_edge.i : head.right_edge.i + 1]


def _find_according_to(doc: Doc) -> Iterator[Quote]:
    for token in doc[:-1]:
        if token.lower_ != "according" or doc[token.i + 1].lower_ != "to":
            continue
        speaker = _object_of(token)
        if speaker is None:
            continue
        phrase = doc[min(token.i, speaker.left_edge.i) : speaker.right_edge.i + 1]
        sentence = token.sent
        start, end = (sentence.start, phrase.start) if phrase.start > sentence.start else (phrase.end, sentence.end)
        while start < end and (doc[start].is_punct or doc[start].is_space) and doc[start].text not in MARKS:
            start += 1
        while end > start and (doc[end - 1].is_punct or doc[end - 1].is_space) and doc[end - 1].text not in MARKS:
            end -= 1
        if start < end:
            last = phrase.end - 1 if doc[phrase.end - 1].is_punct else phrase.end
            source = doc[token.i + 2 : last]
            yield Quote(doc[start:end], doc[token.i : token.i + 2], source if len(source) else None)


def _object_of(according: Token) -> Token | None:
    """AFP in "according to AFP": the head of a case marker, or the end of a chain of prepositions."""
    if according.dep_ in ("case", "mark"):
        return according.head
    for child in according.children:
        if child.lower_ == "to":
            return next(find_children(child, "pobj"), None)
    return next(find_children(according, "obl"), None)


def _find_heuristic(doc: Doc, quotations: list[Span]) -> Iterator[Quote]:
    for one in quotations:
        near = [*range(one.end, min(one.end + WINDOW, len(doc))), *range(one.start - 1, max(one.start - WINDOW, 0), -1)]
        verb = next((doc[i] for i in near if doc[i].pos_ == "VERB" and doc[i].lemma_ in VERBS), None)
        if verb is None:
            continue
        subject = next(find_children(verb, "nsubj"), None)
        if subject is None:
            beside = (doc[i] for i in (verb.i + 1, verb.i - 1) if 0 <= i < len(doc))
            subject = next((token for token in beside if token.pos_ in ("PROPN", "PRON", "NOUN")), None)
        if subject is not None:
            yield Quote(one, doc[verb.i : verb.i + 1], _phrase(subject))


def _find_floating(doc: Doc, quotations: list[Span], found: list[Quote]) -> Iterator[Quote]:
    """Quotations that are sentences of their own, right behind a quote with a speaker."""
    last: Quote | None = None
    for one in quotations:
        before = [quote for quote in found if quote.content.start < one.start]
        last = before[-1] if before and (last is None or before[-1].content.start > last.content.start) else last
        if _taken(one, found) or last is None or last.source is None:
            continue
        first = one.start == 0 or doc[one.start - 1].is_space or doc[one.start - 1].text in (".", "?", "!", *MARKS)
        whole = one[-2].text in (".", "?", "!")
        between = doc[last.content.end : one.start].text
        if first and whole and between.count("\n\n") <= 1:
            last = Quote(one, None, last.source)
            yield last
