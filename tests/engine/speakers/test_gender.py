"""He or she: what the article says of a person, against what the given name usually is."""

from __future__ import annotations

import pytest
from support.trees import plain_tree

from quotes.engine.speakers.mentions import find_mentions

SARANDON = {"Susan Sarandon": "PERSON"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Susan Sarandon left/VERB .", None, id="no pronoun"),
        pytest.param("Susan Sarandon heard/VERB of/ADP his/PRP$ death/NOUN .", None, id="against the given name, once"),
        pytest.param(
            "Susan Sarandon left/VERB his/PRP$ house/NOUN . Susan Sarandon took/VERB his/PRP$ hat/NOUN .",
            "he",
            id="against the given name, twice",
        ),
        pytest.param("Susan Sarandon left/VERB her/PRP$ house/NOUN .", "she", id="as the given name, once"),
    ],
)
def test_pronoun_of_a_person(text: str, expected: str | None) -> None:
    doc = plain_tree(text, names=SARANDON)
    [person] = find_mentions(doc, doc.text).people

    assert person.pronoun == expected


def test_title_goes_to_whose_given_name_it_suits() -> None:
    names = {"Susan Lumm": "PERSON", "Michael Lumm": "PERSON"}
    doc = plain_tree("Susan Lumm left/VERB . Michael Lumm met/VERB Putin . Mrs. Lumm slept/VERB .", names=names)
    mentions = find_mentions(doc, doc.text)

    lumm = mentions.at(10)
    assert lumm is not None
    assert lumm.name == "Susan Lumm"
