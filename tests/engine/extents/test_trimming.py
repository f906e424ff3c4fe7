"""What is cut off the edges of spans."""

from __future__ import annotations

import pytest

from quotes.engine.extents.trimming import trim_content


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", None, id="nothing"),
        pytest.param(" ,.;", None, id="no word"),
        pytest.param("it rained", "it rained", id="nothing to cut"),
        pytest.param("will it rain?", "will it rain?", id="question mark stays"),
        pytest.param("it rained in the U.S.", "it rained in the U.S.", id="period of an abbreviation stays"),
        pytest.param("it rained (twice)", "it rained (twice)", id="closed bracket stays"),
        pytest.param("it rained.", "it rained", id="final period"),
        pytest.param(", it rained, ", "it rained", id="commas and blanks"),
        pytest.param("— it rained —", "it rained", id="dashes"),
        pytest.param("• it rained", "it rained", id="bullet"),
        pytest.param("it rained)", "it rained", id="bracket that nothing opens"),
        pytest.param("(it rained", "it rained", id="bracket that nothing closes"),
        pytest.param("“It rained.”", "“It rained.”", id="period inside the marks"),
    ],
)
def test_trim_content(text: str, expected: str | None) -> None:
    span = trim_content(text, 0, len(text))

    assert (None if span is None else text[slice(*span)]) == expected


def test_end_of_a_quotation_is_never_cut() -> None:
    assert trim_content("“It rained.", 0, 11, ends=frozenset({11})) == (0, 11)
