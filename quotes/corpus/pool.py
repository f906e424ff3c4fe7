"""Workers in processes of their own, watched: one that hangs or dies is ended and another takes its place.

    with Pool(settings, workers=2) as pool:
        for chunk, outcomes in pool.run(cut_chunks(items)):
            ...

Chunks come back in order. A step (reading an item, extracting a batch) that takes longer than the time of one article
ends the worker, in whatever code it hangs; its chunk is done again article by article, those of a feed or a book too,
and what hangs then is a failure. A worker that dies has its chunk done once more as it was, then article by article.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from queue import Queue

from quotes.article import Article
from quotes.corpus.chunks import Chunk
from quotes.corpus.outcome import Outcome, pack_items, unpack_items, unpack_outcomes
from quotes.corpus.settings import Settings
from quotes.corpus.tasks import Feed, Pending, Task, make_failure
from quotes.errors import ModelError, QuotesError
from quotes.formats.readers.document import Document, Failure

LOADING = 600.0  # seconds for a pipeline to load, on a machine with slow disks
AHEAD = 2  # chunks a worker that are read, or wait for one before them
# Isolated (-I): nothing is imported from the current folder, where articles may lie beside a file named json.py.
_START = "import sys, json; sys.path[:] = json.loads(sys.argv[1]); from quotes.corpus.worker import main; main()"
# One thread a worker: more would get in each other's way, and sum in another order, which changes results.
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


@dataclass(eq=False)
class _Worker:
    """A process and the pipe to it."""

    process: subprocess.Popen[bytes]
    send: Connection
    receive: Connection
    deadline: float
    task: Task | None = None
    loaded: bool = False
    step: tuple[str, int] = ("load", 0)


class Pool:
    """A number of workers with one pipeline each. Raises ModelError where it cannot be loaded."""

    def __init__(self, settings: Settings, workers: int = 1, watch: Callable[[int, int], None] | None = None) -> None:
        self.settings = settings
        self.watch = watch  # hears, with each step, of the bytes and articles under way that are done
        self.model: str | None = None  # "en_quotes 1.0.0", once a worker has loaded it
        self.lost = 0  # workers that died or were ended
        self._workers: list[_Worker] = []
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
        """The number of workers that have loaded the pipeline, as far as was heard in `run`."""
        return sum(worker.loaded for worker in self._workers)

    def run(self, chunks: Iterator[Chunk]) -> Iterator[tuple[Chunk, list[list[Outcome]]]]:
        """Each chunk with the outcomes of its items, in order. A worker's error ends nothing but its own article."""
        from multiprocessing import Pipe

        wake = Pipe(duplex=False)
        most = AHEAD * len(self._workers)
        feed = Feed(chunks, Queue(maxsize=most), wake)
        feed.start()
        waiting: deque[Task] = deque()
        pending: deque[Pending] = deque()
        while True:
            while pending and None not in pending[0].outcomes:
                first = pending.popleft()
                yield first.chunk, [one for one in first.outcomes if one is not None]
            while len(pending) < most + len(self._workers) and not feed.ended and not feed.ready.empty():
                self._take(feed, waiting, pending)
            if feed.ended and not pending:
                return
            self._give(waiting)
            self._listen(wake[0], waiting)

    def _take(self, feed: Feed, waiting: deque[Task], pending: deque[Pending]) -> None:
        chunk = feed.ready.get()
        if chunk is None:
            feed.ended = True
        elif isinstance(chunk, BaseException):
            raise chunk
        else:
            pending.append(Pending(chunk, [None] * len(chunk.items)))
            waiting.append(Task(pending[-1], chunk.items))

    def _give(self, waiting: deque[Task]) -> None:
        for worker in list(self._workers):
            if waiting and worker.loaded and worker.task is None:
                worker.task = waiting.popleft()
                worker.deadline = self._deadline()
                worker.step = ("start", 0)
                try:
                    order = b"R" if worker.task.reads else b"X"
                    worker.send.send_bytes(order + pack_items(worker.task.items))
                except OSError:
                    self._replace(worker, waiting)

    def _listen(self, wake: Connection, waiting: deque[Task]) -> None:
        """Wait for a message, a chunk that is ready or a deadline, and see to it."""
        soonest = min((worker.deadline for worker in self._workers if self._is_busy(worker)), default=float("inf"))
        left = None if soonest == float("inf") else max(soonest - time.monotonic(), 0)
        for one in wait([wake, *(worker.receive for worker in self._workers)], left):
            if one is wake:
                wake.recv_bytes()
                continue
            worker = next((worker for worker in self._workers if worker.receive is one), None)
            if worker is None:
                continue
            try:
                self._hear(worker, worker.receive.recv_bytes(), waiting)
            except (EOFError, OSError):
                self._died(worker, waiting)
        now = time.monotonic()
        for worker in list(self._workers):
            if self._is_busy(worker) and worker.deadline <= now and not worker.receive.poll():
                self._hangs(worker, waiting)

    def _hear(self, worker: _Worker, message: bytes, waiting: deque[Task]) -> None:
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

    def _died(self, worker: _Worker, waiting: deque[Task]) -> None:
        """Once more as it was (the machine may be to blame), then article by article, then it is a failure."""
        if not worker.loaded and worker.task is None and self.lost > 3 + 3 * len(self._workers):
            raise QuotesError("the workers end while they load the pipeline; is there memory enough for --workers?")
        task = self._replace(worker, None)
        if task is None:
            return
        task.deaths += 1
        if task.deaths == 1:
            task.articles.clear()
            waiting.appendleft(task)
        else:
            code = worker.process.returncode
            self._retry(task, waiting, "extract", "WorkerDied", f"its worker died of it (exit status {code})")

    def _hangs(self, worker: _Worker, waiting: deque[Task]) -> None:
        if not worker.loaded:
            raise QuotesError(f"a worker has not loaded the pipeline within {LOADING:.0f} seconds")
        task = self._replace(worker, None)
        if task is not None:
            message = f"took longer than {self.settings.timeout:g} seconds; raise --timeout"
            self._retry(task, waiting, "time", "TimeLimit", message)

    @staticmethod
    def _retry(task: Task, waiting: deque[Task], stage: str, error: str, message: str) -> None:
        """Do what ended a worker again in smaller parts; what cannot be divided is a failure."""
        if task.reads:
            if task.articles:
                message = f"after {len(task.articles):,} of its articles {message}"
            failure = make_failure(task.items[0], stage, error, message)
            waiting.extendleft(reversed(task.divide_document(failure)))
        elif len(task.items) > 1 or isinstance(task.items[0], Document):
            waiting.extendleft(reversed(task.divide()))
        else:
            task.fail(stage, error, message)

    def _is_busy(self, worker: _Worker) -> bool:
        return not worker.loaded or worker.task is not None

    def _deadline(self) -> float:
        return time.monotonic() + self.settings.timeout if self.settings.timeout else float("inf")

    def _replace(self, worker: _Worker, waiting: deque[Task] | None) -> Task | None:
        """End a worker and start another; its task is given back, or waits first in line."""
        task = worker.task
        self._end(worker)
        self.lost += 1
        self._start()
        if waiting is not None and task is not None:
            waiting.appendleft(task)
        return task

    def _start(self) -> None:
        process = subprocess.Popen(
            [sys.executable, "-I", "-c", _START, json.dumps(_import_path())],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, **dict.fromkeys(_THREADS, "1")},
        )
        assert process.stdin is not None
        assert process.stdout is not None
        send = Connection(os.dup(process.stdin.fileno()), readable=False)
        receive = Connection(os.dup(process.stdout.fileno()), writable=False)
        process.stdin.close()
        process.stdout.close()
        worker = _Worker(process, send, receive, time.monotonic() + LOADING)
        self._workers.append(worker)
        with contextlib.suppress(OSError):  # it has died: that is heard from its other pipe
            send.send_bytes(json.dumps(self.settings.to_json()).encode())

    def _end(self, worker: _Worker) -> None:
        self._workers.remove(worker)
        worker.process.kill()
        worker.process.wait()
        worker.send.close()
        worker.receive.close()


def _import_path() -> list[str]:
    """Where a worker imports from: as this process, but never from the current folder as such ("" in `sys.path`)."""
    return [folder for folder in sys.path if folder]
