"""What something was said in: "in a statement", "On live television", "via Twitter", "in remarks to AFP"."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache

from spacy.tokens import Doc, Token

from quotes.engine.candidates.propose import subtree
from quotes.engine.extents.trimming import trim_tokens
from quotes.language.closed_classes import MEDIUM_PREPOSITIONS
from quotes.language.labels import find_children, find_preposition
from quotes.language.lexicon import word_list
from quotes.language.tree import sentence_of
from quotes.nlp.words import find_words
from quotes.spans import Range, contains

SHARED_CLAUSE = frozenset({"advcl", "conj", "acl"})  # of a cue beside another verb: "resigned in a letter, saying"
ON = frozenset({"on"})  # before a channel: "said on Fox News"
MAX_DISTANCE = 100  # tokens from a cue to its medium, in one sentence
MAX_STEPS = 3  # up the tree from a medium to its cue: statement → issued → said


def find_media_words(doc: Doc) -> list[int]:
    """The places of the words that name a medium, in the singular or the plural: "statement", "emails"."""
    names = _media_words()
    return [place for place, word in enumerate(find_words(doc)) if word.lower() in names]


@cache
def _media_words() -> frozenset[str]:
    words = word_list("media")
    return words | {f"{word}s" for word in words}


def find_medium(doc: Doc, cue: Token, media: Sequence[int], taken: Sequence[Range]) -> Range | None:
    """The medium of a cue in its sentence, among the places of `media`, which are not `taken` by source and content."""
    near = media[bisect_left(media, cue.i - MAX_DISTANCE) : bisect_right(media, cue.i + MAX_DISTANCE)]
    places = [place for place in near if not contains(taken, place)]
    channels = [token.i for token in find_children(cue, "obl", ON) if token.ent_type_ == "ORG"]
    if not places and not channels:
        return None
    first, end = sentence_of(doc, cue.i)
    for place in sorted({*places, *channels}, key=lambda place: abs(place - cue.i)):
        token = doc[place]
        if not first <= place < end or contains(taken, place):
            continue
        if place in channels or (find_preposition(token) in MEDIUM_PREPOSITIONS and belongs_to(token, cue, taken)):
            return phrase_range(doc, token, taken)
    return None


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
