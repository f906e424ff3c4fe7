"""Spot names: those that the recogniser found, put right, and those that capitals, titles and kinds give away.

"Sen. Rand Paul (Ky.)" is a name by its title, "Jon Tester, D-Mont." by its party, "Susan Sarandon" by a given name,
"news agency AFP" by its kind, whatever the recogniser made of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc

from quotes.engine.speakers.acronyms import find_definitions
from quotes.engine.speakers.capital_names import find_capitalised_names
from quotes.engine.speakers.kind_names import find_names_by_kind
from quotes.engine.speakers.names import Name
from quotes.engine.speakers.recognised_names import find_recognised_names
from quotes.engine.speakers.source_names import find_names_in_sources, find_whole_sources
from quotes.nlp.words import find_words
from quotes.spans import Range


def find_names(doc: Doc, text: str, sources: Sequence[Range] = ()) -> list[Name]:
    """The names of a document in text order, none overlapping another; `sources` are token ranges that may be names."""
    words = find_words(doc)
    found: dict[int, Name] = {}
    taken = [False] * len(words)
    for name in (
        *_find_defined_names(doc, text),
        *find_capitalised_names(doc, words, text),
        *find_whole_sources(doc, words, sources),
        *find_recognised_names(doc, words),
        *find_names_by_kind(doc, words),
        *find_names_in_sources(doc, words, sources),
    ):
        if not any(taken[name.start : name.end]):
            found[name.start] = name
            taken[name.start : name.end] = [True] * (name.end - name.start)
    return [found[start] for start in sorted(found)]


def _find_defined_names(doc: Doc, text: str) -> Iterator[Name]:
    """Long names of organizations before their acronym: "Institute of Epidemiology, Disease Control and Research"."""
    for start, end in find_definitions(text):
        span = doc.char_span(start, end)
        if span is not None and any(token.ent_type_ == "ORG" for token in span):
            yield Name(span.start, span.end, "ORG")
