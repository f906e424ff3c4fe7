"""Table rows and JSON objects as articles: which field is the text, the id, the headline.

>>> make_row({"body": "“Yes,” Putin said.", "headline": "Yes"}, "a.csv", 1, ReadOptions()).title
'Yes'
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from quotes.article import Article, stem
from quotes.errors import ReadError
from quotes.formats.readers.dates import iso_date
from quotes.formats.readers.document import METADATA, Failure, ReadOptions, source_of

TEXT_FIELDS = (
    "text",
    "body",
    "content",
    "article_text",
    "article_body",
    "articleBody",
    "maintext",
    "full_text",
    "story",
)
ID_FIELDS = ("id", "uid", "guid", "uri", "article_id", "_id")
# Column names for each field of an article, the most usual first.
COMMON_NAMES = {
    "title": ("title", "headline", "hed"),
    "url": ("url", "link", "canonical_url"),
    "publisher": ("publisher", "source", "outlet", "publication", "sitename"),
    "byline": ("byline", "author", "authors", "creator"),
    "published": ("published", "date", "published_at", "date_published", "datePublished", "pub_date", "publish_date"),
    "language": ("language", "lang"),
}


def make_row(row: Mapping[str, Any], name: str, number: int, options: ReadOptions) -> Article:
    """The article of a row, `number` from 1 on. Raises ReadError, which lists the row's fields, if none is the text."""
    row = {str(key).strip(): value for key, value in row.items() if key is not None}
    key = options.text_field or next((field for field in TEXT_FIELDS if field in row), None)
    if key is None or key not in row:
        names = ", ".join(list(row)[:12])[:200] or "none"
        wanted = f"no field {key!r}" if key else "no field with the text"
        raise ReadError(f"{name}:{number}: {wanted} (there are: {names}); name it with --text-field")
    text = row[key]
    if not isinstance(text, str):
        raise ReadError(f"{name}:{number}: the field {key!r} is not text; name another with --text-field")
    identity = _first(row, (options.id_field,) if options.id_field else ID_FIELDS)
    metadata = {
        field: _first(row, (options.fields[field],) if field in options.fields else COMMON_NAMES[field])
        for field in METADATA
    }
    metadata["published"] = iso_date(metadata["published"])
    return Article(
        text=text,
        source_path=source_of(name),
        id=identity or f"{stem(name) if name != '-' else 'stdin'}-{number}",
        **{**metadata, "language": (metadata["language"] or "en").lower()},  # type: ignore[arg-type]
    )


def fail_row(name: str, number: int, message: str) -> Failure:
    """The failure of one row; the other rows are still read."""
    return Failure(name, "read", "ReadError", f"{name}:{number}: {message}")


def _first(row: Mapping[str, Any], keys: tuple[str, ...]) -> str | None:
    """The first of the fields that is not empty, as text: "Ann Lee" for `{"name": "Ann Lee"}`."""
    return next((text for key in keys if (text := _as_text(row.get(key)))), None)


def _as_text(value: object) -> str | None:
    if isinstance(value, dict):
        return _as_text(value.get("name"))
    if isinstance(value, list):
        return ", ".join(text for item in value[:50] if (text := _as_text(item))) or None
    if value is None or value != value:  # NaN, which tables use for empty cells
        return None
    return str(value).strip() or None
