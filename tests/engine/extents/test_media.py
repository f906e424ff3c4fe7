"""In what something was said: beside the verb, before the sentence, after another verb of the same person."""

from __future__ import annotations

import pytest
from spacy.language import Language

from quotes import extract


@pytest.mark.parametrize(
    ("text", "medium"),
    [
        pytest.param("Petra Lind said in a garden that the ford was closed.", None, id="a place"),
        pytest.param(
            "Petra Lind complained about a statement that the ford was closed.", None, id="another preposition"
        ),
        pytest.param("Petra Lind said the ford was mentioned in a statement.", None, id="within the content"),
        pytest.param("In her opinion, the ford was safe.", None, id="no verb"),
        pytest.param("Petra Lind said the ford was closed in a statement.", None, id="where it was closed"),
        pytest.param(
            "In a letter sent on Monday, Petra Lind said the ford was closed.",
            "a letter sent on Monday",
            id="before the sentence",
        ),
        pytest.param("“It is closed,” Petra Lind said in a statement.", "a statement", id="after the verb"),
        pytest.param("“It is closed,” Petra Lind wrote on Facebook.", "Facebook", id="a platform"),
        pytest.param(
            "Petra Lind resigned in an email, saying the ford was closed.", "an email", id="of the other verb"
        ),
    ],
)
def test_medium(nlp: Language, text: str, medium: str | None) -> None:
    found = {record.medium and record.medium.text for record in extract(text, nlp, mode="all")}

    assert found <= {medium, None}
    assert medium in found or medium is None
