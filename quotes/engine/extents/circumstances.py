"""Who something was said to: "AFP" in "told AFP"."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from quotes.engine.attribution import Candidate
from quotes.engine.candidates.propose import subtree
from quotes.engine.constructions.registry import find_construction
from quotes.engine.extents.hearers import can_hear
from quotes.engine.extents.trimming import trim_tokens
from quotes.language.labels import find_children, has_role
from quotes.language.lexicon import word_list
from quotes.language.verb_words import NAMED_HEARER_VERBS, OBJECT_PRONOUNS
from quotes.spans import Range


def find_addressee(doc: Doc, cue: Token, candidate: Candidate) -> Range | None:
    """Who it was said to: "AFP" in "told AFP", "reporters" in "said to reporters"; never part of the content."""
    if cue.lemma_ in word_list("disclosing_verbs"):
        return _find_informed(doc, cue, candidate)
    if not find_construction(candidate.construction).takes_addressee:
        return None
    if cue.lemma_ in word_list("telling_verbs"):
        for role in ("iobj", "obj"):
            for token in find_children(cue, role):
                if token.i not in (candidate.content_head, candidate.source_head) and not _is_message(token, candidate):
                    return _object_range(doc, token, candidate)
        return _find_next_name(doc, cue, candidate)
    for token in find_children(cue, "obl", frozenset({"to"})):
        is_hearer = bool(token.ent_type_) or token.lemma_ in word_list("hearers")
        if is_hearer and token.i not in (candidate.content_head, candidate.source_head):
            return _object_range(doc, token, candidate)
    return None


def with_preposition(doc: Doc, addressee: Range | None) -> Range | None:
    """An addressee with the "to" before it, as it is cut out of a content."""
    if addressee is None or not addressee[0] or doc[addressee[0] - 1].lower_ != "to":
        return addressee
    return addressee[0] - 1, addressee[1]


def _find_informed(doc: Doc, cue: Token, candidate: Candidate) -> Range | None:
    """Who hears what an object names: "regulators" in "disclosed the matter to regulators", never "due to fog"."""
    for token in find_children(cue, "obl", frozenset({"to"})):
        if token.i in (candidate.content_head, candidate.source_head) or not (
            can_hear(token) or token.ent_type_ == "GPE"
        ):
            continue
        start, end = subtree(token)
        first = next((child.i + 1 for child in token.lefts if child.lower_ == "to"), start)
        return trim_tokens(doc, first, end)
    return None


def _is_message(token: Token, candidate: Candidate) -> bool:
    """True if the object is what is told, not who hears it: "told a story that jobs were at risk"."""
    governs = any(child.i == candidate.content_head for child in token.children)
    return governs and not token.ent_type_ and token.pos_ != "PRON" and not has_role(token, "iobj")


def _find_next_name(doc: Doc, cue: Token, candidate: Candidate) -> Range | None:
    """The name or pronoun that the parser put into the clause of a verb that needs a hearer: "told AFP troops …"."""
    first = cue.i + 1
    start, stop = candidate.content[0]
    if start > first or stop - first < 4 or cue.lemma_ not in NAMED_HEARER_VERBS:
        return None
    named = doc[first].ent_iob_ == "B" or doc[first].lower_ in OBJECT_PRONOUNS
    end = first + 1
    while named and end < len(doc) and doc[end].ent_iob_ == "I":
        end += 1
    follows = doc[end].pos_ in ("DET", "NOUN", "PROPN", "PRON", "ADJ", "NUM", "SCONJ") if end < len(doc) else False
    return (first, end) if named and follows else None


def _object_range(doc: Doc, token: Token, candidate: Candidate) -> Range | None:
    start, end = subtree(token)
    for first, last in candidate.content:
        if first <= token.i < last:
            opens = first == start and token.head.i == first - 1 and end < last  # "told AFP troops had …"
            return trim_tokens(doc, start, end) if opens and has_role(token, "iobj") else None
        if start < last and first < end:
            start, end = (start, first) if first > token.i else (last, end)
    for child in token.lefts:
        if child.dep_ in ("case", "prep") and child.i >= start:
            start = child.i + 1
    return trim_tokens(doc, start, max(end, token.i + 1))
