"""What every record format provides: `Writer().dump(records)` is the bytes of an article's records.

The bytes of each article are appended after the header. If the output is not simply the appended bytes, as with
Parquet, `finish` makes it at the end.
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
    """The terminal that a table is made for: columns, rich's name for its colours, encoding."""

    width: int = 80
    colours: str | None = None
    encoding: str = "utf-8"


class Writer(Protocol):
    """Turns the records of articles into bytes."""

    @property
    def is_appended(self) -> bool:
        """True if the appended bytes are the output; otherwise `finish` makes it, and it cannot be streamed."""
        ...

    def header(self) -> bytes:
        """The bytes before the first record, written even without records."""
        ...

    def dump(self, records: Iterable[Record]) -> bytes:
        """The records of one article."""
        ...

    def pack(self, payload: bytes) -> bytes:
        """The payload, compressed; packed payloads can be concatenated."""
        ...

    def finish(self, partial: Path, final: Path) -> None:
        """Make the output file from the appended bytes."""
        ...


class AppendingWriter:
    """Base class of writers whose output is the appended bytes, compressed piece by piece."""

    is_appended = True

    def __init__(self, *, compress: Compression = None, screen: Screen | None = None) -> None:
        self.compress, self.screen = compress, screen

    def header(self) -> bytes:
        """Return no bytes."""
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
        """Rename the file."""
        partial.replace(final)
