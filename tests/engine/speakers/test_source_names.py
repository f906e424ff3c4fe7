"""Names that only what they do gives away: as sources, and as what "he" or "she" takes up."""

from __future__ import annotations

import pytest
from spacy.tokens import Span
from support.trees import plain_tree

from quotes.engine.speakers.names import spell
from quotes.engine.speakers.promoted_people import promote_people
from quotes.engine.speakers.recognised_names import find_recognised_names
from quotes.engine.speakers.source_names import find_names_in_sources, find_whole_sources
from quotes.nlp.words import find_words


def names_in_source(text: str, size: int) -> list[tuple[str, str]]:
    """The names in a source of the first `size` tokens."""
    doc = plain_tree(text)
    return [(spell(doc, name), name.label) for name in find_names_in_sources(doc, find_words(doc), [(0, size)])]


@pytest.mark.parametrize(
    ("text", "size"),
    [
        pytest.param("the voters said/VERB so .", 2, id="no capitals"),
        pytest.param("Local voters said/VERB so .", 2, id="noun at the end"),
        pytest.param("Former President said/VERB so .", 2, id="role"),
        pytest.param("The Hague said/VERB so .", 2, id="article first"),
        pytest.param("said/VERB so .", 0, id="no words"),
    ],
)
def test_no_person_in_a_source(text: str, size: int) -> None:
    assert [label for _, label in names_in_source(text, size) if label == "PERSON"] == []


@pytest.mark.parametrize(
    ("text", "size", "expected"),
    [
        pytest.param("Odette Lumm said/VERB so .", 2, ("Odette Lumm", "PERSON"), id="two words"),
        pytest.param("Odette van Lumm said/VERB so .", 3, ("Odette van Lumm", "PERSON"), id="particle"),
        pytest.param("Odette Lumm , said/VERB so .", 3, ("Odette Lumm", "PERSON"), id="comma after it"),
        pytest.param("Odette Lumm of Ohio said/VERB so .", 4, ("Odette Lumm", "PERSON"), id="place after it"),
        pytest.param("Lumm Ltd said/VERB so .", 2, ("Lumm Ltd", "ORG"), id="firm"),
        pytest.param("Lumm.com said/VERB so .", 1, ("Lumm.com", "ORG"), id="one word is a body's"),
        pytest.param("Lumm Web Services said/VERB so .", 3, ("Lumm Web Services", "ORG"), id="ends in a body"),
    ],
)
def test_name_in_a_source(text: str, size: int, expected: tuple[str, str]) -> None:
    assert names_in_source(text, size) == [expected]


@pytest.mark.parametrize(
    ("text", "size", "entity", "expected"),
    [
        pytest.param("Odette Bich Lumm said/VERB so .", 3, "", [], id="nothing is recognised"),
        pytest.param("Odette Bich Lumm said/VERB so .", 3, "Odette Bich Lumm", [], id="all is recognised"),
        pytest.param("Senator Bich Lumm said/VERB so .", 3, "Bich Lumm", [], id="title outside the name"),
        pytest.param("Commission Bich Lumm said/VERB so .", 3, "Bich Lumm", [], id="body outside the name"),
        pytest.param("Odette Bich Lumm said/VERB so .", 3, "Bich Lumm", ["Odette Bich Lumm"], id="first word left out"),
        pytest.param("Odette ten/NUM Lumm said/VERB so .", 3, "Odette", ["Odette ten Lumm"], id="cut at a particle"),
    ],
)
def test_source_that_the_recogniser_cut(text: str, size: int, entity: str, expected: list[str]) -> None:
    doc = plain_tree(text, names={entity: "PERSON"} if entity else {})
    assert [spell(doc, name) for name in find_whole_sources(doc, find_words(doc), [(0, size)])] == expected


def promoted(text: str, quoted: frozenset[int] = frozenset(), **entities: str) -> list[str]:
    """The names of people after promotion; an underscore is a blank in a name."""
    doc = plain_tree(text, names={name.replace("_", " "): label for name, label in entities.items()})
    names = promote_people(doc, find_recognised_names(doc, find_words(doc)), quoted)
    return [spell(doc, name) for name in names if name.label == "PERSON"]


@pytest.mark.parametrize(
    ("text", "entities"),
    [
        pytest.param("Odette Lumm left/VERB .", {"Odette_Lumm": "ORG"}, id="no pronoun"),
        pytest.param("Odette Lumm , 1944/NUM , left/VERB .", {"Odette_Lumm": "ORG"}, id="year after it"),
        pytest.param("Odette Lumm left/VERB . it/PRON fell/VERB .", {"Odette_Lumm": "ORG"}, id="it"),
        pytest.param("Lumm left/VERB . he/PRON fell/VERB .", {"Lumm": "ORG"}, id="single word"),
        pytest.param("the Odette Lumm left/VERB . he/PRON fell/VERB .", {"Odette_Lumm": "ORG"}, id="article before it"),
        pytest.param("Lumm Inc. left/VERB . he/PRON fell/VERB .", {"Lumm_Inc.": "ORG"}, id="firm"),
        pytest.param("Lumm Commission met/VERB . he/PRON fell/VERB .", {"Lumm_Commission": "ORG"}, id="body"),
        pytest.param("Lumm Street fell/VERB . he/PRON left/VERB .", {"Lumm_Street": "LOC"}, id="street"),
        pytest.param(
            "they saw/VERB upstate/ADJ San Lumm . he/PRON left/VERB .", {"San_Lumm": "LOC"}, id="adjective before it"
        ),
        pytest.param(
            "they met/VERB in/ADP San Lumm . he/PRON left/VERB .", {"San_Lumm": "LOC"}, id="preposition of place"
        ),
        pytest.param(
            "San Lumm fell/VERB . they met/VERB in/ADP San Lumm . he/PRON left/VERB .",
            {"San_Lumm": "LOC"},
            id="preposition of place before another mention",
        ),
    ],
)
def test_not_promoted(text: str, entities: dict[str, str]) -> None:
    assert promoted(text, **entities) == []


def test_place_after_a_person_is_not_promoted() -> None:
    text = "Putin left/VERB San Lumm . he/PRON fell/VERB ."
    assert promoted(text, Putin="PERSON", San_Lumm="LOC") == ["Putin"]


def test_pronoun_in_quotation_marks_promotes_nobody() -> None:
    assert promoted("Odette Lumm left/VERB . he/PRON fell/VERB .", frozenset({4}), Odette_Lumm="ORG") == []


def test_somebody_else_between_name_and_pronoun() -> None:
    text = "Odette Lumm left/VERB . Putin fell/VERB . he/PRON rose/VERB ."
    assert promoted(text, Odette_Lumm="ORG", Putin="PERSON") == ["Putin"]


@pytest.mark.parametrize(
    ("text", "entities", "expected"),
    [
        pytest.param(
            "Odette Lumm left/VERB . she/PRON fell/VERB .", {"Odette_Lumm": "ORG"}, ["Odette Lumm"], id="organization"
        ),
        pytest.param(
            "Odette Lumm left/VERB . she/PRON fell/VERB .", {"Odette_Lumm": "LOC"}, ["Odette Lumm"], id="place"
        ),
        pytest.param("Odette Lumm left/VERB . she/PRON fell/VERB .", {}, ["Odette Lumm"], id="not recognised"),
        pytest.param(
            "they gave/VERB it to/ADP Odette Lumm . she/PRON fell/VERB .",
            {"Odette_Lumm": "LOC"},
            ["Odette Lumm"],
            id="receiver",
        ),
        pytest.param(
            "a letter from/ADP Odette Lumm came/VERB . she/PRON fell/VERB .",
            {"Odette_Lumm": "LOC"},
            ["Odette Lumm"],
            id="writer of a letter",
        ),
        pytest.param(
            "Odette Park left/VERB . she/PRON fell/VERB .",
            {"Odette_Park": "LOC"},
            ["Odette Park"],
            id="surname that is a word for places",
        ),
        pytest.param(
            "Odette dell'Acqua left/VERB . she/PRON fell/VERB .",
            {"Odette_dell'Acqua": "ORG"},
            ["Odette dell'Acqua"],
            id="elision",
        ),
        pytest.param(
            "Odette Lumm , a/DET spokeswoman/NOUN , left/VERB .",
            {"Odette_Lumm": "LOC"},
            ["Odette Lumm"],
            id="role after it",
        ),
        pytest.param("Odette Lumm , 44/NUM , left/VERB .", {"Odette_Lumm": "ORG"}, ["Odette Lumm"], id="age after it"),
    ],
)
def test_promoted(text: str, entities: dict[str, str], expected: list[str]) -> None:
    assert promoted(text, **entities) == expected


def test_surname_alone_is_promoted_with_the_full_name() -> None:
    text = "Odette Lumm left/VERB . she/PRON fell/VERB . Putin met/VERB Lumm ."
    doc = plain_tree(text, names={"Odette Lumm": "ORG"})
    doc.set_ents([*doc.ents, Span(doc, 9, 10, label="ORG")])
    names = promote_people(doc, find_recognised_names(doc, find_words(doc)), frozenset())
    assert [(spell(doc, name), name.label) for name in names] == [("Odette Lumm", "PERSON"), ("Lumm", "PERSON")]
