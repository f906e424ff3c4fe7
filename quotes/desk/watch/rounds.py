"""One round: visit all feeds and folders, then read what is new into the archive.

Each article comes with the note that it is done, in one transaction. An error of a feed or an article is told and
counted, and the others are read.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from quotes.corpus.local import start_workers
from quotes.corpus.outcome import Outcome
from quotes.corpus.settings import Settings
from quotes.desk.archive.archive import Archive
from quotes.desk.archive.article_rows import ArticleRows
from quotes.desk.archive.people import refresh_speakers
from quotes.desk.archive.sink import read_payload
from quotes.desk.archive.store import Store
from quotes.desk.watch.reading import Reader, Task
from quotes.desk.watch.state import (
    DONE,
    FAILED,
    Result,
    find_number,
    write_aliases,
    write_arrivals,
    write_results,
)
from quotes.desk.watch.visits import Visitor, find_key
from quotes.errors import ReadError


@dataclass(frozen=True)
class Counts:
    """What a round has done."""

    articles: int = 0  # read
    records: int = 0
    failures: int = 0  # feeds and articles
    items: int = 0  # addresses, and parts of files, that are done, whatever became of them
    waiting: int = 0  # left for a later round, since their site is left alone for now


@dataclass(frozen=True)
class Talk:
    """Who hears of a round: `tell` each message, `begin` the number of new articles, `step` the counts so far."""

    tell: Callable[[str], None] = lambda message: None
    begin: Callable[[int], None] = lambda items: None
    step: Callable[[Counts], None] = lambda counts: None


def run_round(
    archive: Archive,
    visitor: Visitor,
    sources: Sequence[str],
    settings: Settings,
    *,
    workers: int,
    talk: Talk,
) -> Counts:
    """Visit the sources and read what waits. Raises ArchiveError, ModelError; whatever is done by then is kept."""
    state = visitor.state
    failures = _visit_all(visitor, sources, talk)
    refresh_speakers(archive)  # a killed command may have left them
    items = [] if visitor.stop else state.waiting(time.time())
    if not items:
        return Counts(failures=failures)
    talk.begin(len(items))
    reader = Reader(visitor.hosts, visitor.stop, settings.read, visitor.networks)
    store = Store(archive, "watch")
    counts = Counts(failures=failures)
    with start_workers(settings, workers) as (run, _):
        for chunk, outcomes in run(reader.chunks(items)):
            counts = _write(store, reader, reader.take(chunk), outcomes, counts, talk)
            state.save_sites(visitor.hosts.sites)
            talk.step(counts)
    store.finish()
    return replace(counts, waiting=reader.waits)


def _visit_all(visitor: Visitor, sources: Sequence[str], talk: Talk) -> int:
    """Note what is new everywhere; returns how many sources could not be read."""
    failures = 0
    for source in sources:
        if visitor.stop:
            break
        try:
            visit = visitor.visit(source)
        except ReadError as error:
            failures += 1
            talk.tell(str(error))
        else:
            failures += len(visit.errors)
            for message in visit.errors:
                talk.tell(message)
            if visit.left_out:
                talk.tell(
                    f"{source}: {visit.left_out:,} of {visit.new + visit.left_out:,} new articles left out; "
                    "--limit takes more of one visit"
                )
        visitor.state.save_sites(visitor.hosts.sites)
    return failures


@dataclass
class _Batch:
    """What one chunk has brought, to be written in one transaction."""

    articles: list[ArticleRows] = field(default_factory=list)
    arrivals: list[tuple[ArticleRows, str | None]] = field(default_factory=list)  # new ones, each with its section
    results: list[Result] = field(default_factory=list)
    aliases: list[str] = field(default_factory=list)  # keys of the addresses after redirects
    failures: list[str] = field(default_factory=list)

    def add(self, connection: sqlite3.Connection, task: Task, outcomes: Sequence[Outcome]) -> None:
        """Take the outcomes of one item."""
        item, failed = task.result.item, [outcome.failure.message for outcome in outcomes if outcome.failure]
        rows = [row for outcome in outcomes for row in read_payload(outcome.payload)]
        is_lost = task.is_fetched and failed and not rows and task.result.state == DONE
        self.failures += failed
        self.results.append(replace(task.result, state=FAILED) if is_lost else task.result)
        if not item.is_file:
            rows, keys = _find_aliases(connection, item.key, rows)
            self.aliases += keys
        self.articles += rows
        self.arrivals += [(row, item.section) for row in rows if find_number(connection, row) is None]

    def note(self, connection: sqlite3.Connection) -> None:
        """Write all but the articles."""
        write_results(connection, self.results)
        write_arrivals(connection, self.arrivals)
        write_aliases(connection, self.aliases, time.time())


def _write(
    store: Store,
    reader: Reader,
    tasks: Sequence[Task],
    outcomes: Sequence[Sequence[Outcome]],
    counts: Counts,
    talk: Talk,
) -> Counts:
    """Write the articles of a chunk, and what becomes of their items."""
    batch = _Batch()
    for task, parts in zip(tasks, outcomes, strict=True):
        batch.add(store.archive.connection, task, parts)
    for message in batch.failures:
        talk.tell(message)
    reader.done.update(batch.aliases)
    store.write(batch.articles, note=batch.note)
    store.end_source()
    return replace(
        counts,
        articles=counts.articles + len(batch.articles),
        records=counts.records + sum(len(article.rows) for article in batch.articles),
        failures=counts.failures + len(batch.failures),
        items=counts.items + len(tasks),
    )


def _find_aliases(
    connection: sqlite3.Connection, key: str, rows: Sequence[ArticleRows]
) -> tuple[list[ArticleRows], list[str]]:
    """The articles that are new also by their address after all redirects, and the keys of those addresses."""
    new, keys = [], []
    for row in rows:
        other = find_key(row.url) if row.url else key
        if other != key:
            sql = "SELECT 1 FROM watch_items WHERE key = ? AND state = 'done'"
            if connection.execute(sql, (other,)).fetchone():
                continue
            keys.append(other)
        new.append(row)
    return new, keys
