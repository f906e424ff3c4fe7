"""CSV for spreadsheets: one record a row, cells that a spreadsheet would run as a formula made harmless."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import TextIO

from quotes.formats.records.writer import AppendingWriter
from quotes.record import Record
from quotes.text.spreadsheets import neutralize

COLUMNS = (
    "id",
    "article",
    "published",
    "speaker",
    "description",
    "source",
    "cue",
    "verb_class",
    "quote_type",
    "mode",
    "content",
    "nature",
    "sector",
    "anonymity",
    "addressee",
    "medium",
    "start",
    "end",
    "construction",
    "confidence",
)


class Writer(AppendingWriter):
    """A record a row, under the names of the columns."""

    def header(self) -> bytes:
        """The names of the columns."""
        return dump_rows([], header=True)

    def dump(self, records: Iterable[Record]) -> bytes:
        """The rows of an article's records."""
        return dump_rows(records)


def write_csv(records: Iterable[Record], stream: TextIO, *, header: bool = True) -> None:
    """Write the records as rows under a header."""
    writer = csv.writer(stream, lineterminator="\n")
    if header:
        writer.writerow(COLUMNS)
    for record in records:
        writer.writerow([neutralize(cell) for cell in _row(record)])


def dump_rows(records: Iterable[Record], *, header: bool = False) -> bytes:
    """The rows as UTF-8; a lone surrogate of the article, which no spreadsheet reads, as a question mark."""
    stream = io.StringIO(newline="")
    write_csv(records, stream, header=header)
    return stream.getvalue().encode("utf-8", "replace")


def _row(record: Record) -> list[str]:
    speaker, cue = record.speaker, record.cue
    cells = (
        record.id,
        record.article.id,
        record.article.published,
        speaker and speaker.name,
        speaker and speaker.description,
        record.source and record.source.text,
        cue and cue.text,
        cue and cue.verb_class,
        record.quote_type,
        record.mode,
        " … ".join(part.text for part in record.content),
        record.source_type.nature,
        record.source_type.sector,
        record.source_type.anonymity,
        record.addressee and record.addressee.text,
        record.medium and record.medium.text,
        record.content[0].start,
        record.content[-1].end,
        record.construction,
        record.confidence,
    )
    return ["" if cell is None else str(cell) for cell in cells]
