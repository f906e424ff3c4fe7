"""British and American spelling, which shows the order of day and month in 08/10/2015."""

from __future__ import annotations

import pytest

from quotes.language.spelling import MAX_CHARACTERS, is_american, is_british


@pytest.mark.parametrize(
    ("text", "british", "american"),
    [
        pytest.param("", False, False, id="empty"),
        pytest.param("The ministers met on Monday.", False, False, id="neither"),
        pytest.param("Four hours later the tour raised our prize.", False, False, id="spelled alike in both"),
        pytest.param("The centre of a defense program", False, True, id="more American words"),
        pytest.param("x " * MAX_CHARACTERS + "defence", False, False, id="after the part that is read"),
        pytest.param("The defence ministry", True, False, id="defence"),
        pytest.param("an international organisation", True, False, id="organisation"),
        pytest.param("a rumour of the Labour party", True, False, id="ending"),
        pytest.param("The defense department", False, True, id="defense"),
        pytest.param("They organized it", False, True, id="organized"),
    ],
)
def test_spelling(text: str, british: bool, american: bool) -> None:
    assert (is_british(text), is_american(text)) == (british, american)
