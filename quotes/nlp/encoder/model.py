"""The encoder as a thinc model: `quotes.OnnxEncoder.v1` gives `Model[List[Doc], List[Floats2d]]` for any spaCy head.

    [components.tok2vec]
    factory = "tok2vec"

    [components.tok2vec.model]
    @architectures = "quotes.OnnxEncoder.v1"

Each window is run by itself, so that the vectors of a text do not depend on what else is in the batch, to the bit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.tokens import Doc
from spacy.util import registry
from thinc.api import Model
from thinc.types import Floats2d

from quotes.nlp.encoder.pieces import Ints, Pieces, WordPieces
from quotes.nlp.encoder.quoted import find_quoted
from quotes.nlp.encoder.shim import OnnxShim
from quotes.nlp.encoder.windows import CONTEXT, SIZE, Window, cut_windows
from quotes.nlp.words import find_offsets, find_words, join_text

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

WIDTH = 384
Floats = np.ndarray[Any, np.dtype[np.float32]]


@registry.architectures("quotes.OnnxEncoder.v1")
def make_encoder(window: int = SIZE, context: int = CONTEXT, threads: int = 1) -> Model[list[Doc], list[Floats2d]]:
    """An encoder without weights; they come with `from_disk`, or from `set_weights`.

    `window` and `context` are counted in word pieces, `threads` in threads of ONNX Runtime. Both sizes come from the
    config, not with the weights. Attention takes time by the square of the window, and contexts are read twice; longer
    ones than these find no more.
    """
    forward = partial(_forward, window=window, context=context)
    return Model("onnx_encoder", forward, dims={"nO": WIDTH}, shims=[OnnxShim(threads)])


def set_weights(model: Model[Any, Any], graph: Path, tokenizer: Path) -> None:
    """Give an encoder its graph and its tokenizer, both as files."""
    shim_of(model).set(graph.read_bytes(), tokenizer.read_text(encoding="utf8"))


def shim_of(model: Model[Any, Any]) -> OnnxShim:
    """The shim of an encoder."""
    return next(shim for shim in model.shims if isinstance(shim, OnnxShim))


def _forward(
    model: Model[list[Doc], list[Floats2d]], docs: list[Doc], is_train: bool, *, window: int, context: int
) -> tuple[list[Floats2d], Callable[[Any], list[Doc]]]:
    shim = shim_of(model)
    if shim.pieces is None:
        raise ValueError("the encoder has no weights; load it from disk")
    session = shim.session
    vectors = [encode(doc, session, shim.pieces, size=window, context=context) for doc in docs]
    return vectors, lambda gradient: docs  # type: ignore[return-value]  # frozen: nothing flows back


def encode(doc: Doc, session: InferenceSession, pieces: WordPieces, *, size: int, context: int) -> Floats:
    """Vectors of the tokens of a document, (tokens, 384): the mean of the vectors of their pieces."""
    cut, windows = cut_inputs(doc, pieces, size=size, context=context)
    vectors = np.zeros((len(cut.lengths), WIDTH), dtype=np.float32)
    ends = np.concatenate([[0], np.cumsum(cut.lengths)])
    for window, inputs in windows:
        output: Sequence[Any] = session.run(["vectors"], inputs)
        starts = ends[window.first : window.last] - ends[window.start]
        means = _means(output[0][0, 1:-1], starts, cut.lengths[window.first : window.last])
        vectors[window.first : window.last] = means
    return vectors


def cut_inputs(
    doc: Doc, pieces: WordPieces, *, size: int, context: int
) -> tuple[Pieces, Iterator[tuple[Window, dict[str, Ints]]]]:
    """The pieces of a document, and its windows, each with the `ids` and `kinds` (1, pieces) that the network reads."""
    words = find_words(doc)
    cut = pieces.cut(words, find_quoted(join_text(doc), find_offsets(doc)[0]))
    breaks = [i + 1 for i, word in enumerate(words) if "\n" in word]
    windows = cut_windows(cut.lengths, breaks, size, context)
    return cut, ((window, _inputs(window, cut, pieces)) for window in windows)


def _inputs(window: Window, cut: Pieces, pieces: WordPieces) -> dict[str, Ints]:
    start = int(cut.lengths[: window.start].sum())
    inside = slice(start, start + int(cut.lengths[window.start : window.end].sum()))
    ids = np.concatenate([[pieces.first], cut.ids[inside], [pieces.last]])[None]
    return {"ids": ids, "kinds": np.concatenate([[0], cut.kinds[inside], [0]])[None]}


def _means(rows: Floats, starts: Ints, lengths: Ints) -> Floats:
    """The means of rows from some starts on, of each as many as its length; most have one row."""
    sums = rows[starts]
    for place in range(1, int(lengths.max(initial=1))):
        longer = np.flatnonzero(lengths > place)
        sums[longer] += rows[starts[longer] + place]
    return np.asarray(sums / lengths[:, None], dtype=np.float32)
