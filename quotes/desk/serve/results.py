"""Results in memory, for a time: `results.add(jobs, modes)` gives the id under which the page shows them.

Nothing is written to a disk. The oldest results go when there are too many, and each after an hour.
"""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from quotes.desk.serve.jobs import Job
from quotes.desk.serve.lines import keep_modes
from quotes.desk.serve.reading import Reading

MAX_RESULTS = 200
MAX_RESULT_BYTES = 200_000_000  # of all texts and records together: 10,000 usual articles
SECONDS_KEPT = 3_600.0


@dataclass(frozen=True)
class Entry:
    """One article of a result: where it came from, and what was read; None where that is still to come."""

    key: str  # "0-2" is the third article of the first document
    name: str
    state: str
    reading: Reading | None


@dataclass(frozen=True, eq=False)
class Result:
    """The jobs of one request of the page."""

    id: str
    jobs: tuple[Job, ...]
    modes: frozenset[str]
    created: float  # by the store's clock

    @property
    def done(self) -> int:
        """The number of documents that are done."""
        return sum(job.future.done() for job in self.jobs)

    @property
    def is_done(self) -> bool:
        """True once all are done."""
        return self.done == len(self.jobs)

    def entries(self) -> list[Entry]:
        """The articles in the order of the documents; one entry for a document that is still to be read."""
        entries = []
        for number, job in enumerate(self.jobs):
            name = job.document.source_path
            readings = job.readings
            if not readings:  # not done, or without any article
                entries.append(Entry(f"{number}-0", name, job.state, None))
            for part, reading in enumerate(readings or ()):
                kept = replace(reading, payload=keep_modes(reading.payload, self.modes))
                entries.append(Entry(f"{number}-{part}", name, job.state, kept))
        return entries

    def entry(self, key: str) -> Entry | None:
        """The article with this key; None where there is none."""
        return next((entry for entry in self.entries() if entry.key == key), None)

    def weigh(self) -> int:
        """Bytes in memory, approximately."""
        documents = sum(len(job.document.data or b"") for job in self.jobs)
        readings = [reading for job in self.jobs for reading in job.readings or ()]
        texts = sum(len(reading.article.text) for reading in readings if reading.article)
        return documents + texts + sum(len(reading.payload) for reading in readings)


class Results:
    """The results that are kept."""

    def __init__(
        self,
        *,
        max_results: int = MAX_RESULTS,
        max_bytes: int = MAX_RESULT_BYTES,
        seconds: float = SECONDS_KEPT,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.max_results, self.max_bytes, self.seconds, self.clock = max_results, max_bytes, seconds, clock
        self._results: dict[str, Result] = {}
        self._lock = threading.Lock()

    def add(self, jobs: tuple[Job, ...], modes: frozenset[str]) -> Result:
        """Keep the results of these jobs."""
        result = Result(secrets.token_urlsafe(12), jobs, modes, self.clock())
        with self._lock:
            self._results[result.id] = result
            self._forget()
        return result

    def get(self, id: str) -> Result | None:
        """The result with this id; None where it was never there or has been forgotten."""
        with self._lock:
            self._forget()
            return self._results.get(id)

    def _forget(self) -> None:
        """Drop what is too old, then the oldest as long as there are too many; the newest stays."""
        now = self.clock()
        for old in [id for id, result in self._results.items() if now - result.created > self.seconds]:
            del self._results[old]
        weights = {id: result.weigh() for id, result in self._results.items()}
        while len(weights) > 1 and (len(weights) > self.max_results or sum(weights.values()) > self.max_bytes):
            oldest = next(iter(weights))
            del weights[oldest], self._results[oldest]
