"""Load files of records into the relation `records` of DuckDB: `load_file(connection, "quotes.jsonl", spool)`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from quotes.desk.tables.load_lines import load_lines
from quotes.desk.tables.load_parquet import load_parquet
from quotes.errors import ReadError

if TYPE_CHECKING:
    import duckdb


def load_file(connection: duckdb.DuckDBPyConnection, name: str, spool: Path) -> None:
    """Add the records of a file to the relation, by way of the folder `spool`. Raises ReadError with its name."""
    import duckdb

    try:
        if Path(name).suffix.lower() == ".parquet":
            load_parquet(connection, name)
        else:
            load_lines(connection, name, spool)
    except duckdb.Error as error:
        reason = str(error).split("\n")[0]
        raise ReadError(f"{name}: {reason}; give records as 'quotes extract' writes them") from error
    except OSError as error:
        raise ReadError(f"{name}: cannot be read ({error.strerror}); check its name") from error
