"""The tokenizer of the bundled pipeline: where EWT and GUM divide words otherwise than spaCy does."""

from __future__ import annotations

import pytest
import spacy
from encoder.tokens import set_tokenizer
from spacy.language import Language


@pytest.fixture(scope="module")
def english() -> Language:
    nlp = spacy.blank("en")
    set_tokenizer(nlp)
    return nlp


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("well-known", ["well", "-", "known"], id="compound is divided"),
        pytest.param("pro – and", ["pro", "–", "and"], id="dash is no hyphen"),
        pytest.param("It ended in 2015.", ["It", "ended", "in", "2015", "."], id="year is no telephone number"),
        pytest.param("We wed.", ["We", "wed", "."], id="no apostrophe is made up"),
        pytest.param("anti-war", ["anti-war"], id="prefix"),
        pytest.param("Ex-officials", ["Ex-officials"], id="prefix with a capital"),
        pytest.param("mid-2016", ["mid", "-", "2016"], id="number behind a prefix"),
        pytest.param("an F-16", ["an", "F", "-", "16"], id="letters and a number"),
        pytest.param("713-853-3989", ["713-853-3989"], id="telephone number"),
        pytest.param("#MeToo", ["#MeToo"], id="hashtag"),
        pytest.param("at 7:30PM", ["at", "7:30", "PM"], id="time of day"),
        pytest.param("Lt. Gov. and Sens.", ["Lt.", "Gov.", "and", "Sens."], id="abbreviated ranks"),
        pytest.param("and/or", ["and", "/", "or"], id="slash"),
        pytest.param("No!!! ----", ["No", "!!!", "----"], id="run of one mark"),
        pytest.param("it.”― Lee", ["it", ".", "”", "―", "Lee"], id="bar before a signature"),
    ],
)
def test_words(english: Language, text: str, words: list[str]) -> None:
    assert [token.text for token in english.make_doc(text)] == words


def test_is_kept_by_a_saved_pipeline(english: Language) -> None:
    copied = spacy.blank("en").from_bytes(english.to_bytes())
    assert [token.text for token in copied.make_doc("ex-#MeToo 713-853-3989 Wed.")] == [
        token.text for token in english.make_doc("ex-#MeToo 713-853-3989 Wed.")
    ]
