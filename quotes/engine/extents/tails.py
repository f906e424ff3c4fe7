"""The author's tail, which is no part of what was said: "said she would quit, a move that took many by surprise"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from spacy.tokens import Doc

from quotes.engine.layout import Layout
from quotes.language.closed_classes import ARTICLES, CLAUSE_OPENERS
from quotes.language.labels import find_children, has_role
from quotes.language.lexicon import word_list
from quotes.language.verb_words import EXPLAINING_VERBS
from quotes.spans import Range

ORDINAL_NEEDED = "becoming"  # "becoming the second to leave" is the author's, "becoming a burden" is not
AFTER = "after"  # before a clause that says when it was said: "says it escalates, after Moscow expanded its campaign"
FUTURE = frozenset({"will", "would", "could", "can", "may", "might", "should", "wo", "’ll", "'ll", "’d", "'d"})
_FULL_STOP = re.compile(r"[a-z]{2}\.\s*\Z")
MAX_NOUN_DISTANCE = 4  # tokens from the comma to the noun that names what was said: ", a highly unusual decision that"


def without_tail(doc: Doc, layout: Layout, cue: int | None, content: Iterable[Range]) -> list[Range]:
    """Token ranges of a content without the author's comment after them; the cue comes before them."""
    if cue is not None and doc[cue].lemma_ in EXPLAINING_VERBS:
        content = [(start, find_clause(doc, start, end)) for start, end in content]
    return [
        (start, min(find_tail(doc, layout, start, end), find_narrative(layout, start, end)))
        if cue is not None and cue < start
        else (start, end)
        for start, end in content
    ]


def find_tail(doc: Doc, layout: Layout, start: int, end: int) -> int:
    """Where the author's comment on a content begins, at its comma; the end of the content where there is none."""
    first, last = layout.starts[start], layout.ends[end - 1]
    for match in _possible_tails().finditer(layout.text, first, last):
        place = layout.token_at(match.start())
        if start < place < end - 2 and layout.quotation_of[place] < 0 and is_tail(doc, place + 1, end):
            return place
    return end


def find_clause(doc: Doc, start: int, end: int) -> int:
    """Where an incidental clause begins, at its comma: "referring to the guide, who left in May"."""
    clauses = (i for i in range(start + 1, end - 1) if doc[i].text == "," and doc[i + 1].lower_ in CLAUSE_OPENERS)
    return next(clauses, end)


def find_narrative(layout: Layout, start: int, end: int) -> int:
    """Where the author's next sentence begins after a quotation that ends with a full stop, else the end.

    According to Lee, the river “rose in an hour.” Two people died.
    """
    number = max(layout.quotation_of[start:end], default=-1)
    if number < 0:
        return end
    last, quotation = layout.quotation_tokens[number][1], layout.quotations[number]
    if not start < last < end or not _FULL_STOP.search(layout.text, quotation.inner_start, quotation.inner_end):
        return end
    return last if layout.text[layout.starts[last]].isupper() else end


@cache
def _possible_tails() -> re.Pattern[str]:
    words = "|".join(sorted({*ARTICLES, ORDINAL_NEEDED, AFTER, *word_list("comment_participles")}))
    return re.compile(rf", (?:{words})\b")


def is_occasion(doc: Doc, after: int, end: int) -> bool:
    """True if "after" begins a clause in the past that is all of the rest: ", after Moscow expanded its campaign"."""
    verb = doc[after].head
    if not has_role(doc[after], "mark") or not after < verb.i < end or verb.right_edge.i < end - 2:
        return False
    subject = next(find_children(verb, "nsubj"), None) or next(find_children(verb, "nsubj:pass"), None)
    is_past = verb.tag_ == "VBD" or any(child.tag_ == "VBD" for child in find_children(verb, "aux"))
    return is_past and subject is not None and subject.left_edge.i == after + 1 and subject.lower_ not in CLAUSE_OPENERS


def is_tail(doc: Doc, start: int, end: int) -> bool:
    """True for "a move that took many by surprise", "echoing the mayor" and "becoming the second to leave"."""
    first = doc[start].lower_
    if first in word_list("comment_participles"):
        return True
    if first == AFTER:
        return is_occasion(doc, start, end)
    if first == ORDINAL_NEEDED:
        return any(token.tag_ == "JJ" and token.lower_ in word_list("ordinals") for token in doc[start : start + 3])
    if first not in ARTICLES:
        return False
    stop = min(start + MAX_NOUN_DISTANCE, end - 1)
    noun = next((i for i in range(start + 1, stop) if doc[i].lower_ in word_list("comment_nouns")), None)
    if noun is None or any(doc[i].lower_ in FUTURE for i in range(noun, end)):
        return False
    after = doc[noun + 1]
    return after.lower_ in ("that", "which") or after.tag_ in ("VBN", "PRP")
