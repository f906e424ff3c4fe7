"""Standoff JSON: `texts/ID.txt` and `gold/ID.json`, an attribution per line, as `fixtures/wikinews-attributions/dev`.

What the format cannot hold is in `quotes_record` of each attribution, and in `order`; records that came from such a
file have neither, so that the same file is written again. The format has no place for a nested record in no content.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from quotes.errors import ReadError
from quotes.formats.interchange.annotated import AnnotatedArticle, file_stems
from quotes.formats.interchange.leftovers import take_leftovers
from quotes.formats.interchange.standoff_file import StandoffArticle, StandoffFile, dump
from quotes.formats.interchange.standoff_items import make_item
from quotes.formats.interchange.standoff_records import make_records
from quotes.record import Record


def write(articles: Iterable[AnnotatedArticle]) -> Iterator[tuple[str, str]]:
    """(path, text) of each file."""
    for stem, article in file_stems(articles):
        yield f"texts/{stem}.txt", article.text or ""
        yield f"gold/{stem}.json", dump(make_article(article, stem))


def make_article(article: AnnotatedArticle, stem: str) -> StandoffArticle:
    """One article in the format."""
    plain = _make_article(article, stem, whole=False)
    file = StandoffFile(Path(f"{stem}.json"), Path(f"{stem}.txt"), article.text or "", plain)
    return plain if _says_all(file, article.records) else _make_article(article, stem, whole=True)


def _make_article(article: AnnotatedArticle, stem: str, *, whole: bool) -> StandoffArticle:
    """The article with its records' spans and labels; `whole` adds the rest of each, and their order."""
    items = [
        (record, make_item(record).model_copy(update={"quotes_record": take_leftovers(record) if whole else None}))
        for record in article.records
    ]
    return StandoffArticle(
        doc=stem,
        url=article.info.url or None,
        date=article.info.published or None,
        attributions=tuple(item for record, item in items if record.parent is None),
        nested=tuple(item for record, item in items if record.parent is not None),
        order=tuple(record.id for record in article.records) if whole else None,
    )


def _says_all(file: StandoffFile, records: Iterable[Record]) -> bool:
    """Would the file give these very records, wherever it is?"""
    try:
        made = [placed.record for placed in make_records(file)]
    except (ReadError, ValueError):
        return False
    return [_without_path(record) for record in made] == [_without_path(record) for record in records]


def _without_path(record: Record) -> Record:
    return record.model_copy(update={"article": record.article.model_copy(update={"source_path": None})})
