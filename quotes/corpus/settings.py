"""What a run over many articles is asked to do, and a hash of it, by which a run is known again."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from typing import Any

from quotes.formats.readers.document import ReadOptions
from quotes.formats.records.writer import Screen, Writer
from quotes.formats.registry import load_writer
from quotes.version import __version__

TIMEOUT = 120.0  # seconds for one article: a million characters take half of it with the bundled model


@dataclass(frozen=True)
class Settings:
    """All that the output depends on. The number of workers is not among it."""

    model: str | None = None
    modes: frozenset[str] = frozenset({"all"})
    form: str = "jsonl"  # of the output, a name in formats.registry.RECORDS
    screen: Screen | None = None  # what a table must fit; a run is the same on another screen
    compress: str | None = None  # "gzip" or "zstd"
    timeout: float | None = TIMEOUT  # seconds for one article; None: none
    dedupe: bool = False
    text_dir: str | None = None  # a folder for the text of each article as read
    read: ReadOptions = field(default_factory=ReadOptions)

    def writer(self) -> Writer:
        """What makes the bytes of the output."""
        return load_writer(self.form)(compress=self.compress, screen=self.screen)

    def to_json(self) -> dict[str, Any]:
        """Plain values, in a fixed order."""
        return {**asdict(self), "modes": sorted(self.modes)}

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> Settings:
        """What `to_json` gave."""
        screen = value["screen"] and Screen(**value["screen"])
        read = ReadOptions(**value["read"])
        return cls(**{**value, "modes": frozenset(value["modes"]), "screen": screen, "read": read})

    def digest(self, paths: list[str]) -> str:
        """64 hex digits over the settings, the paths as they were given and the version of the software."""
        told = json.dumps([__version__, {**self.to_json(), "screen": None}, paths], sort_keys=True)
        return hashlib.sha256(told.encode()).hexdigest()
