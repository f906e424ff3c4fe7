"""Where `quotes extract --archive` puts articles: each with its records and its text, as soon as it is done.

How far the run has come is written in the same transaction as the articles, so that an interrupted run continues at the
article after the last that is there.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict

from quotes.corpus.chunks import Chunk
from quotes.corpus.journal import Progress
from quotes.corpus.outcome import Outcome, is_article, unpack_article
from quotes.corpus.sinks import MIN_SECONDS_BETWEEN_COMMITS, Stream, dump_failure, tally
from quotes.desk.archive.archive import Archive, ArchiveError
from quotes.desk.archive.article_rows import ArticleRows, describe_article, describe_record
from quotes.desk.archive.store import Store
from quotes.formats.readers.document import Failure
from quotes.record import Record

_UNFINISHED = (
    "SELECT number, progress FROM runs WHERE settings = ? AND finished IS NULL AND progress IS NOT NULL "
    "ORDER BY number DESC LIMIT 1"
)


class ArchiveSink:
    """An archive as the output of a run."""

    def __init__(
        self, archive: Archive, failures: Stream | None, *, settings: str, dedupe: bool, resume: bool = False
    ) -> None:
        self.archive, self.failures = archive, failures
        self.progress = Progress()
        self._model: str | None = None
        row = archive.connection.execute(_UNFINISHED, (settings,)).fetchone() if resume else None
        if row is not None:
            values = json.loads(row[1])
            self._model = values.pop("model")
            self.progress = Progress(**values)
        self.store = Store(archive, "extract", settings=settings, run=row and row[0])
        hashes = archive.connection.execute("SELECT sha256 FROM articles") if dedupe else ()
        self.seen: set[str] | None = {sha256[:32] for (sha256,) in hashes} if dedupe else None
        self._articles: list[ArticleRows] = []
        self._committed = time.monotonic()

    def begin(self, model: str | None) -> None:
        """Note the pipeline. Raises ArchiveError where the interrupted run was made with another one."""
        if model is not None and self._model not in (None, model):
            raise ArchiveError(
                f"{self.archive.path}: the interrupted run was made with {self._model}, this is {model}; "
                "install that one, or run it without --resume"
            )
        self._model = model or self._model

    def write(self, chunk: Chunk, outcomes: Iterable[Outcome]) -> list[Failure]:
        """Take the articles of one chunk, and write all if the last were written some time ago."""
        payload, failed, self.progress, _ = tally(chunk, outcomes, self.progress, self.seen)
        self._articles += read_payload(payload)
        if self.failures is not None and failed:
            self.failures.write(b"".join(map(dump_failure, failed)))
            self.failures.flush()
        if time.monotonic() - self._committed >= MIN_SECONDS_BETWEEN_COMMITS:
            self.flush()
        return failed

    def flush(self) -> None:
        """Write the articles that have come, and how far the run is."""
        progress = json.dumps({"model": self._model, **asdict(self.progress)})
        self.store.write(self._articles, progress=progress)
        self.store.end_source()  # each article is whole
        self._articles = []
        self._committed = time.monotonic()

    def commit(self) -> None:
        """Write the rest, and note that the run is finished."""
        self.flush()
        self.store.finish()

    def abort(self, chunk: Chunk, outcomes: Sequence[Outcome]) -> list[Failure]:
        """Keep the chunks before this one."""
        self.flush()
        return [outcome.failure for outcome in outcomes[-1:] if outcome.failure]


def read_payload(payload: bytes) -> Iterator[ArticleRows]:
    """The articles of a payload: each is a line of the article, and then the lines of its records."""
    article: bytes | None = None
    lines: list[bytes] = []
    for line in payload.split(b"\n")[:-1]:
        if is_article(line):
            if article is not None:
                yield _make(article, lines)
            article, lines = line, []
        else:
            lines.append(line)
    if article is not None:
        yield _make(article, lines)


def _make(line: bytes, lines: list[bytes]) -> ArticleRows:
    article = unpack_article(line)
    rows = [describe_record(Record.model_validate_json(record)) for record in lines]
    return ArticleRows(describe_article(article), rows, lines, article.text)
