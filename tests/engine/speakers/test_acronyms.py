"""Acronyms that an article explains in parentheses, by textacy's rule without textacy, and those that only fit."""

from __future__ import annotations

from itertools import product

import pytest

from quotes.engine.speakers.acronyms import _ACRONYM, find_acronyms, find_definitions


@pytest.mark.parametrize(
    ("text", "acronyms"),
    [
        pytest.param("", {}, id="nothing"),
        pytest.param("The mayor (Labour) said so.", {}, id="party"),
        pytest.param("The Bank of Norvania (Oslo) said so.", {}, id="place"),
        pytest.param("The Syrian Observatory (SOHR) said so.", {}, id="other letters"),
        pytest.param("The EPA is slow.", {}, id="acronym that nothing explains"),
        pytest.param(
            "The Bank of England met the Bureau of Enforcement. The BOE is slow.", {}, id="acronym that two names fit"
        ),
        pytest.param("The Free Army (FA, FA) left.", {}, id="more than the acronym in parentheses"),
        pytest.param(
            "The Syrian Observatory for Human Rights (SOHR) said so.",
            {"SOHR": "Syrian Observatory for Human Rights"},
            id="in parentheses",
        ),
        pytest.param("The Bank of England (BoE) said so.", {"BoE": "Bank of England"}, id="small letter inside"),
        pytest.param("The United Nations (U.N.) said so.", {"U.N.": "United Nations"}, id="full stops"),
        pytest.param("BOE (Bank Of England) met.", {"BOE": "Bank Of England"}, id="acronym first"),
        pytest.param(
            "The Environmental Protection Agency fined it. The EPA is slow.",
            {"EPA": "Environmental Protection Agency"},
            id="the one name that fits",
        ),
        pytest.param(
            "The Institute of Volcanology and Seismology (Phivolcs) met. Phivolcs left.",
            {"Phivolcs": "Institute of Volcanology and Seismology"},
            id="short name that is used again",
        ),
    ],
)
def test_acronyms_of_a_text(text: str, acronyms: dict[str, str]) -> None:
    assert find_acronyms(text) == acronyms


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("The mayor (Labour) said so.", [], id="party"),
        pytest.param("The EPA is slow.", [], id="no parentheses"),
        pytest.param("The Bank of England (BoE) met.", ["Bank of England"], id="name before its acronym"),
        pytest.param(
            "The Bank of England (BoE) and the United Nations (UN) met.",
            ["Bank of England", "United Nations"],
            id="two names",
        ),
        pytest.param("The Bank of England\n(BoE) met.", ["Bank of England"], id="line between"),
    ],
)
def test_names_that_an_acronym_follows(text: str, names: list[str]) -> None:
    assert [text[start:end] for start, end in find_definitions(text)] == names


def test_the_rule_is_that_of_textacy() -> None:
    acros = pytest.importorskip("textacy.extract.acros")
    tokens = ["A" + "".join(rest) for length in range(1, 6) for rest in product("ABbs&.", repeat=length)]

    assert [token for token in tokens if bool(_ACRONYM.match(token)) is not acros.is_acronym(token)] == []
