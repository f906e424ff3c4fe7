"""What `quotes watch` was asked to do in each round."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class WatchRequest:
    """The sources, the archive, and how to read."""

    sources: tuple[str, ...]
    archive: Path
    digest: Path | None = None
    days: float = 7.0
    limit: int = 200
    delay: float = 1.0
    networks: tuple[str, ...] = ()
    model: str | None = None
    workers: int | None = None
    timeout: float | None = None  # None: the usual one; 0: no limit
    language: str = "en"
