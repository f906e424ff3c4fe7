"""A second verb of the same source, on trees built by hand."""

from __future__ import annotations

import pytest
from support.trees import tree

from quotes.engine.constructions.second_verbs import find_first_verb, find_second_verb, without_second_verb

SAID = (
    "Lee/PROPN/nsubj/1 said/VERB/ROOT/1 {}/{}/nsubj/3 leaked/VERB/ccomp/1 and/CCONJ/cc/5 {}/VERB/conj/{} so/ADV/obj/5"
)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param(SAID.format("he", "PRON", "told", 3), None, id="the subject of the content may say it"),
        pytest.param(SAID.format("pump", "NOUN", "walked", 3), None, id="no verb of speech"),
        pytest.param(SAID.format("pump", "NOUN", "rejected", 3), "rejected", id="a thing says nothing"),
        pytest.param(SAID.format("he", "PRON", "rejected", 1), "rejected", id="a conjunct of the cue"),
    ],
)
def test_second_verb(rows: str, expected: str | None) -> None:
    doc = tree(rows)
    for token in doc:
        token.lemma_ = {"said": "say", "told": "tell", "rejected": "reject"}.get(token.text, token.text)
    verb = find_second_verb(doc[1])

    assert (verb and verb.text) == expected
    assert without_second_verb(doc, 1, [(2, 7)]) == [(2, 4 if expected else 7)]


def test_first_verb_of_a_second_that_is_within_the_content() -> None:
    doc = tree(SAID.format("pump", "NOUN", "rejected", 3))
    doc[1].lemma_, doc[5].lemma_ = "say", "reject"

    assert find_first_verb(doc[5]) == doc[1]
    assert find_first_verb(doc[3]) is None
