"""Names of the recogniser put right: titles parted off, two names in one parted, bounds corrected."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc, Span
from support.trees import NLP, plain_tree, tree

from quotes.engine.speakers.names import spell
from quotes.engine.speakers.recognised_names import find_recognised_names
from quotes.nlp.words import find_words


def names_of(text: str, entities: dict[str, str]) -> list[tuple[str, str]]:
    doc = plain_tree(text, names=entities)
    return [(spell(doc, name), name.label) for name in find_recognised_names(doc, find_words(doc))]


@pytest.mark.parametrize(
    ("text", "entities"),
    [
        pytest.param("Warren left/VERB .", {}, id="nothing is recognised"),
        pytest.param("on Monday Warren left/VERB .", {"Monday": "DATE"}, id="day"),
        pytest.param("the Court met/VERB .", {"the Court": "ORG"}, id="kind of body alone"),
        pytest.param("the Department met/VERB .", {"Department": "ORG"}, id="kind of body without its article"),
        pytest.param("he watched/VERB “ Airlift ” .", {"Airlift": "PERSON"}, id="title of a work in marks"),
        pytest.param("they met/VERB the .", {"the": "ORG"}, id="article alone"),
        pytest.param(
            "he left/VERB , Regents Professor .", {"Regents Professor": "PERSON"}, id="role that a comma sets apart"
        ),
    ],
)
def test_no_name(text: str, entities: dict[str, str]) -> None:
    assert names_of(text, entities) == []


@pytest.mark.parametrize(
    ("text", "entities", "expected"),
    [
        pytest.param("Putin left/VERB .", {"Putin": "PERSON"}, [("Putin", "PERSON")], id="single name"),
        pytest.param("Putin left/VERB .", {"Putin": "PER"}, [("Putin", "PERSON")], id="label of another scheme"),
        pytest.param("the NATO met/VERB .", {"the NATO": "ORG"}, [("NATO", "ORG")], id="without the article"),
        pytest.param("Putin 's men left/VERB .", {"Putin 's": "PERSON"}, [("Putin", "PERSON")], id="no possessive"),
        pytest.param("Syria met/VERB .", {"Syria": "GPE"}, [("Syria", "PLACE")], id="country"),
        pytest.param(
            "The Shoshone left/VERB .", {"Shoshone": "PERSON"}, [("Shoshone", "ORG")], id="people, by article"
        ),
        pytest.param(
            "Eastern Shoshone Tribe met/VERB .",
            {"Eastern Shoshone Tribe": "LOC"},
            [("Eastern Shoshone Tribe", "ORG")],
            id="body that looks like a place",
        ),
        pytest.param(
            "Research Fellow Susan Sarandon left/VERB .",
            {"Research Fellow Susan Sarandon": "ORG"},
            [("Susan Sarandon", "PERSON")],
            id="body's name that ends in a person's",
        ),
        pytest.param(
            "Judge Durham Hall QC left/VERB .",
            {"Judge Durham Hall QC": "ORG"},
            [("Durham Hall", "PERSON")],
            id="honours after what looks like a body's name",
        ),
        pytest.param(
            "NATO Ki - moon Ban left/VERB .",
            {"NATO Ki - moon Ban": "ORG"},
            [("NATO", "ORG"), ("Ki - moon Ban", "PERSON")],
            id="hyphen in the name after a body's",
        ),
        pytest.param(
            "Elizabeth Warren met/VERB Warren of/ADP NATO .",
            {"Elizabeth Warren": "PERSON", "Warren of NATO": "PERSON"},
            [("Elizabeth Warren", "PERSON"), ("Warren", "PERSON"), ("NATO", "ORG")],
            id="surname with a body",
        ),
        pytest.param(
            "Sen. Elizabeth Warren left/VERB .",
            {"Sen. Elizabeth Warren": "PERSON"},
            [("Elizabeth Warren", "PERSON")],
            id="title before the name",
        ),
        pytest.param(
            "Secretary General Jens Stoltenberg left/VERB .",
            {"Secretary General Jens Stoltenberg": "PERSON"},
            [("Jens Stoltenberg", "PERSON")],
            id="title of two words",
        ),
        pytest.param(
            "Elizabeth Warren QC left/VERB .",
            {"Elizabeth Warren QC": "PERSON"},
            [("Elizabeth Warren", "PERSON")],
            id="honour after the name",
        ),
        pytest.param(
            "Elizabeth Warren D left/VERB .",
            {"Elizabeth Warren D": "PERSON"},
            [("Elizabeth Warren", "PERSON")],
            id="letter of a party",
        ),
        pytest.param(
            "Odette do/AUX Carmo left/VERB .",
            {"Carmo": "PERSON"},
            [("Odette do Carmo", "PERSON")],
            id="given name before a particle",
        ),
        pytest.param("Fox left/VERB .", {"Fox": "PERSON"}, [("Fox", "ORG")], id="broadcaster that looks like a person"),
        pytest.param(
            "Eric Trump Foundation paid/VERB .",
            {"Eric Trump Foundation": "PERSON"},
            [("Eric Trump Foundation", "ORG")],
            id="body with a person's name",
        ),
        pytest.param(
            "Percival Banks left/VERB .",
            {"Percival Banks": "PERSON"},
            [("Percival Banks", "PERSON")],
            id="surname that is a word for bodies",
        ),
        pytest.param(
            "federal Reserve Board met/VERB .",
            {"federal Reserve Board": "ORG"},
            [("Reserve Board", "ORG")],
            id="begins with its capital",
        ),
        pytest.param(
            "the Court of Appeals for the 3rd Circuit ruled/VERB .",
            {"the Court of Appeals": "ORG"},
            [("Court of Appeals for the 3rd Circuit", "ORG")],
            id="circuit of a court",
        ),
        pytest.param(
            "Mayor of London Sadiq Khan left/VERB .",
            {"Mayor of London Sadiq Khan": "PERSON"},
            [("Sadiq Khan", "PERSON")],
            id="office with a place",
        ),
    ],
)
def test_name(text: str, entities: dict[str, str], expected: list[tuple[str, str]]) -> None:
    assert names_of(text, entities) == expected


def test_name_does_not_run_over_a_line() -> None:
    doc = tree("Reaction/PROPN/ROOT/0 ¶ Putin/PROPN/nsubj/3 left/VERB/ROOT/3", names={})
    doc.set_ents([doc.char_span(0, doc.text.index(" left"), label="PERSON")])
    assert [spell(doc, name) for name in find_recognised_names(doc, find_words(doc))] == ["Reaction"]


@pytest.mark.parametrize(
    ("kind", "label", "expected"),
    [
        pytest.param("PROPN", "ORG", "ORG", id="one body"),
        pytest.param("PROPNS", "NORP", "MEMBERS", id="people of a party"),
        pytest.param("PROPNS", "PERSON", "MEMBERS", id="members that the recogniser takes for a person"),
    ],
)
def test_members(kind: str, label: str, expected: str) -> None:
    doc = tree(f"Democrats/{kind}/nsubj/1 met/VERB/ROOT/1", names={"Democrats": label})
    assert [name.label for name in find_recognised_names(doc, find_words(doc))] == [expected]


@pytest.mark.parametrize(
    ("labels", "spaces", "expected"),
    [
        pytest.param(("ORG", "ORG"), "", ["Ada Marsh", "Colby"], id="two bodies"),
        pytest.param(("PERSON", "PERSON"), " ", ["Ada Marsh", "Colby"], id="dash between blanks"),
        pytest.param(("PERSON", "PERSON"), "", ["Ada Marsh-Colby"], id="two people"),
        pytest.param(("LOC", "PERSON"), "", ["Ada Marsh-Colby"], id="place and person"),
    ],
)
def test_name_cut_at_a_hyphen(labels: tuple[str, str], spaces: str, expected: list[str]) -> None:
    words = ["Ada", "Marsh", "-", "Colby", "left"]
    doc = Doc(
        NLP.vocab, words=words, spaces=[True, bool(spaces), bool(spaces), True, False], pos=["PROPN"] * 4 + ["VERB"]
    )
    doc.set_ents([Span(doc, 0, 2, label=labels[0]), Span(doc, 3, 4, label=labels[1])])
    assert [spell(doc, name) for name in find_recognised_names(doc, words)] == expected


def test_hyphen_before_a_noun_joins_two_names() -> None:
    words = ["Hillary", "Clinton", "-", "Trump", "race"]
    doc = Doc(NLP.vocab, words=words, spaces=[True, False, False, True, False], pos=["PROPN"] * 4 + ["NOUN"])
    doc.set_ents([Span(doc, 0, 2, label="PERSON"), Span(doc, 3, 4, label="PERSON")])
    assert [spell(doc, name) for name in find_recognised_names(doc, words)] == ["Hillary Clinton", "Trump"]


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        pytest.param(("ORG", "ORG"), [("Ada", "ORG"), ("Colby", "ORG")], id="two bodies"),
        pytest.param(("LOC", "LOC"), [("Ada van Colby", "PLACE")], id="two places"),
        pytest.param(("LOC", "PERSON"), [("Ada van Colby", "PERSON")], id="place and person"),
    ],
)
def test_name_cut_at_a_particle(labels: tuple[str, str], expected: list[tuple[str, str]]) -> None:
    words = ["Ada", "van", "Colby", "left"]
    doc = Doc(NLP.vocab, words=words, pos=["PROPN"] * 3 + ["VERB"])
    doc.set_ents([Span(doc, 0, 1, label=labels[0]), Span(doc, 2, 3, label=labels[1])])
    assert [(spell(doc, name), name.label) for name in find_recognised_names(doc, words)] == expected
