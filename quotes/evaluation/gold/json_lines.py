"""Records in our own contract, as gold or as what is to be scored: JSON Lines, one record per line."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path, PurePath

from quotes.evaluation.relations import Sheet, from_record
from quotes.formats.records.read import read_records
from quotes.record import Record


def read_json_lines(path: Path) -> list[Sheet]:
    """The records of a file, or of the standard input for "-", by article in the order of their first record.

    Raises ReadError with the number of the line at fault.
    """
    return make_sheets(read_records(str(path)))


def make_sheets(records: Iterable[Record]) -> list[Sheet]:
    """The records by article."""
    by_article: dict[tuple[str, str, str], list[Record]] = {}
    for record in records:
        by_article.setdefault(record.article.key, []).append(record)
    return [
        Sheet(_name(own[0]), own[0].article.sha256, tuple(map(from_record, own)), title=own[0].article.title)
        for own in by_article.values()
    ]


def _name(record: Record) -> str:
    """The file's name without its last suffix, as brat and Citron name theirs, else the article's id."""
    path = record.article.source_path
    return PurePath(path.replace("\\", "/")).stem if path else record.article.id
