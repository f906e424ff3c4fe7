"""Records of any number as one relation of DuckDB: `with open_corpus(["quotes.jsonl"]) as corpus: corpus.rows(sql)`.

The records are read once into a database in a temporary folder, so that millions fit into little memory. After that
the database has no access to files any more: an expression of a user can read nothing but the records.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quotes.errors import QuotesError, ReadError

if TYPE_CHECKING:
    import duckdb

MEMORY = "1000MB"  # of the database; the process needs some more
LARGEST = 64 * 2**20  # bytes of one record: a content may be a whole speech
_EXTENT = 'STRUCT("start" BIGINT, "end" BIGINT, "text" VARCHAR)'
# The parts of a record that are read, as types of DuckDB.
_TYPES = {
    "id": "VARCHAR",
    "article": 'STRUCT("id" VARCHAR, "source_path" VARCHAR, "sha256" VARCHAR, "title" VARCHAR, "publisher" VARCHAR, '
    '"published" VARCHAR)',
    "quote_type": "VARCHAR",
    "mode": "VARCHAR",
    "content": f"{_EXTENT}[]",
    "cue": 'STRUCT("text" VARCHAR, "lemma" VARCHAR, "verb_class" VARCHAR, "negated" BOOLEAN)',
    "source": _EXTENT,
    "speaker": 'STRUCT("id" VARCHAR, "name" VARCHAR, "description" VARCHAR, "resolution" VARCHAR)',
    "source_type": 'STRUCT("nature" VARCHAR, "sector" VARCHAR, "anonymity" VARCHAR)',
    "addressee": _EXTENT,
    "medium": _EXTENT,
    "context": _EXTENT,
    "construction": "VARCHAR",
    "parent": "VARCHAR",
    "continues": "VARCHAR",
    "confidence": "DOUBLE",
    "review": 'STRUCT("status" VARCHAR, "by" VARCHAR, "at" VARCHAR)',
}
# The columns of the relation `records`, which --where may name, and what each is read from.
COLUMNS = {
    "id": "id",
    "article": "article.id",
    "title": "article.title",
    "path": "article.source_path",
    "sha256": "article.sha256",
    "publisher": "article.publisher",
    "published": "article.published",
    "speaker_id": "speaker.id",
    "speaker": "speaker.name",
    "description": "speaker.description",
    "resolution": "speaker.resolution",
    "source": 'source."text"',
    "cue": 'cue."text"',
    "lemma": "cue.lemma",
    "verb_class": "cue.verb_class",
    "negated": "cue.negated",
    "quote_type": "quote_type",
    "mode": "mode",
    "content": "array_to_string(list_transform(content, lambda part: part.\"text\"), ' … ')",
    "nature": "source_type.nature",
    "sector": "source_type.sector",
    "anonymity": "source_type.anonymity",
    "addressee": 'addressee."text"',
    "medium": 'medium."text"',
    "context": 'context."text"',
    "start": 'content[1]."start"',
    "end": 'content[-1]."end"',
    "construction": "construction",
    "parent": "parent",
    "continues": "continues",
    "confidence": "confidence",
    "review": 'review."status"',
}
# The key of an article: two articles of one name are two.
ARTICLE_KEY = "sha256 || coalesce(path, '')"


class ExpressionError(QuotesError):
    """An expression of the user that DuckDB cannot make sense of."""


@dataclass(frozen=True)
class Corpus:
    """The records of some files as the relation `records`; its columns are `COLUMNS`."""

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
            raise ExpressionError(f"--where {expression!r}: {reason}. Columns: {', '.join(COLUMNS)}") from error
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
            connection.execute(f"SET memory_limit = '{MEMORY}'")
            connection.execute("SET enable_progress_bar = false")
            _create(connection)
            found = [_spool(folder) if name == "-" else name for name in paths]
            for name in found:
                _load(connection, name)
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
    nulls = ", ".join(f'CAST(NULL AS {kind}) AS "{name}"' for name, kind in _TYPES.items())
    connection.execute(f"CREATE TABLE records AS SELECT {_selection()} FROM (SELECT {nulls}) LIMIT 0")


def _selection() -> str:
    return ", ".join(f'{source} AS "{name}"' for name, source in COLUMNS.items())


def _spool(folder: str) -> str:
    path = Path(folder, "stdin.jsonl")
    with path.open("wb") as stream:
        while block := sys.stdin.buffer.read(2**20):
            stream.write(block)
    return str(path)


def _load(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    import duckdb

    path = Path(name)
    if not path.is_file():
        raise ReadError(f"{name}: no such file; give records as 'quotes extract' writes them")
    try:
        source = _parquet(connection, path) if path.suffix.lower() == ".parquet" else _json(path)
        before = connection.execute("SELECT count(*) FROM records").fetchall()[0][0]
        connection.execute(f"INSERT INTO records SELECT {_selection()} FROM {source}")
    except duckdb.Error as error:
        raise ReadError(
            f"{name}: {_explain(path, str(error))}; give records as 'quotes extract' writes them"
        ) from error
    missing = "id IS NULL OR article IS NULL OR sha256 IS NULL OR content IS NULL OR nature IS NULL"
    bad = connection.execute(f"SELECT count(*) FROM records WHERE rowid >= {before} AND ({missing})").fetchall()[0][0]
    if bad:
        raise ReadError(
            f"{name}: {bad:,} lines are no records (no id, article, content or source type); "
            "give records as 'quotes extract' writes them"
        )


def _json(path: Path) -> str:
    columns = ", ".join(f"\"{name}\": '{kind}'" for name, kind in _TYPES.items())
    return (
        f"read_json({_quote(str(path))}, format = 'newline_delimited', maximum_object_size = {LARGEST}, "
        f"columns = {{{columns}}})"
    )


def _parquet(connection: duckdb.DuckDBPyConnection, path: Path) -> str:
    """The file with the columns of a record: a part that is missing, or null in every record, has no type there."""
    source = f"read_parquet({_quote(str(path))})"
    found = {row[0]: row[1] for row in connection.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()}
    parts = []
    for name, kind in _TYPES.items():
        nested = kind.startswith("STRUCT")
        known = name in found and (not nested or found[name].startswith("STRUCT"))
        parts.append(f'"{name}"' if known else f'CAST(NULL AS {kind}) AS "{name}"')
    return f"(SELECT {', '.join(parts)} FROM {source})"


def _quote(text: str) -> str:
    """A string of SQL. Brackets stop a path from being read as a pattern of files."""
    text = re.sub(r"([*?\[])", r"[\1]", text)
    return "'" + text.replace("'", "''") + "'"


def _explain(path: Path, message: str) -> str:
    """Which line is no JSON; else what DuckDB says."""
    if path.suffix.lower() in (".parquet", ".zst"):
        return message.split("\n")[0]
    with gzip.open(path) if path.suffix.lower() == ".gz" else path.open("rb") as stream, suppress(OSError, EOFError):
        for number, line in enumerate(stream, start=1):
            try:
                json.loads(line if line.strip() else b"null")
            except ValueError:
                return f"line {number} is no JSON"
    return message.split("\n")[0]


def _without_strings(expression: str) -> str:
    return re.sub(r"'(?:[^']|'')*'|\"[^\"]*\"", "", expression)
