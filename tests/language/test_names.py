"""Names as strings: identifiers."""

from __future__ import annotations

import pytest

from quotes.language.names import make_id


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
        pytest.param("Jose\u0301 Mujica", "jose-mujica", id="accent as a mark of its own"),
        pytest.param("NBC\u00a0News", "nbc-news", id="no-break space"),
    ],
)
def test_id_of_a_name(name: str, identifier: str) -> None:
    assert make_id(name) == identifier
