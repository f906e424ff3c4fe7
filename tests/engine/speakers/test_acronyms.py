"""Acronyms that an article explains in parentheses, by textacy's rule without textacy."""

from __future__ import annotations

from itertools import product

import pytest

from quotes.engine.speakers.acronyms import _ACRONYM, find_acronyms


@pytest.mark.parametrize(
    ("text", "acronyms"),
    [
        pytest.param("The mayor (Labour) said so.", {}, id="party"),
        pytest.param("The Bank of Norvania (Oslo) said so.", {}, id="place"),
        pytest.param("The Syrian Observatory (SOHR) said so.", {}, id="other letters"),
        pytest.param(
            "The Syrian Observatory for Human Rights (SOHR) said so.",
            {"SOHR": "Syrian Observatory for Human Rights"},
            id="in parentheses",
        ),
        pytest.param("The Bank of England (BoE) said so.", {"BoE": "Bank of England"}, id="small letter inside"),
        pytest.param("The United Nations (U.N.) said so.", {"U.N.": "United Nations"}, id="full stops"),
    ],
)
def test_acronyms_of_a_text(text: str, acronyms: dict[str, str]) -> None:
    assert find_acronyms(text) == acronyms


def test_the_rule_is_that_of_textacy() -> None:
    acros = pytest.importorskip("textacy.extract.acros")
    tokens = ["A" + "".join(rest) for length in range(1, 6) for rest in product("ABbs&.", repeat=length)]

    assert [token for token in tokens if bool(_ACRONYM.match(token)) is not acros.is_acronym(token)] == []
