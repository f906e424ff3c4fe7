"""A run that survives its end: output beside its final name, and a journal of how much of it is sure.

While `said.jsonl` is made, `said.jsonl.partial` grows and `said.jsonl.journal` says, a line a commit, how many chunks
of input it holds and to which byte. A commit reaches the disk before its line does, and each line carries checksums:
after a crash, a torn line or a full disk, whatever no line vouches for is cut off, and the run goes on from there.
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
    """The partial output of one run. Raises OutputError for what cannot be written or is not to be gone on with."""

    def __init__(self, output: Path, failures: Path, *, settings: str) -> None:
        if os.path.realpath(output) == os.path.realpath(failures):
            raise OutputError(f"{failures}: is the output, too; name another file with --failures")
        self.output, self.failures = output, failures
        self.partial, self.path = (output.with_name(output.name + end) for end in (PARTIAL, JOURNAL))
        self.failures_partial = failures.with_name(failures.name + PARTIAL)
        self.settings = settings
        self.progress = Progress()  # with what is held
        self.sure = Progress()  # the last commit
        self.model: str | None = None
        self.seen: set[str] = set()
        self._buffer = _Buffer()
        self._streams: list[BinaryIO] = []
        self._ours = False  # the files are taken up, not left to the run that they belong to

    @property
    def files(self) -> tuple[Path, ...]:
        """All files that the run writes; none of them is an article."""
        converted = self.output.with_name(self.output.name + CONVERTED)
        return (self.output, self.partial, self.path, converted, self.failures, self.failures_partial)

    def open(self, *, resume: bool) -> None:
        """Begin, or go on with what was interrupted."""
        with self._guard():
            journal = self.path.open("r+b" if self.path.exists() else "w+b")
            self._streams.append(journal)
            _lock(journal, self.path)
            lines = list(_read_journal(journal))
            if lines and lines[0][0].get("settings") is None:
                raise OutputError(f"{self.path}: not a journal of quotes; move it away")
            if len(lines) > 1 and not resume and self.partial.exists():
                told = f"{lines[-1][0]['progress']['articles']:,} articles"
                raise OutputError(
                    f"{self.partial}: holds an interrupted run ({told}); go on with --resume, "
                    f"or delete it and {self.path}"
                )
            if lines and resume and lines[0][0]["settings"] != self.settings:
                raise OutputError(
                    f"{self.path}: the interrupted run had other paths, options or another version of quotes; "
                    f"run it with the same, or delete it and {self.partial}"
                )
            if resume and self._is_finished(lines):
                self.sure = self.progress = Progress(**lines[-1][0]["progress"])
                return
            for path in (self.partial, self.failures_partial):
                self._streams.append(path.open("r+b" if path.exists() else "w+b"))
            self._go_on(lines if resume else [])
            self._ours = True

    def _is_finished(self, lines: list[tuple[dict[str, Any], int]]) -> bool:
        """Was all written, and the end came between the output's renaming and the journal's deletion?"""
        done = bool(lines) and lines[-1][0].get("progress", {}).get("done")
        return bool(done) and not self.partial.exists() and self.output.exists()

    def _go_on(self, lines: list[tuple[dict[str, Any], int]]) -> None:
        """Take up the last commit whose bytes are all there, and cut off what is behind it."""
        _, output, failures = self._streams
        end = 0
        for told, reach in lines:
            if "settings" in told:
                self.model, end = told["model"], reach
                continue
            progress = Progress(**told["progress"])
            if not (
                _check(output, progress.output_size - self.progress.output_size, told["output_crc"])
                and _check(failures, progress.failures_size - self.progress.failures_size, told["failures_crc"])
            ):
                break
            self.sure = self.progress = progress
            end = reach
            self.seen.update(told["seen"])
        for stream, size in zip(
            self._streams, (end, self.progress.output_size, self.progress.failures_size), strict=True
        ):
            stream.truncate(size)
            stream.seek(size)

    def begin(self, model: str) -> None:
        """Say which pipeline makes the output; refuse another one than before."""
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
        """Hold what one chunk gave until the next commit."""
        self._buffer.output.append(payload)
        self._buffer.failures.extend(failures)
        self._buffer.seen.extend(seen)
        self.progress = replace(
            progress,
            output_size=self.progress.output_size + len(payload),
            failures_size=self.progress.failures_size + sum(map(len, failures)),
        )

    def commit(self, *, done: bool = False) -> None:
        """Bring all that is held to the disk, then vouch for it."""
        held, self._buffer = self._buffer, _Buffer()
        output, failures = b"".join(held.output), b"".join(held.failures)
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
                    "seen": held.seen,
                }
            )
        self.sure = self.progress

    def _append(self, told: dict[str, Any]) -> None:
        line = json.dumps(told).encode("ascii")
        stream = self._streams[0]
        stream.write(b"%08x %s\n" % (zlib.crc32(line), line))
        stream.flush()
        os.fsync(stream.fileno())

    def finish(self, *, keep_failures: bool, convert: Callable[[Path, Path], None] | None = None) -> None:
        """Give the files their names. `keep_failures`: the failures file is wanted even where it is empty.

        `convert` writes the second path, the output, from the first, where the output is not made by appending.
        """
        with self._guard():
            if self.partial.exists():  # else it has its name already, and the end of the run was interrupted
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
            _sync_folder(self.output.parent)
            self.path.unlink()
            _sync_folder(self.path.parent)  # else a power cut could bring the journal back
        self.close()

    def close(self) -> None:
        """Let go of the files. Where nothing is sure yet, nothing is left behind."""
        empty = self.sure.chunks == 0 and not self.sure.done
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
            remedy = "free space or mend the folder and go on with --resume" if self.sure.chunks else "check the folder"
            raise OutputError(f"{self.output}: cannot be written ({error.strerror or error}); {remedy}") from error


def _read_journal(stream: BinaryIO) -> Iterator[tuple[dict[str, Any], int]]:
    """(what a line tells, where it ends) up to the first line that is torn."""
    stream.seek(0)
    for line in stream:
        told = line[9:-1]
        if not line.endswith(b"\n") or line[:9] != b"%08x " % zlib.crc32(told):
            return
        yield json.loads(told), stream.tell()


def _check(stream: BinaryIO, size: int, checksum: int) -> bool:
    """Are the next bytes of the stream those that a line vouches for?"""
    found = 0
    while size > 0 and (part := stream.read(min(size, 1 << 20))):
        found, size = zlib.crc32(part, found), size - len(part)
    return size == 0 and found == checksum


def _lock(stream: BinaryIO, path: Path) -> None:
    """Keep other runs away from these files for as long as the stream is open."""
    try:
        import fcntl
    except ImportError:  # Windows keeps open files from being replaced by itself
        return
    try:
        fcntl.flock(stream.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        raise OutputError(f"{path}: another run is writing this output; wait for it, or name another") from error


def _sync_folder(folder: Path) -> None:
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
