"""Names as strings: titles, surnames, short forms, organizations, identifiers."""

from __future__ import annotations

import pytest

from quotes.language.names import Aliases, is_same_organization, is_short_form, make_id, strip_titles, surname_of


@pytest.mark.parametrize(
    ("name", "identifier"),
    [
        pytest.param("", "unnamed", id="nothing"),
        pytest.param("…", "unnamed", id="no letters"),
        pytest.param("Jens Stoltenberg", "jens-stoltenberg", id="first and last name"),
        pytest.param("  Ban   Ki-moon ", "ban-ki-moon", id="hyphen and blanks"),
        pytest.param("Zoë O’Neill", "zoe-oneill", id="accent and curly apostrophe"),
        pytest.param("Zoe O'Neill", "zoe-oneill", id="straight apostrophe"),
        pytest.param("François Hollande", "francois-hollande", id="cedilla"),
        pytest.param("Lech Wałęsa", "lech-walesa", id="stroke and ogonek"),
        pytest.param("Søren Kierkegård", "soren-kierkegard", id="o with stroke, a with ring"),
        pytest.param("Jürgen Weiß", "jurgen-weiss", id="umlaut and sharp s"),
        pytest.param("Putin's", "putin", id="possessive"),
        pytest.param("Владимир Йорданов", "владимир-йорданов", id="Cyrillic keeps its letters"),
        pytest.param("習近平", "習近平", id="Chinese"),
        pytest.param("Jose\u0301 Mujica", "jose-mujica", id="accent as a separate character"),
        pytest.param("NBC\u00a0News", "nbc-news", id="no-break space"),
    ],
)
def test_id_of_a_name(name: str, identifier: str) -> None:
    assert make_id(name) == identifier


@pytest.mark.parametrize(
    ("name", "protected", "expected"),
    [
        pytest.param("Jens Stoltenberg", 1, ("", "Jens Stoltenberg"), id="no title"),
        pytest.param("Secretary General", 2, ("", "Secretary General"), id="all words are protected"),
        pytest.param("President Vladimir Putin", 1, ("President", "Vladimir Putin"), id="title"),
        pytest.param(
            "NATO Secretary General Jens Stoltenberg",
            2,
            ("NATO Secretary General", "Jens Stoltenberg"),
            id="words before the title go with it",
        ),
    ],
)
def test_titles_are_separated_from_the_name(name: str, protected: int, expected: tuple[str, str]) -> None:
    assert strip_titles(name.split(), protected=protected) == expected


@pytest.mark.parametrize(
    ("name", "surname"),
    [
        pytest.param("", "", id="nothing"),
        pytest.param("Putin", "Putin", id="one word"),
        pytest.param("Jens Stoltenberg", "Stoltenberg", id="first and last name"),
        pytest.param("Donald Trump Jr.", "Trump", id="suffix is not the surname"),
        pytest.param("Alexander Van der Bellen", "Van der Bellen", id="particles belong to it"),
    ],
)
def test_surname_as_it_is_written(name: str, surname: str) -> None:
    assert surname_of(name) == surname


@pytest.mark.parametrize(
    ("short", "full", "expected"),
    [
        pytest.param("", "Jens Stoltenberg", False, id="nothing"),
        pytest.param("Jens Stoltenberg", "Stoltenberg", False, id="longer than the full name"),
        pytest.param("Putin", "Jens Stoltenberg", False, id="another name"),
        pytest.param("K. Stoltenberg", "Jens Stoltenberg", False, id="another initial"),
        pytest.param("Stoltenberg", "Jens Stoltenberg", True, id="surname"),
        pytest.param("Jens", "Jens Stoltenberg", True, id="first name"),
        pytest.param("J. Stoltenberg", "Jens Stoltenberg", True, id="initial"),
        pytest.param("Stoltenberg’s", "Jens Stoltenberg", True, id="possessive"),
        pytest.param("Donald Trump", "Donald J. Trump", True, id="middle initial left out"),
        pytest.param("Jens Stoltenberg", "Jens Stoltenberg", True, id="the same"),
    ],
)
def test_short_forms(short: str, full: str, expected: bool) -> None:
    assert is_short_form(short, full) is expected


@pytest.mark.parametrize(
    ("name", "other", "expected"),
    [
        pytest.param("", "", False, id="nothing"),
        pytest.param("NATO", "Apple", False, id="other words"),
        pytest.param("Bank", "Bank of England", False, id="not an ending of a company"),
        pytest.param("BoE", "Bank of England", False, id="acronym that the article does not explain"),
        pytest.param("NATO", "the NATO", True, id="article"),
        pytest.param("Apple", "Apple Inc.", True, id="ending of a company"),
        pytest.param("Fox", "Fox News", True, id="news"),
        pytest.param("Supreme Court", "U.S. Supreme Court", True, id="country before it"),
        pytest.param("the Times", "The New York Times", True, id="newspaper"),
        pytest.param("SOHR", "Syrian Observatory for Human Rights", True, id="acronym that the article explains"),
    ],
)
def test_names_of_one_organization(name: str, other: str, expected: bool) -> None:
    aliases = Aliases.of({"SOHR": "Syrian Observatory for Human Rights"})

    assert is_same_organization(name, other, aliases) is expected
