"""An article as the archive keeps it: what its records say of it, their rows, their lines, its text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from quotes.article import Article
from quotes.columns import COLUMNS
from quotes.record import ArticleInfo, Record

ARTICLE_COLUMNS = ("id", "path", "sha256", "title", "url", "publisher", "byline", "published", "language")
RECORD_COLUMNS = tuple(column.name for column in COLUMNS if not column.path.startswith("article."))
_READ = tuple(column for column in COLUMNS if not column.path.startswith("article."))
_DAY = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")


@dataclass(frozen=True, slots=True)
class ArticleRows:
    """An article and its records. `values` are in the order of ARTICLE_COLUMNS, rows in that of RECORD_COLUMNS."""

    values: tuple[str | None, ...]
    rows: Sequence[Sequence[Any]]
    lines: Sequence[bytes]
    text: str | None = None

    @property
    def key(self) -> tuple[str | None, ...]:
        """Identifies it: its id, where it was read, the hash of its text."""
        return self.values[:3]

    @property
    def path(self) -> str | None:
        """Where it was read."""
        return self.values[ARTICLE_COLUMNS.index("path")]

    @property
    def title(self) -> str | None:
        """Its headline."""
        return self.values[ARTICLE_COLUMNS.index("title")]

    @property
    def url(self) -> str | None:
        """Its address."""
        return self.values[ARTICLE_COLUMNS.index("url")]

    @property
    def day(self) -> str | None:
        """The day it was published, "2015-10-08", where it begins with a clear date."""
        match = _DAY.match(self.values[ARTICLE_COLUMNS.index("published")] or "")
        return match[0] if match else None

    @property
    def outlet(self) -> str | None:
        """Its publisher, else the host of its address: "theguardian.com"."""
        return self.values[ARTICLE_COLUMNS.index("publisher")] or _host(self.url)


def describe_article(article: Article) -> tuple[str | None, ...]:
    """An article as values in the order of ARTICLE_COLUMNS."""
    info = ArticleInfo.of(article)
    return tuple(getattr(info, "source_path" if name == "path" else name) for name in ARTICLE_COLUMNS)


def read_info(values: Sequence[str | None]) -> ArticleInfo:
    """What records say of an article, from values in the order of ARTICLE_COLUMNS."""
    named = dict(zip(ARTICLE_COLUMNS, values, strict=True))
    required = {name: named.pop(name) or "" for name in ("id", "sha256", "language")}
    return ArticleInfo(source_path=named.pop("path"), **required, **named)  # type: ignore[arg-type]


def describe_record(record: Record) -> tuple[Any, ...]:
    """A record as values in the order of RECORD_COLUMNS."""
    return tuple(column.read(record) for column in _READ)


def _host(url: str | None) -> str | None:
    try:
        host = urlsplit(url or "").hostname
    except ValueError:  # "http://[": an address that is none
        return None
    return host.removeprefix("www.") if host else None
