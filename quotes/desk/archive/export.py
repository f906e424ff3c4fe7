"""The records of an archive as the lines that were added: `"".join(export_lines(archive))`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quotes.desk.archive.archive import Archive, ArchiveError
from quotes.desk.archive.packed_lines import unpack


def export_lines(archive: Archive, ids: Sequence[str] | None = None) -> Iterator[str]:
    """The lines of all articles, or of those with these ids, in the order in which they came.

    Raises ArchiveError for an id that no article has.
    """
    for name in ids or ():
        if archive.connection.execute("SELECT 1 FROM articles WHERE id = ? LIMIT 1", (name,)).fetchone() is None:
            raise ArchiveError(f"{archive.path}: no article {name!r}; 'quotes search' shows the ids of articles")
    condition = f"WHERE id IN ({', '.join('?' * len(ids))})" if ids else ""
    sql = f"SELECT packed FROM articles JOIN lines ON article = number {condition} ORDER BY number"
    for (packed,) in archive.connection.execute(sql, list(ids or ())):
        for line in unpack(packed):
            yield f"{line.decode()}\n"
