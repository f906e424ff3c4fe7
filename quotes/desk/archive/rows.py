"""Write the records of articles and who they are credited to, in few statements: `RowWriter(connection).insert(…)`.

Rows are collected and written together: SQLite's full text index is twice as quick if nothing else is written between.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from operator import itemgetter
from typing import Any

from quotes.desk.archive.appearances import find_appearances, list_mentions
from quotes.desk.archive.article_rows import RECORD_COLUMNS, ArticleRows
from quotes.desk.archive.identities import Identities, join_key
from quotes.desk.archive.packed_lines import pack

_SAYS_WHO = itemgetter(
    *map(
        RECORD_COLUMNS.index,
        ("speaker_id", "speaker", "member_ids", "members", "nature", "sector", "description"),
    )
)
_REVIEW = RECORD_COLUMNS.index("review")
_CONTENT, _CONTEXT = (2 + RECORD_COLUMNS.index(name) for name in ("content", "context"))
_COLUMNS = ", ".join(f'"{name}"' for name in ("number", "article", *RECORD_COLUMNS))
_INSERT_RECORD = f"INSERT INTO records ({_COLUMNS}) VALUES ({', '.join('?' * (len(RECORD_COLUMNS) + 2))})"
_INSERT_TEXTS = "INSERT INTO search (rowid, content, context) VALUES (?, ?, ?)"
_INSERT_APPEARANCE = "INSERT INTO appearances VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"


class RowWriter:
    """Writes the rows of the articles of one transaction; what is not flushed is not there yet."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.identities = Identities(connection)
        self._names: dict[str, int] = {}
        self._last_record, self._last_appearance = self._max("records"), self._max("appearances")
        self._records: list[tuple[Any, ...]] = []
        self._appearances: list[tuple[Any, ...]] = []
        self._credits: list[tuple[int, int]] = []

    def _max(self, table: str) -> int:
        return int(self.connection.execute(f"SELECT ifnull(max(number), 0) FROM {table}").fetchone()[0])

    def flush(self) -> None:
        """Write what was collected."""
        self.connection.executemany(_INSERT_RECORD, self._records)
        self.connection.executemany(_INSERT_TEXTS, ((row[0], row[_CONTENT], row[_CONTEXT]) for row in self._records))
        self.connection.executemany(_INSERT_APPEARANCE, self._appearances)
        self.connection.executemany("INSERT INTO credits VALUES (?, ?)", self._credits)
        self._records.clear()
        self._appearances.clear()
        self._credits.clear()

    def insert(self, number: int, article: ArticleRows) -> None:
        """Add the records of an article, and who they are credited to."""
        first = self._last_record + 1
        self._last_record += len(article.rows)
        self.connection.execute("INSERT OR REPLACE INTO lines VALUES (?, ?)", (number, pack(article.lines)))
        self._records += [(place, number, *row) for place, row in enumerate(article.rows, first)]
        appearances = find_appearances(
            mention
            for place, row in enumerate(article.rows)
            if row[_REVIEW] != "rejected"
            for mention in list_mentions(place, *_SAYS_WHO(row))
        )
        keys = [join_key(appearance.name) for appearance in appearances]
        if len(set(keys)) < len(keys):
            self.share([key for key, count in Counter(keys).items() if count > 1])
        for item in appearances:
            speaker = self.identities.speaker(self.identities.of(number, item.id, item.name, item.nature), item.name)
            self._last_appearance += 1
            values = (number, item.id, self._name(item.name), item.nature, item.sector, item.description, item.records)
            self._appearances.append((self._last_appearance, *values, first + item.rows[0], speaker))
            self._credits += [(self._last_appearance, first + row) for row in item.rows]

    def share(self, keys: list[str]) -> None:
        """Note that two speakers of one article have these names."""
        if not self.identities.shared.issuperset(keys):
            self.flush()
            self.identities.share(keys)

    def _name(self, name: str) -> int:
        """The number of a name, which is added if it is new."""
        if name not in self._names:
            row = self.connection.execute("SELECT number FROM names WHERE name = ?", (name,)).fetchone()
            if row is None:
                cursor = self.connection.execute("INSERT INTO names (name, key) VALUES (?, ?)", (name, join_key(name)))
                row = (cursor.lastrowid,)
            self._names[name] = int(row[0])
        return self._names[name]
