"""Cut the stream of input into chunks: 100 short articles make four of them, whatever the number of workers.

A chunk is what a worker gets at a time, and what is written, or repeated after an interruption, as a whole.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from quotes.article import Article
from quotes.formats.readers.document import Document, Failure
from quotes.formats.readers.streams import is_remote

Item = Article | Document | Failure
MAX_ITEMS = 32  # per chunk
MAX_BYTES = 250_000  # of input per chunk; the item that exceeds it is the last. HTML pages are mostly markup


@dataclass(frozen=True)
class Chunk:
    """Items of input with their position in the run; `inputs` is a digest of all input up to the end of this chunk."""

    number: int
    items: tuple[Item, ...]
    size: int  # bytes of input, approximately
    inputs: str


def cut_chunks(
    items: Iterable[Item], *, max_items: int = MAX_ITEMS, max_bytes: int | None = MAX_BYTES
) -> Iterator[Chunk]:
    """The chunks of a stream, in order: `max_items` items each, or fewer where these reach `max_bytes` of input."""
    digest = hashlib.sha256()
    items_of_chunk: list[Item] = []
    number, size = 0, 0
    for item in items:
        item_size = _weigh(item, digest)
        items_of_chunk.append(item)
        size += item_size
        if len(items_of_chunk) >= max_items or (max_bytes is not None and size >= max_bytes):
            yield Chunk(number, tuple(items_of_chunk), size, digest.hexdigest())
            number, items_of_chunk, size = number + 1, [], 0
    if items_of_chunk:
        yield Chunk(number, tuple(items_of_chunk), size, digest.hexdigest())


def _weigh(item: Item, digest: hashlib._Hash) -> int:
    """The approximate size of an item in bytes; adds to the digest what would show that the item has changed."""
    if isinstance(item, Article):
        digest.update(f"{item.key}\n{item.sha256}\n".encode("utf-8", "surrogatepass"))
        return len(item.text)
    if isinstance(item, Failure):
        digest.update(f"{item.source_path}\n{item.message}\n".encode("utf-8", "surrogatepass"))
        return 0
    if item.data is not None:
        digest.update(f"{item.id}\n".encode("utf-8", "surrogatepass") + hashlib.sha256(item.data).digest())
        return len(item.data)
    size, changed = _stat(item.source_path)
    digest.update(json.dumps([item.source_path, size, changed]).encode())
    return size


def _stat(name: str) -> tuple[int, int]:
    """A file's size in bytes and time of modification; a guess and 0 for a remote file, zeros for one without."""
    if is_remote(name):
        return MAX_BYTES // 16, 0
    try:
        stat = Path(name).stat()
    except (OSError, ValueError):
        return 0, 0
    return stat.st_size, stat.st_mtime_ns
