"""Articles of files of records, one after the other: `with read_articles("quotes.jsonl") as (notes, articles): …`.

The database that tables are made with reads and checks the records, which takes a third of the time that making an
object of each would take. The lines themselves are kept as they are.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from quotes.desk.archive.article_rows import ARTICLE_COLUMNS, RECORD_COLUMNS, ArticleRows
from quotes.desk.selection.selection import EVERYTHING, Selection
from quotes.desk.tables.store import ARTICLE_KEY, open_corpus
from quotes.errors import OutputError, ReadError
from quotes.formats.readers.streams import open_stream
from quotes.formats.records.read import number_lines, parse_record, show_name

_NAMES = {"id": "article"}  # of an article's columns in the relation
_COLUMNS = ", ".join(f'"{name}"' for name in (*(_NAMES.get(name, name) for name in ARTICLE_COLUMNS), *RECORD_COLUMNS))


@contextmanager
def read_articles(
    path: str, selection: Selection = EVERYTHING
) -> Iterator[tuple[tuple[str, ...], Iterator[ArticleRows]]]:
    """What was cut from a file, in sentences, and the selected records by article. Raises QuotesError."""
    with tempfile.TemporaryDirectory(prefix="quotes-") as folder:
        name = path
        if path == "-":
            name = str(Path(folder, "input.jsonl"))
            try:
                with Path(name).open("wb") as stream:
                    shutil.copyfileobj(sys.stdin.buffer, stream)
            except OSError as error:
                message = f"{folder}: cannot be written ({error.strerror}); free space there, or name another in TMPDIR"
                raise OutputError(message) from error
        if Path(name).suffix.lower() == ".parquet":
            raise ReadError(f"{path}: an archive keeps the lines of records; give JSON Lines of 'quotes extract'")
        with open_corpus([name], selection, rejected=True, credit=False) as corpus:
            # without ORDER BY, which would sort whole rows: the database keeps the order in which they came
            rows = corpus.stream(f"SELECT rowid, {ARTICLE_KEY}, {_COLUMNS} FROM records")
            yield (corpus.notes if selection else ()), _group(rows, _read_lines(name, path))


def _group(rows: Iterator[tuple[Any, ...]], lines: Iterator[bytes]) -> Iterator[ArticleRows]:
    numbered = enumerate(lines)
    width = 2 + len(ARTICLE_COLUMNS)
    for _, group in groupby(rows, key=itemgetter(1)):
        chosen = list(group)
        own = [_find(numbered, row[0]) for row in chosen]
        yield ArticleRows(chosen[0][2:width], [row[width:] for row in chosen], own)


def _find(numbered: Iterator[tuple[int, bytes]], row: int) -> bytes:
    return next(line for number, line in numbered if number == row)


def _read_lines(name: str, shown: str) -> Iterator[bytes]:
    """Each line that is not empty, as bytes of UTF-8 without its end; half a character in it is U+FFFD."""
    with open_stream(name) as stream:
        for number, line in number_lines(stream, shown):
            yield _repair(line, f"{show_name(shown)}:{number}").rstrip(b"\r\n")


def _repair(line: bytes, place: str) -> bytes:
    """The line as it is, but where it is not valid UTF-8 or has half of a character, escaped or as bytes."""
    if b"\\ud" in line or b"\\uD" in line:
        return parse_record(line, place)[1]
    try:
        line.decode()
    except UnicodeDecodeError:
        return parse_record(line, place)[1]
    return line
