"""Feeds and sitemaps with the pages that they list: `site.answers |= make_site(site, 3)`."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta, timezone
from email.utils import format_datetime
from pathlib import Path

from support.archives import SAID
from support.web_server import Answer, Site

from quotes.desk.archive.archive import open_archive
from quotes.desk.archive.export import export_lines

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
NEWS = "http://www.google.com/schemas/sitemap-news/0.9"


def days_ago(days: float) -> datetime:
    return datetime.now(timezone.utc) - timedelta(days=days)


def page(number: int, outlet: str = "The Outlet", said: str | None = None) -> Answer:
    """A page with an article that differs from those with other numbers."""
    paragraphs = (said or SAID[number % len(SAID)].format(n=number)).split("\n\n")
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    head = f'<title>Article {number}</title><meta property="og:site_name" content="{outlet}">'
    return Answer(
        f'<!doctype html><html lang="en"><head>{head}</head><body><article><h1>Article {number}</h1>{body}</article>'
        "</body></html>".encode()
    )


def rss(links: Iterable[str], *, section: str | None = None, days: float = 0, etag: str = '"1"') -> Answer:
    category = f"<category>{section}</category>" if section else ""
    date = format_datetime(days_ago(days))
    items = "".join(f"<item><link>{link}</link>{category}<pubDate>{date}</pubDate></item>" for link in links)
    data = f'<rss version="2.0"><channel><title>Outlet: all</title>{items}</channel></rss>'.encode()
    return Answer(data, "application/rss+xml", headers={"ETag": etag})


def sitemap(links: Sequence[tuple[str, datetime | None]], *, is_news: bool = False, packed: bool = False) -> Answer:
    urls = ""
    for link, moment in links:
        date = moment.isoformat() if moment else ""
        if is_news:
            news = f"<news:publication_date>{date}</news:publication_date><news:title>A title</news:title>"
            urls += f"<url><loc>{link}</loc><news:news>{news}</news:news></url>"
        else:
            urls += f"<url><loc>{link}</loc>{f'<lastmod>{date}</lastmod>' if date else ''}</url>"
    data = f'<urlset xmlns="{NAMESPACE}" xmlns:news="{NEWS}">{urls}</urlset>'.encode()
    return Answer(gzip.compress(data), "application/gzip") if packed else Answer(data, "application/xml")


def index(links: Sequence[tuple[str, datetime | None]]) -> Answer:
    parts = "".join(
        f"<sitemap><loc>{link}</loc>{f'<lastmod>{moment.isoformat()}</lastmod>' if moment else ''}</sitemap>"
        for link, moment in links
    )
    return Answer(f'<sitemapindex xmlns="{NAMESPACE}">{parts}</sitemapindex>'.encode(), "application/xml")


def add_pages(site: Site, numbers: Iterable[int], **options: str) -> list[str]:
    """Put articles on the site; returns their addresses."""
    paths = {number: f"/news/{number}" for number in numbers}
    site.answers.update({path: page(number, **options) for number, path in paths.items()})
    return [site.url(path) for path in paths.values()]


def export(archive: Path) -> bytes:
    """All lines of an archive."""
    with open_archive(archive) as opened:
        return "".join(export_lines(opened)).encode()
