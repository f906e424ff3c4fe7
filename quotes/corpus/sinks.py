"""Where the outcomes of a run go: a journalled file, or a stream that is flushed chunk by chunk."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from typing import Any, Protocol

from quotes.corpus.chunks import Chunk
from quotes.corpus.journal import Journal, Progress
from quotes.corpus.outcome import Outcome
from quotes.formats.readers.document import Failure
from quotes.formats.records.writer import Writer

MIN_SECONDS_BETWEEN_COMMITS = 0.5  # a crash loses at most the work of that time


class Stream(Protocol):
    """What bytes are written to."""

    def write(self, data: bytes, /) -> Any:
        """Write them."""
        ...

    def flush(self) -> Any:
        """Let others see them."""
        ...


class Sink(Protocol):
    """Takes the outcomes of chunks, in order: `begin`, `write` for each, and `commit`, or `abort` instead."""

    @property
    def progress(self) -> Progress:
        """How far the run has come."""
        ...

    def begin(self, model: str | None) -> None:
        """Note the pipeline, before the first chunk; None where there is nothing to write."""
        ...

    def write(self, chunk: Chunk, outcomes: Iterable[Outcome]) -> list[Failure]:
        """Write one chunk, and return the failures in it."""
        ...

    def commit(self) -> None:
        """Complete the output, after the last chunk."""
        ...

    def abort(self, chunk: Chunk, outcomes: Sequence[Outcome]) -> list[Failure]:
        """Stop at a failure, the last of the outcomes, and return it; a resumed run tries it again."""
        ...


class StreamSink:
    """A stream of bytes, such as the standard output."""

    def __init__(self, stream: Stream, failures: Stream | None, *, writer: Writer, dedupe: bool) -> None:
        self.stream, self.failures, self.writer = stream, failures, writer
        self.progress = Progress()
        self.seen: set[str] | None = set() if dedupe else None

    def begin(self, model: str | None) -> None:
        """Write what comes before the first record."""
        self._put(self.writer.header())

    def write(self, chunk: Chunk, outcomes: Iterable[Outcome]) -> list[Failure]:
        """Write and flush one chunk."""
        payload, failed, self.progress, _ = tally(chunk, outcomes, self.progress, self.seen)
        self._put(payload)
        if self.failures is not None and failed:
            self.failures.write(b"".join(map(dump_failure, failed)))
            self.failures.flush()
        return failed

    def commit(self) -> None:
        """Do nothing: everything is written already."""

    def abort(self, chunk: Chunk, outcomes: Sequence[Outcome]) -> list[Failure]:
        """Write the articles before the failure: a stream cannot be resumed."""
        return self.write(chunk, outcomes)

    def _put(self, payload: bytes) -> None:
        self.stream.write(self.writer.pack(payload))
        self.stream.flush()


class JournalSink:
    """A file with its journal; see journal.py."""

    def __init__(self, journal: Journal, *, writer: Writer, dedupe: bool) -> None:
        self.journal, self.writer = journal, writer
        self.seen = journal.seen if dedupe else None
        self._committed = time.monotonic()

    @property
    def progress(self) -> Progress:
        """How far the run has come."""
        return self.journal.progress

    def begin(self, model: str | None) -> None:
        """Note the pipeline. Raises OutputError where the interrupted run was made with another one."""
        if model is not None or self.journal.model is None:
            self.journal.begin(model or "none")

    def write(self, chunk: Chunk, outcomes: Iterable[Outcome]) -> list[Failure]:
        """Write one chunk, and commit if the last commit was some time ago."""
        payload, failed, progress, new = tally(chunk, outcomes, self.progress, self.seen)
        if chunk.number == 0:
            payload = self.writer.header() + payload
        self.journal.write(self.writer.pack(payload), [dump_failure(failure) for failure in failed], new, progress)
        if time.monotonic() - self._committed >= MIN_SECONDS_BETWEEN_COMMITS:
            self.journal.commit()
            self._committed = time.monotonic()
        return failed

    def commit(self) -> None:
        """Mark the output as complete."""
        if self.progress.chunks == 0:
            self.journal.write(self.writer.pack(self.writer.header()), [], [], self.progress)
        self.journal.commit(done=True)

    def abort(self, chunk: Chunk, outcomes: Sequence[Outcome]) -> list[Failure]:
        """Keep the chunks before this one."""
        self.journal.commit()
        return [outcome.failure for outcome in outcomes[-1:] if outcome.failure]


def tally(
    chunk: Chunk, outcomes: Iterable[Outcome], progress: Progress, seen: set[str] | None
) -> tuple[bytes, list[Failure], Progress, list[str]]:
    """The records of a chunk, the failures in it, the progress with it, and the hashes that it adds to `seen`."""
    payload, failed, new = [], [], []
    articles = words = records = duplicates = 0
    for outcome in outcomes:
        articles += 1
        if outcome.failure is not None:
            failed.append(outcome.failure)
            continue
        if seen is not None and outcome.sha256 is not None:
            if outcome.sha256[:32] in seen:
                duplicates += 1
                continue
            seen.add(outcome.sha256[:32])
            new.append(outcome.sha256[:32])
        payload.append(outcome.payload)
        words, records = words + outcome.words, records + outcome.records
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


def dump_failure(failure: Failure) -> bytes:
    """A line of the failures file."""
    return json.dumps(asdict(failure), ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"
