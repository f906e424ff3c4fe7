"""Words that can be compared, each with its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.desk.verify.words import split_words


def keys(text: str) -> list[str]:
    return [word.key for word in split_words(text)]


@pytest.mark.parametrize(
    ("first", "other"),
    [
        pytest.param("We will not go", "We will go", id="a negation"),
        pytest.param("three bridges", "four bridges", id="numbers in words"),
        pytest.param("3 bridges", "four bridges", id="a number in words and one in digits"),
        pytest.param("10:30", "10:31", id="times"),
        pytest.param("the first", "the second", id="ordinals"),
        pytest.param("$3", "£3", id="currencies"),
        pytest.param("3 million", "3 billion", id="scales"),
        pytest.param("four", "for", id="words that differ by a u"),
        pytest.param("No. 1", "no 1", id="a number and a negation"),
        pytest.param("it's", "its", id="an apostrophe within a word"),
    ],
)
def test_words_that_differ(first: str, other: str) -> None:
    assert keys(first) != keys(other)


@pytest.mark.parametrize(
    ("first", "other"),
    [
        pytest.param("“We’re ready,” ‘he’ said –", "\"We're ready\" 'he' said -", id="marks and dashes"),
        pytest.param("NATO IS READY", "Nato is ready", id="case"),
        pytest.param("NATO \n\t is\u00a0ready", "NATO is ready", id="spaces"),
        pytest.param("a well-known fact", "a well known fact", id="hyphens"),
        pytest.param("co\u00adoperate", "cooperate", id="a soft hyphen"),
        pytest.param("naïve café", "naive cafe", id="accents"),
        pytest.param("cafe\u0301", "café", id="combining accents"),
        pytest.param("We, uh, left", "We left", id="fillers"),
        pytest.param("We don't and can't", "We do not and cannot", id="contractions"),
        pytest.param("twenty-five per cent", "25%", id="percentages"),
        pytest.param("$3 million", "three million dollars", id="money"),
        pytest.param("£3m", "3 million pounds", id="millions with a letter"),
        pytest.param("in nineteen eighty-four", "in 1984", id="years"),
        pytest.param("the 21st", "the twenty-first", id="ordinals"),
        pytest.param("James's road", "James' road", id="possessives"),
        pytest.param("the U.S. army", "the US army", id="initials"),
        pytest.param("the labour organisation", "the labor organization", id="spellings"),
    ],
)
def test_words_that_are_the_same(first: str, other: str) -> None:
    assert keys(first) == keys(other)


@given(st.text(max_size=200))
def test_places_are_in_the_text_and_in_order(text: str) -> None:
    words = split_words(text)

    assert all(0 <= word.start <= word.end <= len(text) for word in words)
    assert [word.start for word in words] == sorted(word.start for word in words)


def test_place_of_each_word() -> None:
    text = "We don’t pay $3 million."

    assert [text[word.start : word.end] for word in split_words(text)] == [
        "We",
        "do",
        "n’t",
        "pay",
        "$3 million",
        "$3 million",
    ]
