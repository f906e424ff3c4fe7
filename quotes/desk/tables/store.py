"""Records of any number as one relation of DuckDB: `with open_corpus(["quotes.jsonl"]) as corpus: corpus.rows(sql)`.

The records are read once into a database in a temporary folder, so that millions fit into little memory. After that
the database has no access to files any more: an expression of a user can read nothing but the records.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from quotes.columns import COLUMNS, Column
from quotes.errors import QuotesError, ReadError
from quotes.formats.records.fields import inner_type, is_list
from quotes.formats.records.read import MAX_RECORD_BYTES, read_lines
from quotes.record import READABLE_VERSIONS, RENAMED_STATUSES, SCHEMA_VERSION, Record, explain_version

if TYPE_CHECKING:
    import duckdb

MEMORY_LIMIT = "1000MB"  # of the database; the process needs some more
_PLAIN = {str: "VARCHAR", int: "BIGINT", float: "DOUBLE", bool: "BOOLEAN"}
# The key of an article: two of one name, of one text or of one file are two.
ARTICLE_KEY = "sha256 || coalesce(path, '') || chr(0) || article"
# What makes a line unfit to be a record, as every other command refuses it too.
_MISSING = "id IS NULL OR article IS NULL OR sha256 IS NULL OR content IS NULL OR nature IS NULL"


class ExpressionError(QuotesError):
    """An expression of the user that DuckDB cannot make sense of."""


@dataclass(frozen=True)
class Corpus:
    """The records of some files as the relation `records`; its columns are those of `fields.COLUMNS`."""

    connection: duckdb.DuckDBPyConnection
    paths: tuple[str, ...]
    total: int  # records, those that a reviewer rejected not counted
    rejected: int
    _parameters: list[Any] = field(default_factory=list)

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """All rows of a query."""
        return self.connection.execute(sql, list(parameters)).fetchall()

    def stream(self, sql: str, parameters: Sequence[Any] = (), *, size: int = 10_000) -> Iterator[tuple[Any, ...]]:
        """The rows of a query as they come, never all in memory."""
        cursor = self.connection.execute(sql, list(parameters))
        while batch := cursor.fetchmany(size):
            yield from batch

    def check_expression(self, expression: str) -> str:
        """The expression in brackets, if it is one over the columns. Raises ExpressionError with the remedy."""
        import duckdb

        try:
            statements = self.connection.extract_statements(f"SELECT count(*) FROM records WHERE ({expression}\n)")
            if len(statements) != 1 or ";" in _without_strings(expression):
                raise ExpressionError(f"--where {expression!r}: more than one expression; join them by AND")
            self.connection.execute(f"SELECT id FROM records WHERE ({expression}\n) LIMIT 0")
        except duckdb.Error as error:
            reason = str(error).split("\n\n")[0].replace("\n", " ").split("LINE 1")[0].strip()
            raise ExpressionError(
                f"--where {expression!r}: {reason}. Columns: {', '.join(column.name for column in COLUMNS)}"
            ) from error
        return f"({expression}\n)"


@contextmanager
def open_corpus(paths: Sequence[str], *, rejected: bool = False) -> Iterator[Corpus]:
    """Read records from JSON Lines (plain, .gz, .zst) and Parquet files; "-" is JSON Lines on the standard input.

    What a reviewer rejected is left out unless wanted. Raises ReadError, which names the file and what is wrong.
    """
    import duckdb

    with tempfile.TemporaryDirectory(prefix="quotes-") as folder:
        connection = duckdb.connect(str(Path(folder, "records.duckdb")))
        try:
            connection.execute(f"SET memory_limit = '{MEMORY_LIMIT}'")
            connection.execute("SET enable_progress_bar = false")
            _create(connection)
            for name in paths:
                _load(connection, name, Path(folder, "records.jsonl"))
            dropped = connection.execute("SELECT count(*) FROM records WHERE review = 'rejected'").fetchall()[0][0]
            if dropped and not rejected:
                connection.execute("DELETE FROM records WHERE review = 'rejected'")
            connection.execute("SET enable_external_access = false")
            connection.execute("SET lock_configuration = true")
            total = connection.execute("SELECT count(*) FROM records").fetchall()[0][0]
            yield Corpus(connection, tuple(paths), total, dropped)
        finally:
            connection.close()


def _create(connection: duckdb.DuckDBPyConnection) -> None:
    """The empty relation; its types are those of the expressions over a record of nulls."""
    nulls = ", ".join(f'CAST(NULL AS {kind}) AS "{name}"' for name, kind in _types(Record).items())
    connection.execute(f"CREATE TABLE records AS SELECT {_selection()} FROM (SELECT {nulls}) LIMIT 0")


def _types(model: type[BaseModel]) -> dict[str, str]:
    """The fields of a part of the record as types of DuckDB: {"mode": "VARCHAR", …}."""
    types = {}
    for name, info in model.model_fields.items():
        inner = inner_type(info.annotation)
        plain = _struct(inner) if issubclass(inner, BaseModel) else _PLAIN[inner]
        types[name] = f"{plain}[]" if is_list(info.annotation) else plain
    return types


def _struct(model: type[BaseModel]) -> str:
    parts = ", ".join(f'"{name}" {kind}' for name, kind in _types(model).items())
    return f"STRUCT({parts})"


def _selection() -> str:
    """The columns of the relation as SQL over the fields of a record, those of schema "1" in today's words."""
    renamed = "".join(f" WHEN {_string(old)} THEN {_string(new)}" for old, new in RENAMED_STATUSES.items())
    versions = ", ".join(map(_string, READABLE_VERSIONS))
    current = _string(SCHEMA_VERSION)
    upgraded = {
        "review": f"CASE review.status{renamed} ELSE review.status END",
        "schema_version": f"CASE WHEN schema_version IS NULL OR schema_version IN ({versions}) "
        f"THEN {current} ELSE schema_version END",
    }
    return ", ".join(f'{upgraded.get(column.name) or _expression(column)} AS "{column.name}"' for column in COLUMNS)


def _expression(column: Column) -> str:
    """The SQL of a column: `content[-1]."end"`, or the joined values of a list."""
    model: type[BaseModel] = Record
    sql, listed = "", False
    for name, position in column.steps:
        annotation = model.model_fields[name].annotation
        if listed:
            sql = f'list_transform({sql}, lambda part: part."{name}")'
        else:
            sql = f'{sql}."{name}"' if sql else f'"{name}"'
        if position is not None:
            sql = f"{sql}[{position + 1 if position >= 0 else position}]"  # lists of SQL begin at 1
        listed = listed or (is_list(annotation) and position is None)
        model = inner_type(annotation)
    return f"nullif(array_to_string({sql}, {_string(column.separator)}), '')" if listed else sql


def _load(connection: duckdb.DuckDBPyConnection, name: str, spool: Path) -> None:
    import duckdb

    path = Path(name)
    try:
        if path.suffix.lower() == ".parquet":
            if not path.is_file():
                raise ReadError(f"{name}: no such file; give records as 'quotes extract' writes them")
            source = _parquet(connection, path)
        else:
            source = _json(name, spool)
        before = connection.execute("SELECT count(*) FROM records").fetchall()[0][0]
        connection.execute(f"INSERT INTO records SELECT {_selection()} FROM {source}")
    except duckdb.Error as error:
        reason = str(error).split("\n")[0]
        raise ReadError(f"{name}: {reason}; give records as 'quotes extract' writes them") from error
    except OSError as error:
        raise ReadError(f"{name}: cannot be read ({error.strerror}); check its name") from error
    finally:
        spool.unlink(missing_ok=True)
    if path.suffix.lower() == ".parquet":
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


def _json(name: str, spool: Path) -> str:
    """The records of a file of JSON Lines, which all are checked on their way into a file for the database."""
    with spool.open("wb") as stream:
        for _, line in read_lines(name):
            stream.write(line if line.endswith(b"\n") else line + b"\n")
    columns = ", ".join(f"\"{name}\": '{kind}'" for name, kind in _types(Record).items())
    return (
        f"read_json({_quote(str(spool))}, format = 'newline_delimited', maximum_object_size = {MAX_RECORD_BYTES + 1}, "
        f"columns = {{{columns}}})"
    )


def _parquet(connection: duckdb.DuckDBPyConnection, path: Path) -> str:
    """The file with the columns of a record; one that it lacks, or that is null in every record, is null."""
    relation = connection.sql(f"SELECT * FROM read_parquet({_quote(str(path))})")
    given = dict(zip(relation.columns, relation.types, strict=True))
    fields = _fit_parts("", given, Record)
    selected = ", ".join(f'{sql} AS "{name}"' for name, sql in fields.items())
    return f"(SELECT {selected} FROM read_parquet({_quote(str(path))}))"


def _fit_parts(prefix: str, given: dict[str, Any], model: type[BaseModel]) -> dict[str, str]:
    """Each field of a part of the record as SQL over what the file has of it, with the types that it gives."""
    return {
        name: _fitting(f'{prefix}"{name}"', given.get(name), kind, model.model_fields[name])
        for name, kind in _types(model).items()
    }


def _fitting(sql: str, given: Any, kind: str, info: FieldInfo) -> str:
    """A field of a Parquet file as the record has it: parts of a struct that an older file lacks are null."""
    inner = inner_type(info.annotation)
    if given is None or not issubclass(inner, BaseModel):
        return f"CAST({sql if given is not None else 'NULL'} AS {kind})"
    if is_list(info.annotation):
        return sql if given.id == "list" else f"CAST(NULL AS {kind})"
    if given.id != "struct":
        return f"CAST(NULL AS {kind})"
    parts = ", ".join(
        f'"{name}" := {part}' for name, part in _fit_parts(f"{sql}.", dict(given.children), inner).items()
    )
    return f"CASE WHEN {sql} IS NOT NULL THEN struct_pack({parts}) END"


def _string(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _quote(text: str) -> str:
    """A string of SQL. Brackets stop a path from being read as a pattern of files."""
    text = re.sub(r"([*?\[])", r"[\1]", text)
    return _string(text)


def _without_strings(expression: str) -> str:
    return re.sub(r"'(?:[^']|'')*'|\"[^\"]*\"", "", expression)
