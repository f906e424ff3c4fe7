"""What holds the encoder's graph and tokenizer inside a thinc model, and opens a session of ONNX Runtime for them."""

from __future__ import annotations

import mmap
import os
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from thinc.shims import Shim

from quotes.nlp.encoder.mapped import point_to_file
from quotes.nlp.encoder.pieces import WordPieces
from quotes.nlp.encoder.runtime import open_session

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

FIRST_BYTES = 4096  # of a graph, by which it is found in a file
PART_BYTES = 1 << 20  # that are compared at once


@dataclass(frozen=True)
class Place:
    """Where a graph lies in a file, and when that was written."""

    path: Path
    begin: int
    size: int
    written: int  # nanoseconds

    def read(self) -> bytes:
        """The graph. Raises ValueError if the file has changed since the graph was found there."""
        with self.path.open("rb") as stream:
            if os.fstat(stream.fileno()).st_mtime_ns != self.written:
                raise ValueError(f"{self.path}: has changed since it was loaded; load it again")
            stream.seek(self.begin)
            return stream.read(self.size)


class OnnxShim(Shim):
    """Holds the graph and the tokenizer inside the thinc model, and writes them with it."""

    def __init__(self, threads: int = 1) -> None:
        super().__init__(None)
        self.threads = threads
        self.tokenizer = ""
        self.pieces: WordPieces | None = None
        self._graph: bytes | Place = b""
        self._session: InferenceSession | None = None

    @property
    def graph(self) -> bytes:
        """The ONNX graph with its weights; empty before it is read."""
        return self._graph.read() if isinstance(self._graph, Place) else self._graph

    @property
    def session(self) -> InferenceSession:
        """The session, opened when it is first used. Raises ValueError if the graph is damaged, or there is none."""
        if self._session is None:
            if not self._graph:
                raise ValueError("the encoder has no weights; load it from disk")
            try:
                self._session = self._open()
            except Exception as error:
                raise ValueError(f"the encoder's graph is damaged: {error}") from error
        return self._session

    def _open(self) -> InferenceSession:
        place = self._graph
        if isinstance(place, Place):
            light = point_to_file(place.read(), place.path.name, place.begin)
            return open_session(light, threads=self.threads, folder=place.path.parent)
        return open_session(place, threads=self.threads)

    def set(self, graph: bytes, tokenizer: str) -> None:
        """Take an ONNX graph and a `tokenizer.json`. Raises ValueError if the tokenizer is damaged."""
        from tokenizers import Tokenizer

        try:
            self.pieces = WordPieces(Tokenizer.from_str(tokenizer))
        except Exception as error:
            raise ValueError(f"the encoder's tokenizer is damaged: {error}") from error
        self._graph, self.tokenizer, self._session = graph, tokenizer, None

    def set_threads(self, threads: int) -> None:
        """Run in this many threads of ONNX Runtime from now on."""
        if threads != self.threads:
            self.threads, self._session = threads, None

    def map_weights(self, path: Path) -> bool:
        """Take the weights from the pages of the file that the graph was read from; False if it is not in there.

        The file must stay as it is while the process lives (another may take its name): its pages are the weights.
        """
        graph = self._graph
        if isinstance(graph, Place) or not graph:
            return False
        with path.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as pages:
            begin = pages.find(graph[:FIRST_BYTES])
            if begin < 0 or not _has(pages, begin, graph):
                return False
            self._graph = Place(path, begin, len(graph), os.fstat(stream.fileno()).st_mtime_ns)
            self._session = None
        return True

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
        graph = self.graph
        return struct.pack("<Q", len(graph)) + graph + self.tokenizer.encode("utf8")

    def from_bytes(self, bytes_data: bytes) -> OnnxShim:
        """Read what `to_bytes` wrote. Raises ValueError if it is damaged."""
        if len(bytes_data) < 8 or (size := struct.unpack("<Q", bytes_data[:8])[0]) + 8 > len(bytes_data):
            raise ValueError("the encoder's file is cut short")
        self.set(bytes(bytes_data[8 : 8 + size]), bytes(bytes_data[8 + size :]).decode("utf8"))
        return self


def _has(pages: mmap.mmap, begin: int, graph: bytes) -> bool:
    """Whether a graph is at a place of a file, compared as bytes: Python compares views number by number."""
    parts = range(0, len(graph), PART_BYTES)
    return all(
        pages[begin + at : min(begin + at + PART_BYTES, begin + len(graph))] == graph[at : at + PART_BYTES]
        for at in parts
    )
