"""What is asked of a cue and its content beyond the paths, on trees built by hand."""

from __future__ import annotations

import pytest
from spacy.tokens import Token
from support.trees import tree

from quotes.engine.constructions.conditions import (
    is_active_object,
    is_clause,
    is_finite_clause,
    is_free_relative,
    is_gerund_or_infinitive,
    is_left_unsaid,
    is_passive,
    is_to_infinitive,
)
from quotes.engine.constructions.prepositional import (
    follows_in_or_to,
    is_set_apart,
    names_a_document,
    names_a_source,
)


def words(rows: str, *texts: str) -> list[Token]:
    """The tokens of a tree by their text; of a word that comes twice the last."""
    doc = tree(rows)
    return [[token for token in doc if token.text == text][-1] for text in texts]


PERFECT = "He/PRON/nsubj/2 has/AUX/aux/2 said/VBN/ROOT/2 so/ADV/advmod/2"


@pytest.mark.parametrize(
    ("rows", "verb", "passive"),
    [
        pytest.param("He/PRON/nsubj/1 said/VERB/ROOT/1", "said", False, id="he said"),
        pytest.param(PERFECT, "said", False, id="has said"),
        pytest.param("He/PRON/nsubj/2 ’s/AUX/aux/2 said/VBN/ROOT/2", "said", False, id="’s said, which may be has"),
        pytest.param(
            "has/AUX/aux/1 said/VBN/ROOT/1 and/CCONJ/cc/3 written/VBN/conj/1", "written", False, id="shares has"
        ),
        pytest.param("He/PRON/nsubj/1 left/VERB/ROOT/1 asked/VERB/conj/1", "asked", False, id="a second active verb"),
        pytest.param("It/PRON/nsubj:pass/2 was/AUX/aux:pass/2 said/VBN/ROOT/2", "said", True, id="was said"),
        pytest.param("He/PRON/nsubj/2 was/AUX/aux/2 told/VBN/ROOT/2", "told", True, id="was told, labelled aux"),
        pytest.param("a/DET/det/1 man/NOUN/ROOT/1 described/VBN/acl/1", "described", True, id="a man described as"),
        pytest.param("Asked/VERB/advcl/2 he/PRON/nsubj/2 left/VERB/ROOT/2", "Asked", True, id="Asked if …, he left"),
    ],
)
def test_is_passive(rows: str, verb: str, passive: bool) -> None:
    (token,) = words(rows, verb)

    assert is_passive(token) is passive


@pytest.mark.parametrize(
    ("rows", "content", "expected"),
    [
        pytest.param("saw/VERB/ROOT/0 leave/INF/xcomp/0", "leave", (False, False), id="saw leave"),
        pytest.param(
            "was/AUX/aux:pass/1 told/VBN/ROOT/1 to/PART/mark/3 go/INF/xcomp/1", "go", (True, False), id="was told to go"
        ),
        pytest.param("denied/VERB/ROOT/0 leaving/VBG/xcomp/0", "leaving", (False, True), id="denied leaving"),
        pytest.param("vowed/VERB/ROOT/0 to/PART/mark/2 fight/INF/xcomp/0", "fight", (True, True), id="vowed to fight"),
    ],
)
def test_infinitives_and_gerunds(rows: str, content: str, expected: tuple[bool, bool]) -> None:
    doc = tree(rows)
    cue = next(token for token in doc if token.dep_ == "ROOT")
    (token,) = words(rows, content)
    said = doc[token.i]

    assert (is_to_infinitive(cue, said), is_gerund_or_infinitive(cue, said)) == expected


@pytest.mark.parametrize(
    ("rows", "content", "finite", "clause"),
    [
        pytest.param("helped/VERB/ROOT/0 rebuild/INF/ccomp/0", "rebuild", False, False, id="helped rebuild"),
        pytest.param("man/NOUN/ROOT/0 that/PRON/nsubj/2 came/VERB/acl/0", "came", True, False, id="the man that came"),
        pytest.param("said/VERB/ROOT/0 he/PRON/nsubj/2 left/VERB/ccomp/0", "left", True, False, id="said he left"),
        pytest.param("asked/VERB/ROOT/0 whether/SCONJ/mark/2 left/VERB/ccomp/0", "left", True, True, id="whether"),
        pytest.param("warning/NOUN/ROOT/0 that/SCONJ/mark/2 rose/VERB/acl/0", "rose", True, True, id="warning that"),
    ],
)
def test_clauses(rows: str, content: str, finite: bool, clause: bool) -> None:
    doc = tree(rows)
    (token,) = words(rows, content)

    assert is_finite_clause(doc[0], token) is finite
    assert is_clause(doc[0], token) is clause


@pytest.mark.parametrize(
    ("rows", "verb", "content", "expected"),
    [
        pytest.param("He/PRON/nsubj/1 said/VERB/ROOT/1 it/PRON/obj/1", "said", "it", False, id="a bare it"),
        pytest.param(
            "what/PRON/obj/2 it/PRON/nsubj/2 terms/VERB/ROOT/2 targets/NOUN/obj/2", "terms", "targets", False, id="what"
        ),
        pytest.param("He/PRON/nsubj/1 praised/VERB/ROOT/1 her/PRON/obj/1", "praised", "her", True, id="praised her"),
        pytest.param("He/PRON/nsubj/1 cited/VERB/ROOT/1 costs/NOUN/obj/1", "cited", "costs", True, id="cited costs"),
    ],
)
def test_active_object(rows: str, verb: str, content: str, expected: bool) -> None:
    cue, said = words(rows, verb, content)

    assert is_active_object(cue, said) is expected


def test_free_relative_only_names_something() -> None:
    said, terms = words("said/VERB/ROOT/0 what/PRON/obj/2 terms/VERB/ccomp/0", "said", "terms")

    assert is_free_relative(terms)
    assert not is_free_relative(said)


@pytest.mark.parametrize(
    ("rows", "content", "expected"),
    [
        pytest.param("He/PRON/nsubj/1 said/VERB/ROOT/1 when/ADV/advmod/3 left/VERB/ccomp/1", "left", False, id="said"),
        pytest.param(
            "He/PRON/nsubj/2 not/PART/advmod/2 said/VERB/ROOT/2 that/SCONJ/mark/4 left/VERB/ccomp/2",
            "left",
            False,
            id="did not say that",
        ),
        pytest.param(
            "He/PRON/nsubj/2 n’t/PART/advmod/2 said/VERB/ROOT/2 when/ADV/advmod/4 left/VERB/advcl/2",
            "left",
            True,
            id="didn’t say when",
        ),
    ],
)
def test_left_unsaid(rows: str, content: str, expected: bool) -> None:
    cue, said = words(rows, "said", content)

    assert is_left_unsaid(cue, said) is expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param("acted/VERB/ROOT/0 according/VERB/prep/0 to/ADP/fixed/1 plan/NOUN/obl/0", False, id="to plan"),
        pytest.param("acted/VERB/ROOT/0 according/VERB/prep/0 to/ADP/fixed/1 AFP/PROPN/obl/0", True, id="to AFP"),
    ],
)
def test_according_to_a_source(rows: str, expected: bool) -> None:
    cue, content = words(rows, "according", "acted")

    assert names_a_source(cue, content) is expected


@pytest.mark.parametrize(("noun", "expected"), [("venue", False), ("poll", True), ("survey", True)])
def test_documents_that_a_preposition_credits(noun: str, expected: bool) -> None:
    (cue,) = words(f"leads/VERB/ROOT/0 in/ADP/case/2 {noun}/NOUN/obl/0", "in")

    assert names_a_document(cue) is expected


@pytest.mark.parametrize(("preposition", "expected"), [("of", False), ("with", False), ("in", True), ("to", True)])
def test_opinions_follow_in_or_to(preposition: str, expected: bool) -> None:
    rows = f"{preposition}/ADP/case/2 his/PRON/nmod:poss/2 view/NOUN/obl/3 lost/VERB/ROOT/3"
    cue, content = words(rows, "view", "lost")

    assert follows_in_or_to(cue, content) is expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param("in/ADP/case/1 words/NOUN/obl/2 lost/VERB/ROOT/2", False, id="in words"),
        pytest.param("by/ADP/case/2 the/DET/det/2 words/NOUN/obl/3 lost/VERB/ROOT/3", False, id="by the words"),
        pytest.param("lost/VERB/ROOT/0 in/ADP/case/3 the/DET/det/3 words/NOUN/obl/0", False, id="lost in the words"),
        pytest.param("in/ADP/case/2 the/DET/det/2 words/NOUN/obl/3 lost/VERB/ROOT/3", True, id="in the words, lost"),
        pytest.param(
            "lost/VERB/ROOT/0 ,/PUNCT/punct/4 in/ADP/case/4 the/DET/det/4 words/NOUN/obl/0",
            True,
            id="lost, in the words",
        ),
        pytest.param(
            "in/ADP/prep/3 the/DET/det/2 words/NOUN/pobj/0 lost/VERB/ROOT/3", True, id="in the words, by ClearNLP"
        ),
    ],
)
def test_words_set_apart(rows: str, expected: bool) -> None:
    cue, content = words(rows, "words", "lost")

    assert is_set_apart(cue, content) is expected
