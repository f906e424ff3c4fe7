"""Who something was said to, where that is not right after a verb like "tell"."""

from __future__ import annotations

import pytest
from spacy.language import Language

from quotes import extract


@pytest.mark.parametrize(
    ("text", "addressee"),
    [
        pytest.param("Petra Lind said the guide spoke to reporters.", None, id="within the content"),
        pytest.param("Petra Lind said to excess that the ford was closed.", None, id="no hearer"),
        pytest.param("Petra Lind ordered last week that the ford be closed.", None, id="a time"),
        pytest.param("Petra Lind urged caution.", None, id="the object is the content"),
        pytest.param("Speaking to Reuters, Petra Lind said the ford was closed.", "Reuters", id="a participle before"),
        pytest.param(
            "Petra Lind wrote to the council, saying the ford was closed.", "the council", id="the verb beside"
        ),
        pytest.param("Petra Lind urged residents to stay away.", "residents", id="those who are to do it"),
        pytest.param(
            "NATO called on Russian officials to stop the strikes.", "Russian officials", id="with a preposition"
        ),
        pytest.param(
            "Petra Lind wrote in an email to the Tribune that the ford was closed.", "the Tribune", id="of an email"
        ),
        pytest.param(
            "Asked whether it was safe, Petra Lind said the ford was closed.", "Petra Lind", id="who was asked"
        ),
    ],
)
def test_addressee(nlp: Language, text: str, addressee: str | None) -> None:
    found = {record.addressee and record.addressee.text for record in extract(text, nlp, mode="all")}

    assert found <= {addressee, None}
    assert addressee in found or addressee is None
