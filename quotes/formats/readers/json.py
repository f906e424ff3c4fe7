"""JSON files: IPTC's ninjs 2 and 3, or plain objects with a text, single or in a list."""

from __future__ import annotations

import json
from collections.abc import Iterator

from quotes.article import Article
from quotes.errors import ReadError
from quotes.formats.readers.document import Document, Failure, ReadOptions
from quotes.formats.readers.items import read_items
from quotes.formats.readers.jsonl import read_line
from quotes.formats.readers.limits import check_json
from quotes.formats.readers.ninjs import is_ninjs, read_ninjs
from quotes.formats.readers.rows import make_row
from quotes.formats.readers.text import decode


def read(data: bytes, document: Document, options: ReadOptions) -> Iterator[Article | Failure]:
    """The articles of a file. Raises ReadError if it is damaged or contains none."""
    name = document.source_path
    check_json(name, data)
    try:
        value = json.loads(decode(data, name))
    except (ValueError, RecursionError) as error:
        if b"\n{" in data and data.lstrip().startswith(b"{"):  # JSON Lines with the wrong suffix
            yield from _read_lines(data, name, options)
            return
        reason = str(error).splitlines()[0] if isinstance(error, ValueError) else "nested too deeply"
        raise ReadError(f"{name}: not valid JSON ({reason}); export it again") from error
    is_list = isinstance(value, list)
    values = value if is_list else [value]
    if not any(isinstance(item, dict) for item in values):
        raise ReadError(f"{name}: contains no articles; an article is an object {{…}} with a text")

    def make(number: int, value: object) -> Article:
        if not isinstance(value, dict):
            raise ReadError(f"{name}:{number}: not a JSON object; an article is an object {{…}} with a text")
        if options.text_field is None and is_ninjs(value):
            return read_ninjs(value, name, document.id)
        return make_row(value if is_list or "id" in value else {**value, "id": document.id}, name, number, options)

    yield from read_items(values, name, make)


def _read_lines(data: bytes, name: str, options: ReadOptions) -> Iterator[Article | Failure]:
    for number, line in enumerate(data.splitlines(), 1):
        if line.strip():
            yield read_line(line, name, number, options)
