"""The tree that the engine reads now: the same answers as spaCy's tokens give, kept for one document at a time."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from spacy.tokens import Token
from support.trees import tree

from quotes.language.tree import (
    Tree,
    bits_of,
    forget_tree,
    keep_tree,
    kept_tree,
    once_per_token,
    sentence_of,
    tokens_of,
    tree_of,
)

SAID = "Putin/PROPN/nsubj/1 said/VERB/ROOT/1 it/PRON/nsubj/3 ended/VERB/ccomp/1 ./PUNCT/punct/1"


@pytest.fixture(autouse=True)
def _nothing_kept() -> Iterator[None]:
    forget_tree()
    yield
    forget_tree()


def test_nothing_is_kept_of_another_document() -> None:
    doc, other = tree(SAID), tree(SAID)
    keep_tree(other)

    assert kept_tree(doc) is None
    assert tokens_of(doc) is doc


def test_a_tree_that_is_forgotten_is_read_again() -> None:
    doc = tree(SAID)
    keep_tree(doc)
    kept = tree_of(doc)
    forget_tree()

    assert kept_tree(doc) is None
    assert tree_of(doc) is not kept


def test_tree_is_that_of_the_tokens() -> None:
    doc = tree(SAID)
    read = Tree.of(doc)
    ends = [0, *read.ends]

    assert read.labels == [token.dep for token in doc]
    assert read.heads == [token.head.i for token in doc]
    assert [read.dependents[ends[i] : ends[i + 1]] for i in range(len(doc))] == [
        [child.i for child in token.children] for token in doc
    ]
    assert read.below[: len(doc)] == [bits_of({child.dep for child in token.children}) for token in doc]
    assert read.tokens == list(doc)


def test_labels_share_a_bit_only_with_themselves() -> None:
    assert bits_of([]) == 0
    assert bits_of([1, 1, 2]) == bits_of([1]) | bits_of([2])
    assert not bits_of([1]) & bits_of([2, 3])


@pytest.mark.parametrize("kept", [pytest.param(False, id="not kept"), pytest.param(True, id="kept")])
def test_sentence_of_a_token(kept: bool) -> None:
    doc = tree(f"{SAID} It/PRON/nsubj/6 did/VERB/ROOT/6")
    if kept:
        keep_tree(doc)

    assert [sentence_of(doc, token.i) for token in doc] == [(token.sent.start, token.sent.end) for token in doc]


@pytest.mark.parametrize(("kept", "times"), [pytest.param(False, 2, id="not kept"), pytest.param(True, 1, id="kept")])
def test_a_question_is_asked_once_of_a_token_of_the_kept_document(kept: bool, times: int) -> None:
    asked = []

    @once_per_token
    def is_verb(token: Token) -> bool:
        asked.append(token.i)
        return token.pos_ == "VERB"

    doc = tree(SAID)
    if kept:
        keep_tree(doc)

    assert [is_verb(doc[0]), is_verb(doc[1]), is_verb(doc[1])] == [False, True, True]
    assert asked.count(1) == times
