"""The selected records of some files, one by one: `for record in read_selected(["quotes.jsonl"], selection): …`."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from quotes.desk.selection.selection import Selection
from quotes.desk.tables.store import open_corpus
from quotes.formats.records.read import read_records
from quotes.record import Record


def read_selected(
    paths: Sequence[str],
    selection: Selection,
    *,
    tell: Callable[[Sequence[str]], Any],
    rejected: bool = True,
    rename: bool = True,
) -> Iterator[Record]:
    """The records that count, in order, with the speakers' names that the user's aliases give.

    `tell` is called with what was cut, before the first record; records that a reviewer rejected stay unless
    `rejected` is false, and the names in the records stay unless `rename` is true. Raises QuotesError.
    """
    if not selection and rejected:  # nothing to select: the files need not be read twice
        for path in paths:
            yield from read_records(path)
        return
    with tempfile.TemporaryDirectory(prefix="quotes-") as folder:
        names = [_keep_standard_input(Path(folder, "input.jsonl")) if path == "-" else path for path in paths]
        with open_corpus(names, selection, rejected=rejected, credit=False) as corpus:
            tell(corpus.notes)
            chosen = corpus.stream("SELECT rowid, speaker, sector FROM records ORDER BY rowid")
            records = enumerate(chain.from_iterable(map(read_records, names)))
            for row, speaker, sector in chosen:
                record = next(record for number, record in records if number == row)
                yield _name(record, speaker, sector) if rename else record


def find_selected(
    path: str, selection: Selection, *, tell: Callable[[Sequence[str]], Any]
) -> frozenset[tuple[str, tuple[str, str, str]]]:
    """The records of a file that count, rejected ones included, by id and key of the article. Raises QuotesError."""
    with open_corpus([path], selection, rejected=True, credit=False) as corpus:
        tell(corpus.notes)
        rows = corpus.stream("SELECT id, article, coalesce(path, ''), sha256 FROM records")
        return frozenset((record, (article, source, sha256)) for record, article, source, sha256 in rows)


def _keep_standard_input(path: Path) -> str:
    """Write the standard input into a file, which can be read twice."""
    with path.open("wb") as stream:
        shutil.copyfileobj(sys.stdin.buffer, stream)
    return str(path)


def _name(record: Record, speaker: str | None, sector: str) -> Record:
    """The record with this name of its speaker, and this sector."""
    if record.speaker is None or (record.speaker.name == speaker and record.source_type.sector == sector):
        return record
    return record.model_copy(
        update={
            "speaker": record.speaker.model_copy(update={"name": speaker}),
            "source_type": record.source_type.model_copy(update={"sector": sector}),
        }
    )
