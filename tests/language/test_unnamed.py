"""Unnamed sources as newsrooms sort them."""

from __future__ import annotations

import pytest

from quotes.language.unnamed import kind_of_unnamed


@pytest.mark.parametrize(
    ("name", "nature", "anonymity", "kind"),
    [
        pytest.param("Jens Stoltenberg", "named_person", None, None, id="named"),
        pytest.param("report", "document", None, None, id="document"),
        pytest.param("critics", "unnamed_group", None, "group", id="group"),
        pytest.param("group of doctors", "unnamed_group", None, "group", id="a group of people"),
        pytest.param("officials in the capital", "unnamed_group", "descriptor", "person", id="insiders"),
        pytest.param("senior official", "unnamed_person", "descriptor", "person", id="official"),
        pytest.param("source", "unnamed_person", "bare", "person", id="source"),
        pytest.param("campaign", "unnamed_group", None, "institution", id="institution"),
        pytest.param("human rights groups", "unnamed_group", None, "institution", id="institutions"),
        pytest.param("Police", "unnamed_group", None, "institution", id="police"),
        pytest.param("spokeswoman for the bank", "unnamed_person", "descriptor", "spokesperson", id="spokeswoman"),
        pytest.param("police spokesmen", "unnamed_group", "descriptor", "spokesperson", id="spokesmen"),
        pytest.param("press secretary", "unnamed_person", "descriptor", "spokesperson", id="of two words"),
        pytest.param("spokesman", "unnamed_person", "requested", "person", id="a spokesman who asked for it"),
        pytest.param(None, "unnamed_person", "bare", "person", id="no name at all"),
    ],
)
def test_kinds(name: str | None, nature: str, anonymity: str | None, kind: str | None) -> None:
    assert kind_of_unnamed(name, nature, anonymity) == kind
