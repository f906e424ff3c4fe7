"""What every worker of the cluster knows: `Plan(…).shard_path("00000-00000")` is "said/part-00000-00000.jsonl"."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from quotes.corpus.settings import Settings

SUFFIXES = {None: "", "gzip": ".gz", "zstd": ".zst"}


@dataclass(frozen=True)
class Plan:
    """The settings and paths of a run, the same for every worker of the cluster."""

    settings: Settings
    folder: str
    shard_size: int
    digest: str  # of settings and paths
    resume: bool
    current: str = ""  # the folder that relative paths are relative to, on machines that have it

    def enter(self) -> None:
        """Change to the folder of the process that started the run, so that relative paths mean the same."""
        if self.current and Path(self.current).is_dir():
            os.chdir(self.current)

    def shard_path(self, name: str) -> str:
        """The file of a shard."""
        suffix = SUFFIXES[self.settings.compress if self.settings.writer().is_appended else None]
        return f"{self.folder}/part-{name}.{self.settings.form}{suffix}"

    def failures_path(self, name: str) -> str:
        """The file of a shard's failures."""
        return f"{self.folder}/failures-{name}.jsonl"

    def note_path(self, name: str) -> str:
        """The note by which a finished shard is recognised."""
        return f"{self.folder}/_shards/{name}.json"
