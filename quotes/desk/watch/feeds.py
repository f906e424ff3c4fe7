"""What a feed or a sitemap lists: `read_listing(data, "https://example.org/rss").entries[0].url`.

RSS and Atom are read by feedparser; sitemaps, sitemap indexes and news sitemaps (sitemaps.org) from their XML. The
articles themselves are at the addresses, and are fetched from there.
"""

from __future__ import annotations

import calendar
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any
from urllib.parse import urljoin

from quotes.errors import ReadError
from quotes.formats.readers.document import describe_error
from quotes.formats.readers.fetch import MAX_URL_CHARACTERS, is_url
from quotes.formats.readers.markup import local_name, text_of_html
from quotes.formats.readers.xml import FEEDS, parse_xml

MAX_BYTES = 50_000_000  # of a sitemap, unpacked, as sitemaps.org allows
MAX_ENTRIES = 50_000  # of a sitemap, as sitemaps.org allows
MAX_WORDS = 300  # characters of a title or a section
_FEED_TYPES = ("application/rss+xml", "application/atom+xml")
_HEAD_BYTES = 200_000  # of a page, in which its feeds are named


@dataclass(frozen=True)
class Entry:
    """An article that is listed; `section` is the first category that a feed gives it."""

    url: str
    title: str | None = None
    published: datetime | None = None
    section: str | None = None


@dataclass(frozen=True)
class Sitemap:
    """A sitemap that an index lists, and when it changed, as the index says."""

    url: str
    changed: datetime | None = None


@dataclass(frozen=True)
class Listing:
    """What a feed, a sitemap or an index lists, in its order; a feed has a title."""

    entries: tuple[Entry, ...] = ()
    sitemaps: tuple[Sitemap, ...] = ()
    title: str | None = None


def read_listing(data: bytes, url: str) -> Listing:
    """What is listed at an address. Raises ReadError for what is neither a feed nor a sitemap."""
    try:
        return _read(data, url)
    except ReadError:
        raise
    except Exception as error:  # feedparser raises all kinds of errors on damaged feeds
        raise ReadError(f"{url}: cannot be read as a feed ({describe_error(error)}); is it damaged?") from error


def _read(data: bytes, url: str) -> Listing:
    try:
        root = parse_xml(data, url)
    except ReadError as error:
        head = data[:4000].lower()
        if b"<!entity" in data.lower():
            raise
        if b"<rss" in head or b"<feed" in head or b"<rdf" in head:  # often not well formed, but feedparser reads it
            return _read_feed(data, url)
        if b"<html" in head or b"<!doctype html" in head:
            raise _not_a_feed(data, url) from error
        raise
    kind = local_name(root)
    if kind in FEEDS:
        return _read_feed(data, url)
    if kind == "urlset":
        entries = (_read_url(node, url) for node in root if local_name(node) == "url")
        return Listing(tuple(_keep(entries)))
    if kind == "sitemapindex":
        return Listing(sitemaps=tuple(_read_index(root, url)))
    if kind == "html":
        raise _not_a_feed(data, url)
    raise ReadError(f"{url}: XML of another kind (<{kind}>); give an RSS or Atom feed or a sitemap")


def _read_feed(data: bytes, url: str) -> Listing:
    import feedparser

    # a stream, since feedparser may take bytes or a string for an address and fetch it
    feed = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    title = _clean(text_of_html(feed.feed.get("title") or ""))
    return Listing(tuple(_keep(_read_entry(entry, url) for entry in feed.entries)), title=title)


def _read_entry(entry: Any, url: str) -> Entry | None:
    link = entry.get("link")
    time = entry.get("published_parsed") or entry.get("updated_parsed")
    labels = [tag.get("label") or tag.get("term") for tag in entry.get("tags") or ()]
    try:
        published = datetime.fromtimestamp(calendar.timegm(time), timezone.utc) if time else None
    except (ValueError, OverflowError):
        published = None
    return _make(link, url, _clean(text_of_html(entry.get("title") or "")), published, next(filter(None, labels), None))


def _read_url(node: Any, url: str) -> Entry | None:
    values = _values(node)
    published = read_moment(values.get("publication_date") or values.get("lastmod"))
    return _make(values.get("loc"), url, _clean(values.get("title")), published, None)


def _read_index(root: Any, url: str) -> Iterator[Sitemap]:
    for node in root:
        values = _values(node)
        link = values.get("loc") or ""
        if local_name(node) == "sitemap" and is_url(link) and len(link) <= MAX_URL_CHARACTERS:
            yield Sitemap(link, read_moment(values.get("lastmod")))


def _values(node: Any) -> dict[str, str]:
    """The texts below a node by the names of their elements, the first of each; images and videos are left out."""
    values: dict[str, str] = {}
    waiting = list(node)
    while waiting:
        part = waiting.pop(0)
        name = local_name(part)
        if name in ("loc", "lastmod", "publication_date", "title"):
            values.setdefault(name, (part.text or "").strip())
        elif name == "news":
            waiting.extend(part)
    return values


def _make(link: Any, base: str, title: str | None, published: datetime | None, section: Any) -> Entry | None:
    """The entry; None without an address that is fetched."""
    if not isinstance(link, str) or not link.strip():
        return None
    try:
        url = urljoin(base, link.strip())
    except ValueError:
        return None
    if not is_url(url) or len(url) > MAX_URL_CHARACTERS:
        return None
    return Entry(url, title, published, _clean(section))


def _keep(entries: Iterator[Entry | None]) -> Iterator[Entry]:
    """The entries with an address, each address once, MAX_ENTRIES at most."""
    seen: set[str] = set()
    for entry in entries:
        if entry is not None and entry.url not in seen and len(seen) < MAX_ENTRIES:
            seen.add(entry.url)
            yield entry


def _clean(words: Any) -> str | None:
    return " ".join(words.split())[:MAX_WORDS] or None if isinstance(words, str) else None


def read_moment(value: str | None) -> datetime | None:
    """A moment of a sitemap, a day as its beginning; None for what is none.

    >>> read_moment("2026-05-01T08:30:00+02:00").isoformat()
    '2026-05-01T06:30:00+00:00'
    """
    from dateutil.parser import isoparse

    try:
        moment: datetime = isoparse((value or "").strip())
        moment = moment if moment.tzinfo else moment.replace(tzinfo=timezone.utc)
        return moment.astimezone(timezone.utc)
    except (ValueError, OverflowError):
        return None


def _not_a_feed(data: bytes, url: str) -> ReadError:
    feeds = ", ".join(find_feeds(data, url)[:5])
    remedy = f"give one of its feeds: {feeds}" if feeds else "give the address of its feed or its sitemap"
    return ReadError(f"{url}: a page, not a feed; {remedy}")


def find_feeds(data: bytes, url: str) -> list[str]:
    """The feeds that a page names in its head."""
    from lxml import etree, html

    try:
        page = html.fromstring(data[:_HEAD_BYTES])
    except (etree.LxmlError, ValueError):
        return []
    links = page.xpath("//link[@rel='alternate'][@href]")
    entries = (_make(link.get("href"), url, None, None, None) for link in links if link.get("type") in _FEED_TYPES)
    return [entry.url for entry in entries if entry is not None]
