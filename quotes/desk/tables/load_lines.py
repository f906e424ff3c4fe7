"""Add the records of JSON Lines to the relation `records`: `load_lines(connection, "quotes.jsonl", spool)`.

The database reads the lines, and sees of most of them that they are records. The others are read one by one, as every
other command reads them, so that all commands refuse the same lines.
"""

from __future__ import annotations

import io
import re
from codecs import BOM_UTF8
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from quotes.desk.tables.exact_lines import is_exact
from quotes.desk.tables.relation import PLACE_OF_ROW, quote_path, select_columns, sql_types
from quotes.formats.readers.streams import open_stream
from quotes.formats.records.read import MAX_RECORD_BYTES, number_lines, parse_record, show_name
from quotes.record import Record

if TYPE_CHECKING:
    import duckdb

PART_BYTES = 64 * 2**20  # of a stream that the database takes in at once: some 40,000 records
_BLOCK_BYTES = 2**20
_LAX = re.compile(rb",\s*[}\]]")  # the database takes [1,] for JSON, every other command refuses it
_OPTIONS = f"format = 'newline_delimited', compression = 'none', maximum_object_size = {MAX_RECORD_BYTES + 1}"


@dataclass(frozen=True)
class _Part:
    """A file that the user names, or its lines from one number on in a file of their own."""

    path: Path
    name: str
    first: int = 1

    def lines(self) -> Iterator[tuple[str, bytes]]:
        """Each line that is not empty, with its place: "quotes.jsonl:1". Raises ReadError for one that is too long."""
        with self.path.open("rb") as stream:
            for number, line in number_lines(stream, self.name, self.first):
                yield f"{show_name(self.name)}:{number}", line


def load_lines(connection: duckdb.DuckDBPyConnection, name: str, spool: Path) -> None:
    """Add the records. What is packed or comes through a pipe is unpacked into the folder `spool`, part by part.

    Raises ReadError, and DuckDB's errors for what it cannot read though it is a record.
    """
    import duckdb

    for part in _find_parts(name, spool):
        connection.execute("BEGIN TRANSACTION")
        try:
            _insert(connection, part)
        except (duckdb.Error, UnicodeDecodeError):  # not JSON, too long a line, or half a character
            connection.execute("ROLLBACK")
            repaired = spool / "repaired.jsonl"
            with repaired.open("wb") as stream:
                stream.writelines(parse_record(line, place)[1] for place, line in part.lines())
            connection.execute(f"INSERT INTO records SELECT {select_columns()} FROM {_read_fields(repaired)}")
            repaired.unlink()
        else:
            connection.execute("COMMIT")


def _find_parts(name: str, spool: Path) -> Iterator[_Part]:
    """The file itself if the database can read it, else what it unpacks to, in files of some size."""
    with open_stream(name) as stream:
        if name != "-" and Path(name).is_file() and isinstance(getattr(stream, "raw", None), io.FileIO):
            yield _Part(Path(name), name)
            return
        first = 1
        for number in count():
            path = spool / f"{number}.jsonl"
            lines = 0
            with path.open("wb") as target:
                while target.tell() < PART_BYTES and (block := stream.read(_BLOCK_BYTES)):
                    block += stream.readline(MAX_RECORD_BYTES + 1)
                    lines += block.count(b"\n")
                    target.write(block)
                size = target.tell()
            yield _Part(path, name, first)
            path.unlink()
            first += lines
            if size < PART_BYTES:
                return


def _insert(connection: duckdb.DuckDBPyConnection, part: _Part) -> None:
    """Add the records of a part. Raises ReadError for a line that is not a record."""
    before = connection.execute("SELECT count(*) FROM records").fetchall()[0][0]
    lines = f"(SELECT hash(line) AS line FROM {_read_values(part.path)})"
    source = f"(SELECT * FROM {_read_fields(part.path)} POSITIONAL JOIN {lines})"
    connection.execute(f"INSERT INTO records SELECT {select_columns(only=is_exact('line'))} FROM {source}")
    after, exact = connection.execute("SELECT count(*), count(place) FROM records").fetchall()[0]
    has_lax = _has_lax_lines(part.path)
    if exact == after and not has_lax:
        return
    rows = connection.execute(f"SELECT place FROM records ORDER BY rowid OFFSET {before}").fetchall()
    for (is_checked,), (place, line) in zip(rows, part.lines(), strict=True):
        if is_checked is None or (has_lax and (_LAX.search(line) or line.startswith(BOM_UTF8))):
            parse_record(line, place)
    connection.execute(f"UPDATE records SET place = {PLACE_OF_ROW} WHERE place IS NULL")


def _has_lax_lines(path: Path) -> bool:
    """True if a line may be one that the database alone takes for JSON; "[1, ]" in a text looks like it."""
    rest = b""
    with path.open("rb") as stream:
        has_mark = stream.read(len(BOM_UTF8)) == BOM_UTF8
        while not has_mark and (block := stream.read(_BLOCK_BYTES)):
            block = rest + block
            if _LAX.search(block):
                return True
            rest = block[block.rfind(b"\n") + 1 :]
    return has_mark


def _read_fields(path: Path) -> str:
    """The lines as a relation with the fields of a record, and no others."""
    columns = ", ".join(f"\"{name}\": '{kind}'" for name, kind in sql_types(Record).items())
    return f"read_json({quote_path(str(path))}, {_OPTIONS}, columns = {{{columns}}})"


def _read_values(path: Path) -> str:
    """The lines as a relation with one column of JSON, `line`."""
    return f"read_json({quote_path(str(path))}, {_OPTIONS}, records = false, columns = {{line: 'JSON'}})"
