"""JSON Lines: one article per line, read as a stream; a line that is ninjs is read as ninjs."""

from __future__ import annotations

import json
from collections.abc import Iterator

from quotes.article import Article
from quotes.formats.readers.document import Document, Failure, ReadOptions
from quotes.formats.readers.items import read_item
from quotes.formats.readers.limits import MAX_INLINE_BYTES, MAX_ROW_BYTES, check_json
from quotes.formats.readers.ninjs import is_ninjs, read_ninjs
from quotes.formats.readers.rows import fail_row, make_row
from quotes.formats.readers.streams import LongLine, open_stream, read_lines
from quotes.formats.readers.text import decode


def split(name: str, options: ReadOptions) -> Iterator[Article | Document | Failure]:
    """The article of each line that is not blank, or the reason why it cannot be read.

    A line that takes long to read (many bytes, or ninjs with markup) is returned as a document for a worker.
    """
    limit = min(options.max_bytes, MAX_ROW_BYTES)
    with open_stream(name) as stream:
        for number, line in read_lines(stream, limit, name):
            if isinstance(line, LongLine):
                remedy = "raise --max-bytes" if limit < MAX_ROW_BYTES else "split it"
                yield fail_row(name, number, f"a line of more than {limit:,} bytes; {remedy}")
            elif len(line) > MAX_INLINE_BYTES or b'"body_' in line or b'"bodies"' in line:
                yield Document(name, "jsonl", line, number=number)
            elif line.strip(b" \t\r\n\xef\xbb\xbf"):
                yield read_line(line, name, number, options)


def read(data: bytes, document: Document, options: ReadOptions) -> Iterator[Article | Failure]:
    """The article of a line that `split` returned as a document."""
    yield read_line(data, document.source_path, document.number or 1, options)


def read_line(line: bytes, name: str, number: int, options: ReadOptions) -> Article | Failure:
    """The article of one line."""

    def make(number: int, line: bytes) -> Article | Failure:
        check_json(f"{name}:{number}", line)
        try:
            try:
                row = json.loads(line.removeprefix(b"\xef\xbb\xbf"))
            except UnicodeDecodeError:
                row = json.loads(decode(line, f"{name}:{number}"))
        except (ValueError, RecursionError) as error:
            reason = str(error).splitlines()[0] if isinstance(error, ValueError) else "nested too deeply"
            return fail_row(name, number, f"not valid JSON ({reason}); fix this line")
        if not isinstance(row, dict):
            return fail_row(name, number, "not a JSON object; an article is {…} on its own line")
        if options.text_field is None and is_ninjs(row):
            return read_ninjs(row, name, None)
        return make_row(row, name, number, options)

    return read_item(name, number, line, make) or fail_row(name, number, "not an article; export it again")
