"""Politeness towards a real server: robots.txt, delay, and being left alone when it is busy."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from support.web_server import LOOPBACK, Answer, serve
from support.web_server import Site as Server

from quotes.desk.watch.hosts import ForbiddenError, Hosts, LeftAloneError, Site
from quotes.desk.watch.stop import Stop
from quotes.errors import ReadError
from quotes.formats.readers.fetch import Page, fetch
from quotes.formats.readers.server_errors import StatusError, UnreachableError

PAGE = Answer(b"<p>News")


@pytest.fixture
def server() -> Iterator[Server]:
    with serve({"/a": PAGE, "/b": PAGE}) as running:
        yield running


def make_hosts(delay: float = 0) -> Hosts:
    return Hosts({}, delay=delay, sleep=Stop().sleep)


def get(address: str, limit: int | None) -> Page:
    return fetch(address, limit=limit or 100_000, networks=LOOPBACK, seconds=5)


def robots(text: str, status: int = 200) -> Answer:
    return Answer(text.encode(), "text/plain", status=status)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("User-agent: *\nDisallow: /", id="all programs"),
        pytest.param("User-agent: quotes\nDisallow: /a", id="this one"),
        pytest.param("User-agent: *\nDisallow: /*a$", id="wildcards"),
        pytest.param("User-agent: *\nAllow: /\nDisallow: /a", id="the longest rule counts, not the first"),
    ],
)
def test_robots_forbids(server: Server, text: str) -> None:
    server.answers["/robots.txt"] = robots(text)
    hosts = make_hosts()
    for _ in range(2):
        with pytest.raises(ForbiddenError, match=r"robots\.txt forbids it"):
            hosts.ask(server.url("/a"), get)
    assert server.asked == ["/robots.txt"]


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(robots("", 404), id="none"),
        pytest.param(robots("", 403), id="forbidden, which RFC 9309 takes for none"),
        pytest.param(robots(""), id="empty"),
        pytest.param(robots("\x00\xff not one at all"), id="damaged"),
        pytest.param(Answer(b"x" * 600_000, "text/plain"), id="too long"),
        pytest.param(robots("User-agent: other\nDisallow: /"), id="for another program"),
    ],
)
def test_robots_allows(server: Server, answer: Answer) -> None:
    server.answers["/robots.txt"] = answer
    hosts = make_hosts()
    assert hosts.ask(server.url("/a"), get).data == PAGE.body
    assert hosts.ask(server.url("/b"), get).data == PAGE.body
    assert server.asked == ["/robots.txt", "/a", "/b"]


def test_without_an_answer_about_robots_nothing_is_fetched(server: Server) -> None:
    server.answers["/robots.txt"] = robots("", 500)
    hosts = make_hosts()
    with pytest.raises(StatusError):
        hosts.ask(server.url("/a"), get)
    with pytest.raises(LeftAloneError):
        hosts.ask(server.url("/a"), get)
    assert server.asked == ["/robots.txt"]


def test_robots_of_the_site_that_a_redirect_leads_to(server: Server) -> None:
    with serve({"/robots.txt": robots("User-agent: *\nDisallow: /a"), "/a": PAGE}) as other:
        server.answers["/to"] = Answer(status=302, headers={"Location": other.url("/a")})
        with pytest.raises(ForbiddenError):
            make_hosts().ask(server.url("/to"), get)


def test_address_that_is_not_public_teaches_nothing(server: Server) -> None:
    hosts = make_hosts()
    with pytest.raises(ReadError, match="not a public address"):
        hosts.ask(server.url("/a"), lambda address, limit: fetch(address, limit=1000))
    assert hosts.site(server.url("/a")).robots is None
    assert server.asked == []


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize(("header", "seconds"), [({}, 60), ({"Retry-After": "3600"}, 3600)], ids=["no wish", "an hour"])
def test_busy_site_is_left_alone(server: Server, status: int, header: dict[str, str], seconds: float) -> None:
    server.answers["/a"] = Answer(b"", status=status, headers=header)
    hosts = make_hosts()
    with pytest.raises(StatusError):
        hosts.ask(server.url("/a"), get)
    with pytest.raises(LeftAloneError, match="is not asked again before"):
        hosts.ask(server.url("/b"), get)
    assert server.asked == ["/robots.txt", "/a"]
    assert hosts.site(server.url("/")).not_before == pytest.approx(time.time() + seconds, abs=5)


def test_site_that_cannot_be_reached_is_left_alone(server: Server) -> None:
    hosts = make_hosts()

    def fail(address: str, limit: int | None) -> Page:
        raise UnreachableError(f"{address}: no connection")

    with pytest.raises(UnreachableError):
        hosts.ask(server.url("/a"), fail)
    with pytest.raises(LeftAloneError):
        hosts.ask(server.url("/a"), get)


def test_waits_grow_and_an_answer_ends_them() -> None:
    site = Site()
    waits = []
    for _ in range(12):
        site.note_trouble(1000.0)
        waits.append(site.not_before - 1000.0)
    assert waits[:4] == [60.0, 120.0, 240.0, 480.0]
    assert waits[-1] == 6 * 3600.0
    site.note_answer()
    assert (site.not_before, site.failures) == (0.0, 0)


@pytest.mark.parametrize(
    ("robots", "given", "expected"),
    [
        pytest.param("", 1.0, 1.0, id="as given"),
        pytest.param("User-agent: *\nCrawl-delay: 5", 1.0, 5.0, id="longer by robots.txt"),
        pytest.param("User-agent: *\nCrawl-delay: 5", 10.0, 10.0, id="longer as given"),
        pytest.param("User-agent: *\nCrawl-delay: 86400", 1.0, 600.0, id="a day is not waited for"),
    ],
)
def test_delay(robots: str, given: float, expected: float) -> None:
    assert Site(robots=robots).delay(given) == expected


def test_requests_are_apart(server: Server) -> None:
    hosts = make_hosts(delay=0.2)
    begun = time.monotonic()
    hosts.ask(server.url("/a"), get)
    hosts.ask(server.url("/b"), get)
    assert time.monotonic() - begun >= 0.4  # robots.txt is a request, too
