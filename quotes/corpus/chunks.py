"""Cut the stream of input into chunks, by the input alone: the same ones however many workers there are.

A chunk is what one worker is given at a time, and what is written or repeated as a whole.
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
ITEMS = 32  # of a chunk at most
BYTES = 250_000  # of input after which a chunk is closed; pages of HTML are mostly not text


@dataclass(frozen=True)
class Chunk:
    """Items of input with their place in the run; `inputs` is a digest of all input up to the end of this chunk."""

    number: int
    items: tuple[Item, ...]
    size: int  # bytes of input, about
    inputs: str


def cut_chunks(items: Iterable[Item], *, most: int = ITEMS, limit: int | None = BYTES) -> Iterator[Chunk]:
    """The chunks of a stream, in order: of `most` items, closed before that after `limit` bytes of input."""
    digest = hashlib.sha256()
    held: list[Item] = []
    number, size = 0, 0
    for item in items:
        weight = _weigh(item, digest)
        held.append(item)
        size += weight
        if len(held) >= most or (limit is not None and size >= limit):
            yield Chunk(number, tuple(held), size, digest.hexdigest())
            number, held, size = number + 1, [], 0
    if held:
        yield Chunk(number, tuple(held), size, digest.hexdigest())


def _weigh(item: Item, digest: hashlib._Hash) -> int:
    """The bytes of an item, about; what would show that it has changed goes into the digest."""
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
    """Size in bytes and time of change of a file; nought where they are not to be had without reading it."""
    if is_remote(name):
        return BYTES // 16, 0
    try:
        stat = Path(name).stat()
    except (OSError, ValueError):
        return 0, 0
    return stat.st_size, stat.st_mtime_ns
