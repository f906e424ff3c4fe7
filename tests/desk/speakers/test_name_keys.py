"""Which names merge speakers of several articles; those that must not come first."""

from __future__ import annotations

import pytest

from quotes.desk.speakers.name_keys import is_full_name, name_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("Vladimir Putin", "Putin", id="surname alone"),
        pytest.param("Vladimir Putin", "Vladimir Putin Jr.", id="father and son"),
        pytest.param("Vladimir Putin", "V. Putin", id="initial"),
        pytest.param("Vladimir Putin", "Vladimir V. Putin", id="middle initial"),
        pytest.param("Supreme Court", "U.S. Supreme Court", id="a longer name"),
    ],
)
def test_names_that_differ(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("Vladimir Putin", "VLADIMIR  PUTIN", id="case and blanks"),
        pytest.param("Vladimir Putin", "President Vladimir Putin", id="title"),
        pytest.param("White House", "the White House", id="article"),
        pytest.param("U.S. Senate", "US Senate", id="periods"),
    ],
)
def test_names_that_are_one(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("name", "nature"),
    [
        pytest.param("Stoltenberg", "named_person", id="surname"),
        pytest.param("J. Stoltenberg", "named_person", id="initial and surname"),
        pytest.param("J.-P. Stoltenberg", "named_person", id="initials and surname"),
        pytest.param("Stoltenberg Jr.", "named_person", id="surname and suffix"),
        pytest.param("von Stoltenberg", "named_person", id="surname with a particle"),
        pytest.param("President Putin", "named_person", id="title and surname"),
        pytest.param("boxing promoter", "named_person", id="no name"),
        pytest.param("Syrian military source", "unnamed_person", id="unnamed person"),
        pytest.param("Syrian Rebels", "unnamed_group", id="group"),
        pytest.param("Defence Review", "document", id="document"),
        pytest.param("Foreign Ministry", "named_organization", id="a body that every country has"),
        pytest.param("the Senate", "named_organization", id="a house that many countries have"),
        pytest.param("police", "named_organization", id="a common noun"),
        pytest.param("observatory", "named_organization", id="no capital"),
    ],
)
def test_name_that_tells_nobody_for_sure(name: str, nature: str) -> None:
    assert not is_full_name(name, nature)


@pytest.mark.parametrize(
    ("name", "nature"),
    [
        pytest.param("Jens Stoltenberg", "named_person", id="first name and surname"),
        pytest.param("Jens A. van der Stoltenberg", "named_person", id="with initial and particles"),
        pytest.param("NATO", "named_organization", id="acronym"),
        pytest.param("Russian Foreign Ministry", "named_organization", id="a body with its country"),
        pytest.param("Syrian Observatory for Human Rights", "named_organization", id="own name"),
    ],
)
def test_name_that_tells_who_it_is(name: str, nature: str) -> None:
    assert is_full_name(name, nature)
