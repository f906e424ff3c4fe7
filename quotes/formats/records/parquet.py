"""Parquet, by pyarrow: one record per row, nested like the record; made from JSON Lines, one row group at a time."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

from pydantic import BaseModel

from quotes.errors import OutputError
from quotes.formats.records.fields import inner_type, is_list
from quotes.formats.records.jsonl import dump_line
from quotes.formats.records.writer import Compression, Screen
from quotes.record import Record

ROWS_PER_GROUP = 5000  # about ten megabytes of records in memory at a time
_ARROW_TYPES = {str: "string", int: "int64", float: "float64", bool: "bool_"}


class Writer:
    """Writes JSON Lines during the run, and converts them to a table at its end."""

    is_appended = False

    def __init__(self, *, compress: Compression = None, screen: Screen | None = None) -> None:
        self.compress = compress or "zstd"

    def header(self) -> bytes:
        """Return no bytes."""
        return b""

    def dump(self, records: Iterable[Record]) -> bytes:
        """The records as lines of JSON."""
        return b"".join(map(dump_line, records))

    def pack(self, payload: bytes) -> bytes:
        """The lines as they are: the table itself is compressed."""
        return payload

    def finish(self, partial: Path, final: Path) -> None:
        """Write the table."""
        write_parquet(partial, final, compress=self.compress)


def write_parquet(lines: Path, table: Path, *, compress: str = "zstd") -> None:
    """Write the table of a file of records. Raises OutputError if pyarrow is missing."""
    with lines.open("rb") as stream, table.open("wb") as sink:
        _write(stream, sink, compress)


def _write(lines: Iterable[bytes], sink: BinaryIO, compress: str) -> None:
    pyarrow = import_pyarrow("-")
    from pyarrow import parquet

    schema = pyarrow.schema([pyarrow.field(name, kind) for name, kind in _fields(Record, pyarrow)])
    with parquet.ParquetWriter(sink, schema, compression=compress) as writer:
        records: Iterator[dict[str, Any]] = (_well_formed(json.loads(line)) for line in lines)
        while group := list(islice(records, ROWS_PER_GROUP)):
            writer.write_table(pyarrow.Table.from_pylist(group, schema=schema), row_group_size=ROWS_PER_GROUP)


def _well_formed(value: Any) -> Any:
    """A record as plain values; a lone surrogate, which Parquet cannot hold, becomes a question mark."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, list):
        return [_well_formed(part) for part in value]
    return {key: _well_formed(part) for key, part in value.items()} if isinstance(value, dict) else value


def import_pyarrow(name: str) -> Any:
    """The module. Raises OutputError, which names the extra to install, if it is missing."""
    try:
        import pyarrow
    except ImportError as error:
        raise OutputError(f"{name}: Parquet needs pyarrow; install it with pip install '.[parquet]'") from error
    return pyarrow


def _fields(model: type[BaseModel], pyarrow: Any) -> Iterator[tuple[str, Any]]:
    for name, field in model.model_fields.items():
        yield name, _arrow_type(field.annotation, pyarrow)


def _arrow_type(annotation: Any, pyarrow: Any) -> Any:
    """The type of a column for a field of the record: a model is a struct, a tuple is a list, and each may be None."""
    inner = inner_type(annotation)
    if issubclass(inner, BaseModel):
        plain = pyarrow.struct(list(_fields(inner, pyarrow)))
    else:
        plain = getattr(pyarrow, _ARROW_TYPES[inner])()
    return pyarrow.list_(plain) if is_list(annotation) else plain
