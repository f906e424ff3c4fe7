"""Time is near-linear in the length of a text, whatever its shape."""

from __future__ import annotations

import pytest
from spacy.language import Language

from benchmarks.shapes import SHAPES, find_exponent, make_text, measure
from quotes import extract, load

LENGTHS = (12_500, 50_000)  # characters
MAX_EXPONENT = 1.4  # 1.1 is measured on an idle machine; the quadratic parts that were removed gave 1.5 to 3


@pytest.fixture(scope="module")
def nlp() -> Language:
    nlp = load("fast")
    extract("“Yes,” he said.", nlp)
    return nlp


@pytest.mark.parametrize("shape", SHAPES)
def test_text_of_a_shape_has_its_length(shape: str) -> None:
    assert len(make_text(shape, 1000)) == 1000


@pytest.mark.parametrize(("seconds", "expected"), [([1, 1], 0), ([1, 4], 1), ([1, 16], 2)])
def test_exponent(seconds: list[float], expected: float) -> None:
    assert find_exponent((10, 40), seconds) == expected


@pytest.mark.slow
@pytest.mark.parametrize("shape", SHAPES)
def test_time_is_near_linear(nlp: Language, shape: str) -> None:
    assert find_exponent(LENGTHS, measure(nlp, shape, LENGTHS)) < MAX_EXPONENT
