"""A user's condition on the columns of a record, such as `--where "confidence > 0.8"`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quotes.errors import QuotesError

if TYPE_CHECKING:
    import duckdb

INTERNAL = ("place",)  # columns that are no use to a reader


class ExpressionError(QuotesError):
    """A user's expression that is not valid in DuckDB."""


def check_expression(connection: duckdb.DuckDBPyConnection, expression: str) -> str:
    """The expression in brackets, after a check that it is a condition on the columns. Raises ExpressionError."""
    import duckdb

    try:
        statements = connection.extract_statements(f"SELECT count(*) FROM records WHERE ({expression}\n)")
        if len(statements) != 1 or ";" in _without_strings(expression):
            raise ExpressionError(f"--where {expression!r}: more than one expression; join them by AND")
        connection.execute(f"SELECT id FROM records WHERE ({expression}\n) LIMIT 0")
    except duckdb.Error as error:
        reason = str(error).split("\n\n")[0].replace("\n", " ").split("LINE 1")[0].strip()
        names = [name for (name,) in connection.execute("SELECT column_name FROM (DESCRIBE records)").fetchall()]
        columns = ", ".join(name for name in names if name not in INTERNAL)
        raise ExpressionError(f"--where {expression!r}: {reason}. Columns: {columns}") from error
    return f"({expression}\n)"


def _without_strings(expression: str) -> str:
    return re.sub(r"'(?:[^']|'')*'|\"[^\"]*\"", "", expression)
