"""The author's comment after a content, which is no part of it."""

from __future__ import annotations

import pytest
import spacy

from quotes.engine.extents.tails import find_tail
from quotes.engine.layout import Layout

TAGS = {"pleased": "VBD", "denied": "VBN", "third": "JJ"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("she would quit", "she would quit", id="no comma"),
        pytest.param("she would quit, a mayor said", "she would quit, a mayor said", id="another noun"),
        pytest.param(
            "she would build, a decision that would cost jobs",
            "she would build, a decision that would cost jobs",
            id="what is still to come",
        ),
        pytest.param("she was ill, becoming a burden", "she was ill, becoming a burden", id="no place in a row"),
        pytest.param("she would quit, a decision that pleased all", "she would quit", id="a decision"),
        pytest.param("she knew, a claim denied by Lee", "she knew", id="a participle"),
        pytest.param("it was safe, contradicting the mayor", "it was safe", id="a comment"),
        pytest.param("she would quit, becoming the third to go", "she would quit", id="a place in a row"),
    ],
)
def test_tails(text: str, expected: str) -> None:
    doc = spacy.blank("en")(text)
    for token in doc:
        token.tag_ = TAGS.get(token.text, "X")

    assert doc[: find_tail(doc, Layout.of(doc), 0, len(doc))].text == expected
