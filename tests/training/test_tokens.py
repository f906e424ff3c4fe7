"""The tokenizer of the bundled pipeline: where EWT and GUM divide words otherwise than spaCy does."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language

from training.encoder.tokens import set_tokenizer


@pytest.fixture(scope="module", params=["made", "read from disk"])
def english(request: pytest.FixtureRequest) -> Language:
    """spaCy reads a tokenizer's patterns otherwise than they were set, so both are tested."""
    nlp = spacy.blank("en")
    set_tokenizer(nlp)
    return nlp if request.param == "made" else spacy.blank("en").from_bytes(nlp.to_bytes())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("well-known", ["well", "-", "known"], id="compound is divided"),
        pytest.param("pro – and", ["pro", "–", "and"], id="dash is no hyphen"),
        pytest.param("It ended in 2015.", ["It", "ended", "in", "2015", "."], id="year is no telephone number"),
        pytest.param("We wed.", ["We", "wed", "."], id="no apostrophe is made up"),
        pytest.param("anti-war", ["anti-war"], id="prefix"),
        pytest.param("Ex-officials", ["Ex-officials"], id="prefix with a capital"),
        pytest.param("mid-2016", ["mid", "-", "2016"], id="number after a prefix"),
        pytest.param("an F-16", ["an", "F", "-", "16"], id="letters and a number"),
        pytest.param("713-853-3989", ["713-853-3989"], id="telephone number"),
        pytest.param("#MeToo", ["#MeToo"], id="hashtag"),
        pytest.param("at 7:30PM", ["at", "7:30", "PM"], id="time of day"),
        pytest.param("Lt. Gov. and Sens.", ["Lt.", "Gov.", "and", "Sens."], id="abbreviated ranks"),
        pytest.param("and/or", ["and", "/", "or"], id="slash"),
        pytest.param("No!!! ----", ["No", "!!!", "----"], id="run of one mark"),
        pytest.param('said:"We', ["said", ":", '"', "We"], id="quotation after a colon without a blank"),
        pytest.param("it.”― Lee", ["it", ".", "”", "―", "Lee"], id="bar before a signature"),
        pytest.param("713-853-3989.", ["713-853-3989", "."], id="period after a telephone number"),
        pytest.param("#MeToo, #Me.", ["#MeToo", ",", "#Me", "."], id="marks after hashtags"),
        pytest.param("account(s) (see).doc", ["account", "(", "s", ")", "(", "see", ")", ".doc"], id="brackets"),
        pytest.param("“[W]e judge[s]", ["“", "[", "W]e", "judge[s", "]"], id="what an editor put in"),
        pytest.param("Will.i.am will.i.am", ["Will.i.am", "will.i.am"], id="a name with periods"),
        pytest.param("by Bay Inc.. Yes..", ["by", "Bay", "Inc.", ".", "Yes", ".."], id="abbreviation"),
        pytest.param("said.”The", ["said", ".", "”", "The"], id="no blank after a quotation"),
        pytest.param('they said"no"', ["they", "said", '"', "no", '"'], id="no blank before a quotation"),
        pytest.param('Lee"<lee@nato.int>', ["Lee", '"', "<", "lee@nato.int", ">"], id="address in brackets"),
        pytest.param("they won.the game", ["they", "won", ".", "the", "game"], id="no blank after a period"),
        pytest.param("see bbc.co.uk", ["see", "bbc.co.uk"], id="address of a site"),
        pytest.param("U.S.-led talks", ["U.S.", "-", "led", "talks"], id="compound of an abbreviation"),
        pytest.param("5–6 or $4-$6", ["5", "–", "6", "or", "$", "4", "-", "$", "6"], id="ranges"),
        pytest.param("10k in 24hrs", ["10", "k", "in", "24", "hrs"], id="units"),
        pytest.param("-5 and -based", ["-", "5", "and", "-", "based"], id="hyphen before a word"),
        pytest.param("and/don't I’m", ["and", "/", "do", "n't", "I", "’m"], id="clitics after a slash"),
        pytest.param("Really.?", ["Really", ".?"], id="two marks"),
    ],
)
def test_words(english: Language, text: str, words: list[str]) -> None:
    assert [token.text for token in english.make_doc(text)] == words
