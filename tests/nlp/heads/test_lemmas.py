"""Lemmas by table, by rule, and by guess."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from quotes.nlp.heads.lemmas import LemmaTable, guess

TABLE = LemmaTable({"went|VBD": "go", "n't|RB": "not"}, {"approve", "say", "stop", "study"})


@pytest.mark.parametrize(
    ("word", "tag", "lemma"),
    [
        pytest.param("NATO", "NNP", "NATO", id="name"),
        pytest.param("gas", "NN", "gas", id="singular that ends in s"),
        pytest.param("bus", "NNS", "bus", id="no plural, whatever its tag"),
        pytest.param("went", "VBD", "go", id="table"),
        pytest.param("n’t", "RB", "not", id="table, curly apostrophe"),
        pytest.param("approved", "VBD", "approve", id="known word by rule"),
        pytest.param("Stopped", "VBN", "stop", id="doubled letter"),
        pytest.param("Says", "VBD", "say", id="wrong verbal tag, as in headlines"),
        pytest.param("studies", "NN", "study", id="plural tagged as a singular"),
        pytest.param("studies", "NNS", "study", id="plural in ies"),
        pytest.param("retweeted", "VBD", "retweet", id="unknown verb"),
        pytest.param("weaponizing", "VBG", "weaponize", id="unknown verb with a silent e"),
        pytest.param("tweetstorms", "NNS", "tweetstorm", id="unknown noun"),
        pytest.param("Democrats", "NNPS", "Democrat", id="plural name"),
        pytest.param("Dutch", "JJ", "Dutch", id="adjective of a name"),
        pytest.param("40,000", "CD", "40000", id="number"),
        pytest.param("“", "``", '"', id="quotation mark"),
    ],
)
def test_lemma(word: str, tag: str, lemma: str) -> None:
    doc = Doc(spacy.blank("en").vocab, words=[word], tags=[tag])
    assert TABLE(doc)[0].lemma_ == lemma


def test_guess_gives_way_to_a_lemmatizer_before_it() -> None:
    doc = Doc(spacy.blank("en").vocab, words=["retweeted", "went"], tags=["VBD", "VBD"], lemmas=["retweete", "wend"])
    assert [token.lemma_ for token in TABLE(doc)] == ["retweete", "go"]


def test_guess_is_never_empty() -> None:
    assert all(guess(word, tag) for word in ("s", "es", "ied", "'s", "I") for tag in ("NNS", "VBD", "NNPS", "VBG"))
