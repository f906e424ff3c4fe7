"""RSS and Atom files, by feedparser: each entry with text is an article."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from quotes.article import Article
from quotes.errors import ReadError
from quotes.formats.readers.document import Document, Failure, ReadOptions, make_id, source_of
from quotes.formats.readers.items import read_items
from quotes.formats.readers.limits import check_tags
from quotes.formats.readers.markup import text_of_html


def read(data: bytes, document: Document, options: ReadOptions) -> Iterator[Article | Failure]:
    """The entries, in the feed's order; their full content, else the summary. Raises ReadError if there are none."""
    check_tags(document.source_path, data)
    import io

    import feedparser

    # a stream, since feedparser may take bytes or a string for an address and fetch it
    feed = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    if not feed.entries:
        raise ReadError(f"{document.source_path}: the feed has no entries; give a feed with articles")

    def make(number: int, entry: Any) -> Article:
        parts = entry.get("content") or [entry.get("summary_detail") or {}]
        return Article(
            text="\n\n".join(filter(None, (text_of_html(part.get("value") or "") for part in parts))),
            source_path=source_of(document.source_path),
            id=entry.get("id") or make_id(document, number),
            title=text_of_html(entry.get("title") or "") or None,
            url=entry.get("link") or None,
            publisher=feed.feed.get("title") or None,
            byline=entry.get("author") or None,
            published=_day(entry.get("published_parsed") or entry.get("updated_parsed")),
            language=(feed.feed.get("language") or "en")[:2].lower(),
        )

    yield from read_items(feed.entries, document.source_path, make)


def _day(time: Any) -> str | None:
    return f"{time.tm_year:04}-{time.tm_mon:02}-{time.tm_mday:02}" if time else None
