"""A list of addresses, one per line, each fetched as an article: `quotes extract - --input-format urls`.

It is read only where `--input-format` says so: an article may be a list of links, and nobody wants them fetched.
"""

from __future__ import annotations

from collections.abc import Iterator

from quotes.article import Article
from quotes.formats.readers.document import Document, Failure, ReadOptions
from quotes.formats.readers.fetch import MAX_URL_CHARACTERS, is_url
from quotes.formats.readers.streams import LongLine, open_stream, read_lines


def split(name: str, options: ReadOptions) -> Iterator[Article | Document | Failure]:
    """A document for each address, not fetched yet; blank lines and those that begin with "#" are skipped."""
    with open_stream(name) as stream:
        for number, line in read_lines(stream, 4 * MAX_URL_CHARACTERS, name):
            address = "" if isinstance(line, LongLine) else line.decode("utf-8-sig", "replace").strip()
            if is_url(address):
                yield Document(address)
            elif isinstance(line, LongLine) or (address and not address.startswith("#")):
                message = f"{name}:{number}: not an address; write one that begins with http:// or https:// per line"
                yield Failure(name, "read", "ReadError", message)
