"""Roles of both label schemes through one table: what hangs where, in Universal Dependencies and in ClearNLP."""

from __future__ import annotations

import pytest
from support.trees import tree

from quotes.language.labels import (
    find_children,
    find_preposition,
    governing_head,
    has_role,
    is_quantified,
    labels_of,
    role_names,
)

UD_BY = "missiles/NOUN/nsubj:pass/1 reported/VERB/ROOT/1 by/ADP/case/3 AFP/PROPN/obl:agent/1"
CLEAR_BY = "missiles/NOUN/nsubjpass/1 reported/VERB/ROOT/1 by/ADP/agent/1 AFP/PROPN/pobj/2"
UD_TO = "He/PRON/nsubj/1 said/VERB/ROOT/1 so/ADV/advmod/1 to/ADP/case/4 AFP/PROPN/obl/1"
CLEAR_TO = "He/PRON/nsubj/1 said/VERB/ROOT/1 so/ADV/advmod/1 to/ADP/prep/1 AFP/PROPN/pobj/3"
AT_LEAST = "He/PRON/nsubj/1 reported/VERB/ROOT/1 at/ADP/case/3 least/ADJ/nmod/4 40/NUM/nummod/5 strikes/NOUN/obl/1"


@pytest.mark.parametrize(
    ("rows", "role"),
    [
        pytest.param("Putin/PROPN/nsubj/1 said/VERB/ROOT/1", "obj", id="a subject is no object"),
        pytest.param("Putin/PROPN/nsubj:pass/1 told/VERB/ROOT/1", "nsubj", id="a passive subject is no subject"),
        pytest.param(UD_TO, "obl:agent", id="to is no agent"),
        pytest.param(CLEAR_TO, "obl:agent", id="to is no agent in ClearNLP"),
        pytest.param(
            "It/PRON/nsubj:pass/1 reported/VERB/ROOT/1 by/ADP/case/3 noon/NOUN/obl/1", "obl:agent", id="by noon: a time"
        ),
        pytest.param(AT_LEAST, "obl", id="at least 40 is a number, no oblique"),
        pytest.param("said/VERB/ROOT/0", "nsubj", id="no dependent"),
    ],
)
def test_no_child_in_the_role(rows: str, role: str) -> None:
    doc = tree(rows)
    (root,) = (token for token in doc if token.dep_ == "ROOT")

    assert list(find_children(root, role)) == []


@pytest.mark.parametrize(
    ("rows", "role", "expected"),
    [
        pytest.param("Putin/PROPN/nsubj/1 said/VERB/ROOT/1", "nsubj", ["Putin"], id="subject"),
        pytest.param("there/PRON/expl/1 was/VERB/ROOT/1", "nsubj", ["there"], id="expletive"),
        pytest.param("It/PRON/nsubjpass/1 reported/VERB/ROOT/1", "nsubj:pass", ["It"], id="passive in ClearNLP"),
        pytest.param("cited/VERB/ROOT/0 measures/NOUN/obj/0", "obj", ["measures"], id="object"),
        pytest.param("cited/VERB/ROOT/0 measures/NOUN/dobj/0", "obj", ["measures"], id="object in ClearNLP"),
        pytest.param(AT_LEAST, "obj", ["strikes"], id="at least 40 strikes is the object"),
        pytest.param(UD_BY, "obl:agent", ["AFP"], id="agent"),
        pytest.param(CLEAR_BY, "obl:agent", ["AFP"], id="agent past ClearNLP's preposition"),
        pytest.param(UD_TO, "obl", ["AFP"], id="oblique"),
        pytest.param(CLEAR_TO, "obl", ["AFP"], id="oblique past ClearNLP's preposition"),
    ],
)
def test_children_in_the_role(rows: str, role: str, expected: list[str]) -> None:
    doc = tree(rows)
    (root,) = (token for token in doc if token.dep_ == "ROOT")

    assert [child.text for child in find_children(root, role)] == expected


@pytest.mark.parametrize(
    "rows", [pytest.param(UD_TO, id="Universal Dependencies"), pytest.param(CLEAR_TO, id="ClearNLP")]
)
@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param({"from"}, [], id="another preposition"),
        pytest.param({"to", "with"}, ["AFP"], id="its preposition"),
    ],
)
def test_words_limit_obliques_by_their_preposition(rows: str, words: set[str], expected: list[str]) -> None:
    doc = tree(rows)

    assert [child.text for child in find_children(doc[1], "obl", frozenset(words))] == expected


@pytest.mark.parametrize(
    ("rows", "role", "expected"),
    [
        pytest.param(UD_BY, "nsubj", False, id="an agent is no subject"),
        pytest.param(UD_BY, "obl:agent", True, id="agent"),
        pytest.param(CLEAR_BY, "obl:agent", True, id="agent in ClearNLP"),
        pytest.param(UD_BY, "any", True, id="any role"),
    ],
)
def test_role_of_the_last_word(rows: str, role: str, expected: bool) -> None:
    assert has_role(tree(rows)[-1], role) is expected


@pytest.mark.parametrize(
    "rows", [pytest.param(UD_BY, id="Universal Dependencies"), pytest.param(CLEAR_BY, id="ClearNLP")]
)
def test_preposition_and_governor_are_the_same_in_both_schemes(rows: str) -> None:
    doc = tree(rows)

    assert find_preposition(doc[0]) is None
    assert find_preposition(doc[3]) == "by"
    assert governing_head(doc[3]).text == "reported"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param("at/ADP/case/1 Hama/PROPN/ROOT/1", False, id="at a place"),
        pytest.param("least/ADJ/amod/1 strikes/NOUN/ROOT/1", False, id="least alone"),
        pytest.param("at/ADP/case/1 most/ADJ/nmod/2 strikes/NOUN/ROOT/2", True, id="at most"),
    ],
)
def test_quantified(words: str, expected: bool) -> None:
    doc = tree(words)

    assert is_quantified(doc[-1]) is expected


@pytest.mark.parametrize("role", sorted(role_names()))
@pytest.mark.parametrize("rows", [UD_BY, CLEAR_BY, UD_TO, CLEAR_TO, AT_LEAST])
def test_no_child_is_found_whose_label_labels_of_leaves_out(role: str, rows: str) -> None:
    allowed = labels_of(role)
    upwards = labels_of(role, upwards=True)
    for token in tree(rows):
        if upwards is not None and token.dep not in upwards:
            assert not has_role(token, role)
        for child in find_children(token, role):
            on_token = child if child.head == token else child.head  # past ClearNLP's preposition
            assert allowed is None or on_token.dep in allowed
