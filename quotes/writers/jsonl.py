"""JSON Lines: one record a line, UTF-8, keys in the order of the contract."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

import jsonlines

from quotes.record import Record


def write_jsonl(records: Iterable[Record], stream: TextIO) -> None:
    """Write each record as a line, flushed when the batch of an article is done."""
    with jsonlines.Writer(stream, compact=True) as writer:
        for record in records:
            writer.write(record.model_dump(mode="json"))
    stream.flush()
