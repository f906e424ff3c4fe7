"""Numbers in words and in digits."""

from __future__ import annotations

import pytest

from quotes.language.numbers import read_number


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("people", id="another word"),
        pytest.param("hundreds of people", id="hundreds"),
        pytest.param("a man", id="an article alone"),
        pytest.param("no one", id="no one"),
        pytest.param("10:30", id="a time"),
        pytest.param("1,50", id="a comma in the wrong place"),
        pytest.param("1.2.3", id="a version"),
        pytest.param("million", id="a scale alone"),
        pytest.param("9" * 40, id="a code"),
    ],
)
def test_words_that_begin_no_number(words: str) -> None:
    assert read_number(words.split()) is None


@pytest.mark.parametrize(
    ("words", "value", "used"),
    [
        pytest.param("25 people", "25", 1, id="digits"),
        pytest.param("1,500", "1500", 1, id="a comma"),
        pytest.param("1.50", "1.5", 1, id="a fraction"),
        pytest.param("five six", "5", 1, id="two numbers"),
        pytest.param("2 and 3", "2", 1, id="and between two numbers"),
        pytest.param("twenty five", "25", 2, id="tens and units"),
        pytest.param("two hundred and five people", "205", 4, id="hundreds and units"),
        pytest.param("one thousand two hundred", "1200", 4, id="thousands and hundreds"),
        pytest.param("2 million five hundred thousand", "2500000", 5, id="two scales"),
        pytest.param("3.5 million people", "3500000", 2, id="digits and a scale"),
        pytest.param("a million", "1000000", 2, id="an article and a scale"),
        pytest.param("hundred", "100", 1, id="a hundred without an article"),
        pytest.param("nineteen eighty four", "1984", 3, id="a year"),
        pytest.param("twenty twenty", "2020", 2, id="a year of two twenties"),
        pytest.param("two thousand and nineteen", "2019", 4, id="a year after 2000"),
        pytest.param("first", "1th", 1, id="an ordinal"),
        pytest.param("1st", "1th", 1, id="an ordinal in digits"),
        pytest.param("twenty first", "21th", 2, id="an ordinal of two words"),
    ],
)
def test_number(words: str, value: str, used: int) -> None:
    assert read_number(words.split()) == (value, used)


def test_endless_scales_take_no_endless_number() -> None:
    value, used = read_number(["two", *["million"] * 10_000]) or ("", 0)

    assert used < 20
    assert len(value) < 200
