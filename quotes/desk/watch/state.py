"""What was seen and what waits, in tables of the archive: `State(archive).waiting(now)`.

A feed's ETag is written with the entries that it brought, and an article with the note that it is done: whenever the
program is killed, what was listed is still waiting, and what is in the archive is not read again.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.resources import files

from quotes.desk.archive.archive import Archive
from quotes.desk.archive.article_rows import ArticleRows
from quotes.desk.watch.hosts import Site

WAITING, DONE, FAILED, LEFT_OUT = "waiting", "done", "failed", "left out"
_SAME_ARTICLE = "SELECT number FROM articles WHERE id = ? AND ifnull(path, '') = ifnull(?, '') AND sha256 = ?"
_ITEMS = "SELECT key, place, feed, is_local, section, tries, version, parts FROM watch_items"
_ADD_ITEM = (
    "INSERT OR IGNORE INTO watch_items (key, place, feed, is_local, section, state, version, seen_at) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)
_UPDATE_ITEM = "UPDATE watch_items SET state = ?, tries = ?, due = ?, parts = ? WHERE key = ?"
_CHANGE_FILE = (
    "INSERT INTO watch_items (key, place, feed, is_local, section, state, version, seen_at) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO UPDATE SET state = excluded.state, tries = 0, due = 0, "
    "version = excluded.version, parts = 0, seen_at = excluded.seen_at WHERE version <> excluded.version"
)


@dataclass(frozen=True)
class Item:
    """An article or a file that waits to be read."""

    key: str
    place: str
    feed: str
    is_local: bool = False
    section: str | None = None
    tries: int = 0
    version: str | None = None
    parts: int = 0

    @property
    def is_file(self) -> bool:
        """True for a file of a folder."""
        return self.version is not None


@dataclass(frozen=True)
class FeedNote:
    """A feed as it was read last."""

    url: str
    title: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    read_at: float = 0.0
    changed: str | None = None


@dataclass(frozen=True)
class Result:
    """What became of an item: its new state, and when it is tried again where it still waits."""

    item: Item
    state: str
    tries: int = 0
    due: float = 0.0
    parts: int = 0


class State:
    """The tables of one archive. Raises ArchiveError where they cannot be written."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        script = files("quotes.desk.watch").joinpath("schema.sql").read_text("utf-8")
        with archive.transaction() as connection:
            for statement in split_statements(script):
                connection.execute(statement)

    def feed(self, url: str) -> FeedNote | None:
        """How a feed was read last; None for a new one."""
        sql = "SELECT url, title, etag, last_modified, read_at, changed FROM watch_feeds WHERE url = ?"
        row = self.archive.connection.execute(sql, (url,)).fetchone()
        return FeedNote(*row) if row else None

    def sites(self) -> dict[str, Site]:
        """The hosts that were asked."""
        rows = self.archive.connection.execute(
            "SELECT host, robots, robots_read, not_before, failures FROM watch_hosts"
        )
        return {host: Site(*values) for host, *values in rows}

    def save_sites(self, sites: dict[str, Site]) -> None:
        """Write what changed of the hosts."""
        changed = {host: site for host, site in list(sites.items()) if site.is_changed}
        if not changed:
            return
        with self.archive.transaction() as connection:
            for host, site in changed.items():
                site.is_changed = False
                values = (host, site.robots, site.robots_read, site.not_before, site.failures)
                connection.execute("INSERT OR REPLACE INTO watch_hosts VALUES (?, ?, ?, ?, ?)", values)

    def is_new(self, key: str, url: str) -> bool:
        """True for an address that neither a feed brought before nor the archive has."""
        ask = self.archive.connection.execute
        return (
            ask("SELECT 1 FROM watch_items WHERE key = ?", (key,)).fetchone() is None
            and ask("SELECT 1 FROM articles WHERE id = ? LIMIT 1", (url,)).fetchone() is None
        )

    def add_feed(self, note: FeedNote, items: Iterable[Item], left_out: Iterable[Item] = ()) -> None:
        """Write how a feed was read, with the new items that it brought."""
        with self.archive.transaction() as connection:
            values = (note.url, note.title, note.etag, note.last_modified, note.read_at, note.changed)
            connection.execute("INSERT OR REPLACE INTO watch_feeds VALUES (?, ?, ?, ?, ?, ?)", values)
            for state, group in ((WAITING, items), (LEFT_OUT, left_out)):
                connection.executemany(_ADD_ITEM, (_values(item, state, note.read_at) for item in group))

    def add_files(self, items: Iterable[Item], now: float) -> int:
        """Note the files of a folder that are new or have changed; returns their number."""
        with self.archive.transaction() as connection:
            return sum(
                connection.execute(_CHANGE_FILE, _values(item, WAITING, now)).rowcount for item in items if item.is_file
            )

    def waiting(self, now: float) -> list[Item]:
        """The items to read now, in the order in which they were seen."""
        sql = f"{_ITEMS} WHERE state = 'waiting' AND due <= ? ORDER BY seen_at, key"
        rows = self.archive.connection.execute(sql, (now,)).fetchall()
        return [Item(key, place, feed, bool(local), *rest) for key, place, feed, local, *rest in rows]


def write_results(connection: sqlite3.Connection, results: Iterable[Result]) -> None:
    """Write what became of the items."""
    rows = ((result.state, result.tries, result.due, result.parts, result.item.key) for result in results)
    connection.executemany(_UPDATE_ITEM, rows)


def find_number(connection: sqlite3.Connection, article: ArticleRows) -> int | None:
    """The number of an article in the archive; None if it is not there."""
    row = connection.execute(_SAME_ARTICLE, article.key).fetchone()
    return int(row[0]) if row else None


def write_arrivals(connection: sqlite3.Connection, articles: Sequence[tuple[ArticleRows, str | None]]) -> None:
    """Note the articles, each with its section, which are in the archive by now."""
    for article, section in articles:
        number = find_number(connection, article)
        values = (number, article.key[2], section)
        connection.execute("INSERT INTO watch_arrivals (article, sha256, section) VALUES (?, ?, ?)", values)


def write_aliases(connection: sqlite3.Connection, keys: Iterable[str], now: float) -> None:
    """Note addresses as done that led to articles which are there."""
    sql = (
        "INSERT INTO watch_items (key, place, feed, is_local, state, seen_at) VALUES (?, ?, '', 0, 'done', ?) "
        "ON CONFLICT (key) DO UPDATE SET state = 'done'"
    )
    connection.executemany(sql, ((key, key, now) for key in keys))


def split_statements(script: str) -> list[str]:
    """The statements of an SQL script, comments left in them."""
    statements, statement = [], ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            statements.append(statement)
            statement = ""
    return statements


def _values(item: Item, state: str, now: float) -> tuple[object, ...]:
    return (item.key, item.place, item.feed, item.is_local, item.section, state, item.version, now)
