"""Look for what is new: `Visitor(…).visit("https://example.org/rss")` notes the new articles, to be read later.

A feed is asked with the ETag and the date of the last visit, and answers that nothing has changed, or with its entries.
Of a sitemap index only the sitemaps that have changed are read.
"""

from __future__ import annotations

import os
import time
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from urllib.parse import urlsplit

from quotes.desk.watch.feeds import MAX_BYTES, Entry, Listing, Sitemap, read_listing
from quotes.desk.watch.hosts import Hosts
from quotes.desk.watch.state import FeedNote, Item, State
from quotes.desk.watch.stop import Stop
from quotes.errors import ReadError
from quotes.formats.readers.fetch import Page, fetch, is_url, without_login
from quotes.formats.readers.paths import find_paths
from quotes.formats.readers.public_addresses import AddressError, find_addresses, is_public
from quotes.formats.readers.server_errors import UnreachableError
from quotes.formats.readers.streams import unpack_bytes

MAX_SITEMAPS = 50  # of an index, per visit: those that changed last
_ACCEPT = "application/rss+xml,application/atom+xml,application/xml;q=0.9,*/*;q=0.5"
_NEVER = datetime.min.replace(tzinfo=timezone.utc)


@dataclass(frozen=True)
class Visit:
    """What a visit to a feed or a folder has brought."""

    new: int = 0
    left_out: int = 0  # new ones above the limit, which are not read later either
    errors: tuple[str, ...] = ()  # of sitemaps of an index that could not be read

    def __add__(self, other: Visit) -> Visit:
        """Both together."""
        return Visit(self.new + other.new, self.left_out + other.left_out, self.errors + other.errors)


@dataclass(frozen=True)
class Visitor:
    """Visits feeds and folders. `networks` are not public and may be fetched from, if a feed there lists it."""

    state: State
    hosts: Hosts
    stop: Stop
    days: float  # articles and sitemaps that are dated before that many days are left out
    limit: int  # new articles of one feed per visit
    networks: Sequence[str] = ()
    own_files: Collection[str] = ()

    def visit(self, source: str) -> Visit:
        """Note what is new there. Raises ReadError where it cannot be read; ArchiveError."""
        return self._visit_feed(source) if is_url(source) else self._visit_folder(source)

    def _visit_folder(self, folder: str) -> Visit:
        if not folder or not Path(folder).is_dir():
            raise ReadError(f"{folder}: no such folder; name a folder, or the address of a feed")
        items, errors = [], []
        for item in self._find_files(folder):
            if _is_utf8(item.key) and _is_utf8(item.place):
                items.append(item)
            else:  # the archive cannot note it
                errors.append(f"{_show(item.place)}: a name that is not UTF-8; rename it")
        return Visit(self.state.add_files(items, time.time()), errors=tuple(errors))

    def _find_files(self, folder: str) -> Iterator[Item]:
        root = os.path.realpath(folder)
        for place in find_paths([folder], self.own_files):
            try:
                status = Path(place).stat()
            except OSError:
                version = "missing"  # reading it reports the reason
            else:
                version = f"{status.st_size} {status.st_mtime_ns}"
            path = os.path.realpath(place)
            parts = Path(os.path.relpath(path, root)).parts
            section = parts[0] if len(parts) > 1 and parts[0] != ".." else None
            yield Item(f"file {path}", place, folder, section=section, version=version)

    def _visit_feed(self, url: str, index: str | None = None, changed: str | None = None) -> Visit:
        """Visit a feed, or a sitemap that an index lists, which leads into a network only if the index is there too."""
        before = self.state.feed(url)
        is_local = self._is_local(url) and (index is None or self._is_local(index))
        answer = self._fetch(url, before, is_local=is_local)
        if answer is None:
            return Visit()
        page, data = answer
        now = time.time()
        note = FeedNote(url, before.title if before else None, page.etag, page.last_modified, now, changed)
        if page.is_unchanged and before is not None:
            etag, last_modified = page.etag or before.etag, page.last_modified or before.last_modified
            self.state.add_feed(replace(note, etag=etag, last_modified=last_modified), ())
            return Visit()
        listing = read_listing(data, page.url)
        is_local = is_local and self._is_local(page.url)  # after redirects
        if index is not None and listing.sitemaps:
            raise ReadError(f"{url}: an index of sitemaps within another one; give its address instead")
        if listing.sitemaps:  # read anew each time, since a visit may end before all of its sitemaps are read
            note = replace(note, etag=None, last_modified=None)
        visit = self._note(replace(note, title=listing.title), listing, is_local=is_local)
        if listing.sitemaps:
            for part in self._visit_sitemaps(page.url, listing.sitemaps):
                visit += part
        return visit

    def _fetch(self, url: str, before: FeedNote | None, *, is_local: bool) -> tuple[Page, bytes] | None:
        conditions = {}
        if before is not None and before.etag:
            conditions["If-None-Match"] = before.etag
        if before is not None and before.last_modified:
            conditions["If-Modified-Since"] = before.last_modified
        networks = self.networks if is_local else ()

        def get(address: str, limit: int | None) -> Page | None:
            headers = {"Accept": _ACCEPT, **(conditions if limit is None else {})}
            return self.stop.unless(
                lambda: fetch(address, limit=limit or MAX_BYTES, networks=networks, headers=headers)
            )

        try:
            page = self.hosts.ask(url, get)
        except ReadError as error:
            if isinstance(error.__cause__, AddressError) and not isinstance(error, UnreachableError):
                raise ReadError(f"{without_login(url)}: {_explain(error.__cause__)}") from error
            raise
        if page is None:
            return None
        return page, unpack_bytes(page.data, url, MAX_BYTES)

    def _note(self, note: FeedNote, listing: Listing, *, is_local: bool) -> Visit:
        """Write the new entries: those after the limit are left out for good, so that the next visit brings news."""
        oldest = datetime.now(timezone.utc) - timedelta(days=self.days)
        recent = [entry for entry in listing.entries if entry.published is None or entry.published >= oldest]
        new: dict[str, Item] = {}
        for entry in sorted(recent, key=lambda entry: entry.published or _NEVER, reverse=True):
            key = find_key(entry.url)
            if key not in new and self.state.is_new(key, entry.url):
                section = entry.section or listing.title or _find_section(entry)
                new[key] = Item(key, entry.url, note.url, is_local, section)
        items = list(new.values())
        self.state.add_feed(note, items[: self.limit], items[self.limit :])
        return Visit(len(items[: self.limit]), len(items[self.limit :]))

    def _visit_sitemaps(self, index: str, sitemaps: Sequence[Sitemap]) -> Iterator[Visit]:
        """Visit those that have changed since the last visit and within the days, the newest first, each in turn."""
        oldest = datetime.now(timezone.utc) - timedelta(days=self.days)
        due = []
        for sitemap in sitemaps:
            before = self.state.feed(sitemap.url)
            changed = sitemap.changed.isoformat() if sitemap.changed else None
            if (sitemap.changed and sitemap.changed < oldest) or (before and changed and before.changed == changed):
                continue
            due.append((sitemap, changed, before.read_at if before else 0.0))
        due.sort(key=lambda item: item[2])  # without dates those that were not read for the longest time
        due.sort(key=lambda item: item[0].changed or _NEVER, reverse=True)
        for sitemap, changed, _ in due[:MAX_SITEMAPS]:
            if self.stop:
                return
            try:
                yield self._visit_feed(sitemap.url, index, changed)
            except ReadError as error:
                yield Visit(errors=(str(error),))

    def _is_local(self, url: str) -> bool:
        """True for a feed in one of the networks that the user has named."""
        if not self.networks:
            return False
        try:
            place = urlsplit(url)
            addresses = find_addresses(place.hostname or "", place.port or 80, self.networks)
        except ValueError:  # also AddressError: in another network, or in none that can be found now
            return False
        return not all(map(is_public, addresses))


def find_key(url: str) -> str:
    """What identifies an article: its address without its fragment and the parameters that only count readers.

    >>> find_key("https://Example.org/a?id=3&utm_source=rss#top")
    'https://example.org/a?id=3'
    """
    from courlan import normalize_url

    try:
        return str(normalize_url(url.partition("#")[0]))
    except ValueError:
        return url


def _is_utf8(name: str) -> bool:
    """False for a name of a file that has half a character."""
    return _show(name) == name


def _show(name: str) -> str:
    return name.encode("utf-8", "replace").decode("utf-8")


def _explain(error: AddressError) -> str:
    """Why nothing is fetched from an address, and what to do where that is a feed."""
    reason = str(error).rpartition(";")[0]
    return f"{reason}; name its network with --network" if "not a public address" in reason else str(error)


def _find_section(entry: Entry) -> str | None:
    """The first folder of an address, where it is a word: "politics" for https://example.org/politics/vote-on-friday."""
    parts = urlsplit(entry.url).path.strip("/").split("/")
    return parts[0].replace("-", " ") if len(parts) > 1 and parts[0].replace("-", "").isalpha() else None
