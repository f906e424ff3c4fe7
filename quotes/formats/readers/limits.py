"""What a file may cost, whoever made it: every limit on sizes and counts, in one place.

They hold in the workers and in the process that opens archives; `--timeout`, `--max-bytes` and `--max-chars` come on
top. A limit is above what any real article needs and below what fills a machine: 29 kB can hold 2.5 million tags.
"""

from __future__ import annotations

import threading
import time

from quotes.errors import ReadError

MAX_BYTES = 100_000_000  # of one document, unpacked: the biggest PDF editions of newspapers have half of it
MAX_CHARACTERS = 1_000_000  # of one article: what spaCy's pipelines take at most
MAX_ROW_BYTES = 20_000_000  # of a line of JSON or a row of CSV: a million characters need 12 million bytes at most
MAX_INLINE_BYTES = 1_000_000  # of a line of JSON that is parsed while the archive is split; a longer one by a worker
MAX_SKIPPED_BYTES = 1_000_000_000  # of a line that is passed over as too long, before the rest of the file is given up
MAX_RATIO = 200  # unpacked to packed bytes: text has 3 to 20, an archive of one article many times over a hundred
FREE_BYTES = 16_000_000  # unpacked, before the ratio counts: a short file may well be all blanks
MAX_ZSTD_WINDOW = 1 << 27  # bytes of memory to unpack: what `zstd --long` asks for; `--long=31` asks for 2 GB
MAX_MARKUP_BYTES = 20_000_000  # of one page or chapter: the longest pages of the web have a quarter of it
MAX_TAGS = 1_000_000  # of one document: 700 bytes of memory each
MAX_JSON_VALUES = 5_000_000  # of one document: 100 to 200 bytes of memory each
MAX_CHAPTERS = 5_000  # of one book
MAX_COLUMNS = 5_000  # of one table
MAX_MEMBERS = 20_000  # files in a zip file (EPUB, DOCX)
MAX_PAGES = 5_000  # of a PDF
MAX_SECONDS = 120.0  # of processor time between two articles of an archive; waiting for a pipe does not count

_clock = threading.local()


def start_clock() -> None:
    """Count the processor time of this thread from now on: the next article of an archive is looked for."""
    _clock.start = time.thread_time()


def check_time(name: str) -> None:
    """Raise ReadError where the next article takes more than MAX_SECONDS of processor time."""
    start = getattr(_clock, "start", None)
    if start is not None and time.thread_time() - start > MAX_SECONDS:
        raise ReadError(f"{name}: no article within {MAX_SECONDS:g} seconds of work; what stands before is read")


def check_ratio(name: str, packed: int, unpacked: int) -> None:
    """Raise ReadError for a bomb: far more unpacked bytes than packed ones. A ratio of 1000 is gzip's of blanks."""
    if unpacked > FREE_BYTES and unpacked > MAX_RATIO * packed:
        raise ReadError(
            f"{name}: unpacks to more than {MAX_RATIO} times its size, as bombs do; unpack it yourself if you trust it"
        )


def check_markup(name: str, markup: str | bytes) -> None:
    """Raise ReadError for a page that is too long, or has too many tags."""
    if len(markup) > MAX_MARKUP_BYTES:
        raise ReadError(f"{name}: {len(markup):,} bytes of markup, over {MAX_MARKUP_BYTES:,}; split it")
    check_tags(name, markup)


def check_tags(name: str, markup: str | bytes) -> None:
    """Raise ReadError for too many tags or attributes, each of which takes memory: "<b><b><b>…"."""
    tags, equals = (
        (markup.count("<"), markup.count("=")) if isinstance(markup, str) else (markup.count(b"<"), markup.count(b"="))
    )
    if tags > MAX_TAGS or equals > 2 * MAX_TAGS:
        raise ReadError(f"{name}: more than {MAX_TAGS:,} tags; split it")


def check_json(name: str, data: bytes) -> None:
    """Raise ReadError for too many values, each of which takes memory: "[[],[],[],…"."""
    if len(data) > MAX_JSON_VALUES and sum(map(data.count, (b"[", b"{", b","))) > MAX_JSON_VALUES:
        raise ReadError(f"{name}: more than {MAX_JSON_VALUES:,} values; split it, or write it as JSON Lines")
