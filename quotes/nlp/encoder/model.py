"""The encoder as a thinc model: `quotes.OnnxEncoder.v1` gives `Model[List[Doc], List[Floats2d]]` for any spaCy head.

    [components.tok2vec]
    factory = "tok2vec"

    [components.tok2vec.model]
    @architectures = "quotes.OnnxEncoder.v1"

Each window is run by itself, so that the vectors of a text do not depend on what else is in the batch, to the bit.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.tokens import Doc
from spacy.util import registry
from thinc.api import Model
from thinc.shims import Shim
from thinc.types import Floats2d

from quotes.nlp.encoder.pieces import Pieces, WordPieces
from quotes.nlp.encoder.quoted import find_quoted
from quotes.nlp.encoder.runtime import open_session
from quotes.nlp.encoder.windows import Window, cut_windows
from quotes.nlp.words import find_offsets, find_words, join_text

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

WIDTH = 384
Floats = np.ndarray[Any, np.dtype[np.float32]]


class OnnxShim(Shim):
    """Holds the graph and the tokenizer inside the thinc model, and writes them with it."""

    def __init__(self, threads: int = 1) -> None:
        super().__init__(None)
        self.threads = threads
        self.graph = b""
        self.tokenizer = ""
        self.session: InferenceSession | None = None
        self.pieces: WordPieces | None = None

    def set(self, graph: bytes, tokenizer: str) -> None:
        """Take an ONNX graph and a `tokenizer.json`. Raises ValueError if either is damaged."""
        from tokenizers import Tokenizer

        try:
            self.session = open_session(graph, threads=self.threads)
            self.pieces = WordPieces(Tokenizer.from_str(tokenizer))
        except Exception as error:
            raise ValueError(f"the encoder's graph or tokenizer is damaged: {error}") from error
        self.graph, self.tokenizer = graph, tokenizer

    def set_threads(self, threads: int) -> None:
        """Run in this many threads of ONNX Runtime from now on."""
        if threads != self.threads:
            self.threads = threads
            if self.graph:
                self.set(self.graph, self.tokenizer)

    def __getstate__(self) -> dict[str, object]:
        """Graph and tokenizer as they were read; a session cannot be pickled, and the other process makes its own."""
        return {"id": self.id, "threads": self.threads, "graph": self.graph, "tokenizer": self.tokenizer}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__init__(state["threads"])
        self.id = state["id"]
        if state["graph"]:
            self.set(state["graph"], state["tokenizer"])

    def to_bytes(self) -> bytes:
        """The graph and the tokenizer, the length of the first before them."""
        return struct.pack("<Q", len(self.graph)) + self.graph + self.tokenizer.encode("utf8")

    def from_bytes(self, bytes_data: bytes) -> OnnxShim:
        """Read what `to_bytes` wrote. Raises ValueError if it is damaged."""
        if len(bytes_data) < 8 or (size := struct.unpack("<Q", bytes_data[:8])[0]) + 8 > len(bytes_data):
            raise ValueError("the encoder's file is cut short")
        self.set(bytes(bytes_data[8 : 8 + size]), bytes(bytes_data[8 + size :]).decode("utf8"))
        return self


@registry.architectures("quotes.OnnxEncoder.v1")
def make_encoder(window: int = 448, context: int = 40, threads: int = 1) -> Model[list[Doc], list[Floats2d]]:
    """An encoder without weights; they come with `from_disk`, or from `set_weights`.

    `window` and `context` are counted in word pieces, `threads` in threads of ONNX Runtime.
    """
    return Model(
        "onnx_encoder",
        _forward,
        dims={"nO": WIDTH},
        attrs={"window": window, "context": context},
        shims=[OnnxShim(threads)],
    )


def set_weights(model: Model[Any, Any], graph: Path, tokenizer: Path) -> None:
    """Give an encoder its graph and its tokenizer, both as files."""
    shim_of(model).set(graph.read_bytes(), tokenizer.read_text(encoding="utf8"))


def shim_of(model: Model[Any, Any]) -> OnnxShim:
    """The shim of an encoder."""
    return next(shim for shim in model.shims if isinstance(shim, OnnxShim))


def _forward(
    model: Model[list[Doc], list[Floats2d]], docs: list[Doc], is_train: bool
) -> tuple[list[Floats2d], Callable[[Any], list[Doc]]]:
    shim = shim_of(model)
    if shim.session is None or shim.pieces is None:
        raise ValueError("the encoder has no weights; load it from disk")
    vectors = [
        encode(doc, shim.session, shim.pieces, size=model.attrs["window"], context=model.attrs["context"])
        for doc in docs
    ]
    return vectors, lambda gradient: docs  # type: ignore[return-value]  # frozen: nothing flows back


def encode(doc: Doc, session: InferenceSession, pieces: WordPieces, *, size: int, context: int) -> Floats:
    """Vectors of the tokens of a document, (tokens, 384): the mean of the vectors of their pieces."""
    words = find_words(doc)
    cut = pieces.cut(words, find_quoted(join_text(doc), find_offsets(doc)[0]))
    breaks = [i + 1 for i, word in enumerate(words) if "\n" in word]
    vectors = np.zeros((len(words), WIDTH), dtype=np.float32)
    ends = np.concatenate([[0], np.cumsum(cut.lengths)])
    for window in cut_windows(cut.lengths, breaks, size, context):
        vectors[window.first : window.last] = _run(window, cut, ends, session, pieces)
    return vectors


def _run(
    window: Window,
    cut: Pieces,
    ends: np.ndarray[Any, np.dtype[np.int64]],
    session: InferenceSession,
    pieces: WordPieces,
) -> Floats:
    inside = slice(int(ends[window.start]), int(ends[window.end]))
    ids = np.concatenate([[pieces.first], cut.ids[inside], [pieces.last]])[None]
    kinds = np.concatenate([[0], cut.kinds[inside], [0]])[None]
    output: Sequence[Any] = session.run(["vectors"], {"ids": ids, "kinds": kinds})
    rows = output[0][0, 1:-1]
    starts = ends[window.first : window.last] - ends[window.start]
    window_rows = rows[: int(ends[window.last] - ends[window.start])]
    sums = np.add.reduceat(window_rows, starts, axis=0)
    return np.asarray(sums / cut.lengths[window.first : window.last, None], dtype=np.float32)
