"""Words without their endings, for comparing wordings."""

from __future__ import annotations

import pytest

from quotes.language.spelling import respell
from quotes.language.word_forms import find_stem


@pytest.mark.parametrize(
    ("first", "other"),
    [
        pytest.param("is", "his", id="short words"),
        pytest.param("25", "25th", id="numbers"),
        pytest.param("road", "rode", id="other words"),
    ],
)
def test_stems_differ(first: str, other: str) -> None:
    assert find_stem(first) != find_stem(other)


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(("build", "builds", "building", "buildings", "builder"), id="a verb and its noun"),
        pytest.param(("stop", "stopped", "stopping"), id="a doubled letter"),
        pytest.param(("country", "countries"), id="y and ies"),
        pytest.param(("escalate", "escalation", "escalations"), id="ation"),
        pytest.param(("organize", "organized", "organizes"), id="ize"),
    ],
)
def test_stem_is_the_same(words: tuple[str, ...]) -> None:
    assert len({find_stem(word) for word in words}) == 1


@pytest.mark.parametrize(
    ("first", "other", "is_same"),
    [
        pytest.param("four", "for", False, id="a short word"),
        pytest.param("organise", "organize", True, id="ise"),
        pytest.param("analysed", "analyzed", True, id="analysed"),
        pytest.param("neighbours", "neighbors", True, id="our"),
        pytest.param("centre", "center", True, id="re"),
        pytest.param("defence", "defense", True, id="ence"),
        pytest.param("programmes", "programs", True, id="ogramme"),
    ],
)
def test_spellings_of_one_word(first: str, other: str, is_same: bool) -> None:
    assert (respell(first) == respell(other)) is is_same
