"""Uses of the silver names of PolNeAR's articles: a cast of persons and organisations, and pieces for training."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from quotes.evaluation.pipeline.named_text import Name, NamedText
from training.recipe.clauses import Cast

_TWO_WORDS = re.compile(r"[A-Z][a-z]+ (?:[A-Z]\. )?[A-Z][A-Za-z]+")
_SHORT_NAME = re.compile(r"[A-Z][A-Za-z]+(?: [A-Z][A-Za-z]+){0,2}")


def cast_of(articles: Sequence[NamedText]) -> Cast:
    """Collect full names of persons and short names of organisations, for composed speech clauses."""
    return make_cast(
        (name.label, article.text[name.start : name.end]) for article in articles for name in article.names
    )


def make_cast(names: Iterable[tuple[str, str]]) -> Cast:
    """The cast from names with their labels: ("PERSON", "Jane Roe") may speak, ("LOC", "Rome") may not."""
    names_by_label: dict[str, set[str]] = {"PERSON": set(), "ORG": set(), "LOC": set()}
    for label, name in names:
        names_by_label[label].add(name)
    persons = (name for name in names_by_label["PERSON"] if _TWO_WORDS.fullmatch(name))
    organisations = (name for name in names_by_label["ORG"] if _SHORT_NAME.fullmatch(name))
    return Cast(tuple(sorted(persons)), tuple(sorted(organisations)))


def paragraphs(article: NamedText, size: int) -> Iterator[NamedText]:
    """Cut an article at line ends into pieces of at least `size` characters, whitespace kept as it is."""
    start = 0
    while start < len(article.text):
        end = article.text.find("\n", start + size)
        while -1 < end < len(article.text) and article.text[end].isspace():
            end += 1
        end = len(article.text) if end < 0 else end
        names = [
            Name(name.start - start, name.end - start, name.label)
            for name in article.names
            if start <= name.start and name.end <= end
        ]
        yield NamedText(article.text[start:end], tuple(names))
        start = end
