"""Where a source begins and ends: determiners, titles and identifying modifiers in, incidental ones out."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from quotes.engine.candidates.propose import subtree
from quotes.engine.extents.trimming import trim_tokens, within_paragraph
from quotes.engine.layout import Layout
from quotes.language.labels import find_children, has_role
from quotes.language.lexicon import word_list
from quotes.language.pronouns import POSSESSIVE
from quotes.language.verb_words import RELATIVE_PRONOUNS
from quotes.spans import Range

_TRAILING = frozenset({"advcl", "acl:relcl", "relcl", "parataxis", "discourse", "list"})
_LEADING = frozenset({"case", "mark", "cc", "prep", "advmod", "punct", "discourse", "parataxis", "advcl"})
_DASHES = frozenset({"-", "--", "–", "—"})


def source_range(doc: Doc, layout: Layout, head: Token, cue: Token | None) -> Range:
    """The source with determiners, titles, identifying appositives and relative clauses; no incidental ones."""
    if head.lower_ in RELATIVE_PRONOUNS:
        return head.i, head.i + 1
    start, end = _beside_cue(head, cue)
    start, end = left_bound(head, start), right_bound(doc, head, end)
    start, end = within_paragraph(layout, head.i, start, end)
    start = _after_dateline(doc, head, start)
    return trim_tokens(doc, start, end, keep_comma=_closes_parenthetical(doc, start, end, cue))


def _beside_cue(head: Token, cue: Token | None) -> Range:
    """The subtree of a source's head without the cue that it governs: "a letter" of "a letter saying …"."""
    start, end = subtree(head)
    if cue is None or not start <= cue.i < end:
        return start, end
    top = cue
    while top.head.i not in (head.i, top.i):
        top = top.head
    if top.left_edge.i > head.i:
        return start, min(end, top.left_edge.i)
    return (max(start, top.right_edge.i + 1) if top.right_edge.i < head.i else start), end


def left_bound(head: Token, start: int) -> int:
    """Where a source begins, `start` or later: "President Putin" without "On Wednesday" before it."""
    for child in head.lefts:
        if child.right_edge.i < head.i and (child.dep_ in _LEADING or _is_circumstance(child)):
            start = max(start, child.right_edge.i + 1)
    return start


def right_bound(doc: Doc, head: Token, end: int) -> int:
    """Where a source ends, `end` or earlier: "Lee" without ", crouching by the wall" or "on Monday" after it."""
    for child in head.rights:
        first = child.left_edge.i
        if _is_incidental(doc, child):
            end = min(end, max(first - (doc[first - 1].text == ","), head.i + 1))
        elif child.lower_ in word_list("days"):
            end = min(end, first - (first > head.i + 1 and doc[first - 1].lower_ == "on"))
    return end


def _after_dateline(doc: Doc, head: Token, start: int) -> int:
    """Where a source begins after a dateline: at "European" of "BRUSSELS - European leaders"."""
    for i in range(max(start, 1), head.i):
        if doc[i].text in _DASHES and doc[i].whitespace_ and (doc[i - 1].is_upper or doc[i - 1].is_punct):
            start = i + 1
    return start


def _is_circumstance(child: Token) -> bool:
    """True if words before the noun are not in the source: "On Wednesday" before "Russian President Vladimir Putin"."""
    if child.dep_ in ("nmod:poss", "poss"):
        return False
    return child.lower_ in word_list("days") or any(word.dep_ in ("case", "prep") for word in child.lefts)


def _is_incidental(doc: Doc, child: Token) -> bool:
    """True for a clause after a comma or dash, which does not identify the noun: "Lee, crouching by the wall"."""
    first = child.left_edge.i
    before = doc[first - 1].text if first else ""
    separated = before in (",", "–", "—", "--", "(", "-") or doc[first].text in (",", "–", "—", "--", "(")
    if child.dep_ in _TRAILING or child.dep_ == "acl":
        return separated
    if has_role(child, "conj"):  # a conjunct with its own verb is another clause
        return child.pos_ in ("VERB", "AUX") or any(True for _ in find_children(child, "nsubj"))
    if child.dep_ == "appos" and child.lower_.endswith("ing"):  # ", her voice breaking", taken for a noun
        first = child.left_edge.i
        return separated and is_absolute_clause(doc, first + doc[first].is_punct, child.i + 1)
    return child.dep_ == "cop" or (child.pos_ == "VERB" and child.dep_ == "dep")


def is_absolute_clause(doc: Doc, start: int, end: int) -> bool:
    """Are these tokens a participle with a subject of its own, "her voice breaking"?"""
    return doc[start].lower_ in POSSESSIVE and doc[end - 1].lower_.endswith("ing")


def _closes_parenthetical(doc: Doc, start: int, end: int, cue: Token | None) -> bool:
    """True if the source ends with the comma that closes an appositive: "Lee, the mayor, said"."""
    return cue is not None and end <= cue.i and any(doc[i].text == "," for i in range(start, max(end - 1, start)))
