"""What every format of records can do: `Writer().dump(records)` is the bytes of an article's records.

What a writer gives is appended, article after article, under its header. Where the file is to be something else than
what was appended, as for Parquet, `finish` makes it at the end.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from quotes.record import Record

Compression = str | None  # "gzip" or "zstd"


@dataclass(frozen=True)
class Screen:
    """The terminal that a table is made for: columns, rich's name of its colours, its encoding."""

    width: int = 80
    colours: str | None = None
    encoding: str = "utf-8"


class Writer(Protocol):
    """Records of articles to bytes."""

    @property
    def is_appended(self) -> bool:
        """Is what was appended the output? Else `finish` makes it, and it cannot be streamed."""
        ...

    def header(self) -> bytes:
        """What comes before the first record, even where there is none."""
        ...

    def dump(self, records: Iterable[Record]) -> bytes:
        """The records of one article."""
        ...

    def pack(self, payload: bytes) -> bytes:
        """What was dumped, compressed as asked for: packed payloads follow each other."""
        ...

    def finish(self, partial: Path, final: Path) -> None:
        """Make the output of what was appended."""
        ...


class AppendingWriter:
    """The base of writers whose output is what was appended, compressed piece by piece."""

    is_appended = True

    def __init__(self, *, compress: Compression = None, screen: Screen | None = None) -> None:
        self.compress, self.screen = compress, screen

    def header(self) -> bytes:
        """Nothing."""
        return b""

    def pack(self, payload: bytes) -> bytes:
        """The payload as a member of gzip or a frame of Zstandard; several in a row are a valid file."""
        if not payload or self.compress is None:
            return payload
        if self.compress == "gzip":
            return gzip.compress(payload, mtime=0)
        import zstandard

        return zstandard.ZstdCompressor(level=10).compress(payload)

    def finish(self, partial: Path, final: Path) -> None:
        """Give the file its name."""
        partial.replace(final)
