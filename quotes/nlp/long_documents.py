"""Let the networks of a spaCy pipeline read a long document in stretches: `limit_memory(nlp)`.

A network of convolutions computes each layer for all words before the next one: 1.5 GB for 90,000 words. What a word's
vector depends on is a few words on either side, so that stretches that overlap by these give the same vectors.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from spacy.language import Language
from thinc.api import Model
from thinc.layers.with_array import forward
from thinc.types import Ragged

MAX_WORDS = 10_000  # read at once; news articles have fewer, and are read as before


def limit_memory(nlp: Language) -> Language:
    """Let all layers of a pipeline that map words to vectors read at most `MAX_WORDS` words of a document at once."""
    for _, pipe in nlp.pipeline:
        model = getattr(pipe, "model", None)
        for node in model.walk() if isinstance(model, Model) else ():
            if node.name.startswith("with_array(") and node._func is forward:
                node._func = forward_in_stretches
    return nlp


def forward_in_stretches(model: Model[Any, Any], words: Any, is_train: bool) -> tuple[Any, Callable[[Any], Any]]:
    """The output of a layer for the words of each document; a document of more than `MAX_WORDS` in stretches."""
    pad = model.attrs["pad"]
    if is_train:
        return forward(model, words, is_train)
    if isinstance(words, Ragged) and not pad and len(words.dataXd) > MAX_WORDS:
        return Ragged(_read(model.layers[0], words.dataXd), words.lengths), _fail
    if isinstance(words, list) and any(len(rows) > MAX_WORDS for rows in words):
        return [_read(model, rows, pad=pad, in_list=True) for rows in words], _fail
    return forward(model, words, is_train)


def _read(model: Model[Any, Any], rows: Any, *, pad: int = 0, in_list: bool = False) -> Any:
    """The output for the rows of one document, by stretches that overlap by `pad` rows on either side."""
    outputs = []
    for begin in range(0, len(rows), MAX_WORDS):
        end = min(begin + MAX_WORDS, len(rows))
        first = max(begin - pad, 0)
        stretch = rows[first : end + pad]
        output = forward(model, [stretch], False)[0][0] if in_list else model(stretch, False)[0]
        outputs.append(output[begin - first : end - first])
    return np.concatenate(outputs) if outputs else forward(model, [rows], False)[0][0]


def _fail(gradient: Any) -> Any:
    raise ValueError("stretches are for reading, not for training")
