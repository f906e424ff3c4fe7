"""The subject of a verb of speech by position, where the tree has none: “…,” said Lee; Lee, the mayor, said."""

from __future__ import annotations

from spacy.tokens import Token

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
MAX_SUBJECT_DISTANCE = 8  # tokens from a verb to the noun phrase that may be its subject although the parser missed it


def find_surface_subject(cue: Token, content: Token | None) -> Token | None:
    """The noun phrase next to a verb of speech, where the tree lost its subject: “…,” said Lee, a mayor."""
    doc = cue.doc
    follows = content is None or content.i < cue.i
    if follows and cue.i + 1 < len(doc) and doc[cue.i + 1].pos_ in ("DET", "PROPN", "NOUN", "ADJ", "PRON", "NUM"):
        return _climb(
            next((t for t in doc[cue.i + 1 : cue.i + MAX_SUBJECT_DISTANCE] if t.pos_ in _NOMINAL), None),
            cue.i + 1,
            cue.i + MAX_SUBJECT_DISTANCE,
        )
    before = cue.i - 1
    while before > 0 and (doc[before].pos_ in ("ADV", "AUX", "PART") or doc[before].text == ","):
        before -= 1
    if before >= 0 and doc[before].pos_ in _NOMINAL and (content is None or not _is_object(doc[before])):
        return _climb(doc[before], max(cue.i - MAX_SUBJECT_DISTANCE, 0), cue.i)
    return None


def _is_object(token: Token) -> bool:
    return token.dep_ in ("obj", "dobj", "obl", "pobj", "iobj")


def _climb(token: Token | None, start: int, end: int) -> Token | None:
    """The head of the phrase of a token within some bounds."""
    while token is not None and token.head.i != token.i and start <= token.head.i < end and token.head.pos_ in _NOMINAL:
        token = token.head
    return token
