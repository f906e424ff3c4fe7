"""JSON Lines: one record a line, UTF-8, keys in the order of the contract."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TextIO

import jsonlines

from quotes.formats.records.writer import AppendingWriter
from quotes.record import Record


class Writer(AppendingWriter):
    """A record a line."""

    def dump(self, records: Iterable[Record]) -> bytes:
        """The lines of an article's records."""
        return b"".join(map(dump_line, records))


def write_jsonl(records: Iterable[Record], stream: TextIO) -> None:
    """Write each record as a line, flushed when the batch of an article is done."""
    with jsonlines.Writer(stream, dumps=str) as writer:  # what it is given is JSON already
        writer.write_all(map(dump, records))
    stream.flush()


def dump(record: Record) -> str:
    r"""A record as JSON. A lone surrogate of the article stands there as its escape, \ud800, so that all is UTF-8."""
    try:
        return record.model_dump_json()
    except ValueError:  # pydantic's writer refuses lone surrogates
        return json.dumps(record.model_dump(), ensure_ascii=True, separators=(",", ":"))


def dump_line(record: Record) -> bytes:
    """A record as a line of UTF-8."""
    return dump(record).encode("utf-8") + b"\n"
