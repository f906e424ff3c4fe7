"""What something was said in: "in a statement", "On live television", "via Twitter", "in remarks to AFP"."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from quotes.engine.candidates.propose import subtree
from quotes.engine.extents.trimming import trim_tokens
from quotes.language.closed_classes import MEDIUM_PREPOSITIONS
from quotes.language.labels import find_preposition
from quotes.language.lexicon import word_list
from quotes.spans import Range, contains

SHARED_CLAUSE = frozenset({"advcl", "conj", "acl"})  # of a cue beside another verb: "resigned in a letter, saying"
MAX_STEPS = 3  # up the tree from a medium to its cue: statement → issued → said


def find_medium(doc: Doc, cue: Token, taken: Sequence[Range]) -> Range | None:
    """The medium of a cue among the words of its sentence that are not `taken` by source, cue and content."""
    sentence = cue.sent
    near = [
        token for token in doc[sentence.start : sentence.end] if is_medium(token, cue) and not contains(taken, token.i)
    ]
    for token in sorted(near, key=lambda token: abs(token.i - cue.i)):
        if belongs_to(token, cue, taken):
            return phrase_range(doc, token, taken)
    return None


def is_medium(token: Token, cue: Token) -> bool:
    """True for "statement" in "in a statement", "Twitter" in "via Twitter" and a channel in "said on Fox News"."""
    words = word_list("media")
    is_named = token.lower_ in words or token.lemma_.lower() in words
    if is_named:
        return find_preposition(token) in MEDIUM_PREPOSITIONS
    return token.ent_type_ == "ORG" and token.head.i == cue.i and find_preposition(token) == "on"


def belongs_to(token: Token, cue: Token, taken: Sequence[Range]) -> bool:
    """True if a phrase hangs on the cue, or on words beside it, and on no other verb."""
    head = token.head
    for _ in range(MAX_STEPS):
        if head.i == cue.i or (head.i == cue.head.i and cue.dep_ in SHARED_CLAUSE):
            return True
        if (head.pos_ == "VERB" and not contains(taken, head.i)) or head.head.i == head.i:
            break
        head = head.head
    return is_fronted(token)


def is_fronted(token: Token) -> bool:
    """True if a phrase opens its sentence: "In a statement issued on Monday, the police confirmed …"."""
    first = token.left_edge
    return first.i == token.sent.start or all(
        other.is_punct or other.is_space or other.dep_ == "cc" for other in token.doc[token.sent.start : first.i]
    )


def phrase_range(doc: Doc, token: Token, taken: Sequence[Range]) -> Range:
    """The phrase of a noun without its preposition and without what is taken."""
    start, end = subtree(token)
    for first, last in taken:
        if start < last and first < end:
            start, end = (start, first) if first > token.i else (last, end)
    for child in token.lefts:
        if child.dep_ in ("case", "prep") and child.i >= start:
            start = child.i + 1
    return trim_tokens(doc, start, max(end, token.i + 1))
