"""Add the records of a Parquet file to the relation `records`: `load_parquet(connection, "quotes.parquet")`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from quotes.desk.tables.relation import quote_path, quote_string, select_columns, sql_types
from quotes.errors import ReadError
from quotes.formats.records.fields import inner_type, is_list
from quotes.record import SCHEMA_VERSION, Record, explain_version

if TYPE_CHECKING:
    import duckdb

# Fields without which a line is not a record; every other command rejects such a line too.
_MISSING = "id IS NULL OR article IS NULL OR sha256 IS NULL OR content IS NULL OR nature IS NULL"


def load_parquet(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    """Add the records of the file. Raises ReadError, and DuckDB's errors for what is not Parquet."""
    path = Path(name)
    if not path.is_file():
        raise ReadError(f"{name}: no such file; give records as 'quotes extract' writes them")
    before = connection.execute("SELECT count(*) FROM records").fetchall()[0][0]
    connection.execute(f"INSERT INTO records SELECT {select_columns()} FROM {_parquet(connection, path)}")
    _check(connection, name, before)


def _check(connection: duckdb.DuckDBPyConnection, name: str, before: int) -> None:
    """Refuse rows of Parquet that cannot be records; lines of JSON have been checked. Raises ReadError."""
    added = f"FROM records WHERE rowid >= {before}"
    bad = connection.execute(f"SELECT count(*) {added} AND ({_MISSING})").fetchall()[0][0]
    if bad:
        raise ReadError(
            f"{name}: {bad:,} lines are not records (no id, article, content or source type); "
            "give records as 'quotes extract' writes them"
        )
    for (version,) in connection.execute(
        f"SELECT schema_version {added} AND schema_version <> {quote_string(SCHEMA_VERSION)} LIMIT 1"
    ).fetchall():
        raise ReadError(f"{name}: {explain_version(version)}")
    numbers = ("confidence", "speaker_confidence")
    impossible = " OR ".join([*(f"NOT {number} BETWEEN 0 AND 1" for number in numbers), "start < 0", '"end" < start'])
    for (record,) in connection.execute(f"SELECT id {added} AND ({impossible}) LIMIT 1").fetchall():
        raise ReadError(
            f"{name}: record {record} has an offset or a confidence that cannot be; "
            "give records as 'quotes extract' writes them"
        )


def _parquet(connection: duckdb.DuckDBPyConnection, path: Path) -> str:
    """The file with all columns of a record; a column that it lacks, or that is always null, is null."""
    relation = connection.sql(f"SELECT * FROM read_parquet({quote_path(str(path))})")
    columns = dict(zip(relation.columns, relation.types, strict=True))
    fields = _fit_parts("", columns, Record)
    selected = ", ".join(f'{sql} AS "{name}"' for name, sql in fields.items())
    return f"(SELECT {selected} FROM read_parquet({quote_path(str(path))}))"


def _fit_parts(prefix: str, columns: dict[str, Any], model: type[BaseModel]) -> dict[str, str]:
    """SQL for each field of a part of the record, given the types of the file's columns."""
    return {
        name: _fit_field(f'{prefix}"{name}"', columns.get(name), kind, model.model_fields[name])
        for name, kind in sql_types(model).items()
    }


def _fit_field(sql: str, column: Any, kind: str, info: FieldInfo) -> str:
    """SQL for one field of a Parquet file; parts of a struct that an older file lacks are null."""
    inner = inner_type(info.annotation)
    if column is None or not issubclass(inner, BaseModel):
        return f"CAST({sql if column is not None else 'NULL'} AS {kind})"
    if is_list(info.annotation):
        return sql if column.id == "list" else f"CAST(NULL AS {kind})"
    if column.id != "struct":
        return f"CAST(NULL AS {kind})"
    parts = ", ".join(
        f'"{name}" := {part}' for name, part in _fit_parts(f"{sql}.", dict(column.children), inner).items()
    )
    return f"CASE WHEN {sql} IS NOT NULL THEN struct_pack({parts}) END"
