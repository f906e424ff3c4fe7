"""Crash-safe output: a partial file that grows, and a journal of how much of it is committed.

While `said.jsonl` is made, `said.jsonl.partial` grows, and `said.jsonl.journal` has a line for each commit: how many
chunks of input the partial file contains, and up to which byte. The bytes reach the disk before the line does, and each
line has checksums: after a crash, a torn line or a full disk, what no line confirms is cut off, and the run continues
from there.
"""

from __future__ import annotations

import contextlib
import json
import os
import zlib
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, BinaryIO

from quotes.corpus.journal_file import lock, matches_checksum, read_entries, sync_folder
from quotes.errors import OutputError

PARTIAL, JOURNAL, CONVERTED = ".partial", ".journal", ".converted"


@dataclass(frozen=True)
class Progress:
    """How far a run has come; sizes are bytes of the partial files."""

    chunks: int = 0
    articles: int = 0
    words: int = 0
    records: int = 0
    failures: int = 0
    duplicates: int = 0
    output_size: int = 0
    failures_size: int = 0
    inputs: str = ""  # the digest of all input so far
    done: bool = False


@dataclass
class _Buffer:
    output: list[bytes] = field(default_factory=list)
    failures: list[bytes] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)


class Journal:
    """The partial output of one run. Raises OutputError where it cannot be written, or cannot be resumed."""

    def __init__(self, output: Path, failures: Path, *, settings: str) -> None:
        if os.path.realpath(output) == os.path.realpath(failures):
            raise OutputError(f"{failures}: is the output, too; name another file with --failures")
        self.output, self.failures = output, failures
        self.partial, self.path = (output.with_name(output.name + end) for end in (PARTIAL, JOURNAL))
        self.failures_partial = failures.with_name(failures.name + PARTIAL)
        self.settings = settings
        self.progress = Progress()  # including what is buffered
        self.committed = Progress()  # the last commit
        self.model: str | None = None
        self.seen: set[str] = set()
        self._buffer = _Buffer()
        self._streams: list[BinaryIO] = []
        self._ours = False  # this run writes the files: they do not belong to another run

    @property
    def files(self) -> tuple[Path, ...]:
        """All files that the run writes; none of them is an article."""
        converted = self.output.with_name(self.output.name + CONVERTED)
        return (self.output, self.partial, self.path, converted, self.failures, self.failures_partial)

    def open(self, *, resume: bool) -> None:
        """Begin a run, or resume an interrupted one."""
        with self._guard():
            journal = self.path.open("r+b" if self.path.exists() else "w+b")
            self._streams.append(journal)
            lock(journal, self.path)
            lines = list(read_entries(journal))
            if lines and lines[0][0].get("settings") is None:
                raise OutputError(f"{self.path}: not a journal of quotes; move it away")
            if len(lines) > 1 and not resume and self.partial.exists():
                extent = f"{lines[-1][0]['progress']['articles']:,} articles"
                raise OutputError(
                    f"{self.partial}: holds an interrupted run ({extent}); continue with --resume, "
                    f"or delete it and {self.path}"
                )
            if lines and resume and lines[0][0]["settings"] != self.settings:
                raise OutputError(
                    f"{self.path}: the interrupted run had other paths, options or another version of quotes; "
                    f"run it with the same, or delete it and {self.partial}"
                )
            if resume and self._is_finished(lines):
                self.committed = self.progress = Progress(**lines[-1][0]["progress"])
                return
            for path in (self.partial, self.failures_partial):
                self._streams.append(path.open("r+b" if path.exists() else "w+b"))
            self._resume_from(lines if resume else [])
            self._ours = True

    def _is_finished(self, lines: list[tuple[dict[str, Any], int]]) -> bool:
        """Is the output complete, and was the run only interrupted before the journal was deleted?"""
        done = bool(lines) and lines[-1][0].get("progress", {}).get("done")
        return bool(done) and not self.partial.exists() and self.output.exists()

    def _resume_from(self, lines: list[tuple[dict[str, Any], int]]) -> None:
        """Resume from the last commit whose bytes are all there, and cut off what comes after it."""
        _, output, failures = self._streams
        end = 0
        for entry, reach in lines:
            if "settings" in entry:
                self.model, end = entry["model"], reach
                continue
            progress = Progress(**entry["progress"])
            if not (
                matches_checksum(output, progress.output_size - self.progress.output_size, entry["output_crc"])
                and matches_checksum(
                    failures, progress.failures_size - self.progress.failures_size, entry["failures_crc"]
                )
            ):
                break
            self.committed = self.progress = progress
            end = reach
            self.seen.update(entry["seen"])
        for stream, size in zip(
            self._streams, (end, self.progress.output_size, self.progress.failures_size), strict=True
        ):
            stream.truncate(size)
            stream.seek(size)

    def begin(self, model: str) -> None:
        """Note which pipeline makes the output; refuse one that differs from before the interruption."""
        if self.model is None:
            self.model = model
            with self._guard():
                self._append({"settings": self.settings, "model": model})
        elif self.model != model:
            raise OutputError(
                f"{self.path}: the interrupted run was made with {self.model}, this is {model}; "
                f"install that one, or delete it and {self.partial}"
            )

    def write(self, payload: bytes, failures: list[bytes], seen: list[str], progress: Progress) -> None:
        """Buffer the output of one chunk until the next commit."""
        self._buffer.output.append(payload)
        self._buffer.failures.extend(failures)
        self._buffer.seen.extend(seen)
        self.progress = replace(
            progress,
            output_size=self.progress.output_size + len(payload),
            failures_size=self.progress.failures_size + sum(map(len, failures)),
        )

    def commit(self, *, done: bool = False) -> None:
        """Write everything buffered to the disk, then confirm it in the journal."""
        pending, self._buffer = self._buffer, _Buffer()
        output, failures = b"".join(pending.output), b"".join(pending.failures)
        self.progress = replace(self.progress, done=done)
        with self._guard():
            for stream, data in zip(self._streams[1:], (output, failures), strict=True):
                if data:
                    stream.write(data)
                    stream.flush()
                    os.fsync(stream.fileno())
            self._append(
                {
                    "progress": asdict(self.progress),
                    "output_crc": zlib.crc32(output),
                    "failures_crc": zlib.crc32(failures),
                    "seen": pending.seen,
                }
            )
        self.committed = self.progress

    def _append(self, entry: dict[str, Any]) -> None:
        line = json.dumps(entry).encode("ascii")
        stream = self._streams[0]
        stream.write(b"%08x %s\n" % (zlib.crc32(line), line))
        stream.flush()
        os.fsync(stream.fileno())

    def finish(self, *, keep_failures: bool, convert: Callable[[Path, Path], None] | None = None) -> None:
        """Give the files their final names. `keep_failures` keeps the failures file even where it is empty.

        `convert` writes the second path, the output, from the first, where the output is not made by appending.
        """
        with self._guard():
            if self.partial.exists():  # otherwise it is renamed already, and the run was interrupted after that
                if convert is not None:
                    made = self.output.with_name(self.output.name + CONVERTED)
                    convert(self.partial, made)
                    made.replace(self.output)
                    self.partial.unlink()
                else:
                    self.partial.replace(self.output)
            if self.failures_partial.exists():
                if self.progress.failures or keep_failures:
                    self.failures_partial.replace(self.failures)
                else:
                    self.failures_partial.unlink()
                    self.failures.unlink(missing_ok=True)  # of an earlier run
            sync_folder(self.output.parent)
            self.path.unlink()
            sync_folder(self.path.parent)  # else a power cut could bring the journal back
        self.close()

    def close(self) -> None:
        """Close the files; delete them where nothing is committed yet."""
        empty = self.committed.chunks == 0 and not self.committed.done
        for stream in self._streams:
            with contextlib.suppress(OSError):
                stream.close()
        if self._ours and self._streams and empty:
            for path in (self.partial, self.failures_partial, self.path):
                with contextlib.suppress(OSError):
                    path.unlink()
        self._streams.clear()

    @contextlib.contextmanager
    def _guard(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            remedy = (
                "free space or fix the folder and continue with --resume"
                if self.committed.chunks
                else "check the folder"
            )
            raise OutputError(f"{self.output}: cannot be written ({error.strerror or error}); {remedy}") from error
