"""Sources that a source cites."""

from __future__ import annotations

import pytest
from spacy.language import Language

from quotes.engine.decision import attribute


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("The Tribune reported that the ford was closed, citing the weather.", [], id="a reason"),
        pytest.param("The Tribune reported that the ford was closed.", [], id="nobody cited"),
        pytest.param("Lind left, citing two officials.", [], id="nothing attributed"),
        pytest.param(
            "The Tribune, citing two officials, reported that the ford was closed.",
            [("two officials", "that the ford was closed")],
            id="before the verb",
        ),
        pytest.param(
            "The ford was closed, The Tribune reported, citing officials.",
            [("officials", "The ford was closed")],
            id="at the end",
        ),
    ],
)
def test_cited_source(nlp: Language, text: str, expected: list[tuple[str, str]]) -> None:
    with nlp.select_pipes(disable=["quotes"]):
        attributions = attribute(nlp(text))
    found = [entry for entry in attributions if entry.construction == "cited-source"]

    assert [(text[slice(*entry.source or (0, 0))], text[slice(*entry.content[0])]) for entry in found] == expected
    assert all(attributions[entry.parent or 0].parent is None for entry in found)
