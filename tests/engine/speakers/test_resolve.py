"""Whom a source stands for, on trees built by hand."""

from __future__ import annotations

import pytest
from support.trees import attribution, layout, tree

from quotes.engine.speakers.mentions import find_mentions
from quotes.engine.speakers.resolve import resolve
from quotes.engine.speakers.speaker import ResolvedSpeaker


def speaker(rows: str, source: str, cue: str, content: str, **names: str) -> ResolvedSpeaker | None:
    doc = tree(rows, names={name.replace("_", " "): label for name, label in names.items()})
    return resolve(doc, layout(doc), [attribution(doc, source, cue, content)])[0].speaker


def test_list_of_names_is_all_of_them() -> None:
    found = speaker(
        """the/DET/det/2 United/PROPN/compound/2 States/PROPN/conj/4 ,/PUNCT/punct/4 Britain/PROPN/nsubj/7
        and/CCONJ/cc/6 France/PROPN/conj/4 said/VERB/ROOT/7 so/ADV/advmod/7 ./PUNCT/punct/7""",
        "the United States, Britain and France",
        "said",
        "so",
        United_States="GPE",
        Britain="GPE",
        France="GPE",
    )
    assert found is not None
    assert (found.name, found.label, found.plural) == ("United States and Britain and France", "PLACE", True)


def test_name_and_a_noun_are_no_list_of_names() -> None:
    found = speaker(
        """Russia/PROPN/nsubj/3 and/CCONJ/cc/2 rebels/NOUNS/conj/0 said/VERB/ROOT/3 so/ADV/advmod/3 ./PUNCT/punct/3""",
        "Russia and rebels",
        "said",
        "so",
        Russia="GPE",
    )
    assert found is not None
    assert (found.name, found.label) == ("Russia and rebels", None)


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        pytest.param({}, "biggest polluters", id="nobody is named before the comma"),
        pytest.param({"China": "GPE"}, "China", id="the relative clause is about the name before it"),
    ],
)
def test_relative_clause_on_what_renames(names: dict[str, str], expected: str) -> None:
    found = speaker(
        """China/PROPN/nsubj/7 ,/PUNCT/punct/3 biggest/ADJ/amod/3 polluters/NOUNS/appos/0 ,/PUNCT/punct/6
        which/PRON/nsubj/6 said/VERB/acl:relcl/3 met/VERB/ROOT/7 so/ADV/advmod/6 ./PUNCT/punct/7""",
        "which",
        "said",
        "so",
        **names,
    )
    assert found is not None
    assert (found.name, found.resolution) == (expected, "relative")


def test_pronoun_is_nobody_whom_its_own_clause_names() -> None:
    found = speaker(
        """Warren/PROPN/nsubj/1 asked/VERB/ROOT/1 Stumpf/PROPN/obj/1 ./PUNCT/punct/1
        He/PRON/nsubj/5 admitted/VERB/ROOT/5 under/ADP/case/9 Warren/PROPN/nmod:poss/9 ’s/PART/case/7
        grilling/NOUN/obl/5 it/PRON/obj/5 ./PUNCT/punct/5""",
        "He",
        "admitted",
        "it",
        Warren="PERSON",
        Stumpf="PERSON",
    )
    assert found is not None
    assert (found.name, found.resolution) == ("Stumpf", "pronoun")


def test_pronoun_takes_up_the_subject_without_a_name_of_its_sentence() -> None:
    found = speaker(
        """Putin/PROPN/nsubj/1 left/VERB/ROOT/1 ./PUNCT/punct/1
        My/PRON/nmod:poss/4 mother/NOUN/nsubj/5 rested/VERB/ROOT/5 ,/PUNCT/punct/9 but/CCONJ/cc/9 she/PRON/nsubj/9
        said/VERB/conj/5 so/ADV/advmod/9 ./PUNCT/punct/5""",
        "she",
        "said",
        "so",
        Putin="PERSON",
    )
    assert found is not None
    assert (found.name, found.head) == ("mother", "mother")


def test_one_of_several_is_one() -> None:
    found = speaker(
        """One/NUM/nsubj/4 of/ADP/case/3 the/DET/det/3 doctors/NOUNS/nmod/0 said/VERB/ROOT/4 so/ADV/advmod/4
        ./PUNCT/punct/4""",
        "One of the doctors",
        "said",
        "so",
    )
    assert found is not None
    assert not found.plural


@pytest.mark.parametrize(
    ("determiner", "expected"),
    [
        pytest.param("her/PRON/nmod:poss/4", True, id="two people"),
        pytest.param("old/ADJ/amod/4", False, id="one person with two roles"),
    ],
)
def test_two_nouns(determiner: str, expected: bool) -> None:
    found = speaker(
        f"""the/DET/det/1 candidate/NOUN/nsubj/5 and/CCONJ/cc/4 {determiner} friend/NOUN/conj/1 said/VERB/ROOT/5
        so/ADV/advmod/5 ./PUNCT/punct/5""",
        f"the candidate and {determiner.partition('/')[0]} friend",
        "said",
        "so",
    )
    assert found is not None
    assert found.plural is expected


@pytest.mark.parametrize(
    ("rows", "names", "expected"),
    [
        pytest.param(
            "blue/ADJ/amod/1 arrow/NOUN/nsubj/2 said/VERB/ROOT/2 Putin/PROPN/obj/2",
            {"blue arrow": "ORG", "Putin": "PERSON"},
            [("PERSON", "Putin")],
            id="no name has no capital",
        ),
        pytest.param(
            "the/DET/det/3 federal/ADJ/amod/3 Exchange/PROPN/compound/3 Commission/PROPN/nsubj/4 said/VERB/ROOT/4",
            {"federal Exchange Commission": "ORG"},
            [("ORG", "Exchange Commission")],
            id="begins with its capital",
        ),
        pytest.param(
            "Wells/PROPN/compound/1 Fargo/PROPN/nsubj/2 said/VERB/ROOT/2",
            {"Wells Fargo": "PERSON"},
            [("ORG", "Wells Fargo")],
            id="well-known firm that looks like a person",
        ),
        pytest.param(
            "Senate/PROPN/compound/3 Majority/PROPN/compound/3 Leader/PROPN/compound/3 Mitch/PROPN/nsubj/5 "
            "McConnell/PROPN/flat/3 said/VERB/ROOT/5",
            {"Senate Majority Leader Mitch McConnell": "PERSON"},
            [("PERSON", "Mitch McConnell")],
            id="title is no part of the name",
        ),
        pytest.param(
            "the/DET/det/2 daily/ADJ/amod/2 newspaper/NOUN/nsubj/4 Lumm/PROPN/flat/2 said/VERB/ROOT/4",
            {"Lumm": "PERSON"},
            [("ORG", "Lumm")],
            id="a newspaper's name is no person's",
        ),
        pytest.param(
            "the/DET/det/2 old/ADJ/amod/2 lawyer/NOUN/nsubj/4 Lumm/PROPN/flat/2 said/VERB/ROOT/4",
            {"Lumm": "PERSON"},
            [("PERSON", "Lumm")],
            id="a lawyer's is",
        ),
        pytest.param(
            "Lumm/PROPN/nsubj/5 ,/PUNCT/punct/3 the/DET/det/3 union/NOUN/appos/0 ,/PUNCT/punct/0 said/VERB/ROOT/5",
            {"Lumm": "PERSON"},
            [("ORG", "Lumm")],
            id="nor is what is set apart as a union",
        ),
        pytest.param(
            "Lumm/PROPN/nsubj/5 ,/PUNCT/punct/3 the/DET/det/3 founder/NOUN/appos/0 ,/PUNCT/punct/0 said/VERB/ROOT/5",
            {"Lumm": "PERSON"},
            [("PERSON", "Lumm")],
            id="a founder's is",
        ),
    ],
)
def test_names_are_put_right(rows: str, names: dict[str, str], expected: list[tuple[str, str]]) -> None:
    doc = tree(rows, names=names)
    assert [(one.label, one.name) for one in find_mentions(doc, doc.text).entities] == expected
