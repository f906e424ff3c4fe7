"""Add files of records to an archive: `add_records(archive, ["quotes.jsonl"], …)`.

Records are read and checked between the transactions, so that other writers can come in; after a kill the same command
continues, since what is there already is skipped.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from quotes.desk.archive.archive import Archive
from quotes.desk.archive.article_rows import ArticleRows, read_info
from quotes.desk.archive.identities import Identities
from quotes.desk.archive.people import replace_attributes, replace_wikidata
from quotes.desk.archive.records_files import read_articles
from quotes.desk.archive.store import Store
from quotes.desk.selection.attributes import Attributes
from quotes.desk.selection.selection import EVERYTHING, Selection
from quotes.desk.speakers.given import Alias
from quotes.desk.speakers.name_keys import Key
from quotes.formats.find_texts import TextFinder

RECORDS_PER_TRANSACTION = 10_000  # half a second


def add_records(
    archive: Archive,
    paths: Sequence[str],
    selection: Selection = EVERYTHING,
    *,
    texts: Sequence[Path] = (),
    tell: Callable[[Sequence[str]], None] = lambda notes: None,
    report: Callable[[Counter[str]], None] = lambda counts: None,
) -> Counter[str]:
    """Add the selected records of some files; returns how many articles were added, changed and unchanged.

    `tell` is called with what was cut from each file, `report` after each transaction. With folders of texts, each
    article's text is looked for there, beside the records and at its path. Raises QuotesError.
    """
    store = Store(archive, f"add {' '.join(paths)}")
    for path in paths:
        with read_articles(path, selection) as (notes, articles):
            tell(notes)
            folder = [] if path == "-" else [Path(path).parent]
            finder = TextFinder([*texts, *folder]) if texts else None
            for batch in _batches(_with_texts(articles, finder)):
                store.write(batch)
                report(store.counts)
        store.end_source()
    store.finish()
    return store.counts


def _batches(articles: Iterable[ArticleRows]) -> Iterator[list[ArticleRows]]:
    batch: list[ArticleRows] = []
    size = 0
    for article in articles:
        batch.append(article)
        size += len(article.rows)
        if size >= RECORDS_PER_TRANSACTION:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _with_texts(articles: Iterable[ArticleRows], finder: TextFinder | None) -> Iterator[ArticleRows]:
    for article in articles:
        text = finder.find(read_info(article.values)) if finder is not None else None
        yield article if text is None else replace(article, text=text)


def decide_speakers(
    archive: Archive,
    *,
    aliases: tuple[dict[Key, Alias], dict[tuple[Key, str], Alias]] | None = None,
    ids: dict[Key, str] | None = None,
    attributes: Attributes | None = None,
) -> None:
    """Put the newsroom's tables in the place of those that the archive has, and merge and part speakers as they say."""
    store = Store(archive, "decide speakers")
    with archive.transaction() as connection:
        if aliases is not None:
            Identities(connection).replace_aliases(*aliases)
        if ids is not None:
            replace_wikidata(connection, ids)
        if attributes is not None:
            replace_attributes(connection, attributes)
    store.finish()
