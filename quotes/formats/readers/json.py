"""JSON files: IPTC's ninjs 2 and 3, or plain objects with a text; one, or a list of them."""

from __future__ import annotations

import json
from collections.abc import Iterator

from quotes.article import Article
from quotes.errors import ReadError
from quotes.formats.readers.document import Document, Failure, ReadOptions
from quotes.formats.readers.jsonl import read_line
from quotes.formats.readers.ninjs import is_ninjs, read_ninjs
from quotes.formats.readers.rows import make_row
from quotes.formats.readers.text import decode


def read(data: bytes, document: Document, options: ReadOptions) -> Iterator[Article | Failure]:
    """The articles of a file. Raises ReadError where it is damaged or holds none."""
    name = document.source_path
    try:
        value = json.loads(decode(data, name))
    except (ValueError, RecursionError) as error:
        if b"\n{" in data and data.lstrip().startswith(b"{"):  # JSON Lines under the wrong name
            yield from _read_lines(data, name, options)
            return
        reason = str(error).splitlines()[0] if isinstance(error, ValueError) else "nested too deeply"
        raise ReadError(f"{name}: no JSON ({reason}); have it written again") from error
    several = isinstance(value, list)
    for number, one in enumerate(value if several else [value], 1):
        if not isinstance(one, dict):
            raise ReadError(f"{name}: holds no articles; an article is an object {{…}} with a text")
        try:
            if options.text_field is None and is_ninjs(one):
                yield read_ninjs(one, name, document.id)
            else:
                row = one if several or "id" in one else {**one, "id": document.id}
                yield make_row(row, name, number, options)
        except ReadError as error:
            yield Failure(name, "read", "ReadError", str(error))


def _read_lines(data: bytes, name: str, options: ReadOptions) -> Iterator[Article | Failure]:
    for number, line in enumerate(data.splitlines(), 1):
        if line.strip():
            yield read_line(line, name, number, options)
