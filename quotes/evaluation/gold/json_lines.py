"""Records in our own contract, as gold or as what is to be scored: JSON Lines, one record a line."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath

from pydantic import ValidationError

from quotes.errors import ReadError
from quotes.evaluation.relations import Sheet, from_record
from quotes.record import Record


def read_json_lines(path: Path) -> list[Sheet]:
    """The records of a file, or of the standard input for "-", by article in the order of their first record.

    Raises ReadError with the number of the line at fault.
    """
    return make_sheets(read_records(path))


def read_records(path: Path) -> Iterator[Record]:
    """The records of a file one by one, or of the standard input for "-"."""
    try:
        data = sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
        text = data.decode("utf-8-sig", "surrogatepass")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "not UTF-8"
        raise ReadError(f"{path}: cannot be read ({reason}); give the JSON Lines of 'quotes extract'") from error
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                yield Record.model_validate_json(line.encode("utf-8", "surrogatepass"))
            except ValidationError as error:
                first = error.errors()[0]
                where = ".".join(map(str, first["loc"])) or "the line"
                raise ReadError(
                    f"{path}:{number}: no record: {where}: {first['msg']}; 'quotes schema' prints the contract"
                ) from error


def make_sheets(records: Iterable[Record]) -> list[Sheet]:
    """The records by article."""
    by_article: dict[tuple[str, str], list[Record]] = {}
    for record in records:
        by_article.setdefault((_name(record), record.article.sha256), []).append(record)
    return [
        Sheet(name, sha256, tuple(map(from_record, found)), title=found[0].article.title)
        for (name, sha256), found in by_article.items()
    ]


def _name(record: Record) -> str:
    """The file's name without its last suffix, as brat and Citron name theirs, else the article's id."""
    path = record.article.source_path
    return PurePath(path.replace("\\", "/")).stem if path else record.article.id
