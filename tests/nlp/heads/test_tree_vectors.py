"""The features of words and trees that a small pipeline's attribution tagger reads."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab
from thinc.api import Model

from quotes.nlp.heads.tree_vectors import BREAK, QUOTED, TABLES, convolutions, keys_of, make_tree_vectors, tables_of

PLACE, QUOTES_AND_BREAKS = list(TABLES).index("place_of_head"), list(TABLES).index("quoted")


@pytest.fixture
def doc() -> Doc:
    return Doc(
        Vocab(),
        words=["“", "Yes", ",", "”", "she", "said", ".", "\n\n", "Yes", "."],
        spaces=[False, False, False, True, True, False, False, False, False, False],
        heads=[1, 5, 1, 1, 5, 5, 5, 5, 8, 8],
        deps=["punct", "ccomp", "punct", "punct", "nsubj", "ROOT", "punct", "_SP", "ROOT", "punct"],
    )


def test_no_words_have_no_keys() -> None:
    assert keys_of(Doc(Vocab())).shape == (0, len(TABLES))


def test_words_between_marks_and_breaks_are_marked(doc: Doc) -> None:
    assert keys_of(doc)[:, QUOTES_AND_BREAKS].tolist() == [QUOTED] * 4 + [0, 0, 0, BREAK, 0, 0]


def test_a_word_has_the_keys_of_its_head(doc: Doc) -> None:
    keys, columns = keys_of(doc), list(TABLES)
    assert keys[4, columns.index("head")] == keys[5, columns.index("word")]
    assert keys[4, columns.index("label_of_head")] == keys[5, columns.index("label")]


def test_the_place_of_the_head_tells_before_from_after(doc: Doc) -> None:
    before, own, after = (int(keys_of(doc)[i, PLACE]) for i in (6, 5, 4))
    assert before < own < after


def test_equal_words_differ_where_their_trees_do(doc: Doc) -> None:
    keys = keys_of(doc)
    assert (keys[1] != keys[8]).any()
    assert keys[1, 0] == keys[8, 0]


def _ones(model: Any, docs: list[Doc], is_train: bool) -> tuple[list[Any], Any]:
    return [np.ones((len(doc), 112), np.float32) for doc in docs], None


def test_vectors_have_the_width_of_the_last_layer(doc: Doc) -> None:
    encoder: Any = Model("encoder", _ones, dims={"nO": 112})
    model = make_tree_vectors(encoder, width=24, depth=2)
    rng = np.random.default_rng(0)
    for node in tables_of(model):
        node.set_param("E", rng.random((node.get_dim("nV"), node.get_dim("nO")), dtype=np.float32))
    for nodes in convolutions(model):
        nodes["maxout"].initialize()
        nodes["layernorm"].initialize()
    first, empty = model.predict([doc, Doc(doc.vocab)])
    assert first.shape == (len(doc), 24)
    assert empty.shape == (0, 24)
    assert not np.allclose(first[1], first[8])
