"""Records of quotes, as gold or to be scored: JSON Lines, one record per line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath

from quotes.errors import ReadError
from quotes.evaluation.relations import Sheet, from_record
from quotes.formats.records.read import parse_record, read_records
from quotes.record import Record


def read_json_lines(path: Path) -> list[Sheet]:
    """The records of a file, or of the standard input for "-", by article in the order of their first record.

    Raises ReadError with the number of the line at fault.
    """
    return make_sheets(read_records(str(path)))


def read_gold_lines(paths: Iterable[Path]) -> list[Sheet]:
    """The gold of files of records, in which `tool` may be missing, since people made them.

    Raises ReadError with the number of the line at fault.
    """
    return make_sheets(record for path in paths for record in _read_gold_file(path))


def _read_gold_file(path: Path) -> Iterator[Record]:
    try:
        lines = path.read_bytes().split(b"\n")
    except OSError as error:
        raise ReadError(f"{path}: cannot be read ({error.strerror}); give JSON Lines of records") from error
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        yield _read_gold_line(line, f"{path}:{number}")


def _read_gold_line(line: bytes, place: str) -> Record:
    try:
        values = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ReadError(f"{place}: not valid JSON ({error}); give JSON Lines of records") from error
    if isinstance(values, dict) and "tool" not in values:
        line = json.dumps({**values, "tool": {"quotes": "gold", "model": "gold"}}).encode("ascii")
    return parse_record(line, place)[0]


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
