"""The settings of a run over many articles, and their hash, by which `--resume` recognises the run."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from typing import Any

from quotes.formats.readers.document import ReadOptions
from quotes.formats.records.writer import Screen, Writer
from quotes.formats.registry import load_writer
from quotes.version import __version__

TIMEOUT = 120.0  # seconds per article: 388,000 characters take about 40 with the bundled model


@dataclass(frozen=True)
class Settings:
    """Everything that the output depends on; it does not depend on the number of workers."""

    model: str | None = None
    modes: frozenset[str] = frozenset({"all"})
    form: str = "jsonl"  # of the output, a name in formats.registry.RECORDS
    screen: Screen | None = None  # that a table must fit; not part of the hash
    compress: str | None = None  # "gzip" or "zstd"
    timeout: float | None = TIMEOUT  # seconds per article; None: no limit
    dedupe: bool = False
    text_dir: str | None = None  # a folder for the text of each article as read
    articles: bool = False  # the records of each article come after the article itself, see outcome.pack_article
    read: ReadOptions = field(default_factory=ReadOptions)

    def writer(self) -> Writer:
        """The writer that makes the bytes of the output."""
        return load_writer(self.form)(compress=self.compress, screen=self.screen)

    def to_json(self) -> dict[str, Any]:
        """The settings as plain values, in a fixed order."""
        return {**asdict(self), "modes": sorted(self.modes)}

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> Settings:
        """The settings from what `to_json` returned."""
        screen = value["screen"] and Screen(**value["screen"])
        read = ReadOptions(**value["read"])
        return cls(**{**value, "modes": frozenset(value["modes"]), "screen": screen, "read": read})

    def digest(self, paths: list[str]) -> str:
        """64 hex digits over the settings, the paths as they were given and the version of the software."""
        values = json.dumps([__version__, {**self.to_json(), "screen": None}, paths], sort_keys=True)
        return hashlib.sha256(values.encode()).hexdigest()
