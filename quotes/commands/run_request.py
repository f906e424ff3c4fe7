"""What `quotes extract` was asked to run, and the files that the run writes: results, journal, failures, texts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quotes.corpus.journal import Journal
    from quotes.corpus.settings import Settings


@dataclass(frozen=True)
class Request:
    """What to run, in addition to the settings that the output depends on."""

    paths: tuple[str, ...]
    output: str | None = None
    archive: Path | None = None
    failures: Path | None = None
    workers: int | None = None
    watched: bool = False  # an article that takes too long is stopped, which needs a separate process
    resume: bool = False
    fail_fast: bool = False
    ray: bool = False
    address: str | None = None
    shard_size: int = 1000


def make_journal(request: Request, settings: Settings, path: Path) -> Journal:
    """The journal of a run into a file. Raises OutputError where its failures would go into the same file."""
    from quotes.corpus.journal import Journal

    failures = request.failures or path.with_name(f"{path.name}.failures.jsonl")
    return Journal(path, failures, settings=settings.digest(list(request.paths)))


def find_own_files(request: Request, settings: Settings) -> list[str]:
    """The paths of all that the run writes, so that it is not read as input."""
    from quotes.commands.output import resolve_output
    from quotes.corpus.own_files import STREAMS

    written = [*STREAMS, *(str(name) for name in (settings.text_dir, request.failures) if name)]
    if request.archive:
        return [*written, *(f"{request.archive}{suffix}" for suffix in ("", "-wal", "-shm"))]
    if request.ray:
        return [*written, str(request.output)]
    path = resolve_output(request.output)
    return written if path is None else [*written, *map(str, make_journal(request, settings, path).files)]
