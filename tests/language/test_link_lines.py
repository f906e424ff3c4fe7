"""Lines that lead to another page."""

from __future__ import annotations

import pytest

from quotes.language.link_lines import is_link_line


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param("Aker says the ford is open", False, id="no label"),
        pytest.param("Aker: The ford is open", False, id="a speaker"),
        pytest.param("Read more: Aker said the ford was open.", False, id="ends like a sentence"),
        pytest.param("Watch what you do, she said: the ice is thin", False, id="a clause before the colon"),
        pytest.param(": The ford is open", False, id="an empty label"),
        pytest.param("Read more: How the ford froze", True, id="read more"),
        pytest.param("READ NEXT » Aker denies selling ice", True, id="capitals and another mark"),
        pytest.param("More from Norvik: Lind denies selling ice", True, id="more from a place"),
        pytest.param("You may also like: Ten ferries of the north", True, id="a clause as a label"),
    ],
)
def test_link_lines(line: str, expected: bool) -> None:
    assert is_link_line(line) == expected
