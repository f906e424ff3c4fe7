"""Take articles out of an archive, or their records alone, to put others in their place."""

from __future__ import annotations

from collections.abc import Sequence

from quotes.desk.archive.archive import Archive, ArchiveError
from quotes.desk.archive.people import refresh_speakers
from quotes.desk.archive.rows import RowWriter

_OWN = "SELECT {} FROM appearances WHERE article = ?"
_SHARED_KEYS = (
    "SELECT key FROM appearances JOIN names ON names.number = appearances.name WHERE article = ? "
    "GROUP BY key HAVING count(*) > 1"
)
_FORGET_TEXTS = (
    "INSERT INTO search (search, rowid, content, context) "
    "SELECT 'delete', number, content, context FROM records WHERE article = ?"
)


def remove_articles(archive: Archive, ids: Sequence[str]) -> tuple[int, int]:
    """Delete the articles with these ids, whatever file they are from; returns how many, and their records.

    Raises ArchiveError where there is no such article; nothing is then deleted.
    """
    articles = records = 0
    with archive.transaction() as connection:
        rows = RowWriter(connection)
        for name in dict.fromkeys(ids):
            numbers = connection.execute("SELECT number FROM articles WHERE id = ?", (name,)).fetchall()
            if not numbers:
                raise ArchiveError(f"{archive.path}: no article {name!r}; 'quotes search' shows the ids of articles")
            articles += len(numbers)
            records += sum(remove_article(rows, number) for (number,) in numbers)
        rows.flush()
        connection.execute("DELETE FROM names WHERE number NOT IN (SELECT name FROM appearances)")
    refresh_speakers(archive)
    return articles, records


def remove_article(rows: RowWriter, number: int) -> int:
    """Delete an article with all that is kept of it; returns how many records it had."""
    records = delete_rows(rows, number)
    for table in ("lines", "texts"):
        rows.connection.execute(f"DELETE FROM {table} WHERE article = ?", (number,))
    rows.connection.execute("DELETE FROM articles WHERE number = ?", (number,))
    return records


def delete_rows(rows: RowWriter, number: int) -> int:
    """Delete the records of an article and who they are credited to; returns how many there were."""
    rows.flush()
    connection = rows.connection
    shared = [key for (key,) in connection.execute(_SHARED_KEYS, (number,)).fetchall()]
    connection.execute(f"INSERT OR IGNORE INTO stale_speakers {_OWN.format('speaker')}", (number,))
    connection.execute(f"DELETE FROM credits WHERE appearance IN ({_OWN.format('number')})", (number,))
    connection.execute("DELETE FROM appearances WHERE article = ?", (number,))
    rows.identities.unshare(shared)
    connection.execute(_FORGET_TEXTS, (number,))
    return connection.execute("DELETE FROM records WHERE article = ?", (number,)).rowcount
