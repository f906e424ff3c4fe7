"""Files of a result: `download(entries, "quotes.csv")`."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from starlette.responses import Response

from quotes.desk.serve.lines import read
from quotes.desk.serve.results import Entry
from quotes.formats.records.csv import dump_rows
from quotes.text.file_names import safe_name


def _lines(entries: Sequence[Entry]) -> bytes:
    return b"".join(entry.reading.payload for entry in entries if entry.reading)


def _table(entries: Sequence[Entry]) -> bytes:
    return dump_rows(read([_lines(entries)]), header=True)


def _text(entries: Sequence[Entry]) -> bytes:
    """The text that the offsets of the records count in."""
    texts = [entry.reading.article.text for entry in entries if entry.reading and entry.reading.article]
    return "\n\n".join(texts).encode("utf-8", "replace")


DOWNLOADS: dict[str, tuple[str, Callable[[Sequence[Entry]], bytes]]] = {
    "quotes.jsonl": ("application/x-ndjson", _lines),
    "quotes.csv": ("text/csv; charset=utf-8", _table),
    "article.txt": ("text/plain; charset=utf-8", _text),
}


def download(entries: Sequence[Entry], name: str) -> Response:
    """The file, to be saved under the article's name."""
    media_type, write = DOWNLOADS[name]
    stem = "quotes"
    if len(entries) == 1 and entries[0].reading and entries[0].reading.article:
        stem = safe_name(entries[0].reading.article.key)[:80].encode("ascii", "ignore").decode() or "quotes"
    suffix = name.rpartition(".")[2]
    headers = {"content-disposition": f'attachment; filename="{stem}.{suffix}"'}
    return Response(write(entries), headers=headers, media_type=media_type)
