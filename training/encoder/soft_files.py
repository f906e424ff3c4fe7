"""Files of texts with a teacher's vectors of their words: NumPy archives, read without unpickling."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from training.encoder.examples import Rows, Text


def write_file(texts: Sequence[Text], path: Path) -> None:
    """Write texts, their rows of labels and vectors to one file, whole or not at all."""
    words = json.dumps([[text.words, text.spaces] for text in texts]).encode("utf-8")
    rows = {
        name: np.concatenate([getattr(text.rows, name) for text in texts]).astype(np.int32)
        for name in Rows.__dataclass_fields__
    }
    fresh = path.with_suffix(".tmp")
    with fresh.open("wb") as stream:
        np.savez(
            stream,
            words=np.frombuffer(words, dtype=np.uint8),
            vectors=np.concatenate([text.vectors for text in texts if text.vectors is not None]),
            **rows,
        )
    fresh.replace(path)


def read_file(path: Path) -> Iterator[Text]:
    """The texts of a file that `write_file` wrote."""
    with np.load(path, allow_pickle=False) as arrays:
        vectors = arrays["vectors"]
        rows = {name: arrays[name].astype(np.int64) for name in Rows.__dataclass_fields__}
        begin = 0
        for words, spaces in json.loads(arrays["words"].tobytes()):
            end = begin + len(words)
            part = Rows(**{name: row[begin:end] for name, row in rows.items()})
            yield Text(tuple(words), tuple(spaces), part, vectors=vectors[begin:end])
            begin = end
