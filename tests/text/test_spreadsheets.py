"""Cells that a spreadsheet would run as a formula, and cells that it would not."""

from __future__ import annotations

import pytest

from quotes.text.spreadsheets import neutralize


@pytest.mark.parametrize(
    "cell",
    [
        pytest.param("", id="empty"),
        pytest.param("“Yes,” he said.", id="text"),
        pytest.param("a=1", id="sign inside"),
        pytest.param("\u2212 5", id="minus sign, which is text"),
        pytest.param("'=1", id="apostrophe already"),
        pytest.param("one\ntwo", id="line feed inside"),
    ],
)
def test_text_is_unchanged(cell: str) -> None:
    assert neutralize(cell) == cell


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        pytest.param("=1+1", "'=1+1", id="formula"),
        pytest.param("+1", "'+1", id="plus"),
        pytest.param("-1", "'-1", id="minus"),
        pytest.param("@SUM(A1)", "'@SUM(A1)", id="at sign"),
        pytest.param("\uff1d1+1", "'\uff1d1+1", id="full-width sign"),
        pytest.param(" =1", "' =1", id="after a blank"),
        pytest.param("\u200b=1", "'\u200b=1", id="after an invisible character"),
        pytest.param("\tcell", "'\tcell", id="begins with a tab"),
        pytest.param("\r\ncell", "'\ncell", id="begins with a line end"),
        pytest.param("one\r\ntwo\rthree", "one\ntwo\nthree", id="line ends of other systems"),
    ],
)
def test_cell_is_made_safe(cell: str, expected: str) -> None:
    assert neutralize(cell) == expected
