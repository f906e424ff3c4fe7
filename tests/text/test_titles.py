"""Titles of works, by their capitals."""

from __future__ import annotations

import pytest

from quotes.text.titles import is_title


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param("", False, id="nothing"),
        pytest.param("We go", False, id="one capital"),
        pytest.param("We go to Norvik on Monday morning", False, id="small letters in a long word"),
        pytest.param("Nobody Left.", False, id="full stop"),
        pytest.param("Silent Night", True, id="two words"),
        pytest.param("The Old Man and the Sea", True, id="short words between"),
        pytest.param("Hamlet", True, id="one word"),
    ],
)
def test_is_title(words: str, expected: bool) -> None:
    assert is_title(words) == expected
