"""Where a content within a content ends."""

from __future__ import annotations

import pytest
from spacy.language import Language

from quotes.engine.layout import Layout
from quotes.engine.nested.inner_extents import end_of_inner_quotation, end_of_statement


@pytest.mark.parametrize(
    ("text", "start", "expected"),
    [
        pytest.param("they knew", 0, None, id="no mark"),
        pytest.param("‘they knew", 0, None, id="never closed"),
        pytest.param("‘the big one’ had come", 0, None, id="a part of what is said"),
        pytest.param("‘they knew,’ of it", 0, "‘they knew,’", id="curly marks"),
        pytest.param("'they don't know' [...] Who?", 0, "'they don't know'", id="an apostrophe closes nothing"),
        pytest.param("asked, 'Who?'", 7, "'Who?'", id="within a sentence"),
    ],
)
def test_end_of_inner_quotation(text: str, start: int, expected: str | None) -> None:
    end = end_of_inner_quotation(text, start, len(text))

    assert (None if end is None else text[start:end]) == expected


@pytest.mark.parametrize(
    ("text", "start", "expected"),
    [
        pytest.param("We sold it. They left.", "sold", "We sold it", id="to the end of the sentence"),
        pytest.param("We sold it; they left.", "sold", "We sold it; they left", id="over a semicolon"),
        pytest.param("We sold it", "sold", "We sold it", id="to the end of the text"),
    ],
)
def test_end_of_statement(nlp: Language, text: str, start: str, expected: str) -> None:
    doc = nlp.make_doc(text)
    end = end_of_statement(doc, Layout.of(doc), text.index(start) + len(start), len(text))

    assert text[:end] == expected
