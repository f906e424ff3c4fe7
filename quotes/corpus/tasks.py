"""The pool's tasks: chunks, parts of chunks that are done alone, and where their outcomes go."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from multiprocessing.connection import Connection
from queue import Queue

from quotes.article import Article
from quotes.corpus.chunks import Chunk, Item
from quotes.corpus.outcome import Outcome
from quotes.formats.readers.document import Document, Failure


@dataclass(eq=False)
class Pending:
    """A chunk that is not finished yet."""

    chunk: Chunk
    outcomes: list[list[Outcome] | None]


@dataclass(eq=False)
class Parts:
    """The articles of a document that are done separately: a feed entry that hangs does not affect the others."""

    outcomes: list[list[Outcome] | None]

    def join(self) -> list[Outcome]:
        """The outcomes of all articles, in order."""
        return [outcome for outcomes in self.outcomes if outcomes is not None for outcome in outcomes]


@dataclass(eq=False)
class Task:
    """Items for one worker: a chunk, one item of it, or one article of a document with several."""

    pending: Pending
    items: tuple[Item, ...]
    position: int = 0  # of the first item in its chunk
    deaths: int = 0  # workers that died during this task
    reads: bool = False  # only read the document, so that its articles can be done separately
    articles: list[Article | Failure] = field(default_factory=list)  # read so far
    parts: Parts | None = None  # of the document that the article belongs to
    part: int = 0  # the article's position there

    def finish(self, outcomes: list[list[Outcome]]) -> None:
        """Put the outcomes where they belong."""
        if self.parts is None:
            self.pending.outcomes[self.position : self.position + len(outcomes)] = outcomes
            return
        self.parts.outcomes[self.part] = list(chain.from_iterable(outcomes))
        if None not in self.parts.outcomes:
            self.pending.outcomes[self.position] = self.parts.join()

    def fail(self, stage: str, error: str, message: str) -> None:
        """Record the single item as a failure."""
        self.finish([[Outcome(failure=make_failure(self.items[0], stage, error, message))]])

    def divide(self) -> list[Task]:
        """A task for each item; a document is read first, and its articles are done separately."""
        return [
            Task(self.pending, (item,), position, reads=isinstance(item, Document))
            for position, item in enumerate(self.items, self.position)
        ]

    def divide_document(self, failure: Failure | None = None) -> list[Task]:
        """A task for each article that was read; `failure`: why there are no more."""
        parts = Parts([None] * len(self.articles))
        if failure is not None:
            parts.outcomes.append([Outcome(failure=failure)])
        tasks = [
            Task(self.pending, (article,), self.position, parts=parts, part=part)
            for part, article in enumerate(self.articles)
        ]
        if not tasks:
            self.pending.outcomes[self.position] = parts.join()
        return tasks


def make_failure(item: Item, stage: str, error: str, message: str) -> Failure:
    """The failure of an item that its worker could not finish."""
    name = item.source_path or "-"
    if isinstance(item, Document) and item.number is not None:
        return Failure(name, stage, error, f"{name}:{item.number}: {message}")
    identity = f"{item.id} " if isinstance(item, (Article, Document)) and item.id else ""
    return Failure(name, stage, error, f"{name}: {identity}{message}")


@dataclass(eq=False)
class Feed:
    """Chunks read ahead in a thread, so that a slow input never delays finished chunks."""

    chunks: Iterator[Chunk]
    ready: Queue[Chunk | BaseException | None]
    wake: tuple[Connection, Connection]
    ended: bool = False
    thread: threading.Thread | None = field(default=None)

    def start(self) -> None:
        """Begin to read ahead."""
        self.thread = threading.Thread(target=self._run, daemon=True)
        self.thread.start()

    def _run(self) -> None:
        last: BaseException | None = None
        try:
            for chunk in self.chunks:
                self._put(chunk)
        except BaseException as error:  # raised again where the chunks are taken
            last = error
        self._put(last)

    def _put(self, value: Chunk | BaseException | None) -> None:
        self.ready.put(value)
        with contextlib.suppress(OSError):
            self.wake[1].send_bytes(b"")
