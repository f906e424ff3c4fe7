"""Noun phrases of sources, on trees built by hand."""

from __future__ import annotations

import pytest
from support.trees import tree

from quotes.engine.speakers.phrases import (
    clean_name,
    counted,
    end_of,
    find_antecedent_noun,
    has_plural_verb,
    has_preposition,
    is_document,
    is_plural,
)

SPOKESMAN = "A/DET/det/1 spokesman/NOUN/nsubj/4 for/ADP/case/3 Lee/PROPN/nmod/1 left/VERB/ROOT/4"
WHO = "Lee/PROPN/nsubj/5 ,/PUNCT/punct/0 who/PRON/nsubj/3 said/VERB/relcl/0 so/ADV/advmod/3 left/VERB/ROOT/5"
HALF = "half/NOUN/nsubj/3 of/ADP/case/2 voters/NOUNS/nmod/0 left/VERB/ROOT/3"
SOME = "voters/NOUNS/nsubj/1 left/VERB/ROOT/1"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("Jens Stoltenberg", "Jens Stoltenberg", id="nothing to clean"),
        pytest.param("the", "the", id="a determiner alone"),
        pytest.param("the secretary general", "secretary general", id="determiner"),
        pytest.param("Putin’s", "Putin", id="possessive"),
        pytest.param("the officials, who", "officials", id="relative clause"),
        pytest.param("officials  (two)", "officials", id="parenthesis"),
    ],
)
def test_description_as_a_name(text: str, name: str) -> None:
    assert clean_name(text) == name


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param("team/NOUN/ROOT/0", False, id="no subject"),
        pytest.param("team/NOUN/nsubj/1 has/VBZ/ROOT/1", False, id="singular"),
        pytest.param("team/NOUN/nsubj/1 left/VERB/ROOT/1", False, id="past"),
        pytest.param("team/NOUN/nsubj/2 was/AUX/cop/2 there/ADV/ROOT/2", False, id="singular past of to be"),
        pytest.param("have/VBP/aux/2 team/NOUN/nsubj/2 left/VERB/ROOT/2", False, id="a verb before"),
        pytest.param("team/NOUN/nsubj/1 have/VBP/ROOT/1", True, id="plural"),
        pytest.param("team/NOUN/nsubj/2 were/AUX/cop/2 there/ADV/ROOT/2", True, id="plural past of to be"),
    ],
)
def test_plural_verb(rows: str, expected: bool) -> None:
    doc = tree(rows)
    assert has_plural_verb(next(token for token in doc if token.text == "team")) is expected


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        pytest.param("voter/NOUN/ROOT/0", False, id="singular"),
        pytest.param("Putin/PROPN/ROOT/0", False, id="name"),
        pytest.param("voters/NOUNS/ROOT/0", True, id="plural by tag"),
        pytest.param("police/NOUN/ROOT/0", True, id="plural by meaning"),
        pytest.param("Birchers/NOUN/ROOT/0", True, id="members"),
        pytest.param("senators/NOUN/ROOT/0", True, id="plural that the tagger missed"),
    ],
)
def test_plural(row: str, expected: bool) -> None:
    assert is_plural(tree(row)[0]) is expected


@pytest.mark.parametrize(
    ("rows", "head", "expected"),
    [
        pytest.param(SOME, 0, "voters", id="no quantity"),
        pytest.param(SPOKESMAN, 1, "spokesman", id="no quantity, but a complement"),
        pytest.param(HALF, 0, "voters", id="half of voters"),
    ],
)
def test_what_a_quantity_counts(rows: str, head: int, expected: str) -> None:
    doc = tree(rows)

    assert counted(doc[head], len(doc)).text == expected


@pytest.mark.parametrize(
    ("rows", "pronoun", "expected"),
    [
        pytest.param("who/PRON/nsubj/1 said/VERB/ROOT/1", 0, None, id="nothing before it"),
        pytest.param(WHO, 2, "Lee", id="relative clause"),
        pytest.param(
            "Lee/PROPN/nsubj/4 ,/PUNCT/punct/4 who/PRON/nsubj/3 said/VERB/ccomp/4 left/VERB/ROOT/4",
            2,
            "Lee",
            id="the noun before it, where the tree has no relative clause",
        ),
    ],
)
def test_antecedent_of_a_relative_pronoun(rows: str, pronoun: int, expected: str | None) -> None:
    noun = find_antecedent_noun(tree(rows)[pronoun])

    assert (None if noun is None else noun.text) == expected


def test_phrase_ends_before_its_relative_clause() -> None:
    assert end_of(tree(WHO)[0]) == 1


def test_phrase_includes_its_complement() -> None:
    assert end_of(tree(SPOKESMAN)[1]) == 4


@pytest.mark.parametrize(("end", "expected"), [(2, False), (4, True)])
def test_preposition_after_the_head(end: int, expected: bool) -> None:
    assert has_preposition(tree(SPOKESMAN)[1], end) is expected


@pytest.mark.parametrize(("lemma", "expected"), [("senator", False), ("report", True), ("reports", True)])
def test_document(lemma: str, expected: bool) -> None:
    assert is_document(lemma) is expected
