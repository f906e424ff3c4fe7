"""Which forms are personal pronouns, and of which pronoun."""

from __future__ import annotations

import pytest

from quotes.language.pronouns import PERSONAL, POSSESSIVE, RELATIVE_TO_PEOPLE, SINGULAR, is_personal


@pytest.mark.parametrize(
    ("word", "personal"),
    [
        pytest.param("", False, id="empty"),
        pytest.param("who", False, id="relative"),
        pytest.param("someone", False, id="indefinite"),
        pytest.param("He", False, id="forms are in lower case"),
        pytest.param("this", False, id="demonstrative"),
        pytest.param("hers", True, id="hers"),
        pytest.param("themselves", True, id="themselves"),
        pytest.param("i", True, id="first person"),
        pytest.param("y'all", True, id="you in the South"),
    ],
)
def test_is_personal(word: str, personal: bool) -> None:
    assert is_personal(word) is personal


@pytest.mark.parametrize(
    ("form", "pronoun"),
    [
        pytest.param("they", None, id="plural"),
        pytest.param("its", None, id="neuter"),
        pytest.param("him", "he", id="him"),
        pytest.param("herself", "she", id="herself"),
    ],
)
def test_singular_forms(form: str, pronoun: str | None) -> None:
    assert SINGULAR.get(form) == pronoun


def test_possessives_are_personal_and_relatives_are_not() -> None:
    assert POSSESSIVE < PERSONAL
    assert RELATIVE_TO_PEOPLE.isdisjoint(PERSONAL)
