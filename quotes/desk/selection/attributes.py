"""What the newsroom knows about speakers, in columns of its own: `--attributes people.csv` with name, gender, place.

Nothing is guessed: a speaker who is not in the table, or whose cell is empty, has no value, and is counted as such.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from quotes.columns import COLUMNS
from quotes.desk.speakers.given import open_csv
from quotes.desk.speakers.name_keys import name_key
from quotes.errors import ReadError

if TYPE_CHECKING:
    import duckdb

HEADER = "name,gender"
MAX_ATTRIBUTES = 50  # columns: a table of people has a dozen
_WIKIDATA = re.compile(r"(?:.*/)?(Q[1-9]\d*)/?")
# Columns of the relations that an attribute cannot be named like.
_TAKEN = {column.name for column in COLUMNS} | {
    *(
        "who",
        "row",
        "credited_to",
        "place",
        "unnamed",
        "name",
        "merged",
        "wikidata",
        "is_named",
        "given_name",
        "given_sector",
    ),
    *(
        "person_nature",
        "person_sector",
        "person_description",
        "records",
        "share",
        "articles",
        "speakers",
        "turn",
        "main",
    ),
}


@dataclass(frozen=True)
class Attributes:
    """The columns of the table, and its rows: (key of the name or "", id or "", values)."""

    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, str, tuple[str | None, ...]], ...] = ()


NO_ATTRIBUTES = Attributes()


def read_attributes(path: Path) -> Attributes:
    """The table of a file with a column `name` or `id`, and one or more others. Raises ReadError."""
    with open_csv(path, HEADER) as stream:
        rows = csv.reader(stream)
        head = [" ".join(cell.split()) for cell in next(rows, [])]
        columns = _find_columns(head, path)
        body = [(rows.line_num, [" ".join(cell.split()) for cell in row]) for row in rows if any(map(str.strip, row))]
    entries = []
    first: dict[tuple[str, str], tuple[int, tuple[str | None, ...]]] = {}
    for line, row in body:
        cells = dict(zip(head, row, strict=False))
        key, number = " ".join(name_key(cells.get("name", ""))), cells.get("id", "")
        if not key and not number:
            raise ReadError(f"{path}:{line}: no name and no id; give one in each line")
        values = tuple(cells.get(column) or None for column in columns)
        before, others = first.setdefault((key, number), (line, values))
        if others != values:
            raise ReadError(f"{path}:{line}: {cells.get('name') or number!r} is also in line {before}; keep one")
        entries.append((key, number, values))
    return Attributes(tuple(columns), tuple(entries))


def _find_columns(head: Sequence[str], path: Path) -> list[str]:
    """The headings of the attributes. Raises ReadError for headings that cannot be used."""
    columns = [name for name in head if name not in ("name", "id")]
    if len(columns) == len(head) or not columns:
        raise ReadError(
            f"{path}: needs a column 'name' or 'id', and others; begin the file with a line such as {HEADER}"
        )
    if len(columns) > MAX_ATTRIBUTES:
        raise ReadError(f"{path}: {len(columns)} columns; keep at most {MAX_ATTRIBUTES}")
    lower = [name.casefold() for name in columns]
    for name, plain in zip(columns, lower, strict=True):
        if not re.fullmatch(r"[^\W\d][\w -]*", name):
            raise ReadError(f"{path}: a column cannot be called {name!r}; use letters, digits, blanks and hyphens")
        if plain in _TAKEN or lower.count(plain) > 1:
            raise ReadError(f"{path}: a column cannot be called {name!r}, as another is; rename it")
    return columns


def add_attributes(connection: duckdb.DuckDBPyConnection, attributes: Attributes) -> None:
    """Add each attribute to `people`, and to `records` for those that they are credited with; needs `identified`.

    A row's id is that of a speaker in the records, or a Wikidata id that `--wikidata` gives.
    """
    names = ", ".join(f'"{column}" VARCHAR' for column in attributes.columns)
    connection.execute(f"CREATE TEMP TABLE given (key VARCHAR, id VARCHAR, {names})")
    if attributes.rows:
        cells = [[row[0] for row in attributes.rows], [plain_id(row[1]) for row in attributes.rows]]
        cells += [list(column) for column in zip(*(row[2] for row in attributes.rows), strict=True)]
        connection.execute(f"INSERT INTO given SELECT {', '.join(['unnest(?::VARCHAR[])'] * len(cells))}", cells)
    for column in attributes.columns:
        connection.execute(f'ALTER TABLE people ADD COLUMN "{column}" VARCHAR')
        connection.execute(f'ALTER TABLE records ADD COLUMN "{column}" VARCHAR')
    assigned = ", ".join(f'"{column}" = coalesce(given."{column}", people."{column}")' for column in attributes.columns)
    connection.execute(
        f"UPDATE people SET {assigned} FROM given WHERE given.key <> '' AND given.key = name_key(people.name)"
    )
    connection.execute(f"UPDATE people SET {assigned} FROM given WHERE given.id <> '' AND given.id = people.wikidata")
    connection.execute(
        f"UPDATE people SET {assigned} FROM given, (SELECT DISTINCT id, who FROM identified) AS known "
        "WHERE given.id <> '' AND given.id = known.id AND known.who = people.who"
    )
    joined = ", ".join(
        f"string_agg(DISTINCT {name}, '; ' ORDER BY {name}) AS {name}"
        for name in (f'"{column}"' for column in attributes.columns)
    )
    copied = ", ".join(f'"{column}" = known_values."{column}"' for column in attributes.columns)
    present = " OR ".join(f'"{column}" IS NOT NULL' for column in attributes.columns)
    connection.execute(
        f"UPDATE records SET {copied} FROM (SELECT row, {joined} FROM credits JOIN people USING (who) WHERE {present} "
        "GROUP BY row) AS known_values WHERE known_values.row = records.rowid"
    )
    connection.execute("DROP TABLE given")


def plain_id(number: str) -> str:
    """The id without the address around it: "Q7747" of "https://www.wikidata.org/wiki/Q7747"."""
    match = _WIKIDATA.fullmatch(number)
    return match[1] if match else number
