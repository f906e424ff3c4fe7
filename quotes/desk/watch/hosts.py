"""Politeness: which addresses a site lets programs fetch, how often, and when it asked to be left alone.

>>> Site(robots="User-agent: *\nDisallow: /private/\nCrawl-delay: 5").delay(1.0)
5.0

robots.txt is read as RFC 9309 says: a missing one allows all, one that cannot be had now forbids all until it can.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from quotes.errors import ReadError
from quotes.formats.readers.public_addresses import AddressError
from quotes.formats.readers.server_errors import StatusError, UnreachableError

if TYPE_CHECKING:
    from collections.abc import Callable

PROGRAM = "quotes"  # the name by which a robots.txt addresses this program
MAX_ROBOTS_BYTES = 500_000  # of a robots.txt: RFC 9309 wants at least 500 kB read
SECONDS_ROBOTS_KEPT = 24 * 3600.0  # RFC 9309: no longer than a day
MAX_DELAY = 600.0  # seconds between two requests, however long robots.txt wants them apart
FIRST_BACK_OFF, MAX_BACK_OFF = 60.0, 6 * 3600.0  # seconds: 1, 2, 4, 8 … minutes after failures in a row
MAX_RETRY_AFTER = 7 * 24 * 3600.0  # seconds that a server may ask for
BUSY = frozenset({429, 503})  # answers of a site that wants to be left alone


@dataclass(eq=False)
class Site:
    """A host and its port. Times are seconds of the clock (`time.time`)."""

    robots: str | None = None  # the text; None: not read yet
    robots_read: float = 0.0
    not_before: float = 0.0  # when it may be asked again after it was busy or could not be reached
    failures: int = 0  # in a row
    next_turn: float = field(default=0.0, compare=False)  # for the delay, which ends with the process
    is_changed: bool = False  # since it was read from the archive

    @cached_property
    def _rules(self) -> Any:
        from protego import Protego

        return Protego.parse(self.robots or "")

    def allows(self, url: str) -> bool:
        """May the program fetch the address?"""
        return bool(self._rules.can_fetch(url, PROGRAM))

    def delay(self, seconds: float) -> float:
        """Seconds between two requests: those given, or more where robots.txt says so."""
        wanted = self._rules.crawl_delay(PROGRAM) or 0.0
        return min(max(seconds, wanted), max(MAX_DELAY, seconds))

    def learn(self, robots: str, now: float) -> None:
        """Note what robots.txt says."""
        self.robots, self.robots_read, self.is_changed = robots, now, True
        self.__dict__.pop("_rules", None)

    def note_answer(self) -> None:
        """Note that it has answered."""
        if self.failures or self.not_before:
            self.failures, self.not_before, self.is_changed = 0, 0.0, True

    def note_trouble(self, now: float, retry_seconds: float | None = None) -> None:
        """Leave it alone for as long as it wants, else for longer after each failure in a row."""
        self.failures += 1
        wait = min(FIRST_BACK_OFF * 2 ** min(self.failures - 1, 20), MAX_BACK_OFF)
        if retry_seconds is not None:
            wait = min(max(retry_seconds, 1.0), MAX_RETRY_AFTER)
        self.not_before, self.is_changed = now + wait, True


class ForbiddenError(ReadError):
    """The site's robots.txt does not let programs fetch the address."""


class LeftAloneError(ReadError):
    """The site asked to be left alone, or could not be reached, a short time ago."""


class Hosts:
    """The sites that are asked, each one at a time with a delay. Used by one thread at a time."""

    def __init__(self, sites: dict[str, Site], *, delay: float, sleep: Callable[[float], bool]) -> None:
        self.sites, self.seconds = sites, delay
        self.sleep = sleep  # seconds → True; False where the run is to end

    def site(self, url: str) -> Site:
        """The site of an address."""
        return self.sites.setdefault(host_of(url), Site())

    def ask(self, url: str, fetch: Callable[[str, int | None], Any]) -> Any:
        """What `fetch(url, None)` returns, once it is the turn of the site and if its robots.txt allows it.

        `fetch(url, bytes)` is called for robots.txt. Raises ReadError; returns None where the run is to end.
        """
        if not host_of(url):
            raise ReadError(f"{url}: no host in the address; check it")
        site = self.site(url)
        self._check_turn(site, url)
        if not self._check_robots(site, url, fetch) or not self._wait(site):
            return None
        answer = self._fetch(site, url, fetch)
        if answer is None or host_of(answer.url) == host_of(url):
            return answer
        other = self.site(answer.url)  # after a redirect
        other.next_turn = time.monotonic() + other.delay(self.seconds)
        return answer if self._check_robots(other, answer.url, fetch) else None

    def _check_robots(self, site: Site, url: str, fetch: Callable[[str, int | None], Any]) -> bool:
        """False where the run is to end. Raises ForbiddenError for what robots.txt forbids, ReadError without one."""
        if site.robots is None or time.time() - site.robots_read > SECONDS_ROBOTS_KEPT:
            if not self._wait(site):
                return False
            self._read_robots(site, url, fetch)
            if site.robots is None:  # the run is to end
                return False
        if not site.allows(url):
            raise ForbiddenError(f"{url}: the site's robots.txt forbids it to programs; save it in a browser")
        return True

    def _check_turn(self, site: Site, url: str) -> None:
        if site.not_before > time.time():
            moment = time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(site.not_before))
            raise LeftAloneError(f"{url}: {host_of(url)} is not asked again before {moment}")

    def _wait(self, site: Site) -> bool:
        wait = site.next_turn - time.monotonic()
        return wait <= 0 or self.sleep(wait)

    def _fetch(self, site: Site, url: str, fetch: Callable[[str, int | None], Any], limit: int | None = None) -> Any:
        try:
            answer = fetch(url, limit)
        except StatusError as error:
            if error.status in BUSY:
                site.note_trouble(time.time(), error.retry_seconds)
            elif error.status < 500:
                site.note_answer()
            raise
        except UnreachableError:
            site.note_trouble(time.time())
            raise
        finally:
            site.next_turn = time.monotonic() + site.delay(self.seconds)
        site.note_answer()
        return answer

    def _read_robots(self, site: Site, url: str, fetch: Callable[[str, int | None], Any]) -> None:
        address = f"{url.partition('://')[0]}://{urlsplit(url).netloc}/robots.txt"
        try:
            answer = self._fetch(site, address, fetch, MAX_ROBOTS_BYTES)
        except StatusError as error:
            if error.status >= 500 or error.status == 429:
                site.note_trouble(time.time(), error.retry_seconds)
                raise
            site.learn("", time.time())
        except UnreachableError:
            raise
        except ReadError as error:  # a picture, too long, more redirects than are followed: none that can be read
            if isinstance(error.__cause__, AddressError):  # nothing is fetched there
                raise
            site.learn("", time.time())
        else:
            if answer is not None:
                site.learn(answer.data.decode("utf-8", "replace"), time.time())


def host_of(url: str) -> str:
    """The host of an address, with a port that is not the usual one: "example.org:8080"."""
    try:
        return urlsplit(url).netloc.rpartition("@")[2].lower()
    except ValueError:
        return ""
