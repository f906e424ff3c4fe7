"""What the patterns of checkable statements find, and what they do not."""

from __future__ import annotations

import re

import pytest

from quotes.language import claim_patterns
from quotes.language.claim_patterns import DATE, NUMBER, PAST


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        pytest.param("the mayor may come", [], id="may is not a month"),
        pytest.param("they march on", [], id="march is not a month"),
        pytest.param("Article 2015b", [], id="part of a word"),
        pytest.param("on 8 Oct. 2015", ["Oct. 2015"], id="short month and year"),
        pytest.param("since 2014, and last year", ["since 2014", "last year"], id="since and last"),
        pytest.param("two weeks ago on Monday", ["two weeks ago", "Monday"], id="ago and a day"),
        pytest.param("in the 1990s", ["1990s"], id="decade"),
    ],
)
def test_dates(text: str, dates: list[str]) -> None:
    assert DATE.findall(text) == dates


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        pytest.param("none of the ministers", [], id="no number"),
        pytest.param("the F16 jet", [], id="part of a name"),
        pytest.param("one of them", [], id="one is often a pronoun"),
        pytest.param("13,000 people", ["13,000"], id="thousands"),
        pytest.param("3.5 per cent of $20 billion", ["3.5 per cent", "$20 billion"], id="share and money"),
        pytest.param("two-thirds of seven dozen", ["two-thirds", "seven", "dozen"], id="in words"),
    ],
)
def test_numbers(text: str, numbers: list[str]) -> None:
    assert NUMBER.findall(text) == numbers


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        pytest.param("COMPARISON", "the other ministers", False, id="other is not a comparison"),
        pytest.param("CAUSE", "the case was closed", False, id="case is not a cause"),
        pytest.param("ABSOLUTE", "the note was small", False, id="note is not no"),
        pytest.param("FUTURE", "the mighty army", False, id="mighty is not might"),
        pytest.param("OPINION", "the goods arrived", False, id="goods are not good"),
        pytest.param("COMPARISON", "more strikes than before", True, id="more than"),
        pytest.param("COMPARISON", "the largest army", True, id="largest"),
        pytest.param("CAUSE", "due to the strikes", True, id="due to"),
        pytest.param("ABSOLUTE", "they never left", True, id="never"),
        pytest.param("FUTURE", "they won’t leave", True, id="won’t"),
        pytest.param("OPINION", "they should leave", True, id="should"),
    ],
)
def test_signal_words(pattern: str, text: str, found: bool) -> None:
    compiled: re.Pattern[str] = getattr(claim_patterns, pattern)

    assert bool(compiled.search(text)) is found


@pytest.mark.parametrize(
    ("text", "past"),
    [
        pytest.param("they agree to proceed", [], id="eed is not an ending of the past"),
        pytest.param("they say so", [], id="present"),
        pytest.param("they said it was bombed", ["said", "was", "bombed"], id="regular, irregular and auxiliary"),
    ],
)
def test_past(text: str, past: list[str]) -> None:
    assert PAST.findall(text) == past
