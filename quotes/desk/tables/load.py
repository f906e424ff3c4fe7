"""Load files of records into the relation `records` of DuckDB: `load_file(connection, "quotes.jsonl", spool)`.

The columns of the relation are SQL expressions over the fields of a record, made from the record's own types.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from quotes.columns import COLUMNS, Column
from quotes.errors import ReadError
from quotes.formats.records.fields import inner_type, is_list
from quotes.formats.records.read import MAX_RECORD_BYTES, read_lines
from quotes.language.unnamed import kind_of_unnamed
from quotes.record import READABLE_VERSIONS, RENAMED_STATUSES, SCHEMA_VERSION, Record, explain_version

if TYPE_CHECKING:
    import duckdb

PART_BYTES = 64 * 2**20  # of a file that the database takes in at once: some 40,000 records
_SQL_TYPES = {str: "VARCHAR", int: "BIGINT", float: "DOUBLE", bool: "BOOLEAN"}
# Fields without which a line is not a record; every other command rejects such a line too.
_MISSING = "id IS NULL OR article IS NULL OR sha256 IS NULL OR content IS NULL OR nature IS NULL"

# The number of an article: two articles may share a name, a text or a file, but not all three.
_PLACE = "hash(article.sha256 || coalesce(article.source_path, '') || chr(0) || article.id)"
# What kind of unnamed source it is, as newsrooms sort them.
_UNNAMED = (
    "CASE WHEN source_type.nature IN ('unnamed_person', 'unnamed_group') "
    "THEN kind_of_unnamed(coalesce(speaker.name, ''), source_type.nature, coalesce(source_type.anonymity, '')) END"
)


def create_relation(connection: duckdb.DuckDBPyConnection) -> None:
    """Create the empty relation; DuckDB derives its types from the expressions over a record of nulls."""
    parameters: Any = ["VARCHAR", "VARCHAR", "VARCHAR"]
    connection.create_function("kind_of_unnamed", kind_of_unnamed, parameters, "VARCHAR")
    nulls = ", ".join(f'CAST(NULL AS {kind}) AS "{name}"' for name, kind in _types(Record).items())
    connection.execute(f"CREATE TABLE records AS SELECT {_selection()} FROM (SELECT {nulls}) LIMIT 0")


def _types(model: type[BaseModel]) -> dict[str, str]:
    """The fields of a part of the record with their DuckDB types: {"mode": "VARCHAR", …}."""
    types = {}
    for name, info in model.model_fields.items():
        inner = inner_type(info.annotation)
        plain = _struct(inner) if issubclass(inner, BaseModel) else _SQL_TYPES[inner]
        types[name] = f"{plain}[]" if is_list(info.annotation) else plain
    return types


def _struct(model: type[BaseModel]) -> str:
    parts = ", ".join(f'"{name}" {kind}' for name, kind in _types(model).items())
    return f"STRUCT({parts})"


def _selection() -> str:
    """The columns of the relation as SQL over the fields of a record, with schema "1" renamed to the current words."""
    renamed = "".join(f" WHEN {_string(old)} THEN {_string(new)}" for old, new in RENAMED_STATUSES.items())
    versions = ", ".join(map(_string, READABLE_VERSIONS))
    current = _string(SCHEMA_VERSION)
    upgraded = {
        "review": f"CASE review.status{renamed} ELSE review.status END",
        "schema_version": f"CASE WHEN schema_version IS NULL OR schema_version IN ({versions}) "
        f"THEN {current} ELSE schema_version END",
    }
    columns = [f'{upgraded.get(column.name) or _expression(column)} AS "{column.name}"' for column in COLUMNS]
    return ", ".join([*columns, f"{_PLACE} AS place", f"{_UNNAMED} AS unnamed"])


def _expression(column: Column) -> str:
    """The SQL of a column: `content[-1]."end"`, or the joined values of a list."""
    model: type[BaseModel] = Record
    sql, has_list = "", False
    for name, position in column.steps:
        annotation = model.model_fields[name].annotation
        if has_list:
            sql = f'list_transform({sql}, lambda part: part."{name}")'
        else:
            sql = f'{sql}."{name}"' if sql else f'"{name}"'
        if position is not None:
            sql = f"{sql}[{position + 1 if position >= 0 else position}]"  # SQL lists begin at 1
        has_list = has_list or (is_list(annotation) and position is None)
        model = inner_type(annotation)
    return f"nullif(array_to_string({sql}, {_string(column.separator)}), '')" if has_list else sql


def load_file(connection: duckdb.DuckDBPyConnection, name: str, spool: Path) -> None:
    """Add the records of a file to the relation, by way of the folder `spool`. Raises ReadError with its name."""
    import duckdb

    path = Path(name)
    try:
        if path.suffix.lower() != ".parquet":
            _load_lines(connection, name, spool)
            return
        if not path.is_file():
            raise ReadError(f"{name}: no such file; give records as 'quotes extract' writes them")
        before = connection.execute("SELECT count(*) FROM records").fetchall()[0][0]
        connection.execute(f"INSERT INTO records SELECT {_selection()} FROM {_parquet(connection, path)}")
    except duckdb.Error as error:
        reason = str(error).split("\n")[0]
        raise ReadError(f"{name}: {reason}; give records as 'quotes extract' writes them") from error
    except OSError as error:
        raise ReadError(f"{name}: cannot be read ({error.strerror}); check its name") from error
    _check(connection, name, before)


def _load_lines(connection: duckdb.DuckDBPyConnection, name: str, spool: Path) -> None:
    """Add the records of a file of JSON Lines, part by part, so that neither memory nor disk holds it twice."""
    columns = ", ".join(f"\"{name}\": '{kind}'" for name, kind in _types(Record).items())
    options = f"format = 'newline_delimited', maximum_object_size = {MAX_RECORD_BYTES + 1}, columns = {{{columns}}}"
    connection.execute("BEGIN TRANSACTION")
    for part in _spool_lines(name, spool):
        source = f"read_json({_quote_path(str(part))}, {options})"
        connection.execute(f"INSERT INTO records SELECT {_selection()} FROM {source}")
        part.unlink()
    connection.execute("COMMIT")


def _spool_lines(name: str, spool: Path) -> Iterator[Path]:
    """The lines of a file, which all are checked on their way, in files of some size."""
    lines = read_lines(name)
    for number in count():
        path = spool / f"{number}.jsonl"
        size = 0
        with path.open("wb") as stream:
            for _, line in lines:
                size += stream.write(line if line.endswith(b"\n") else line + b"\n")
                if size >= PART_BYTES:
                    break
        yield path
        if size < PART_BYTES:
            return


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
        f"SELECT schema_version {added} AND schema_version <> {_string(SCHEMA_VERSION)} LIMIT 1"
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
    relation = connection.sql(f"SELECT * FROM read_parquet({_quote_path(str(path))})")
    columns = dict(zip(relation.columns, relation.types, strict=True))
    fields = _fit_parts("", columns, Record)
    selected = ", ".join(f'{sql} AS "{name}"' for name, sql in fields.items())
    return f"(SELECT {selected} FROM read_parquet({_quote_path(str(path))}))"


def _fit_parts(prefix: str, columns: dict[str, Any], model: type[BaseModel]) -> dict[str, str]:
    """SQL for each field of a part of the record, given the types of the file's columns."""
    return {
        name: _fit_field(f'{prefix}"{name}"', columns.get(name), kind, model.model_fields[name])
        for name, kind in _types(model).items()
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


def _string(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _quote_path(text: str) -> str:
    """The path as an SQL string. Brackets keep DuckDB from reading it as a pattern."""
    text = re.sub(r"([*?\[])", r"[\1]", text)
    return _string(text)
