"""Where a cue begins and ends: auxiliaries, negation, adverbs, particles and an introducing colon are in."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from quotes.engine.attribution import Candidate
from quotes.language.labels import has_role
from quotes.spans import Range

_CUE_LEFT = frozenset({"aux", "aux:pass", "auxpass", "neg", "advmod", "npadvmod"})
_NO_ADVERB = frozenset({"to", "when", "where", "how", "why", "as", "however", "meanwhile", "therefore", "so", "then"})


def cue_range(doc: Doc, cue: Token, candidate: Candidate) -> Range:
    """The cue with auxiliaries, negation, adverbs, particles, linking prepositions and an introducing colon."""
    start, end = cue.i, cue.i + 1
    while start > 0:
        before = doc[start - 1]
        governs = before.head.i == cue.i or (before.dep_ == "compound" and cue.pos_ == "ADJ")
        adverb = before.dep_ in _CUE_LEFT and before.lower_ not in _NO_ADVERB and before.is_alpha
        if not governs or not (adverb or before.lower_ in ("n't", "n’t", "not")):
            break
        start -= 1
    while end < len(doc):
        after = doc[end]
        particle = after.head.i == cue.i and after.dep_ in ("compound:prt", "prt")
        linking = candidate.content and end < candidate.content[0][1] and _links(after, candidate)
        fixed = cue.lower_ == "according" and after.lower_ == "to"
        if not (particle or linking or fixed):
            break
        end += 1
    if end < len(doc) and doc[end].text == ":":
        end += 1
    return start, end


def _links(token: Token, candidate: Candidate) -> bool:
    """Is the token the preposition between a cue and its prepositional content: "called for", "criticism of"?"""
    if not candidate.construction.endswith(("prepositional", "prepositional-object")):
        return False
    head = token.head.i == candidate.content_head and has_role(token, "case")
    return head or (token.dep_ == "prep" and token.head.i == candidate.cue_head)
