"""Where the outcomes of a run go: a journalled file, or a stream that is flushed chunk by chunk."""

from __future__ import annotations

import gzip
import json
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, replace
from pathlib import Path
from typing import BinaryIO, Protocol

from quotes.corpus.chunks import Chunk
from quotes.corpus.journal import Journal, Progress
from quotes.corpus.outcome import Outcome
from quotes.formats.readers.document import Failure

COMMIT = 0.5  # seconds between two commits at least: what a crash can cost


class Sink(Protocol):
    """Takes the outcomes of chunks, in order."""

    @property
    def progress(self) -> Progress:
        """How far the run has come."""
        ...

    def write(self, chunk: Chunk, outcomes: Iterable[Outcome]) -> list[Failure]:
        """Write one chunk; the failures in it are given back."""
        ...


class StreamSink:
    """A stream of bytes, such as the standard output."""

    def __init__(self, stream: BinaryIO, failures: BinaryIO | None, *, compress: str | None, dedupe: bool) -> None:
        self.stream, self.failures, self.compress = stream, failures, compress
        self.progress = Progress()
        self.seen: set[str] | None = set() if dedupe else None

    def write(self, chunk: Chunk, outcomes: Iterable[Outcome]) -> list[Failure]:
        """Write and flush one chunk."""
        payload, failed, self.progress, _ = tally(chunk, outcomes, self.progress, self.seen)
        self.stream.write(pack(payload, self.compress))
        self.stream.flush()
        if self.failures is not None and failed:
            self.failures.writelines(map(dump_failure, failed))
            self.failures.flush()
        return failed


class JournalSink:
    """A file with its journal; see journal.py."""

    def __init__(self, journal: Journal, *, compress: str | None, dedupe: bool, head: bytes = b"") -> None:
        self.journal, self.compress, self.head = journal, compress, head
        self.seen = journal.seen if dedupe else None
        self._committed = time.monotonic()

    @property
    def progress(self) -> Progress:
        """How far the run has come."""
        return self.journal.progress

    def write(self, chunk: Chunk, outcomes: Iterable[Outcome]) -> list[Failure]:
        """Write one chunk, and commit if the last commit is some time ago."""
        payload, failed, progress, new = tally(chunk, outcomes, self.progress, self.seen)
        if chunk.number == 0:
            payload = self.head + payload
        self.journal.write(pack(payload, self.compress), [dump_failure(one) for one in failed], new, progress)
        if time.monotonic() - self._committed >= COMMIT:
            self.journal.commit()
            self._committed = time.monotonic()
        return failed


def tally(
    chunk: Chunk, outcomes: Iterable[Outcome], progress: Progress, seen: set[str] | None
) -> tuple[bytes, list[Failure], Progress, list[str]]:
    """The records of a chunk, the failures in it, the progress with it, and the hashes that it adds to `seen`."""
    payload, failed, new = [], [], []
    articles = words = records = duplicates = 0
    for one in outcomes:
        articles += 1
        if one.failure is not None:
            failed.append(one.failure)
            continue
        if seen is not None and one.sha256 is not None:
            if one.sha256[:32] in seen:
                duplicates += 1
                continue
            seen.add(one.sha256[:32])
            new.append(one.sha256[:32])
        payload.append(one.payload)
        words, records = words + one.words, records + one.records
    return (
        b"".join(payload),
        failed,
        replace(
            progress,
            chunks=chunk.number + 1,
            articles=progress.articles + articles,
            words=progress.words + words,
            records=progress.records + records,
            failures=progress.failures + len(failed),
            duplicates=progress.duplicates + duplicates,
            inputs=chunk.inputs,
        ),
        new,
    )


def pack(payload: bytes, compress: str | None) -> bytes:
    """The payload as a member of gzip or a frame of Zstandard; one behind the other they are a valid file."""
    if not payload or compress is None:
        return payload
    if compress == "gzip":
        return gzip.compress(payload, mtime=0)
    import zstandard

    return zstandard.ZstdCompressor(level=10).compress(payload)


def dump_failure(failure: Failure) -> bytes:
    """A line of the failures file."""
    return json.dumps(asdict(failure), ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"


def convert_to_parquet(compress: str | None) -> Callable[[Path, Path], None]:
    """What makes the table of a partial output in JSON Lines."""

    def convert(partial: Path, made: Path) -> None:
        from quotes.formats.records.parquet import write_parquet

        write_parquet(partial, made, compress=compress or "zstd")

    return convert
