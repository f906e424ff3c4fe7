"""The records of a file of standoff JSON, in text order or in that of the export; each with its place in the file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from quotes.article import Article
from quotes.errors import ReadError
from quotes.formats.interchange.leftovers import derive, relink, restore
from quotes.formats.interchange.standoff_file import StandoffAttribution, StandoffFile
from quotes.formats.interchange.standoff_items import label, nest, spans_of
from quotes.formats.readers.header import read_header
from quotes.record import ArticleInfo, Record


@dataclass(frozen=True)
class PlacedRecord:
    """A record with the number of its attribution in the file; the nested ones are counted after the others."""

    record: Record
    number: int


def make_records(file: StandoffFile) -> tuple[PlacedRecord, ...]:
    """The records of a file. A nested attribution has the smallest content around it as its parent.

    Raises ReadError for a nested attribution that is in no content, and ValueError for damaged parts of a record.
    """
    article = file.article
    items = (*article.attributions, *article.nested)
    info = describe(file)
    records = list(relink([_make_record(item, file.text, info) for item in items], article.order or ()))
    first_nested = len(article.attributions)
    parents = nest(items, len(article.nested))
    for number, (item, parent) in enumerate(zip(items, parents, strict=True)):
        if number < first_nested or item.quotes_record is not None:  # an exported record says what it is nested in
            continue
        if parent is None:
            place = f"nested.{number - first_nested}.content"
            raise ReadError(f"{file.path}: {place}: is in the content of no other; move it to attributions")
        records[number] = records[number].model_copy(update={"parent": records[parent].id})
    placed = [PlacedRecord(record, number) for number, record in enumerate(records)]
    return tuple(sorted(placed, key=_make_key(items, article.order)))


def describe(file: StandoffFile) -> ArticleInfo:
    """What the records say of their article: as it was exported, else from its first lines and the annotations."""
    for item in (*file.article.attributions, *file.article.nested):
        if item.quotes_record is not None:
            info = ArticleInfo.model_validate(item.quotes_record["article"])
            if info.sha256 != Article(text=file.text).sha256:
                raise ValueError("its text is not the one that was exported; give the text unchanged")
            return info
    header = read_header(file.text)
    return ArticleInfo.of(
        Article(
            text=file.text,
            id=file.id,
            source_path=str(file.text_path),
            title=header.title,
            url=file.article.url,
            byline=header.byline,
            published=file.article.date or header.published,
        )
    )


def _make_record(item: StandoffAttribution, text: str, info: ArticleInfo) -> tuple[str | None, Record]:
    left = item.quotes_record
    if left is None:
        return None, label(derive(spans_of(item), text, info), item, text)
    return str(left["id"]), label(restore(spans_of(item), text, left), item, text)


def _make_key(
    items: tuple[StandoffAttribution, ...], exported: tuple[str, ...] | None
) -> Callable[[PlacedRecord], tuple[int, int, int]]:
    """What the records are sorted by: text order, outermost first; new ones come after those of an export."""
    places: dict[Any, int] = {name: place for place, name in enumerate(exported or ())}

    def key(placed: PlacedRecord) -> tuple[int, int, int]:
        left = items[placed.number].quotes_record or {}
        return places.get(left.get("id"), len(places)), placed.record.content[0].start, placed.number

    return key
