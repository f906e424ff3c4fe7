"""Sectors by words: the singular of a noun, roles and bodies, the sector of a description."""

from __future__ import annotations

import pytest

from quotes.language.sectors import (
    find_sector,
    is_body,
    is_role,
    is_seat,
    read_sector,
    sector_as_written,
    singular,
    weigh_sector,
)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        pytest.param("bus", "bus", id="us is no plural ending"),
        pytest.param("press", "press", id="nor is ss"),
        pytest.param("crisis", "crisis", id="nor is is"),
        pytest.param("men", "men", id="too short"),
        pytest.param("agencies", "agency", id="ies"),
        pytest.param("businessmen", "businessman", id="men"),
        pytest.param("witnesses", "witness", id="sses"),
        pytest.param("coaches", "coach", id="ches"),
        pytest.param("voters", "voter", id="s"),
    ],
)
def test_singular(word: str, expected: str) -> None:
    assert singular(word) == expected


@pytest.mark.parametrize(
    ("word", "role", "body"),
    [
        pytest.param("missile", False, False, id="neither"),
        pytest.param("senator", True, False, id="role"),
        pytest.param("spokesmen", True, False, id="plural of a role"),
        pytest.param("court", False, True, id="body"),
        pytest.param("companies", False, True, id="plural of a body"),
    ],
)
def test_roles_and_bodies(word: str, role: bool, body: bool) -> None:
    assert (is_role(word), is_body(word)) == (role, body)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("court", False, id="a kind of body"),
        pytest.param("Kremlin", False, id="names are in lower case"),
        pytest.param("kremlin", True, id="institution"),
        pytest.param("fox", True, id="broadcaster"),
    ],
)
def test_names_of_institutions(name: str, expected: bool) -> None:
    assert is_seat(name) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", (0, None), id="nothing"),
        pytest.param("air strikes", (0, None), id="no word for people"),
        pytest.param("the missile which a senator saw", (0, None), id="a clause does not count"),
        pytest.param("the press, who left", (2, "media"), id="nor does who"),
        pytest.param("White House correspondent", (2, "media"), id="the head decides"),
        pytest.param("society president", (2, "ngo"), id="a body before its head"),
        pytest.param("general secretary of the union", (1, "ngo"), id="a head of two words before its body"),
        pytest.param("business minister", (2, "government"), id="a minister's field is no employer"),
        pytest.param("minister at a Baptist church", (2, "religious"), id="but a church is"),
        pytest.param("economist at Oxford University", (2, "academic"), id="an economist"),
        pytest.param("analysts at the bank", (2, "business"), id="those of a firm"),
        pytest.param("U.S. president", (2, "government"), id="a country is no body"),
        pytest.param("WHO director-general", (1, "international_organization"), id="who in capitals"),
        pytest.param("CNN France", (1, "media"), id="a country decides last"),
        pytest.param("France", (2, "government"), id="a country alone"),
        pytest.param("a friend", (2, "citizen"), id="one word"),
        pytest.param("spokeswoman for the bank", (1, "business"), id="neutral head, the bank decides"),
    ],
)
def test_sector_and_how_sure_it_is(text: str, expected: tuple[int, str | None]) -> None:
    assert weigh_sector(text) == expected
    assert find_sector(text) == expected[1]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("judge", False, id="role"),
        pytest.param("White House", False, id="a body of its own"),
        pytest.param("Moscow", True, id="capital"),
        pytest.param("a lawyer from France", False, id="beside a role"),
    ],
)
def test_sector_by_a_place_only(text: str, expected: bool) -> None:
    assert read_sector(text).is_place is expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        pytest.param("us", None, id="a pronoun"),
        pytest.param("jUDGE", None, id="written as no word is"),
        pytest.param("judge's", None, id="two tokens"),
        pytest.param("judge", "judiciary", id="as listed"),
        pytest.param("Judges", "judiciary", id="plural, capital"),
        pytest.param("JUDGE", "judiciary", id="capitals"),
        pytest.param("agencies", "government", id="plural of -y"),
        pytest.param("ombudsmen", "government", id="plural of -man"),
    ],
)
def test_sector_of_a_word_as_it_is_written(word: str, expected: str | None) -> None:
    assert sector_as_written(word) == expected
