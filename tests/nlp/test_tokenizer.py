"""Words of any length are split as spaCy splits them, in linear time."""

from __future__ import annotations

import copy
import pickle
import random

import pytest
import spacy
from spacy.tokens import Doc
from support.timing import cpu_seconds

from quotes.nlp import tokenizer
from quotes.nlp.tokenizer import LinearTokenizer, WordSplitter, read_pieces

SPACY = spacy.blank("en").tokenizer
LINEAR = LinearTokenizer(SPACY)
LONG = "a" * (tokenizer.MAX_WORD + 1)
PARTS = [*"\"“”'’()[]:-.,—_!?+*%$a5", "..", "...", "don't", "km", "°C.", "AB", "a.m.", ":-)", "http://a.b/c", "’s"]


def tokens(doc: Doc) -> list[tuple[str, str, str]]:
    return [(token.text, token.norm_, token.whitespace_) for token in doc]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("She said: “No.”", id="short words"),
        pytest.param(LONG, id="a long word alone"),
        pytest.param(f"({LONG}).", id="marks around a long word"),
        pytest.param(f" {LONG}  can't \n{LONG} ", id="blanks around long words"),
        pytest.param(f"It's {LONG}-{LONG}, isn't it?", id="special cases before and after"),
        pytest.param("." * 1000, id="dots are one token"),
        pytest.param('"' * 1000, id="straight marks"),
        pytest.param("([" * 500 + "yes:-)" + ")" * 500, id="brackets around a smiley"),
        pytest.param("http://example.org/" + "a/b?c=" * 100, id="address"),
    ],
)
def test_tokens_are_those_of_spacy(text: str) -> None:
    doc = LINEAR(text)

    assert tokens(doc) == tokens(SPACY(text))
    assert doc.text == text


def test_any_word_is_split_as_by_spacy() -> None:
    choose, splitter = random.Random(5), WordSplitter(SPACY)
    words = ["".join(choose.choices(PARTS, k=choose.randint(1, 120))) for _ in range(300)]

    assert [splitter.split(word) for word in words] == [read_pieces(SPACY(word)) for word in words]


def test_time_is_linear_in_the_length_of_a_word() -> None:
    short, long = (cpu_seconds(lambda size=size: LINEAR("“" * size)) for size in (10_000, 80_000))  # type: ignore[misc]

    assert long < 20 * short


def test_copies_and_patterns_are_those_of_the_tokenizer() -> None:
    for other in (pickle.loads(pickle.dumps(LINEAR)), copy.copy(LINEAR)):
        assert tokens(other(LONG)) == tokens(SPACY(LONG))
    assert LINEAR.rules == SPACY.rules
    assert [doc.text for doc in LINEAR.pipe(["a", LONG])] == ["a", LONG]
