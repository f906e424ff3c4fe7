"""Questions to an archive, each in a thread, with a time limit: `await access.ask(lambda archive: …)`.

Every answer opens the archive and reads one state of it, whatever other processes add in the meantime; so it contains
all that was there when it began, and the next one contains what is new.
"""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TypeVar

from starlette.concurrency import run_in_threadpool

from quotes.desk.archive.archive import Archive, ArchiveError, find_remedy, open_archive
from quotes.desk.serve.jobs import BusyError
from quotes.desk.serve.limits import MAX_READERS, MAX_WAITING_READERS, SEARCH_SECONDS
from quotes.desk.serve.problems import RequestError

MAX_CHECKED_BYTES = 200_000_000  # of a file that is checked as a whole at the start: a second
_STEPS_PER_LOOK = 20_000  # of SQLite's machine, between two looks at the clock: a millisecond
_TABLES = ("articles", "lines", "records", "speakers", "names", "appearances", "credits", "texts")

Answer = TypeVar("Answer")


class ArchiveAccess:
    """The way to one archive: some readers at once, some that wait, each with its time."""

    def __init__(
        self,
        path: Path,
        *,
        seconds: float = SEARCH_SECONDS,
        readers: int = MAX_READERS,
        max_waiting: int = MAX_WAITING_READERS,
    ) -> None:
        self.path = path
        self.seconds = seconds
        self.max_asked = readers + max_waiting
        self._slots = asyncio.Semaphore(readers)
        self._asked = 0

    async def ask(self, question: Callable[[Archive], Answer]) -> Answer:
        """The answer to a question. Raises BusyError, RequestError where the archive fails or takes too long."""
        with self._enter():
            async with self._slots:
                return await run_in_threadpool(self.answer, question)

    def answer(self, question: Callable[[Archive], Answer]) -> Answer:
        """The answer, in this thread."""
        with self._open() as (archive, start):
            start()
            return question(archive)

    async def stream(self, write: Callable[[Archive], Iterator[bytes]]) -> AsyncIterator[bytes]:
        """The parts of a long answer, all from one state of the archive; each part has the time of an answer."""
        with self._enter(), ExitStack() as stack:
            async with self._slots:
                archive, start = await run_in_threadpool(stack.enter_context, self._open())
                parts = await run_in_threadpool(write, archive)

            def read_part() -> bytes | None:
                start()
                return next(parts, None)

            while True:
                async with self._slots:
                    part = await run_in_threadpool(read_part)
                if part is None:
                    return
                yield part

    def check(self) -> None:
        """Raise ArchiveError, naming the file and the remedy, for an archive that is not there, damaged or too new."""
        with open_archive(self.path) as archive:
            for table in _TABLES:
                archive.connection.execute(f"SELECT * FROM {table} LIMIT 1").fetchone()
            archive.connection.execute("SELECT count(*) FROM search WHERE search MATCH 'a'").fetchone()
            if self.path.stat().st_size <= MAX_CHECKED_BYTES:
                (result,) = archive.connection.execute("PRAGMA quick_check(1)").fetchone()
                if result != "ok":
                    error = sqlite3.DatabaseError("database disk image is malformed")
                    raise ArchiveError(f"{self.path}: damaged ({result}); {find_remedy(error)}")

    @contextmanager
    def _enter(self) -> Iterator[None]:
        if self._asked >= self.max_asked:
            raise BusyError("the server has as many questions to the archive as it takes; try again in some seconds")
        self._asked += 1
        try:
            yield
        finally:
            self._asked -= 1

    @contextmanager
    def _open(self) -> Iterator[tuple[Archive, Callable[[], None]]]:
        """The archive in one state, and what starts the clock of an answer anew."""
        deadline = 0.0

        def start() -> None:
            nonlocal deadline
            deadline = time.monotonic() + self.seconds

        with self._naming_errors(), open_archive(self.path, any_thread=True) as archive:
            archive.connection.set_progress_handler(lambda: time.monotonic() > deadline, _STEPS_PER_LOOK)
            start()
            archive.connection.execute("BEGIN")
            yield archive, start

    @contextmanager
    def _naming_errors(self) -> Iterator[None]:
        """Errors of the archive as answers: it took too long, or it cannot be read."""
        try:
            yield
        except sqlite3.Error as error:
            raise self._explain(error, f"{self.path}: cannot be used ({error}); {find_remedy(error)}") from error
        except ArchiveError as error:
            raise self._explain(error.__cause__, str(error)) from error

    def _explain(self, cause: BaseException | None, detail: str) -> RequestError:
        if isinstance(cause, sqlite3.OperationalError) and "interrupted" in str(cause):
            detail = f"not done within {self.seconds:g} seconds; look for rarer words, or choose a shorter time"
            return RequestError(504, detail)
        return RequestError(503, detail)
