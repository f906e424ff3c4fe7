"""Names as values: their spelling, parties after them, capitals."""

from __future__ import annotations

import pytest
from support.trees import plain_tree, tree

from quotes.engine.speakers.names import Name, has_party, is_capital, share_surnames, spell


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", False, id="nothing"),
        pytest.param(", the senator", False, id="role"),
        pytest.param(" (Reuters)", False, id="agency"),
        pytest.param(" (Republic of Korea)", False, id="country that begins as a party does"),
        pytest.param(" said", False, id="verb"),
        pytest.param(" (D)", True, id="letter alone"),
        pytest.param(" (D-Mont.), said", True, id="in parentheses"),
        pytest.param(" (R–Fla.)", True, id="en dash"),
        pytest.param(", R-Fla., said", True, id="after a comma"),
        pytest.param(", D-Mass., said", True, id="other party"),
        pytest.param(" (Republican) said", True, id="in full"),
    ],
)
def test_party_after_a_name(text: str, expected: bool) -> None:
    assert has_party(f"Warren{text}", len("Warren")) is expected


def test_party_elsewhere_is_not_after_the_name() -> None:
    assert not has_party("Warren (D-Mass.) and Clinton", len("Warren (D-Mass.) and Clinton"))


def test_name_is_spelled_in_one_line() -> None:
    doc = tree("Jens/PROPN/nsubj/3 ¶ Stoltenberg/PROPN/flat/0 left/VERB/ROOT/3")
    assert spell(doc, Name(0, 3, "PERSON")) == "Jens Stoltenberg"


def test_title_is_not_spelled() -> None:
    doc = plain_tree("Sen. Elizabeth Warren left/VERB .")
    assert spell(doc, Name(1, 3, "PERSON", (0, 1))) == "Elizabeth Warren"


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        pytest.param("", False, id="nothing"),
        pytest.param("van", False, id="particle"),
        pytest.param("iPhone", False, id="capital inside"),
        pytest.param("3rd", False, id="number"),
        pytest.param("“", False, id="mark"),
        pytest.param("Warren", True, id="name"),
        pytest.param("Élysée", True, id="accented"),
        pytest.param("NATO", True, id="acronym"),
    ],
)
def test_capital(word: str, expected: bool) -> None:
    assert is_capital(word) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Bill met/VERB Hillary Clinton", "Bill", id="not joined"),
        pytest.param("Bill or/CCONJ Hillary Clinton", "Bill", id="another joint"),
        pytest.param("Stoltenberg and/CCONJ Hillary Clinton", "Stoltenberg", id="surname"),
        pytest.param("Bill and/CCONJ Clinton", "Bill", id="no full name"),
        pytest.param("Bill and/CCONJ Hillary Clinton", "Bill Clinton", id="couple"),
    ],
)
def test_couples_share_a_surname(text: str, expected: str) -> None:
    doc = plain_tree(text)
    names = [Name(0, 1, "PERSON"), Name(2, len(doc), "PERSON")]
    spelled = {name: spell(doc, name) for name in names}
    share_surnames(doc, names, spelled)

    assert spelled[names[0]] == expected
