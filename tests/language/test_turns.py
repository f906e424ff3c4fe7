"""Labels of speakers at the start of a line."""

from __future__ import annotations

import pytest

from quotes.language.turns import split_label


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("", id="nothing"),
        pytest.param(":", id="a colon alone"),
        pytest.param("We left at 10:30.", id="a time"),
        pytest.param("He said: we left.", id="a sentence"),
        pytest.param("http://example.org", id="an address"),
        pytest.param("the chair: order", id="small letters"),
        pytest.param("Ann Lee And All Of Her Friends There: yes", id="too many words"),
        pytest.param(f"{'A' * 70}: yes", id="too long"),
    ],
)
def test_line_without_a_label(line: str) -> None:
    assert split_label(line) == (None, line)


@pytest.mark.parametrize(
    ("line", "label", "rest"),
    [
        pytest.param("MR. HALE: We left.", "MR. HALE", "We left.", id="capitals"),
        pytest.param("Q: Why?", "Q", "Why?", id="a letter"),
        pytest.param("SPEAKER 1:", "SPEAKER 1", "", id="nothing after it"),
        pytest.param("Jens  Stoltenberg: NATO: ready", "Jens Stoltenberg", "NATO: ready", id="the first colon"),
        pytest.param("LEE (laughing): Yes.", "LEE (laughing)", "Yes.", id="how it was said"),
        pytest.param("Ann Lee, mayor of Lund: Yes.", "Ann Lee, mayor of Lund", "Yes.", id="what she is"),
        pytest.param("President of the Council: Yes.", "President of the Council", "Yes.", id="small words within"),
        pytest.param("Élodie O’Neil-Ek: Oui.", "Élodie O’Neil-Ek", "Oui.", id="letters of other languages"),
    ],
)
def test_label_and_the_rest(line: str, label: str, rest: str) -> None:
    assert split_label(line) == (label, rest)
