"""Texts of a few words, and texts that end or begin at any word: each is read, and the offsets of its records hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from spacy.language import Language

import quotes
from quotes.engine.constructions.construction import Construction
from quotes.engine.constructions.registry import ALL
from quotes.text.paragraphs import find_paragraphs

ARTICLES = sorted((Path(__file__).parents[2] / "fixtures" / "articles").glob("*.txt"))
BEFORE = "Stoltenberg said that NATO was ready.\n\n"
_ANNOTATION = re.compile(r"\[([^]]*)\]\{\w+\}")

TINY = [
    pytest.param("", id="nothing"),
    pytest.param(" \n\n\t", id="white space"),
    pytest.param("\u200b", id="zero-width space"),
    pytest.param("X", id="one letter"),
    pytest.param("“", id="opening mark"),
    pytest.param("”", id="closing mark"),
    pytest.param("‘the", id="single mark"),
    pytest.param("“\n\n“\n\n“", id="marks reopened without words"),
    pytest.param(":", id="colon"),
    pytest.param("X:", id="label without words"),
    pytest.param("Report:", id="report without words"),
    pytest.param("The council report:", id="label of as many words as a headline needs"),
    pytest.param("City council officials:", id="headline that ends with its label"),
    pytest.param("The strikes, say:", id="colon after the last word of a label"),
    pytest.param("Read more:", id="link without a page"),
    pytest.param("According to", id="according to nobody"),
    pytest.param("The strikes ended, according to the", id="according to an article"),
    pytest.param("> ", id="quoted paragraph without words"),
    pytest.param("Stoltenberg said:\n\n>\n\n>", id="quoted paragraphs without words"),
    pytest.param("— A (@b)", id="signature without a post"),
    pytest.param(">\n\n—A (@b)", id="signature of an empty post"),
    pytest.param("after", id="after nothing"),
    pytest.param("Stoltenberg said it rose, after", id="occasion without a clause"),
    pytest.param("They were told not to", id="infinitive without a verb"),
    pytest.param("It is clear that", id="clear without a clause, four words"),
    pytest.param("Stoltenberg made", id="made without clear"),
    pytest.param("Criticism of", id="criticism of nothing"),
    pytest.param("“Yes,” a guide who", id="relative clause without a verb"),
    pytest.param("Stoltenberg recalls 1978: “", id="date before a mark alone"),
    pytest.param("NATO, the", id="name before half an apposition"),
    pytest.param(", the union said", id="apposition without a name"),
]


@pytest.mark.parametrize("text", TINY)
def test_tiny_texts(nlp: Language, text: str) -> None:
    check(nlp, (text, f"{text}\n\n", f"\n\n{text}", BEFORE + text, text.upper()))


@pytest.mark.slow
@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_articles_cut_at_every_word(nlp: Language, path: Path) -> None:
    text = path.read_text("utf-8")
    for start, end in find_paragraphs(text):
        check(nlp, cut(text[start:end]))


@pytest.mark.slow
@pytest.mark.parametrize("construction", ALL, ids=lambda construction: construction.name)
def test_examples_cut_at_every_word(nlp: Language, construction: Construction) -> None:
    for example in construction.examples:
        check(nlp, cut(_ANNOTATION.sub(r"\1", example)))


def cut(text: str) -> Iterator[str]:
    """The beginnings of a text and the rests of it: "a", "a b", "b" of "a b"."""
    places = [match.span() for match in re.finditer(r"\w+|[^\w\s]", text)]
    yield from (text[:end] for _, end in places)
    yield from (text[start:] for start, _ in places[1:])


def check(nlp: Language, texts: Iterable[str]) -> None:
    for text in texts:
        for record in quotes.extract(text, nlp, mode="all"):
            for span in (record.source, record.cue, *record.content):
                assert span is None or text[span.start : span.end] == span.text != ""
