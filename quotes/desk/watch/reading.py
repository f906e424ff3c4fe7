"""From waiting items to chunks for the workers: `for chunk in reader.chunks(items): …`, with what each chunk holds.

Addresses are fetched here, one after the other, since a site is asked with a delay; the pages are read by the workers.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quotes.article import Article
from quotes.corpus.chunks import MAX_BYTES, MAX_ITEMS, Chunk
from quotes.corpus.chunks import Item as Part
from quotes.desk.watch.hosts import ForbiddenError, Hosts, LeftAloneError, host_of
from quotes.desk.watch.state import DONE, FAILED, WAITING, Item, Result
from quotes.desk.watch.stop import Stop
from quotes.errors import ReadError
from quotes.formats.readers.document import Document, Failure, ReadOptions
from quotes.formats.readers.fetch import Page, fetch
from quotes.formats.readers.fetched import fetch_document
from quotes.formats.readers.paths import split_path
from quotes.formats.readers.server_errors import StatusError, UnreachableError

MAX_TRIES = 4  # of an address whose server fails: at once, after a quarter of an hour, after one and after four hours
FIRST_RETRY_SECONDS = 900.0


@dataclass(frozen=True)
class Task:
    """An article or a part of a file in a chunk: `result` is what becomes of its item if all goes well."""

    result: Result
    is_fetched: bool = True  # False: the failure says why there is nothing to extract


class Reader:
    """Makes chunks in the thread of the workers' pool; `tasks` is what each of them holds, part by part."""

    def __init__(self, hosts: Hosts, stop: Stop, options: ReadOptions, networks: Sequence[str]) -> None:
        self.hosts, self.stop, self.options, self.networks = hosts, stop, options, networks
        self.tasks: dict[int, tuple[Task, ...]] = {}
        self.done: set[str] = set()  # keys of addresses to which others have led meanwhile
        self.waits = 0  # items whose site is left alone for now
        self._lock = threading.Lock()
        self._number = 0

    def chunks(self, items: Sequence[Item]) -> Iterator[Chunk]:
        """The items as chunks: files first, then addresses, from each site in turn. Ends early at a stop."""
        yield from self._read_files(item for item in items if item.is_file)
        for item in self._take_turns([item for item in items if not item.is_file]):
            if self.stop:
                return
            if item.key not in self.done and (pair := self._fetch(item)):
                yield self._make([pair])

    def take(self, chunk: Chunk) -> tuple[Task, ...]:
        """What a chunk holds; asked once."""
        with self._lock:
            return self.tasks.pop(chunk.number)

    def _make(self, pairs: Sequence[tuple[Part, Task]]) -> Chunk:
        with self._lock:
            chunk = Chunk(self._number, tuple(part for part, _ in pairs), sum(weigh(part) for part, _ in pairs), "")
            self.tasks[chunk.number] = tuple(task for _, task in pairs)
            self._number += 1
        return chunk

    def _read_files(self, items: Iterator[Item]) -> Iterator[Chunk]:
        pairs: list[tuple[Part, Task]] = []
        size = 0
        for item in items:
            for part, task in self._split(item):
                if self.stop:
                    return
                pairs.append((part, task))
                size += weigh(part)
                if len(pairs) == MAX_ITEMS or size >= MAX_BYTES:
                    yield self._make(pairs)
                    pairs, size = [], 0
        if pairs:
            yield self._make(pairs)

    def _split(self, item: Item) -> Iterator[tuple[Part, Task]]:
        """The parts of a file that are not done yet; the last one ends it."""
        parts = split_path(item.place, self.options)
        number, part = 0, next(parts, None)
        if part is None:
            yield Failure(item.place, "read", "ReadError", f"{item.place}: no articles in it"), Task(Result(item, DONE))
        while part is not None:
            following = next(parts, None)
            number += 1
            if number > item.parts or following is None:
                yield part, Task(Result(item, DONE if following is None else WAITING, item.tries, parts=number))
            part = following

    def _take_turns(self, items: Sequence[Item]) -> Iterator[Item]:
        """The items of all sites, that of the site whose turn is soonest first."""
        queues: dict[str, deque[Item]] = {}
        for item in items:
            queues.setdefault(host_of(item.place), deque()).append(item)
        while queues:
            host = min(queues, key=lambda host: self.hosts.site(queues[host][0].place).next_turn)
            item = queues[host].popleft()
            if not queues[host]:
                del queues[host]
            if self.hosts.site(item.place).not_before > time.time():
                self.waits += 1
                continue
            yield item

    def _fetch(self, item: Item) -> tuple[Part, Task] | None:
        """The page of an item, or why there is none; None where the run ends, or the site is left alone."""
        networks = self.networks if item.is_local else ()
        options = self.options if not networks else ReadOptions(**{**vars(self.options), "networks": tuple(networks)})

        def get(address: str, limit: int | None) -> Page | Document | None:
            if limit is not None:
                return self.stop.unless(lambda: fetch(address, limit=limit, networks=networks))
            return self.stop.unless(lambda: fetch_document(Document(address), options))

        try:
            document = self.hosts.ask(item.place, get)
        except LeftAloneError:
            self.waits += 1
            return None
        except ReadError as error:
            failure = Failure(item.place, "read", type(error).__name__, str(error))
            return failure, Task(judge(item, error, self.hosts.site(item.place).not_before), is_fetched=False)
        return None if document is None else (document, Task(Result(item, DONE, item.tries + 1)))


def judge(item: Item, error: ReadError, not_before: float) -> Result:
    """What becomes of an item that could not be fetched: it waits where a later try may bring it."""
    now = time.time()
    if not_before > now:  # the site's fault, not the article's
        return Result(item, WAITING, item.tries, not_before)
    is_passing = isinstance(error, UnreachableError) or (isinstance(error, StatusError) and error.status >= 500)
    tries = item.tries + 1
    if is_passing and not isinstance(error, ForbiddenError) and tries < MAX_TRIES:
        return Result(item, WAITING, tries, now + FIRST_RETRY_SECONDS * 4 ** (tries - 1))
    return Result(item, FAILED, tries)


def weigh(part: Part) -> int:
    """The size of a part in bytes, approximately."""
    if isinstance(part, Article):
        return len(part.text)
    return len(part.data) if isinstance(part, Document) and part.data is not None else MAX_BYTES // MAX_ITEMS
