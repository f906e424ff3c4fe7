"""Vectors of words and of their places in the tree, for the attribution tagger of a small pipeline.

    [components.attribution_tagger.model.tok2vec]
    @architectures = "quotes.TreeVectors.v1"

To the vectors of the pipeline's encoder come those of the word, of its label and head, and whether it is quoted; the
windows of a convolution follow. Put the tagger after the parser, whose trees it reads.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from spacy.attrs import DEP, HEAD, NORM, POS
from spacy.ml.models.tok2vec import MaxoutWindowEncoder
from spacy.tokens import Doc
from spacy.util import registry
from thinc.api import HashEmbed, Maxout, Model, chain, concatenate, with_array
from thinc.types import Floats2d, Ints2d

from quotes.nlp.encoder.quoted import find_quoted
from quotes.nlp.heads.distances import bucket
from quotes.nlp.heads.layers import Vectors
from quotes.nlp.words import find_offsets, find_words, join_text

# Of each feature the width of its vectors and the rows of their table (a feature is hashed to four rows).
TABLES = {
    "word": (64, 8000),
    "label": (16, 250),
    "part_of_speech": (16, 100),
    "head": (48, 6000),
    "label_of_head": (16, 250),
    "place_of_head": (16, 150),
    "quoted": (8, 20),
}
Keys = np.ndarray[Any, np.dtype[np.uint64]]
BREAK, QUOTED = 2, 1


def keys_of(doc: Doc) -> Keys:
    """(tokens, features) a key for each feature of `TABLES`."""
    keys = np.zeros((len(doc), len(TABLES)), dtype=np.uint64)
    if not len(doc):
        return keys
    rows: Any = doc.to_array([NORM, DEP, POS, HEAD])
    offset = rows[:, 3].astype(np.int64)
    heads = np.arange(len(doc)) + offset
    quoted = np.array(find_quoted(join_text(doc), find_offsets(doc)[0]), dtype=np.uint64)
    breaks = np.array(["\n" in word for word in find_words(doc)], dtype=np.uint64)
    columns = rows[:, 0], rows[:, 1], rows[:, 2], rows[heads, 0], rows[heads, 1], bucket(offset)
    for place, column in enumerate((*columns, QUOTED * quoted + BREAK * breaks)):
        keys[:, place] = column
    return keys


@registry.architectures("quotes.TreeVectors.v1")
def make_tree_vectors(tok2vec: Vectors, width: int = 112, depth: int = 4, pieces: int = 2) -> Vectors:
    """Vectors of `width` from those of `tok2vec` and of the features; `depth` layers see as many words on each side."""
    tables: list[Any] = [HashEmbed(size, rows, column=i, seed=i) for i, (size, rows) in enumerate(TABLES.values())]
    words: Vectors = chain(Model("tree_keys", _forward), with_array(concatenate(*tables)))
    size = tok2vec.get_dim("nO") + sum(size for size, _ in TABLES.values())
    mixed: Any = with_array(Maxout(width, size, nP=3, dropout=0.0, normalize=True))
    model: Vectors = chain(concatenate(tok2vec, words), mixed, MaxoutWindowEncoder(width, 1, pieces, depth))
    return model


def _forward(model: Any, docs: list[Doc], is_train: bool) -> tuple[list[Ints2d], Callable[[Any], Any]]:
    return [keys_of(doc) for doc in docs], lambda gradient: []


def convolutions(model: Model[Any, Any]) -> list[dict[str, Model[Any, Any]]]:
    """The nodes with weights after the tables, in order: of each layer its "maxout" and its "layernorm"."""
    nodes = [node for node in model.walk() if node.name in ("maxout", "layernorm")]
    return [{node.name: node for node in pair} for pair in zip(nodes[::2], nodes[1::2], strict=True)]


def tables_of(model: Model[Any, Any]) -> list[Model[Any, Floats2d]]:
    """The nodes of the features' tables, in the order of `TABLES`."""
    return [node for node in model.walk() if node.name == "hashembed"]
