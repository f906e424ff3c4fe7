"""The journal's file: a line per commit, `1c291ca3 {"progress": …}`, checksum first; locked while a run writes it."""

from __future__ import annotations

import contextlib
import json
import os
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from quotes.errors import OutputError


def read_entries(stream: BinaryIO) -> Iterator[tuple[dict[str, Any], int]]:
    """(entry, offset of its end) for each line, up to the first torn line."""
    stream.seek(0)
    for line in stream:
        entry = line[9:-1]
        if not line.endswith(b"\n") or line[:9] != b"%08x " % zlib.crc32(entry):
            return
        yield json.loads(entry), stream.tell()


def matches_checksum(stream: BinaryIO, size: int, checksum: int) -> bool:
    """Are the next bytes of the stream those that the line confirms?"""
    computed = 0
    while size > 0 and (part := stream.read(min(size, 1 << 20))):
        computed, size = zlib.crc32(part, computed), size - len(part)
    return size == 0 and computed == checksum


def lock(stream: BinaryIO, path: Path) -> None:
    """Lock the files against other runs for as long as the stream is open."""
    try:
        import fcntl
    except ImportError:  # Windows keeps open files from being replaced by itself
        return
    try:
        fcntl.flock(stream.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        raise OutputError(f"{path}: another run is writing this output; wait for it, or name another") from error


def sync_folder(folder: Path) -> None:
    """Write a folder's entries to the disk, so that a renamed file keeps its new name after a power cut."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
