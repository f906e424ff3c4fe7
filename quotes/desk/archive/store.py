"""Write articles into an archive, each whole or not at all: `Store(archive, "add").write(articles)`.

An article is identified by its id, its path and the hash of its text. The same lines again change nothing, other lines
replace its records, and an article whose text has changed takes the place of the one with its id, its path, and its
address or title that an earlier run brought.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timezone
from typing import Any

from quotes.desk.archive.archive import Archive
from quotes.desk.archive.article_rows import ARTICLE_COLUMNS, ArticleRows, describe_record
from quotes.desk.archive.packed_lines import unpack
from quotes.desk.archive.people import refresh_speakers
from quotes.desk.archive.removal import delete_rows, remove_article
from quotes.desk.archive.rows import RowWriter
from quotes.formats.records.read import parse_record

_SAME_ARTICLE = "id = ? AND ifnull(path, '') = ifnull(?, '') AND sha256"
_VALUES = (*ARTICLE_COLUMNS, "day", "outlet", "run")
_INSERT_ARTICLE = f"INSERT INTO articles ({', '.join(_VALUES)}) VALUES ({', '.join('?' * len(_VALUES))})"
_UPDATE_ARTICLE = f"UPDATE articles SET {', '.join(f'{name} = ?' for name in _VALUES)} WHERE number = ?"
# A run is finished, and so are the earlier ones of the same command that were interrupted.
_FINISH = """
UPDATE runs SET finished = :now WHERE number = :run OR (finished IS NULL AND number < :run AND EXISTS (
    SELECT 1 FROM runs AS this WHERE this.number = :run AND this.command = runs.command
        AND this.settings IS runs.settings))
"""


class Store:
    """Writes the articles of one run; `counts` says how many were added, changed and unchanged, and of records."""

    def __init__(self, archive: Archive, command: str, *, settings: str | None = None, run: int | None = None) -> None:
        self.archive = archive
        self.counts: Counter[str] = Counter()
        self.met: set[int] = set()  # articles of which this source has brought records
        self.parts: dict[int, ArticleRows] = {}  # articles of which it has brought some of the stored lines so far
        self.run = self._begin(command, settings) if run is None else run

    def _begin(self, command: str, settings: str | None) -> int:
        values = (command, _now(), settings)
        with self.archive.transaction() as connection:
            cursor = connection.execute("INSERT INTO runs (command, started, settings) VALUES (?, ?, ?)", values)
        return int(cursor.lastrowid or 0)

    def write(
        self,
        articles: Iterable[ArticleRows],
        *,
        progress: str | None = None,
        note: Callable[[sqlite3.Connection], None] = lambda connection: None,
    ) -> None:
        """Write some articles in one transaction, with how far the run has come, and what `note` adds to it.

        Raises ArchiveError.
        """
        with self.archive.transaction() as connection:
            batch = _Batch(connection, self)
            for article in articles:
                batch.put(article)
            batch.rows.flush()
            if progress is not None:
                connection.execute("UPDATE runs SET progress = ? WHERE number = ?", (progress, self.run))
            note(connection)

    def end_source(self) -> None:
        """Note that a file of records has ended: what it lacks of an article's records is gone."""
        if self.parts:
            with self.archive.transaction() as connection:
                batch = _Batch(connection, self)
                for number, article in list(self.parts.items()):
                    batch.replace(number, article)
                batch.rows.flush()
        self.parts.clear()
        self.met.clear()

    def finish(self) -> None:
        """Bring the speakers up to date, and note that the run is finished."""
        refresh_speakers(self.archive)
        with self.archive.transaction() as connection:
            connection.execute(_FINISH, {"now": _now(), "run": self.run})


class _Batch:
    """The articles of one transaction."""

    def __init__(self, connection: sqlite3.Connection, store: Store) -> None:
        self.connection, self.store = connection, store
        self.rows = RowWriter(connection)

    def put(self, article: ArticleRows) -> None:
        """Add an article, or bring its records up to date."""
        article = _once(article)
        row = self.connection.execute(f"SELECT number FROM articles WHERE {_SAME_ARTICLE} = ?", article.key).fetchone()
        if row is None:
            self._add(article)
        else:
            self._update(int(row[0]), article)

    def _add(self, article: ArticleRows) -> None:
        older = self._find_older(article)
        removed = 0 if older is None else remove_article(self.rows, older)
        cursor = self.connection.execute(
            _INSERT_ARTICLE, (*article.values, article.day, article.outlet, self.store.run)
        )
        number = int(cursor.lastrowid or 0)
        self._insert(number, article)
        self.store.counts["added" if older is None else "changed"] += 1
        self.store.counts["records"] += len(article.rows) - removed

    def _find_older(self, article: ArticleRows) -> int | None:
        """The article whose text has changed to this one; None if it is not sure that they are one.

        Files of articles without ids, and feeds that number theirs anew each day, have one id and path for several:
        all of them are kept.
        """
        sql = f"SELECT number, url, title, run FROM articles WHERE {_SAME_ARTICLE} <> ? LIMIT 2"
        rows = self.connection.execute(sql, article.key).fetchall()
        if len(rows) != 1 or rows[0][3] >= self.store.run:
            return None
        number, url, title, _ = rows[0]
        if url is not None and article.url is not None:
            return int(number) if url == article.url else None
        if title is not None and article.title is not None:
            return int(number) if title == article.title else None
        return int(number) if article.path is not None else None

    def _update(self, number: int, article: ArticleRows) -> None:
        """Bring an article up to date whose text is there already."""
        met, parts = self.store.met, self.store.parts
        (packed,) = self.connection.execute("SELECT packed FROM lines WHERE article = ?", (number,)).fetchone()
        stored = unpack(packed)
        if number in parts:
            article = _join(parts[number].lines, article)
        elif number in met:
            article = _join(stored, article)
        given, kept = set(article.lines), set(stored)
        if given == kept:
            self._keep_text(number, article)
            if number not in met:
                self.store.counts["unchanged"] += 1
                self.connection.execute("UPDATE articles SET run = ? WHERE number = ?", (self.store.run, number))
            parts.pop(number, None)
            met.add(number)
        elif given and given < kept and number not in met:
            parts[number] = article  # the rest may come later in the same file
        else:
            self.replace(number, article)

    def replace(self, number: int, article: ArticleRows) -> None:
        """Put the article's records in the place of those that are stored."""
        if number not in self.store.met:
            self.store.counts["changed"] += 1
        self.store.parts.pop(number, None)
        self.store.counts["records"] += len(article.rows) - delete_rows(self.rows, number)
        self.connection.execute(_UPDATE_ARTICLE, (*article.values, article.day, article.outlet, self.store.run, number))
        self._insert(number, article)

    def _insert(self, number: int, article: ArticleRows) -> None:
        self.rows.insert(number, article)
        self._keep_text(number, article)
        self.store.met.add(number)

    def _keep_text(self, number: int, article: ArticleRows) -> None:
        if article.text is not None:
            text = article.text.encode("utf-8", "replace").decode("utf-8")  # SQLite keeps no half of a character
            self.connection.execute("INSERT OR IGNORE INTO texts VALUES (?, ?)", (number, text))


def _once(article: ArticleRows) -> ArticleRows:
    """The article with each record once; of two with the same id the last is kept."""
    by_id = {row[0]: (row, line) for row, line in zip(article.rows, article.lines, strict=True)}
    if len(by_id) == len(article.rows):
        return article
    return _with(article, by_id.values())


def _join(lines: Sequence[bytes], article: ArticleRows) -> ArticleRows:
    """The article with these lines of it before its own, of which one replaces another with the same id."""
    records = ((parse_record(line, "the archive")[0], line) for line in lines)
    by_id = {record.id: (describe_record(record), line) for record, line in records}
    by_id.update((row[0], (tuple(row), line)) for row, line in zip(article.rows, article.lines, strict=True))
    return _with(article, by_id.values())


def _with(article: ArticleRows, pairs: Iterable[tuple[Sequence[Any], bytes]]) -> ArticleRows:
    pairs = list(pairs)
    return ArticleRows(article.values, [row for row, _ in pairs], [line for _, line in pairs], article.text)


def _now() -> str:
    return datetime.now(timezone.utc).isoformat(timespec="seconds").replace("+00:00", "Z")
