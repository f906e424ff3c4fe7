"""Parquet tables, by pyarrow: one article per row, read a few rows at a time."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from quotes.article import Article
from quotes.errors import ReadError
from quotes.formats.readers.document import Document, Failure, ReadOptions
from quotes.formats.readers.items import read_item
from quotes.formats.readers.limits import check_time
from quotes.formats.readers.rows import COMMON_NAMES, ID_FIELDS, TEXT_FIELDS, make_row
from quotes.formats.readers.streams import is_remote, open_stream, read_bytes
from quotes.formats.readers.text import decode

ROWS_PER_BATCH = 64  # in memory at once: rows may be megabytes long


def split(name: str, options: ReadOptions) -> Iterator[Article | Document | Failure]:
    """The article of each row. Raises ReadError if the file is damaged or pyarrow is missing."""
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise ReadError(f"{name}: Parquet needs pyarrow; install it with pip install '.[parquet]'") from error
    try:
        if name == "-" or name.lower().endswith((".gz", ".zst")):
            yield from _rows(parquet.ParquetFile(io.BytesIO(read_bytes(name, options.max_bytes))), name, options)
        elif is_remote(name):
            with open_stream(name, unpack=False) as stream:
                yield from _rows(parquet.ParquetFile(stream), name, options)
        else:
            with open_stream(name, unpack=False), parquet.ParquetFile(name) as table:
                yield from _rows(table, name, options)
    except (pyarrow.ArrowException, OSError) as error:
        reason = str(error).splitlines()[0][:150]
        raise ReadError(f"{name}: not a readable Parquet file ({reason}); export it again") from error


def _rows(table: Any, name: str, options: ReadOptions) -> Iterator[Article | Failure]:
    """The rows, with only the columns that matter: pictures next to the text are never read."""
    usual = {*TEXT_FIELDS, *ID_FIELDS, *(name for names in COMMON_NAMES.values() for name in names)}
    wanted = usual | {options.text_field, options.id_field, *options.fields.values()}
    columns = [column for column in table.schema_arrow.names if column in wanted] or table.schema_arrow.names
    number = 0

    def make(number: int, row: dict[str, object]) -> Article:
        return make_row(row, name, number, options)

    for batch in table.iter_batches(batch_size=ROWS_PER_BATCH, columns=columns):
        for position in range(batch.num_rows):
            number += 1
            row = {key: _cell(batch.column(place)[position], name) for place, key in enumerate(batch.schema.names)}
            item = read_item(name, number, row, make)
            if item is not None:
                yield item
        check_time(name)


def _cell(cell: Any, name: str) -> object:
    """The value of a cell; text that is not UTF-8 is decoded like a text file; a day after the year 9999 is None."""
    try:
        return cell.as_py()
    except UnicodeDecodeError:
        try:
            return decode(cell.as_buffer().to_pybytes(), name)
        except (ReadError, AttributeError):
            return None
    except (ArithmeticError, ValueError):
        return None
