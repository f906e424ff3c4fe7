"""JSON Lines: one record per line, UTF-8, keys in the order of the record's fields."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TextIO

import jsonlines

from quotes.formats.records.writer import AppendingWriter
from quotes.record import Record


class Writer(AppendingWriter):
    """One record per line."""

    def dump(self, records: Iterable[Record]) -> bytes:
        """The lines of an article's records."""
        return b"".join(map(dump_line, records))


def write_jsonl(records: Iterable[Record], stream: TextIO) -> None:
    """Write each record as a line, and flush at the end."""
    with jsonlines.Writer(stream, dumps=str) as writer:  # the items are JSON already
        writer.write_all(map(dump, records))
    stream.flush()


def dump(record: Record) -> str:
    r"""A record as JSON. A lone surrogate of the article is escaped, \ud800, so that the line is valid UTF-8."""
    try:
        return record.model_dump_json()
    except ValueError:  # pydantic's writer refuses lone surrogates
        return json.dumps(record.model_dump(), ensure_ascii=True, separators=(",", ":"))


def dump_line(record: Record) -> bytes:
    """A record as a line of UTF-8."""
    return dump(record).encode("utf-8") + b"\n"
