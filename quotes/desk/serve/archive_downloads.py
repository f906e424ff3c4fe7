"""Any view of an archive as a file, part by part: `lines_of_hits(archive, hits)`."""

from __future__ import annotations

import io
import json
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

from starlette.responses import Response, StreamingResponse

from quotes.desk.archive.archive import Archive
from quotes.desk.archive.search import Hit, LineReader
from quotes.desk.archive.search_output import COLUMNS
from quotes.desk.serve.messages import Message
from quotes.desk.tables.table_formats import write_csv
from quotes.desk.tables.views import Field, Table, View

JSON_LINES, CSV = "application/x-ndjson", "text/csv; charset=utf-8"
MEDIA_TYPES = {"jsonl": JSON_LINES, "csv": CSV, "text": "text/plain; charset=utf-8"}
SUFFIXES = {"jsonl": "jsonl", "csv": "csv", "text": "txt"}
_PART_ROWS = 500  # a tenth of a second

Item = TypeVar("Item")


def csv_parts(names: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[bytes]:
    """A table, its header first; cells that a spreadsheet would run as a formula are neutralized."""
    view = View("", "", None, tuple(Field(name, "") for name in names), "")
    yield _write(Table(view, iter(()), 0, 0, 0), for_excel=True)
    header = len(_write(Table(view, iter(()), 0, 0, 0), for_excel=False))
    for batch in _batches(rows):
        table = Table(view, iter(map(tuple, batch)), len(batch), len(batch), len(batch))
        yield _write(table, for_excel=False)[header:]


def rows_of_hits(hits: Iterable[Hit]) -> Iterator[tuple[Any, ...]]:
    """The rows that `quotes search` writes as CSV."""
    return (tuple(getattr(hit, name) for name in COLUMNS) for hit in hits)


def lines_of_hits(archive: Archive, hits: Iterable[Hit], **more: str) -> Iterator[bytes]:
    """The lines that `quotes search` writes as JSON Lines, with what else is to be in each."""
    lines = LineReader(archive)
    for batch in _batches(hits):
        values = ({**more, **hit.to_json(json.loads(lines.read(hit)))} for hit in batch)
        yield _join(values)


def lines_of(entries: Iterable[Message]) -> Iterator[bytes]:
    """Entries of a list as JSON Lines."""
    for batch in _batches(entries):
        yield _join(entry.model_dump() for entry in batch)


async def file_response(parts: AsyncIterator[bytes], name: str, form: str) -> Response:
    """The file, to be saved; an error before its first part is still answered as an error."""
    first = await anext(parts, b"")

    async def rest() -> AsyncIterator[bytes]:
        yield first
        async for part in parts:
            yield part

    headers = {"content-disposition": f'attachment; filename="{name}.{SUFFIXES[form]}"'}
    return StreamingResponse(rest(), headers=headers, media_type=MEDIA_TYPES[form])


def _write(table: Table, *, for_excel: bool) -> bytes:
    stream = io.StringIO()
    write_csv(table, stream, for_excel=for_excel)
    return stream.getvalue().encode("utf-8", "replace")


def _join(values: Iterable[dict[str, Any]]) -> bytes:
    return "".join(f"{json.dumps(value, ensure_ascii=False)}\n" for value in values).encode("utf-8", "replace")


def _batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    iterator = iter(items)
    while batch := list(islice(iterator, _PART_ROWS)):
        yield batch
