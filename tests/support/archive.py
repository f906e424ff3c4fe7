"""Archives made from a few records, and what is in their tables."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from support.desk import build, write_records

from quotes.article import Article
from quotes.columns import COLUMNS
from quotes.desk.archive.add import add_records
from quotes.desk.archive.archive import open_archive
from quotes.record import Record

# Tables that say what the archive holds, without the numbers of runs.
_WITHOUT_RUN = "id, path, sha256, title, url, publisher, byline, published, language, day, outlet"
_COLUMNS = ", ".join(f'"{column.name}"' for column in COLUMNS)
CONTENTS = {
    "articles": f"SELECT {_WITHOUT_RUN} FROM articles ORDER BY id, path, sha256",
    "records": f"SELECT {_COLUMNS} FROM flat_records ORDER BY article, path, id",
    "speakers": "SELECT identity, name, nature, sector, description, wikidata, merged, records, articles FROM speakers "
    "WHERE identity NOT LIKE 'article %' ORDER BY identity",
    "strangers": "SELECT name, nature, sector, records, articles FROM speakers WHERE identity LIKE 'article %' "
    "ORDER BY name, records",
    "credits": "SELECT articles.id, records.id, appearances.id FROM credits "
    "JOIN records ON records.number = record JOIN appearances ON appearances.number = appearance "
    "JOIN articles ON articles.number = records.article ORDER BY 1, 2, 3",
    "shared": "SELECT key FROM shared_names ORDER BY key",
    "texts": "SELECT id, text FROM texts JOIN articles ON articles.number = article ORDER BY id",
}


def add(archive: Path, *files: Path, **options: Any) -> dict[str, int]:
    """Add files of records to the archive; returns the counts that are not zero."""
    with open_archive(archive, write=True) as opened:
        counts = add_records(opened, [str(path) for path in files], **options)
    return {name: count for name, count in counts.items() if count}


def ask(archive: Path, sql: str, *parameters: Any) -> list[tuple[Any, ...]]:
    """The rows of a query."""
    connection = sqlite3.connect(archive)
    try:
        return connection.execute(sql, parameters).fetchall()
    finally:
        connection.close()


def dump(archive: Path) -> dict[str, list[tuple[Any, ...]]]:
    """All that an archive holds, in an order that does not depend on when it came."""
    return {name: ask(archive, sql) for name, sql in CONTENTS.items()}


def check_whole(archive: Path) -> None:
    """Fail if the file is damaged, or if its tables do not fit together."""
    assert ask(archive, "PRAGMA integrity_check") == [("ok",)]
    assert ask(archive, "PRAGMA foreign_key_check") == []
    connection = sqlite3.connect(archive)
    try:
        connection.execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")
    finally:
        connection.close()


def say(
    name: str | None, said: str, article: str, published: str | None = "2020-01-05", *, text: str = "", **changes: Any
) -> Record:
    """A record of one article: `say("Ann Lee", "the bridge is safe", "a")`; another `text` is a changed article."""
    source = name or "Officials"
    sentence = f"{source} said that {said}."
    record = build(sentence, f"that {said}", "said", source, name, f"{article}.txt", **changes)
    info = {"published": published, "title": f"Article {article}", "sha256": Article(text=f"{article} {text}").sha256}
    words = {"start": 0, "end": len(sentence), "text": sentence}
    return Record.model_validate(
        {**record.model_dump(), "article": record.article.model_dump() | info, "context": words}
    )


def write(path: Path, records: Iterable[Record]) -> Path:
    """Write records, in the order given."""
    return write_records(path, list(records))
