"""Where a cue begins and ends: auxiliaries, negation, adverbs, particles and an introducing colon are in."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from quotes.engine.attribution import Candidate
from quotes.engine.constructions.registry import find_construction
from quotes.language.labels import has_role
from quotes.language.lexicon import word_list
from quotes.language.tree import tokens_of
from quotes.language.verb_words import LINKING_PREPOSITIONS, NOT
from quotes.spans import Range

MAX_OPENING = 4  # tokens from the first word of a cue to its head: "In the now famous words of"
_CUE_LEFT = frozenset({"aux", "aux:pass", "auxpass", "neg", "advmod", "npadvmod"})


def cue_range(doc: Doc, cue: Token, candidate: Candidate) -> Range:
    """The cue with auxiliaries, negation, adverbs, particles, linking prepositions and an introducing colon."""
    construction, tokens, place = find_construction(candidate.construction), tokens_of(doc), cue.i
    start, end = _opening(doc, cue, construction.cue_start) if construction.cue_start else place, place + 1
    while start > 0:
        before = tokens[start - 1]
        governs = before.head.i == place or (before.dep_ == "compound" and cue.pos_ == "ADJ")
        if not governs:
            break
        copula = before.dep_ == "cop" and cue.pos_ == "ADJ"
        adverb = before.dep_ in _CUE_LEFT and before.lower_ not in word_list("clause_adverbs") and before.is_alpha
        if not (adverb or copula or before.lower_ in NOT):
            break
        start -= 1
    last = candidate.content[0][1] if candidate.content and construction.links_preposition else 0
    while end < len(doc):
        after = tokens[end]
        particle = after.head.i == place and after.dep_ in ("compound:prt", "prt")
        if not (particle or (end < last and _links(after, candidate)) or after.lower_ in construction.cue_end):
            break
        end += 1
    if end < len(doc) and tokens[end].text == ":":
        end += 1
    return start, end


def _opening(doc: Doc, cue: Token, words: frozenset[str]) -> int:
    """The token that a cue of several words begins with: "In" for "words" in "In the very words of the coach"."""
    before = range(cue.i, max(cue.i - MAX_OPENING, 0) - 1, -1)
    return next((i for i in before if doc[i].lower_ in words), cue.i)


def _links(token: Token, candidate: Candidate) -> bool:
    """True if the token is the preposition between a cue and its content: "called for", "criticism of"."""
    head = token.head.i == candidate.content_head and (has_role(token, "case") or token.lower_ in LINKING_PREPOSITIONS)
    return head or (token.dep_ == "prep" and token.head.i == candidate.cue_head)
