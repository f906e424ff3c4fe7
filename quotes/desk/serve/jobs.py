"""Articles that wait for a worker process, each with its result to come: `jobs.submit(document).result()`.

Each worker process has a pool of its own (`quotes.corpus.pool`), which ends and replaces it where it hangs or dies, and
takes the next job only when it is free: a slow article delays no other as long as one worker is free.
"""

from __future__ import annotations

import itertools
import threading
import time
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import dataclass, field, replace

from quotes.corpus.chunks import Chunk
from quotes.corpus.pool import MAX_SECONDS_TO_LOAD, Pool
from quotes.corpus.settings import Settings
from quotes.desk.serve.reading import Reading
from quotes.errors import ModelError, QuotesError
from quotes.formats.readers.document import Document, Failure

RESTART_SECONDS = 2.0  # before a pool that failed as a whole is started again


class BusyError(QuotesError):
    """As many articles as allowed are waiting already."""


@dataclass(eq=False)
class Job:
    """One document and what is read in it, to come: a reading for each article."""

    document: Document
    future: Future[tuple[Reading, ...]] = field(default_factory=Future)

    @property
    def readings(self) -> tuple[Reading, ...] | None:
        """What was read; None as long as the job is not done."""
        return self.future.result() if self.future.done() and not self.future.cancelled() else None

    @property
    def state(self) -> str:
        """ "waiting", "working" or "done"."""
        return "done" if self.future.done() else "working" if self.future.running() else "waiting"


@dataclass(eq=False)
class _Slot:
    """A pool with one worker, and its current job."""

    is_free: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(1))
    job: Job | None = None
    ended: bool = False


class Jobs:
    """The jobs of a server and the worker processes that do them."""

    def __init__(self, settings: Settings, *, workers: int, max_waiting: int) -> None:
        self.settings = settings
        self.workers = workers
        self.max_waiting = max_waiting
        self.model: str | None = None  # "en_quotes 1.0.0", once a worker has loaded it
        self._waiting: deque[Job] = deque()
        self._changed = threading.Condition()
        self._loaded = threading.Event()
        self._error: QuotesError | None = None
        self._closed = False
        self._pools: list[Pool] = []

    def start(self) -> None:
        """Start the workers, and wait until one has loaded the pipeline. Raises ModelError where none can."""
        for _ in range(self.workers):
            threading.Thread(target=self._work, daemon=True).start()
        self._loaded.wait(MAX_SECONDS_TO_LOAD)
        if self._error is not None:
            self.close()
            raise self._error

    def close(self) -> None:
        """End the workers; jobs that wait are never done."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        for pool in self._pools:
            pool.close()

    @property
    def processes(self) -> list[int]:
        """The process ids of the workers."""
        return [process for pool in self._pools for process in pool.processes]

    @property
    def waiting(self) -> int:
        """The number of jobs that no worker has begun."""
        with self._changed:
            return len(self._waiting)

    def submit(self, *documents: Document) -> tuple[Job, ...]:
        """A job for each document. Raises BusyError, and takes none, where that would be more than may wait."""
        with self._changed:
            self._waiting = deque(job for job in self._waiting if not job.future.cancelled())
            if len(self._waiting) + len(documents) > self.max_waiting:
                raise BusyError("the server has as many articles to read as it takes; try again in some seconds")
            jobs = tuple(map(Job, documents))
            self._waiting.extend(jobs)
            self._changed.notify_all()
        return jobs

    def _work(self) -> None:
        """Run a pool; after an error of the pool as a whole another one begins, but not where no pipeline is there."""
        while not self._closed:
            slot = _Slot()
            try:
                self._run_pool(slot)
            except (QuotesError, OSError) as error:
                self._give_up(slot, error)
                if isinstance(error, ModelError):
                    self._error = error
                    self._loaded.set()
                    return
                time.sleep(RESTART_SECONDS)

    def _run_pool(self, slot: _Slot) -> None:
        """Do jobs until the server ends. Raises QuotesError, OSError."""
        pool = Pool(self.settings, 1, lambda size, articles: self._note_loaded(pool))
        self._pools.append(pool)
        try:
            for _, (outcomes,) in pool.run(self._chunks(slot)):
                self._finish(slot, tuple(map(Reading.of, outcomes)))
        finally:
            self._pools.remove(pool)
            pool.close()

    def _give_up(self, slot: _Slot, error: Exception) -> None:
        """End the slot; its job has failed."""
        with self._changed:
            slot.ended = True
            self._changed.notify_all()
        if slot.job is not None:
            failure = Failure(slot.job.document.source_path, "extract", type(error).__name__, str(error))
            self._finish(slot, (Reading(failure=failure),))

    def _note_loaded(self, pool: Pool) -> None:
        if pool.model is not None:
            self.model = pool.model
            self._loaded.set()

    def _chunks(self, slot: _Slot) -> Iterator[Chunk]:
        """The jobs for one slot, each once the one before is done."""
        for number in itertools.count():
            slot.is_free.acquire()
            job = self._take(slot)
            if job is None:
                return
            slot.job = job
            yield Chunk(number, (job.document,), len(job.document.data or b""), "")

    def _take(self, slot: _Slot) -> Job | None:
        with self._changed:
            while True:
                self._changed.wait_for(lambda: self._closed or slot.ended or self._waiting)
                if self._closed or slot.ended:
                    return None
                job = self._waiting.popleft()
                if job.future.set_running_or_notify_cancel():  # False: the client has gone away
                    return job

    @staticmethod
    def _finish(slot: _Slot, readings: tuple[Reading, ...]) -> None:
        if slot.job is not None:
            slot.job.document = replace(slot.job.document, data=None)  # the readings are all that is shown
            slot.job.future.set_result(readings)
        slot.job = None
        slot.is_free.release()
