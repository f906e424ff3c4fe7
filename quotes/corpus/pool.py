"""Worker processes, watched: a worker that hangs or dies is replaced by another.

    with Pool(settings, workers=2) as pool:
        for chunk, outcomes in pool.run(cut_chunks(items)):
            ...

Chunks come back in order. A worker whose step (reading an item, extracting a batch) takes longer than the time limit of
one article is ended, in whatever code it hangs. Its chunk is then done article by article, also those of a feed or a
book, and an article that hangs again is a failure. After a worker dies, its chunk is tried again whole, then article by
article.
"""

from __future__ import annotations

import json
import time
from collections import deque
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection, wait
from queue import Queue

from quotes.article import Article
from quotes.corpus.chunks import Chunk
from quotes.corpus.outcome import Outcome, pack_items, unpack_items, unpack_outcomes
from quotes.corpus.settings import Settings
from quotes.corpus.tasks import Feed, Pending, Task, make_failure
from quotes.corpus.worker_process import Worker, start_worker
from quotes.errors import ModelError, QuotesError
from quotes.formats.readers.document import Document, Failure

MAX_SECONDS_TO_LOAD = 600.0  # for a pipeline, on a machine with slow disks
CHUNKS_AHEAD = 2  # per worker, read in advance or waiting for an earlier chunk


class Pool:
    """Worker processes with one pipeline each. Raises ModelError where the pipeline cannot be loaded."""

    def __init__(self, settings: Settings, workers: int = 1, watch: Callable[[int, int], None] | None = None) -> None:
        self.settings = settings
        self.watch = watch  # hears, with each step, of the bytes and articles under way that are done
        self.model: str | None = None  # "en_quotes 1.0.0", once a worker has loaded it
        self.lost = 0  # number of workers that died or were ended
        self._workers: list[Worker] = []
        for _ in range(max(workers, 1)):
            self._start()

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End all workers."""
        while self._workers:
            self._end(self._workers[-1])

    @property
    def processes(self) -> list[int]:
        """The process ids of the workers."""
        return [worker.process.pid for worker in self._workers]

    @property
    def ready(self) -> int:
        """The number of workers that have loaded the pipeline, as far as `run` has received messages."""
        return sum(worker.loaded for worker in self._workers)

    def run(self, chunks: Iterator[Chunk]) -> Iterator[tuple[Chunk, list[list[Outcome]]]]:
        """Each chunk with the outcomes of its items, in order. An error in a worker affects only its own article."""
        from multiprocessing import Pipe

        wake = Pipe(duplex=False)
        max_waiting = CHUNKS_AHEAD * len(self._workers)
        feed = Feed(chunks, Queue(maxsize=max_waiting), wake)
        feed.start()
        waiting: deque[Task] = deque()
        pending: deque[Pending] = deque()
        while True:
            while pending and None not in pending[0].outcomes:
                first = pending.popleft()
                yield first.chunk, [outcomes for outcomes in first.outcomes if outcomes is not None]
            while len(pending) < max_waiting + len(self._workers) and not feed.ended and not feed.ready.empty():
                self._read_ahead(feed, waiting, pending)
            if feed.ended and not pending:
                return
            self._assign_tasks(waiting)
            self._wait_for_message(wake[0], waiting)

    def _read_ahead(self, feed: Feed, waiting: deque[Task], pending: deque[Pending]) -> None:
        chunk = feed.ready.get()
        if chunk is None:
            feed.ended = True
        elif isinstance(chunk, BaseException):
            raise chunk
        else:
            pending.append(Pending(chunk, [None] * len(chunk.items)))
            waiting.append(Task(pending[-1], chunk.items))

    def _assign_tasks(self, waiting: deque[Task]) -> None:
        for worker in list(self._workers):
            if waiting and worker.loaded and worker.task is None:
                worker.task = waiting.popleft()
                worker.deadline = self._deadline()
                worker.step = ("start", 0)
                try:
                    command = b"R" if worker.task.reads else b"X"
                    worker.send.send_bytes(command + pack_items(worker.task.items))
                except OSError:
                    self._replace(worker, waiting)

    def _wait_for_message(self, wake: Connection, waiting: deque[Task]) -> None:
        """Wait for a message, for a chunk that is ready or for a deadline, and handle it."""
        soonest = min((worker.deadline for worker in self._workers if self._is_busy(worker)), default=float("inf"))
        timeout = None if soonest == float("inf") else max(soonest - time.monotonic(), 0)
        for ready in wait([wake, *(worker.receive for worker in self._workers)], timeout):
            if ready is wake:
                wake.recv_bytes()
                continue
            worker = next((worker for worker in self._workers if worker.receive is ready), None)
            if worker is None:
                continue
            try:
                self._handle_message(worker, worker.receive.recv_bytes(), waiting)
            except (EOFError, OSError):
                self._handle_death(worker, waiting)
        now = time.monotonic()
        for worker in list(self._workers):
            if self._is_busy(worker) and worker.deadline <= now and not worker.receive.poll():
                self._handle_timeout(worker, waiting)

    def _handle_message(self, worker: Worker, message: bytes, waiting: deque[Task]) -> None:
        kind, rest = message[:1], message[1:]
        task = worker.task
        if kind == b"D" and task is not None:
            worker.task = None
            if task.reads:
                waiting.extendleft(reversed(task.divide_document()))
            else:
                task.finish(unpack_outcomes(rest))
        elif kind == b"A" and task is not None:
            task.articles.extend(item for item in unpack_items(rest) if isinstance(item, (Article, Failure)))
            worker.deadline = self._deadline()
        elif kind == b"S":
            stage, _, number = rest.decode().partition(" ")
            worker.step, worker.deadline = (stage, int(number)), self._deadline()
            self._tell()
        elif kind == b"L":
            worker.loaded, self.model = True, rest.decode()
            self._tell()
        elif kind == b"E":
            name, reason = json.loads(rest)
            if name == "ModelError":
                raise ModelError(reason)
            raise QuotesError(f"a worker cannot start: {name}: {reason}")

    def _tell(self) -> None:
        """Tell who watches how much of the chunks under way is done; parts of a divided chunk are not counted."""
        if self.watch is None:
            return
        size = articles = 0
        for worker in self._workers:
            if worker.task and worker.step[0] == "extract":
                most = len(worker.task.pending.chunk.items)
                done = min(worker.step[1], len(worker.task.items))
                size, articles = size + worker.task.pending.chunk.size * done // most, articles + done
        self.watch(size, articles)

    def _handle_death(self, worker: Worker, waiting: deque[Task]) -> None:
        """Try the task again whole (the machine may be at fault), then article by article; then it is a failure."""
        if not worker.loaded and worker.task is None and self.lost > 3 + 3 * len(self._workers):
            raise QuotesError("the workers die while they load the pipeline; is there enough memory for --workers?")
        task = self._replace(worker, None)
        if task is None:
            return
        task.deaths += 1
        if task.deaths == 1:
            task.articles.clear()
            waiting.appendleft(task)
        else:
            code = worker.process.returncode
            self._retry(task, waiting, "extract", "WorkerDied", f"its worker died (exit status {code})")

    def _handle_timeout(self, worker: Worker, waiting: deque[Task]) -> None:
        if not worker.loaded:
            raise QuotesError(f"a worker has not loaded the pipeline within {MAX_SECONDS_TO_LOAD:.0f} seconds")
        task = self._replace(worker, None)
        if task is not None:
            message = f"took longer than {self.settings.timeout:g} seconds; raise --timeout"
            self._retry(task, waiting, "time", "TimeLimit", message)

    @staticmethod
    def _retry(task: Task, waiting: deque[Task], stage: str, error: str, message: str) -> None:
        """Divide a task that ended a worker into smaller ones; a task that cannot be divided is a failure."""
        if task.reads:
            if task.articles:
                message = f"after {len(task.articles):,} of its articles {message}"
            failure = make_failure(task.items[0], stage, error, message)
            waiting.extendleft(reversed(task.divide_document(failure)))
        elif len(task.items) > 1 or isinstance(task.items[0], Document):
            waiting.extendleft(reversed(task.divide()))
        else:
            task.fail(stage, error, message)

    def _is_busy(self, worker: Worker) -> bool:
        return not worker.loaded or worker.task is not None

    def _deadline(self) -> float:
        return time.monotonic() + self.settings.timeout if self.settings.timeout else float("inf")

    def _replace(self, worker: Worker, waiting: deque[Task] | None) -> Task | None:
        """End a worker and start another; its task is returned, or put first into `waiting`."""
        task = worker.task
        self._end(worker)
        self.lost += 1
        self._start()
        if waiting is not None and task is not None:
            waiting.appendleft(task)
        return task

    def _start(self) -> None:
        self._workers.append(start_worker(self.settings, time.monotonic() + MAX_SECONDS_TO_LOAD))

    def _end(self, worker: Worker) -> None:
        self._workers.remove(worker)
        worker.end()
