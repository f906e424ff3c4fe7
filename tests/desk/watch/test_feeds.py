"""What feeds and sitemaps list, and what is neither."""

from __future__ import annotations

import contextlib
import random
import re
from datetime import datetime, timezone
from pathlib import Path

import pytest

from quotes.desk.watch.feeds import Entry, Sitemap, read_listing, read_moment
from quotes.errors import ReadError

FORMATS = Path(__file__).parents[3] / "fixtures" / "formats"
URL = "https://example.org/feeds/all"
MAY = datetime(2026, 5, 1, 6, 30, tzinfo=timezone.utc)


def rss(items: str) -> bytes:
    return f'<rss version="2.0"><channel><title>All</title>{items}</channel></rss>'.encode()


def urlset(urls: str) -> bytes:
    spaces = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/n"'
    return f'<urlset {spaces} xmlns:image="http://www.google.com/schemas/i">{urls}</urlset>'.encode()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param(b"", "XML that is not well formed", id="nothing"),
        pytest.param(b"news of today", "XML that is not well formed", id="text"),
        pytest.param(b"<nitf><body/></nitf>", "XML of another kind (<nitf>)", id="an article"),
        pytest.param(
            b'<!DOCTYPE html><head><link rel="alternate" type="application/rss+xml" href="/rss"><p>News',
            "a page, not a feed; give one of its feeds: https://example.org/rss",
            id="a page that names its feed",
        ),
        pytest.param(
            b'<!DOCTYPE html><link rel="alternate" type="application/rss+xml" href="http://[">'
            b'<link rel="alternate" type="application/rss+xml" href="javascript:go()">',
            "a page, not a feed; give the address of its feed",
            id="a page whose links are damaged",
        ),
        pytest.param(b"<!doctype html><p>News", "give the address of its feed or its sitemap", id="a page without"),
        pytest.param(
            b'<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss><channel/></rss>',
            "declares entities",
            id="entities that unfold",
        ),
    ],
)
def test_what_is_no_feed(data: bytes, message: str) -> None:
    with pytest.raises(ReadError, match=re.escape(f"{URL}: ")) as caught:
        read_listing(data, URL)
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("data", "entries"),
    [
        pytest.param(rss(""), [], id="no entries"),
        pytest.param(rss("<item><title>No link</title></item>"), [], id="an entry without an address"),
        pytest.param(rss("<item><link>mailto:desk@example.org</link></item>"), [], id="an address of mail"),
        pytest.param(rss("<item><link>file:///etc/passwd</link></item>"), [], id="an address of a file"),
        pytest.param(rss("<item><link>/a</link></item>"), [Entry("https://example.org/a")], id="a relative address"),
        pytest.param(
            rss("<item><link>/a</link></item><item><link>/a</link></item>"),
            [Entry("https://example.org/a")],
            id="twice",
        ),
        pytest.param(
            rss(
                "<item><link>https://example.org/a</link><title>A &lt;b&gt;vote&lt;/b&gt;</title><category>Politics"
                "</category><category>Votes</category><pubDate>Fri, 01 May 2026 08:30:00 +0200</pubDate></item>"
            ),
            [Entry("https://example.org/a", "A vote", MAY, "Politics")],
            id="all that RSS says",
        ),
        pytest.param(
            b'<feed xmlns="http://www.w3.org/2005/Atom"><entry><link href="https://example.org/a"/><title>A</title>'
            b'<category term="p" label="Politics"/><updated>2026-05-01T06:30:00Z</updated></entry></feed>',
            [Entry("https://example.org/a", "A", MAY, "Politics")],
            id="all that Atom says",
        ),
        pytest.param(
            b"<rss><channel><item><link>https://example.org/a</link><title>Q & A</title></item></channel></rss>",
            [Entry("https://example.org/a", "Q & A")],
            id="RSS that is not well formed",
        ),
        pytest.param(
            urlset(
                "<url><loc> https://example.org/a </loc><lastmod>2026-05-01T06:30:00Z</lastmod></url>"
                "<url><loc>ftp://example.org/b</loc></url>"
            ),
            [Entry("https://example.org/a", None, MAY)],
            id="sitemap",
        ),
        pytest.param(
            urlset(
                "<url><image:image><image:loc>https://example.org/a.png</image:loc></image:image>"
                "<loc>https://example.org/a</loc><lastmod>2026-06-01</lastmod><news:news><news:title>A</news:title>"
                "<news:publication_date>2026-05-01T08:30:00+02:00</news:publication_date></news:news></url>"
            ),
            [Entry("https://example.org/a", "A", MAY)],
            id="news sitemap with a picture",
        ),
    ],
)
def test_entries(data: bytes, entries: list[Entry]) -> None:
    assert list(read_listing(data, URL).entries) == entries


@pytest.mark.parametrize("name", ["rss.xml", "atom.xml"])
def test_feeds_of_the_fixtures(name: str) -> None:
    listing = read_listing((FORMATS / name).read_bytes(), URL)
    assert listing.title == "Harbour Courier"
    assert [entry.url.rpartition("/")[2] for entry in listing.entries][:2] == ["ferry.html", "bank.html"]


def test_index() -> None:
    data = (
        b'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>https://example.org/1.xml.gz'
        b"</loc><lastmod>2026-05-01T06:30:00Z</lastmod></sitemap><sitemap><loc>https://example.org/2.xml</loc></sitemap>"
        b"</sitemapindex>"
    )
    expected = (Sitemap("https://example.org/1.xml.gz", MAY), Sitemap("https://example.org/2.xml"))
    assert read_listing(data, URL).sitemaps == expected


@pytest.mark.parametrize("name", ["rss.xml", "atom.xml"])
def test_damaged_feeds_are_read_or_refused(name: str) -> None:
    data = bytearray((FORMATS / name).read_bytes()[:1200])
    chance = random.Random(7)
    for _ in range(60):
        damaged = data.copy()
        for _ in range(chance.randrange(1, 8)):
            damaged[chance.randrange(len(data))] = chance.randrange(256)
        with contextlib.suppress(ReadError):
            read_listing(bytes(damaged[: chance.randrange(len(data))]), URL)


@pytest.mark.parametrize("value", [None, "", "yesterday", "2026-13-01", "0000-00-00", "1" * 40])
def test_what_is_no_moment(value: str | None) -> None:
    assert read_moment(value) is None


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2026", "2026-01-01T00:00:00+00:00"),
        ("2026-05", "2026-05-01T00:00:00+00:00"),
        ("2026-05-01", "2026-05-01T00:00:00+00:00"),
        ("2026-05-01T08:30+02:00", "2026-05-01T06:30:00+00:00"),
        ("2026-05-01T06:30:00.123Z", "2026-05-01T06:30:00.123000+00:00"),
    ],
)
def test_moments(value: str, expected: str) -> None:
    moment = read_moment(value)
    assert moment is not None
    assert moment.isoformat() == expected
