"""Any number of records as one DuckDB relation: `with open_corpus(["quotes.jsonl"]) as corpus: corpus.rows(sql)`.

The records are read once into a database in a temporary folder, so that millions need little memory. After that
the database cannot open files: a user's expression can read nothing but the records.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quotes.desk.selection.expressions import ExpressionError, check_expression
from quotes.desk.selection.selection import EVERYTHING, Selection, apply
from quotes.desk.tables.load import load_file
from quotes.desk.tables.relation import create_relation

if TYPE_CHECKING:
    import duckdb

__all__ = ["ARTICLE_KEY", "Corpus", "ExpressionError", "open_corpus"]
MEMORY_LIMIT = "1000MB"  # for the database; the process needs some more
ARTICLE_KEY = "place"  # the number of an article


@dataclass(frozen=True)
class Corpus:
    """The records of some files as the relation `records`; its columns are those of `quotes.columns.COLUMNS`.

    `credited` is the same with `credited_to`, the speakers that a record is credited to; `credits` has a row (row,
    place, who) for each, and `people` says who they are: who, name, nature, sector, description, merged, wikidata.
    """

    connection: duckdb.DuckDBPyConnection
    paths: tuple[str, ...]
    total: int  # records that count
    rejected: int
    notes: tuple[str, ...] = ()  # what was cut, in sentences without a full stop
    attributes: tuple[str, ...] = ()  # columns of `people` and `records` that the user gives
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
        return check_expression(self.connection, expression)


@contextmanager
def open_corpus(
    paths: Sequence[str], selection: Selection = EVERYTHING, *, rejected: bool = False, credit: bool = True
) -> Iterator[Corpus]:
    """Read the selected records from JSON Lines (plain, .gz, .zst) and Parquet; "-" is JSON Lines on standard input.

    Records that a reviewer rejected are left out, unless `rejected` is set; without `credit`, which takes time, there
    are no speakers of the whole corpus. Raises ReadError with file and reason, and ExpressionError if the selection's
    condition is not valid.
    """
    import duckdb

    with tempfile.TemporaryDirectory(prefix="quotes-") as folder:
        connection = duckdb.connect(str(Path(folder, "records.duckdb")))
        try:
            connection.execute(f"SET memory_limit = '{MEMORY_LIMIT}'")
            connection.execute("SET enable_progress_bar = false")
            create_relation(connection)
            for name in paths:
                load_file(connection, name, Path(folder))
            connection.execute("SET checkpoint_threshold = '1TB'")  # a checkpoint may give other numbers to the rows
            connection.execute("SET enable_external_access = false")
            connection.execute("SET lock_configuration = true")
            sql = "SELECT count(*) FROM records WHERE review = 'rejected'"
            rejected_count = connection.execute(sql).fetchall()[0][0]
            notes, attributes = apply(connection, selection, rejected=rejected, credit=credit)
            total = connection.execute("SELECT count(*) FROM records").fetchall()[0][0]
            yield Corpus(connection, tuple(paths), total, rejected_count, notes, attributes)
        finally:
            connection.close()
