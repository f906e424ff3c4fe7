"""Parquet, by pyarrow: one record a row, nested as in the contract; made from JSON Lines a row group at a time."""

from __future__ import annotations

import io
import json
import types
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from quotes.errors import OutputError
from quotes.record import Record

ROWS = 5000  # of a row group: some ten megabytes of records
_PLAIN = {str: "string", int: "int64", float: "float64", bool: "bool_"}


def write_parquet(lines: Path, table: Path, *, compress: str = "zstd") -> None:
    """Write the table of a file of records. Raises OutputError where pyarrow is missing."""
    with lines.open("rb") as stream, table.open("wb") as sink:
        _write(stream, sink, compress)


def table_bytes(lines: bytes, *, compress: str = "zstd") -> bytes:
    """The table of a few records as bytes."""
    sink = io.BytesIO()
    _write(io.BytesIO(lines), sink, compress)
    return sink.getvalue()


def _write(lines: Iterable[bytes], sink: BinaryIO, compress: str) -> None:
    pyarrow = import_pyarrow("-")
    from pyarrow import parquet

    schema = pyarrow.schema([pyarrow.field(name, kind) for name, kind in _fields(Record, pyarrow)])
    with parquet.ParquetWriter(sink, schema, compression=compress) as writer:
        records: Iterator[dict[str, Any]] = (_well_formed(json.loads(line)) for line in lines)
        while group := list(islice(records, ROWS)):
            writer.write_table(pyarrow.Table.from_pylist(group, schema=schema), row_group_size=ROWS)


def _well_formed(value: Any) -> Any:
    """A record as plain values; a lone surrogate of the article, which no table holds, as a question mark."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, list):
        return [_well_formed(one) for one in value]
    return {key: _well_formed(one) for key, one in value.items()} if isinstance(value, dict) else value


def import_pyarrow(name: str) -> Any:
    """The module. Raises OutputError, which names the extra to install, where it is missing."""
    try:
        import pyarrow
    except ImportError as error:
        raise OutputError(f"{name}: Parquet needs pyarrow; install it with pip install '.[parquet]'") from error
    return pyarrow


def _fields(model: type[BaseModel], pyarrow: Any) -> Iterator[tuple[str, Any]]:
    for name, field in model.model_fields.items():
        yield name, _arrow_type(field.annotation, pyarrow)


def _arrow_type(kind: Any, pyarrow: Any) -> Any:
    """The type of a column for a field of the record: a model is a struct, a tuple a list, None may be anywhere."""
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        (inner,) = [one for one in get_args(kind) if one is not type(None)]
        return _arrow_type(inner, pyarrow)
    if origin is Literal:
        return pyarrow.string()
    if origin is tuple:
        return pyarrow.list_(_arrow_type(get_args(kind)[0], pyarrow))
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return pyarrow.struct(list(_fields(kind, pyarrow)))
    return getattr(pyarrow, _PLAIN[kind])()
