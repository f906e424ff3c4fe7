"""Names that the recogniser missed, by the kind before or after them: "news agency AFP", "Time magazine"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc

from quotes.engine.speakers.names import Name, is_capital
from quotes.language.lexicon import word_list
from quotes.language.names import normalize
from quotes.language.sectors import is_role
from quotes.spans import Range

MAX_WORDS = 6  # of a name: "Institute of Epidemiology, Disease Control and Research" is longer, and recognised
_SMALL_WORDS = ("of", "for", "the", "and", "a", "&")


def find_names_by_kind(doc: Doc, words: list[str]) -> Iterator[Name]:
    """Names of organizations right after their kind, or before a kind of publication."""
    kinds, publications = word_list("named_kinds"), word_list("publications")
    for i, word in enumerate(words):
        if word in kinds and (name := _name_after(words, i + 1)) is not None:
            yield Name(*name, "ORG")
        if word in publications and i and doc[i - 1].pos_ == "PROPN" and is_capital(words[i - 1]):
            start = i - 1
            while start > 0 and is_capital(words[start - 1]) and doc[start - 1].pos_ == "PROPN":
                start -= 1
            if i - start <= MAX_WORDS and not doc[start].ent_type_:
                yield Name(start, i, "ORG")


def _name_after(words: list[str], start: int) -> Range | None:
    """The run of capitalised words from a token on, small words inside it included."""
    if start < len(words) and words[start] == "The":
        start += 1
    end = start
    while end < len(words) and (
        is_capital(words[end])
        or (end > start and words[end] in _SMALL_WORDS and end + 1 < len(words) and is_capital(words[end + 1]))
    ):
        end += 1
    if end == start or end - start > MAX_WORDS:
        return None
    first = normalize(words[start])
    return None if is_role(first) or first in word_list("honorifics") else (start, end)
