"""The re-written rules of the Gender Gap Tracker find what their description says, and no more."""

from __future__ import annotations

import pytest
from spacy.language import Language

from benchmarks.gender_gap_rules import find_quotes


def find(nlp: Language, text: str) -> list[tuple[str, str, str]]:
    with nlp.select_pipes(disable=["quotes"]):
        doc = nlp(text)
    return [
        (
            quote.source.text if quote.source else "",
            quote.cue.text if quote.cue else "",
            quote.content.text.strip(" ,."),
        )
        for quote in find_quotes(doc)
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("NATO will meet on Monday.", id="no verb of speech"),
        pytest.param("They acted on “a plan”.", id="short quotation without a verb"),
        pytest.param("Stoltenberg said nothing.", id="no clause"),
    ],
)
def test_nothing_is_found(nlp: Language, text: str) -> None:
    assert find(nlp, text) == []


@pytest.mark.parametrize(
    ("text", "results"),
    [
        pytest.param(
            "Stoltenberg said the strikes hit rebels.",
            [("Stoltenberg", "said", "the strikes hit rebels")],
            id="syntactic",
        ),
        pytest.param(
            "According to the observatory, 40 strikes hit Hama.",
            [("the observatory", "According to", "40 strikes hit Hama")],
            id="according to",
        ),
        pytest.param(
            "Stoltenberg said the strikes hit rebels. “We are able to defend all of the allies.”",
            [
                ("Stoltenberg", "said", "the strikes hit rebels"),
                ("Stoltenberg", "", "“We are able to defend all of the allies.”"),
            ],
            id="floating",
        ),
    ],
)
def test_found(nlp: Language, text: str, results: list[tuple[str, str, str]]) -> None:
    assert find(nlp, text) == results
