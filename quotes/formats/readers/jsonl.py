"""JSON Lines: an article a line, read as a stream; a line that is ninjs is read as ninjs."""

from __future__ import annotations

import json
from collections.abc import Iterator

from quotes.article import Article
from quotes.errors import ReadError
from quotes.formats.readers.document import Failure, ReadOptions
from quotes.formats.readers.ninjs import is_ninjs, read_ninjs
from quotes.formats.readers.rows import fail_row, make_row
from quotes.formats.readers.streams import open_stream, read_lines
from quotes.formats.readers.text import decode


def split(name: str, options: ReadOptions) -> Iterator[Article | Failure]:
    """The article of each line that is not blank, or why it cannot be had."""
    with open_stream(name) as stream:
        for number, line in read_lines(stream, options.max_bytes):
            if line is None:
                yield fail_row(name, number, f"a line of more than {options.max_bytes:,} bytes; raise --max-bytes")
            elif line.strip(b" \t\r\n\xef\xbb\xbf"):
                yield read_line(line, name, number, options)


def read_line(line: bytes, name: str, number: int, options: ReadOptions) -> Article | Failure:
    """The article of one line."""
    try:
        try:
            row = json.loads(line.removeprefix(b"\xef\xbb\xbf"))
        except UnicodeDecodeError:
            row = json.loads(decode(line, f"{name}:{number}"))
        if not isinstance(row, dict):
            return fail_row(name, number, "no object of JSON; an article is {…} on a line of its own")
        if options.text_field is None and is_ninjs(row):
            return read_ninjs(row, name, None)
        return make_row(row, name, number, options)
    except ReadError as error:
        return Failure(name, "read", "ReadError", str(error))
    except (ValueError, RecursionError) as error:
        reason = str(error).splitlines()[0] if isinstance(error, ValueError) else "nested too deeply"
        return fail_row(name, number, f"no JSON ({reason}); mend the line")
