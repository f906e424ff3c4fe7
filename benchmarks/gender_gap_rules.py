"""The quotation rules of the Gender Gap Tracker, implemented from their published description.

Source: Asr, Mazraeh, Lopes, Gautam, Gonzales, Rao and Taboada (2021), "The Gender Gap Tracker: Using Natural
Language Processing to measure gender bias in media", PLOS ONE 16(1). Four rules, in this order; a later one finds
only what the earlier ones left:

- syntactic: the clausal complement of a reporting verb is the quote, the verb's subject the speaker;
- according to: the rest of the clause is the quote, the object of "according to" the speaker;
- heuristic: a reporting verb within a few tokens of a quotation in marks, and its subject, or the noun next to it;
- floating: a sentence entirely in marks directly after a quote has the same speaker.

The paths are those of `quotes.language.labels`, for both label schemes; the verbs are textacy's list.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token
from textacy.constants import REPORTING_VERBS

from quotes.language.labels import find_children

SPEECH_VERBS = frozenset(REPORTING_VERBS["en"])
MAX_VERB_DISTANCE = 5  # tokens between a quotation and its verb: “…,” the minister also said
MIN_QUOTATION_TOKENS = 4  # of a quotation in marks; fewer are titles and single words
QUOTATION_MARKS = frozenset({"“", "”", '"', "``", "''"})


@dataclass(frozen=True)
class Quote:
    """A quote that a rule found."""

    content: Span
    cue: Span | None
    source: Span | None


def find_quotes(doc: Doc) -> list[Quote]:
    """All quotes by the four rules, in text order."""
    quotations = list(_find_quotations(doc))
    quotes = [*_find_syntactic(doc), *_find_according_to(doc)]
    quotes += _find_heuristic(doc, [quotation for quotation in quotations if not _overlaps_quote(quotation, quotes)])
    quotes = sorted(quotes, key=lambda quote: quote.content.start)
    return sorted([*quotes, *_find_floating(doc, quotations, quotes)], key=lambda quote: quote.content.start)


def _find_quotations(doc: Doc) -> Iterator[Span]:
    """Stretches between a mark and the next one, marks included, within a paragraph."""
    opening: int | None = None
    for token in doc:
        if token.is_space and "\n" in token.text:
            opening = None
        elif token.text in QUOTATION_MARKS:
            if opening is not None and token.text != "“":
                if token.i - opening > MIN_QUOTATION_TOKENS:
                    yield doc[opening : token.i + 1]
                opening = None
            elif token.text != "”":
                opening = token.i


def _overlaps_quote(span: Span, quotes: list[Quote]) -> bool:
    return any(quote.content.start < span.end and span.start < quote.content.end for quote in quotes)


def _find_syntactic(doc: Doc) -> Iterator[Quote]:
    for verb in doc:
        if verb.pos_ != "VERB" or verb.lemma_ not in SPEECH_VERBS:
            continue
        content = next(find_children(verb, "ccomp"), None)
        subject = next(find_children(verb, "nsubj"), None)
        if content is not None and subject is not None:
            yield Quote(
                _include_marks(doc, *_cut_subtree(content, verb)), doc[verb.i : verb.i + 1], _find_phrase(subject)
            )


def _cut_subtree(content: Token, verb: Token) -> tuple[int, int]:
    """The subtree's range, cut at the verb if it contains the verb."""
    start, end = content.left_edge.i, content.right_edge.i + 1
    if start <= verb.i < end:
        return (start, verb.i) if content.i < verb.i else (verb.i + 1, end)
    return start, end


def _include_marks(doc: Doc, start: int, end: int) -> Span:
    """The span with the marks next to it, so that a quote keeps them."""
    if start and doc[start - 1].text in QUOTATION_MARKS - {"”"}:
        start -= 1
    while end < len(doc) and doc[end].text in (*QUOTATION_MARKS, ",") and doc[end].text != "“":
        end += 1
    return doc[start:end]


def _find_phrase(head: Token) -> Span:
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
        while start < end and (doc[start].is_punct or doc[start].is_space) and doc[start].text not in QUOTATION_MARKS:
            start += 1
        while (
            end > start
            and (doc[end - 1].is_punct or doc[end - 1].is_space)
            and doc[end - 1].text not in QUOTATION_MARKS
        ):
            end -= 1
        if start < end:
            phrase_end = phrase.end - 1 if doc[phrase.end - 1].is_punct else phrase.end
            source = doc[token.i + 2 : phrase_end]
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
    for quotation in quotations:
        positions = [
            *range(quotation.end, min(quotation.end + MAX_VERB_DISTANCE, len(doc))),
            *range(quotation.start - 1, max(quotation.start - MAX_VERB_DISTANCE, 0), -1),
        ]
        verb = next((doc[i] for i in positions if doc[i].pos_ == "VERB" and doc[i].lemma_ in SPEECH_VERBS), None)
        if verb is None:
            continue
        subject = next(find_children(verb, "nsubj"), None)
        if subject is None:
            neighbours = (doc[i] for i in (verb.i + 1, verb.i - 1) if 0 <= i < len(doc))
            subject = next((token for token in neighbours if token.pos_ in ("PROPN", "PRON", "NOUN")), None)
        if subject is not None:
            yield Quote(quotation, doc[verb.i : verb.i + 1], _find_phrase(subject))


def _find_floating(doc: Doc, quotations: list[Span], quotes: list[Quote]) -> Iterator[Quote]:
    """Quotations that are separate sentences, directly after a quote with a speaker."""
    last_quote: Quote | None = None
    for quotation in quotations:
        before = [quote for quote in quotes if quote.content.start < quotation.start]
        last_quote = (
            before[-1]
            if before and (last_quote is None or before[-1].content.start > last_quote.content.start)
            else last_quote
        )
        if _overlaps_quote(quotation, quotes) or last_quote is None or last_quote.source is None:
            continue
        begins_sentence = (
            quotation.start == 0
            or doc[quotation.start - 1].is_space
            or doc[quotation.start - 1].text in (".", "?", "!", *QUOTATION_MARKS)
        )
        ends_sentence = quotation[-2].text in (".", "?", "!")
        between = doc[last_quote.content.end : quotation.start].text
        if begins_sentence and ends_sentence and between.count("\n\n") <= 1:
            last_quote = Quote(quotation, None, last_quote.source)
            yield last_quote
