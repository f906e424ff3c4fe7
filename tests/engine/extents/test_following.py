"""Quotations that continue others within one attribution, by the words and marks between them."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc
from support.trees import NLP, layout

from quotes.engine.extents.following import follow_quotations

SPEECH = {"said": "say", "added": "add"}
NAMES = frozenset({"Lee", "Roy"})


def read(text: str) -> Doc:
    """A text without a tree, its verbs of speech tagged."""
    doc = NLP(text)
    for token in doc:
        if token.text in SPEECH:
            token.pos_, token.tag_, token.lemma_ = "VERB", "VBD", SPEECH[token.text]
        elif token.text in NAMES:
            token.pos_ = "PROPN"
    return doc


def follow(text: str, numbers: set[int]) -> set[int]:
    """The quotations of the first "said" of a text, of which some are given."""
    doc = read(text)
    cue = next(token.i for token in doc if token.text == "said")
    return follow_quotations(doc, layout(doc), numbers, cue)


@pytest.mark.parametrize(
    ("text", "numbers", "expected"),
    [
        pytest.param("“Yes,” Lee said. “So be it.”", set(), set(), id="no quotation"),
        pytest.param("“Yes,” Lee said. “so be it.”", {0}, {0}, id="small letter after a full stop"),
        pytest.param("“Yes,” Lee said in the “great hall” of it.", {0}, {0}, id="other words between"),
        pytest.param("“Yes,” Lee said. He left. “So be it.”", {0}, {0}, id="another sentence between"),
        pytest.param("“Yes,” Lee said, and added: “So be it.”", {0}, {0}, id="another verb of speech"),
        pytest.param("“Yes,” Lee said.\n\n“So be it.”", {0}, {0}, id="next paragraph"),
        pytest.param("“Yes,” Lee said. “Well,” Roy added.", {0}, {0}, id="a cue and a subject of its own"),
        pytest.param("Roy added: “Yes.” Lee said: “So be it.”", {1}, {1}, id="the sentence before has ended"),
        pytest.param("“Lee said so,” we heard. “So be it.”", {0}, {0}, id="cue inside the quotation"),
        pytest.param("“Yes,” Lee said. “So be it.”", {0}, {0, 1}, id="new sentence"),
        pytest.param("“Yes,” Lee said, “so be it.”", {0}, {0, 1}, id="same sentence"),
        pytest.param("“Yes,” Lee said, because “so be it.”", {0}, {0, 1}, id="linking word"),
        pytest.param("“Yes,” Lee said, “so be it.”", {1}, {0, 1}, id="the one before"),
        pytest.param("Lee said: “So be it.\n\n“That is all.”", {0}, {0, 1}, id="reopened paragraph"),
    ],
)
def test_quotations_that_follow(text: str, numbers: set[int], expected: set[int]) -> None:
    assert follow(text, numbers) == expected
