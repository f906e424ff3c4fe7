"""Any number of records as one DuckDB relation: `with open_corpus(["quotes.jsonl"]) as corpus: corpus.rows(sql)`.

The records are read once into a database in a temporary folder, so that millions need little memory. After that
the database cannot open files: a user's expression can read nothing but the records.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quotes.columns import COLUMNS
from quotes.desk.tables.load import create_relation, load_file
from quotes.errors import QuotesError

if TYPE_CHECKING:
    import duckdb

MEMORY_LIMIT = "1000MB"  # for the database; the process needs some more
# The key of an article: two articles may share a name, a text or a file, but not all three.
ARTICLE_KEY = "sha256 || coalesce(path, '') || chr(0) || article"


class ExpressionError(QuotesError):
    """A user's expression that is not valid in DuckDB."""


@dataclass(frozen=True)
class Corpus:
    """The records of some files as the relation `records`; its columns are those of `quotes.columns.COLUMNS`."""

    connection: duckdb.DuckDBPyConnection
    paths: tuple[str, ...]
    total: int  # records, without those that a reviewer rejected
    rejected: int
    _parameters: list[Any] = field(default_factory=list)

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """All rows of a query."""
        return self.connection.execute(sql, list(parameters)).fetchall()

    def stream(self, sql: str, parameters: Sequence[Any] = (), *, size: int = 10_000) -> Iterator[tuple[Any, ...]]:
        """The rows of a query as a stream, never all in memory."""
        cursor = self.connection.execute(sql, list(parameters))
        while batch := cursor.fetchmany(size):
            yield from batch

    def check_expression(self, expression: str) -> str:
        """The expression in brackets, after a check that it is a condition on the columns. Raises ExpressionError."""
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
    """Read records from JSON Lines (plain, .gz, .zst) and Parquet files; "-" is JSON Lines on standard input.

    Records that a reviewer rejected are left out, unless `rejected` is set. Raises ReadError with file and reason.
    """
    import duckdb

    with tempfile.TemporaryDirectory(prefix="quotes-") as folder:
        connection = duckdb.connect(str(Path(folder, "records.duckdb")))
        try:
            connection.execute(f"SET memory_limit = '{MEMORY_LIMIT}'")
            connection.execute("SET enable_progress_bar = false")
            create_relation(connection)
            for name in paths:
                load_file(connection, name, Path(folder, "records.jsonl"))
            rejected_count = connection.execute("SELECT count(*) FROM records WHERE review = 'rejected'").fetchall()[0][
                0
            ]
            if rejected_count and not rejected:
                connection.execute("DELETE FROM records WHERE review = 'rejected'")
            connection.execute("SET enable_external_access = false")
            connection.execute("SET lock_configuration = true")
            total = connection.execute("SELECT count(*) FROM records").fetchall()[0][0]
            yield Corpus(connection, tuple(paths), total, rejected_count)
        finally:
            connection.close()


def _without_strings(expression: str) -> str:
    return re.sub(r"'(?:[^']|'')*'|\"[^\"]*\"", "", expression)
