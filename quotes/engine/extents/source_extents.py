"""Where a source begins and ends: determiners, titles and identifying modifiers in, incidental ones out."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from quotes.engine.candidates.propose import subtree
from quotes.engine.extents.trimming import trim_tokens, within_paragraph
from quotes.engine.layout import Layout
from quotes.language.labels import find_children, has_role
from quotes.language.verb_words import RELATIVE_PRONOUNS
from quotes.spans import Range

_DAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday"})
_TRAILING = frozenset({"advcl", "acl:relcl", "relcl", "parataxis", "discourse", "list"})
_LEADING = frozenset({"case", "mark", "cc", "prep", "advmod", "punct", "discourse", "parataxis", "advcl"})
_DASHES = frozenset({"-", "--", "–", "—"})


def source_range(doc: Doc, layout: Layout, head: Token, cue: Token | None) -> Range:
    """The source with determiners, titles, identifying appositives and relative clauses; incidental ones are out."""
    if head.lower_ in RELATIVE_PRONOUNS:
        return head.i, head.i + 1
    start, end = subtree(head)
    if cue is not None and start <= cue.i < end:  # "a letter saying …": the source governs the cue
        top = cue
        while top.head.i not in (head.i, top.i):
            top = top.head
        if top.left_edge.i > head.i:
            end = min(end, top.left_edge.i)
        else:
            start = max(start, top.right_edge.i + 1) if top.right_edge.i < head.i else start
    for child in head.children:
        if child.i > head.i and _is_incidental(doc, child):
            end = min(end, max(child.left_edge.i - (doc[child.left_edge.i - 1].text == ","), head.i + 1))
        elif child.right_edge.i < head.i and (child.dep_ in _LEADING or _is_circumstance(child)):
            start = max(start, child.right_edge.i + 1)
        elif child.i > head.i and child.lower_ in _DAYS:
            end = min(
                end, child.left_edge.i - (child.left_edge.i > head.i + 1 and doc[child.left_edge.i - 1].lower_ == "on")
            )
    start, end = within_paragraph(layout, head.i, start, end)
    for i in range(max(start, 1), head.i):  # "BRUSSELS - European leaders": a dateline is no part of the source
        if doc[i].text in _DASHES and doc[i].whitespace_ and (doc[i - 1].is_upper or doc[i - 1].is_punct):
            start = i + 1
    return trim_tokens(doc, start, end, keep_comma=_closes_parenthetical(doc, start, end, cue))


def _is_circumstance(child: Token) -> bool:
    """Is what stands before the noun no part of it: "On Wednesday" before "Russian President Vladimir Putin"?"""
    if child.dep_ in ("nmod:poss", "poss"):
        return False
    return child.lower_ in _DAYS or any(word.dep_ in ("case", "prep") for word in child.lefts)


def _is_incidental(doc: Doc, child: Token) -> bool:
    """Does a comma or dash part the modifier from its noun, so that it tells more but does not identify?"""
    first = child.left_edge.i
    before = doc[first - 1].text if first else ""
    parted = before in (",", "–", "—", "--", "(", "-") or doc[first].text in (",", "–", "—", "--", "(")
    if child.dep_ in _TRAILING or child.dep_ == "acl":
        return parted
    if has_role(child, "conj"):  # a conjunct with a verb of its own is another clause
        return child.pos_ in ("VERB", "AUX") or any(True for _ in find_children(child, "nsubj"))
    return child.dep_ in ("cop",) or (child.pos_ == "VERB" and child.dep_ == "dep")


def _closes_parenthetical(doc: Doc, start: int, end: int, cue: Token | None) -> bool:
    """Does the source end with the comma that closes an appositive: "Lee, the mayor, said"?"""
    return cue is not None and end <= cue.i and any(doc[i].text == "," for i in range(start, max(end - 1, start)))
