"""Names that a noun beside them calls an organization's: "the daily newspaper" and a name, "Unite, the union"."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from quotes.engine.speakers.phrases import is_plural
from quotes.language.closed_classes import ARTICLES
from quotes.language.labels import find_children
from quotes.language.lexicon import word_list
from quotes.language.names import normalize
from quotes.language.sectors import is_body, is_role


def is_called_a_body(doc: Doc, start: int, end: int) -> bool:
    """Does the noun before the tokens of a name, or the apposition after them, say that it is an organization's?

    The noun before a name is no part of a title, as that of "Secretary of State" is.
    """
    root = doc[start:end].root
    noun = doc[start - 1] if start else None
    if noun is not None and (noun.head == root or root.head == noun) and _is_one_body(noun):
        return True
    if end - start > 1 or end + 1 >= len(doc) or doc[end].text != "," or doc[end + 1].lower_ not in ARTICLES:
        return False  # a longer name tells by itself what it is
    if normalize(root.text) in word_list("given_names"):
        return False
    return any(child.left_edge.i in (end, end + 1) and _is_one_body(child) for child in find_children(root, "appos"))


def _is_one_body(noun: Token) -> bool:
    return noun.pos_ == "NOUN" and is_body(noun.text) and not is_role(noun.text) and not is_plural(noun)
