"""Quotations that go on others within one attribution: “A,” he said. “B.”, and reopened paragraphs."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from quotes.engine.layout import Layout
from quotes.language.lexicon import verbs

INTERRUPTION = 30  # tokens between two pieces: “A,” said Lee, who has led the alliance since 2014. “B.”


def follow_quotations(doc: Doc, layout: Layout, taken: set[int], anchor: int) -> set[int]:
    """Add the quotations that go on one of these: “A,” he said. “B.”, and paragraphs reopened without being closed."""
    if not taken or layout.quotation_of[anchor] >= 0:
        return taken
    taken = set(taken)
    number = max(taken) + 1
    while number < len(layout.quotations) and _goes_on(doc, layout, number, anchor):
        taken.add(number)
        number += 1
    if min(taken) > 0 and _goes_on(doc, layout, min(taken), anchor):  # “The alliance,” he added, “is able”
        taken.add(min(taken) - 1)
    while min(taken) > 0 and layout.quotations[min(taken) - 1].reopened:
        taken.add(min(taken) - 1)
    return taken


def _goes_on(doc: Doc, layout: Layout, number: int, anchor: int) -> bool:
    before, after = layout.quotations[number - 1], layout.quotations[number]
    if before.reopened:
        return True
    start, end = layout.quotation_tokens[number - 1][1], layout.quotation_tokens[number][0]
    if before.paragraph != after.paragraph or not start <= anchor < end or end - start > INTERRUPTION:
        return False
    if any(_speaks(doc[i]) for i in range(start, end) if i != anchor):
        return False
    stops = [i for i in range(start, end) if doc[i].text in (".", "?", "!", ";")]
    inner = layout.text[after.inner_start : after.inner_start + 1]
    if stops:  # “A,” he said. “B.”
        return end - stops[0] <= 2 and (inner.isupper() or not inner.isalpha())
    return doc[end - 1].text in (",", ":", "—", "–", "--") or doc[end - 1].lower_ in ("but", "and", "that", "because")


def _speaks(token: Token) -> bool:
    if token.pos_ != "VERB" or not token.lemma_:
        return False
    entry = verbs().get(token.lemma_)
    return entry is not None and "quotation" in entry.frames and token.tag_ != "VBN"
