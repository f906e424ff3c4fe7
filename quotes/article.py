"""A news article: its unchanged text and its metadata. `Article(text="…", source_path="a.txt")`."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePath

PACKED = frozenset({".gz", ".gzip", ".zst", ".zstd"})  # suffixes that a compression adds: a.html.gz


@dataclass(frozen=True)
class Article:
    """An article as read. All offsets in records count code points of `text`, which is never changed."""

    text: str
    source_path: str | None = None
    id: str | None = None
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    byline: str | None = None
    published: str | None = None  # ISO 8601 date
    language: str = "en"

    @cached_property
    def sha256(self) -> str:
        """SHA-256 of the text in UTF-8, as 64 hex digits; a lone surrogate counts as its three bytes."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    @cached_property
    def key(self) -> str:
        """The given id, else the file's name without its suffixes, else the first 16 digits of the hash."""
        if self.id is not None:
            return self.id
        return stem(self.source_path) if self.source_path else self.sha256[:16]


def stem(name: str) -> str:
    """The name of a file without folders and suffixes: "a" for "b/a.html.gz"."""
    path = PurePath(name)
    return PurePath(path.stem).stem if path.suffix.lower() in PACKED else path.stem
