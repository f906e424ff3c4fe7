"""Quotations that continue others within one attribution: “A,” he said. “B.”, and reopened paragraphs."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from quotes.engine.constructions.punctuated import find_own_cue
from quotes.engine.layout import Layout
from quotes.language.closed_classes import QUOTATION_LINKS
from quotes.language.labels import has_role
from quotes.language.lexicon import verbs
from quotes.text.quotation_marks import Quotation

MAX_INTERRUPTION = 30  # tokens between two pieces: “A,” said Lee, who has led the alliance since 2014. “B.”


def follow_quotations(doc: Doc, layout: Layout, numbers: set[int], cue: int) -> set[int]:
    """Add the quotations that continue these: “A,” he said. “B.”, and paragraphs reopened without being closed."""
    if not numbers or layout.quotation_of[cue] >= 0:
        return numbers
    first, last = min(numbers), max(numbers)
    while last + 1 < len(layout.quotations) and _continues(doc, layout, last + 1, cue):
        last += 1
    # “The alliance,” he added, “is able”, but not: After Lee said it “is able”, he added: “It is ready.”
    if first > 0 and _continues(doc, layout, first, cue) and not _has_cue_before(doc, layout, first - 1):
        first -= 1
    while first > 0 and layout.quotations[first - 1].reopened:
        first -= 1
    return numbers | set(range(first, min(numbers))) | set(range(max(numbers) + 1, last + 1))


def _continues(doc: Doc, layout: Layout, number: int, cue: int) -> bool:
    """True if a quotation continues the one before it, with nothing but the cue's clause between them."""
    before, after = layout.quotations[number - 1], layout.quotations[number]
    if before.reopened:
        return True
    start, end = layout.quotation_tokens[number - 1][1], layout.quotation_tokens[number][0]
    if before.paragraph != after.paragraph or not start <= cue < end or end - start > MAX_INTERRUPTION:
        return False
    if any(_is_speech_verb(doc[i]) and not is_in_relative_clause(doc[i]) for i in range(start, end) if i != cue):
        return False
    stops = [i for i in range(start, end) if doc[i].text in (".", "?", "!", ";")]
    inner = layout.text[after.inner_start : after.inner_start + 1]
    if stops:  # “A,” he said. “B.”, but not “A,” he said. “B,” she said.
        follows = end - stops[0] <= 2 and (inner.isupper() or not inner.isalpha())
        return follows and find_own_cue(doc, layout, number) is None
    if _ends_sentence(layout, before) and doc[end - 1].text == ":":  # “A.” Roy said: “B.”
        return False
    last = doc[end - 1]
    return last.text in (",", ":", "—", "–", "--") or last.lower_ in QUOTATION_LINKS


def _has_cue_before(doc: Doc, layout: Layout, number: int) -> bool:
    """True if a verb of speech comes before a quotation that is a part of its sentence."""
    start = layout.quotation_tokens[number][0]
    first, _ = layout.paragraph_range(start)
    for i in range(start - 1, max(first, start - MAX_INTERRUPTION) - 1, -1):
        if layout.quotation_of[i] >= 0 or doc[i].text in (".", ";", "?", "!"):
            break
        if _is_speech_verb(doc[i]):
            return True
    return False


def _ends_sentence(layout: Layout, quotation: Quotation) -> bool:
    """True if a full stop ends the words of a quotation."""
    return layout.text[quotation.inner_end - 1] == "."


def is_in_relative_clause(verb: Token) -> bool:
    """True for a verb of a clause about the source: "asked" in "a guide, who asked not to be named, said"."""
    return has_role(verb, "relcl") or has_role(verb.head, "relcl")


def _is_speech_verb(token: Token) -> bool:
    """True if a token is a verb that may introduce another quotation."""
    if token.pos_ != "VERB" or not token.lemma_:
        return False
    entry = verbs().get(token.lemma_)
    return entry is not None and "quotation" in entry.frames and token.tag_ != "VBN"
