"""Open an archive: `with open_archive("said.db") as archive: articles = list(archive.articles())`.

Any number of processes may read while others write; a writer waits for another. Reading changes nothing.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from urllib.parse import quote

from quotes.article import Article
from quotes.errors import QuotesError

VERSION = 1  # of the schema
APPLICATION_ID = 0x71756F74  # "quot", in the file's header: tells an archive from other SQLite files
MAX_WAIT = 60.0  # seconds for another writer to finish: each keeps the archive for a second at a time
CACHE_KIB = 64 * 1024
PAGES_PER_CHECKPOINT = 10_000  # 40 MB of the log, which is then copied into the file
_MAGIC = b"SQLite format 3\0"


class ArchiveError(QuotesError):
    """The archive cannot be opened, read or written; the message begins with its path."""


@dataclass(frozen=True, slots=True)
class ArchivedArticle:
    """An article of an archive. `text` is None where only its records were added."""

    number: int
    id: str
    title: str | None
    day: str | None  # YYYY-MM-DD
    outlet: str | None
    url: str | None
    path: str | None
    sha256: str
    text: str | None


@dataclass(frozen=True)
class Archive:
    """An open archive."""

    path: Path
    connection: sqlite3.Connection

    def articles(self, *, texts: bool = True) -> Iterator[ArchivedArticle]:
        """The articles in the order in which they came; without `texts` their text is not read."""
        text = "texts.text" if texts else "NULL"
        cursor = self.connection.execute(
            f"SELECT number, id, title, day, outlet, url, path, sha256, {text} "
            "FROM articles LEFT JOIN texts ON texts.article = articles.number ORDER BY number"
        )
        return (ArchivedArticle(*row) for row in cursor)

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Write all or nothing. Raises ArchiveError where it cannot be written; nothing is then changed."""
        try:
            self.connection.execute("BEGIN IMMEDIATE")
            yield self.connection
            self.connection.execute("COMMIT")
        except sqlite3.Error as error:
            raise ArchiveError(f"{self.path}: not written ({error}); {find_remedy(error)}") from error
        finally:  # whatever went wrong: an open transaction would lock out every other writer
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")


def looks_like_archive(path: str | Path) -> bool:
    """True if the file is an archive, by its first bytes.

    >>> looks_like_archive("quotes.jsonl")
    False
    """
    try:
        if not Path(path).is_file():  # what is read from a pipe is gone
            return False
        with Path(path).open("rb") as stream:
            head = stream.read(72)
    except OSError:
        return False
    return head.startswith(_MAGIC) and head[68:72] == APPLICATION_ID.to_bytes(4, "big")


@contextmanager
def open_archive(path: str | Path, *, write: bool = False, any_thread: bool = False) -> Iterator[Archive]:
    """An archive, to be read, or with `write` to be changed; a new one is then made where there is none.

    An archive to be read by `any_thread` may go from one thread to another, as long as one alone uses it at a time.
    Raises ArchiveError for what is not an archive of this version.
    """
    path = Path(path)
    connection = _connect_to_write(path) if write else _connect_to_read(path, any_thread)
    try:
        yield Archive(path, connection)
    except sqlite3.DatabaseError as error:
        raise ArchiveError(f"{path}: cannot be used ({error}); {find_remedy(error)}") from error
    finally:
        connection.close()


def read_texts(path: str | Path) -> Iterator[Article]:
    """The articles of an archive whose texts are kept, with the paths that they were read from.

    Raises ArchiveError for what is not an archive, and for an archive without texts.
    """
    with open_archive(path) as archive:
        if archive.connection.execute("SELECT 1 FROM texts LIMIT 1").fetchone() is None:
            raise ArchiveError(
                f"{path}: keeps no texts; add them with 'quotes archive add {path} RECORDS --texts FOLDER'"
            )
        for item in archive.articles():
            if item.text is not None:
                yield Article(
                    text=item.text,
                    source_path=item.path,
                    id=item.id,
                    title=item.title,
                    url=item.url,
                    publisher=item.outlet,
                    published=item.day,
                )


def need_archive(path: Path) -> None:
    """Raise ArchiveError where the file does not exist."""
    if not path.exists():
        raise ArchiveError(f"{path}: no such archive; make it with 'quotes archive add {path} RECORDS'")


def _connect_to_read(path: Path, any_thread: bool) -> sqlite3.Connection:
    need_archive(path)
    if path.is_dir():
        raise ArchiveError(f"{path}: a folder; name the file of an archive")
    address = f"file:{quote(str(path.absolute()))}?mode=ro"
    try:
        return _open_to_read(address, path, any_thread)
    except sqlite3.OperationalError as error:
        reason = error
    try:  # in a folder where nothing can be written, nothing changes the file
        return _open_to_read(f"{address}&immutable=1", path, any_thread)
    except sqlite3.OperationalError:
        raise ArchiveError(f"{path}: cannot be read ({reason}); {find_remedy(reason)}") from reason


def _open_to_read(address: str, path: Path, any_thread: bool) -> sqlite3.Connection:
    connection = sqlite3.connect(
        address, uri=True, timeout=MAX_WAIT, isolation_level=None, check_same_thread=not any_thread
    )
    try:
        _check(connection, path)
        connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
    except sqlite3.OperationalError:
        connection.close()
        raise
    except sqlite3.DatabaseError as error:
        connection.close()
        raise ArchiveError(f"{path}: cannot be read ({error}); {find_remedy(error)}") from error
    except BaseException:
        connection.close()
        raise
    return connection


def _connect_to_write(path: Path) -> sqlite3.Connection:
    try:
        connection = sqlite3.connect(path, timeout=MAX_WAIT, isolation_level=None)
    except sqlite3.Error as error:
        raise ArchiveError(f"{path}: cannot be written ({error}); check the folder") from error
    try:
        is_new = _is_empty(connection, path)
        if not is_new:
            _check(connection, path)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")  # in WAL mode a power cut loses no more than the last batch
        connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
        connection.execute(f"PRAGMA wal_autocheckpoint = {PAGES_PER_CHECKPOINT}")
        if is_new:
            _create(connection)
        return connection
    except sqlite3.Error as error:
        connection.close()
        raise ArchiveError(f"{path}: cannot be used as an archive ({error}); {find_remedy(error)}") from error
    except BaseException:
        connection.close()
        raise


def _is_empty(connection: sqlite3.Connection, path: Path) -> bool:
    try:
        (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.DatabaseError as error:
        if looks_like_archive(path):
            raise
        raise _not_an_archive(path) from error
    return bool(tables == 0)


def _create(connection: sqlite3.Connection) -> None:
    connection.execute("BEGIN IMMEDIATE")
    if connection.execute("PRAGMA user_version").fetchone() == (0,):  # else another writer has just made it
        statement = ""
        for line in read_schema().splitlines(keepends=True):
            statement += line
            if sqlite3.complete_statement(statement):
                connection.execute(statement)
                statement = ""
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {VERSION}")
    connection.execute("COMMIT")


def read_schema() -> str:
    """The tables, indexes and views of an archive as SQL."""
    return files("quotes.desk.archive").joinpath("schema.sql").read_text("utf-8")


def _check(connection: sqlite3.Connection, path: Path) -> None:
    """Raise ArchiveError for a file that is not an archive of this version."""
    try:
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        (version,) = connection.execute("PRAGMA user_version").fetchone()
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError as error:
        if looks_like_archive(path):  # one that is damaged
            raise
        raise _not_an_archive(path) from error
    if application != APPLICATION_ID:
        raise _not_an_archive(path)
    if version > VERSION:
        raise ArchiveError(f"{path}: made by a newer version of quotes (schema {version}); upgrade quotes")


def _not_an_archive(path: Path) -> ArchiveError:
    return ArchiveError(f"{path}: not an archive of quotes; name another file, or make one with 'quotes archive add'")


def is_of_the_file(error: sqlite3.Error) -> bool:
    """True for an error that no other question would avoid: "database is locked", "disk I/O error"."""
    return any(word in str(error) for word in ("locked", "busy", "disk", "database", "no such module"))


def find_remedy(error: sqlite3.Error) -> str:
    """What to do about an error of SQLite: "no such module: fts5"."""
    message = str(error)
    if "fts5" in message:
        return "this Python's SQLite was built without FTS5; use a Python whose SQLite has it, as python.org's has"
    if "locked" in message or "busy" in message:
        return "another process has been writing for a minute; try again when it is done"
    if "image is malformed" in message:
        return "the file is damaged; restore a copy, or make the archive again with 'quotes archive add'"
    if "full" in message:
        return "free space, and run it again"
    return "check the file and its folder"
