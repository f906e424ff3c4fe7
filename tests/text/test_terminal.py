"""Article text on a terminal: nothing in it drives the terminal."""

from __future__ import annotations

import sys

import pytest

from quotes.text.terminal import clean_line, remove_controls


@pytest.mark.parametrize(
    ("text", "line"),
    [
        pytest.param("“Yes,” he said.", "“Yes,” he said.", id="nothing to take out"),
        pytest.param("北约 – é 😀", "北约 – é 😀", id="other scripts"),
        pytest.param("", "", id="empty"),
        pytest.param("Yes\r\n\tNo", "Yes No", id="lines"),
        pytest.param("Yes\u00a0\u3000No", "Yes No", id="blanks of other kinds"),
        pytest.param("\x1b[31mYes\x1b[0m", "[31mYes[0m", id="colour"),
        pytest.param("\x1b]0;title\x07Yes", "]0;titleYes", id="window title"),
        pytest.param("Y\x9b2Jes", "Y2Jes", id="one-byte escape"),
        pytest.param("Y\x08\x00es", "Yes", id="backspace and NUL"),
        pytest.param("Y\u202ees\ufeff\u200b", "Yes", id="turned around, zero width"),
        pytest.param("Y\ud83des", "Yes", id="half a character"),
    ],
)
def test_clean_line(text: str, line: str) -> None:
    assert clean_line(text) == line


def test_no_character_of_unicode_drives_the_terminal() -> None:
    every = "".join(map(chr, range(sys.maxunicode + 1)))

    assert remove_controls(every).isprintable()
    assert clean_line(every).isprintable()


def test_blanks_of_a_path_stay() -> None:
    assert remove_controls("a  b\n.txt") == "a  b .txt"
