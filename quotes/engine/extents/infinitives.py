"""Where the infinitive of a content ends: "told to stay at home and ferries were closed" without the ferries."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc, Token

from quotes.language.labels import FINITE_TAGS, find_children, has_role
from quotes.language.verb_words import QUESTION_WORDS
from quotes.spans import Range


def without_finite_clause(doc: Doc, cue: int | None, content: Iterable[Range]) -> list[Range]:
    """Token ranges of infinitives without a finite clause after them: "told to stay and ferries closed"."""
    if cue is None:
        return list(content)
    return [
        (start, find_finite_clause(doc, cue, start, end))
        if start > cue and opens_infinitive(doc, start, end)
        else (start, end)
        for start, end in content
    ]


def opens_infinitive(doc: Doc, start: int, end: int) -> bool:
    """True for tokens that begin with "to" and a verb: "to stay", "not to stay"."""
    start += doc[start].lower_ == "not"
    return start + 1 < end and doc[start].lower_ == "to" and doc[start].tag_ == "TO"


def find_finite_clause(doc: Doc, cue: int, start: int, end: int) -> int:
    """Where a finite clause begins that is joined to a cue or to its infinitive; the end where there is none."""
    verb = start + 1 + (doc[start].lower_ == "not")
    for token in doc[verb + 1 : end]:
        if not has_role(token, "conj") or token.head.i not in (cue, verb) or not is_finite(token):
            continue
        if any(child.lower_ in QUESTION_WORDS for child in token.lefts):  # "to ask what it cost and why it fell"
            continue
        links = [child.i for child in token.head.rights if has_role(child, "cc") and verb < child.i < token.i]
        first = token.left_edge.i if token.left_edge.i > verb else token.i
        return min((*links[-1:], first))
    return end


def is_finite(verb: Token) -> bool:
    """True for a verb, or an adjective with "be", in the present or the past: "closed", "was victorious"."""
    if verb.tag_ in FINITE_TAGS:
        return True
    roles = ("aux", "aux:pass", "cop")
    return any(child.tag_ in FINITE_TAGS for role in roles for child in find_children(verb, role))
