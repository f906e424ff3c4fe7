"""What reading a file may cost, even a hostile one: all limits on sizes and counts.

They apply in the workers and in the process that opens archives, in addition to `--timeout`, `--max-bytes` and
`--max-chars`. A limit is above what any real article needs and below what exhausts a machine's memory: a packed file
of 29 kB can contain 2.5 million tags.
"""

from __future__ import annotations

import threading
import time

from quotes.errors import ReadError

MAX_BYTES = 100_000_000  # of one document, unpacked: the largest newspaper editions in PDF have half of that
MAX_CHARACTERS = 1_000_000  # of one article: spaCy's own limit (`nlp.max_length`)
MAX_ROW_BYTES = 20_000_000  # of a line of JSON or a row of CSV: a million characters need 12 million bytes at most
MAX_INLINE_BYTES = 1_000_000  # of a line of JSON parsed while an archive is split; a longer line goes to a worker
MAX_SKIPPED_BYTES = 1_000_000_000  # of a line that is skipped as too long; after that the file is given up
MAX_RATIO = 200  # unpacked to packed bytes: text has 3 to 20, an archive of one article repeated about 100
FREE_BYTES = 16_000_000  # unpacked, below which the ratio is not checked: a short file may be all blanks
MAX_ZSTD_WINDOW = 1 << 27  # bytes of memory to unpack: what `zstd --long` asks for; `--long=31` asks for 2 GB
MAX_MARKUP_BYTES = 20_000_000  # of one page or chapter: the longest web pages have a quarter of that
MAX_TAGS = 1_000_000  # of one document: 700 bytes of memory each
MAX_JSON_VALUES = 5_000_000  # of one document: 100 to 200 bytes of memory each
MAX_CHAPTERS = 5_000  # of one book
MAX_COLUMNS = 5_000  # of one table
MAX_MEMBERS = 20_000  # files in a zip file (EPUB, DOCX)
MAX_PAGES = 5_000  # of a PDF
MAX_SECONDS = 120.0  # of processor time between two articles of an archive; waiting for input does not count

_clock = threading.local()


def start_clock() -> None:
    """Restart this thread's clock of processor time, before the search for the next article of an archive."""
    _clock.start = time.thread_time()


def check_time(name: str) -> None:
    """Raise ReadError if the next article takes more than MAX_SECONDS of processor time."""
    start = getattr(_clock, "start", None)
    if start is not None and time.thread_time() - start > MAX_SECONDS:
        raise ReadError(f"{name}: no article within {MAX_SECONDS:g} seconds of work; everything before is read")


def check_ratio(name: str, packed: int, unpacked: int) -> None:
    """Raise ReadError for a zip bomb: far more unpacked than packed bytes. Blanks in gzip have a ratio of 1000."""
    if unpacked > FREE_BYTES and unpacked > MAX_RATIO * packed:
        raise ReadError(
            f"{name}: unpacks to more than {MAX_RATIO} times its size, like a zip bomb; unpack it yourself if trusted"
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
