"""From items to chunks: what is fetched from where, what is tried again, parts of files that are done."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest
from support.archives import make_archive
from support.web_server import Answer, serve

from quotes.desk.watch.hosts import ForbiddenError, Hosts
from quotes.desk.watch.reading import Reader, judge
from quotes.desk.watch.state import DONE, FAILED, WAITING, Item
from quotes.desk.watch.stop import Stop
from quotes.errors import ReadError
from quotes.formats.readers.document import Document, Failure, ReadOptions
from quotes.formats.readers.server_errors import StatusError, UnreachableError

ITEM = Item("https://example.org/a", "https://example.org/a", "https://example.org/rss")


def make_reader(*networks: str, delay: float = 0) -> Reader:
    stop = Stop()
    return Reader(Hosts({}, delay=delay, sleep=stop.sleep), stop, ReadOptions(), networks)


@pytest.mark.parametrize(
    "is_local", [pytest.param(False, id="public feed"), pytest.param(True, id="feed of the network")]
)
def test_only_a_feed_of_the_network_leads_into_it(*, is_local: bool) -> None:
    with serve({"/a": Answer(b"<p>News")}) as site:
        item = Item(site.url("/a"), site.url("/a"), "feed", is_local=is_local)
        reader = make_reader("127.0.0.0/8")
        (chunk,) = reader.chunks([item])
        (part,) = chunk.items
        assert isinstance(part, Document if is_local else Failure)
        assert reader.take(chunk)[0].result.state == (DONE if is_local else FAILED)
        assert bool(site.asked) is is_local


@pytest.mark.parametrize(
    ("error", "tries", "state", "seconds"),
    [
        pytest.param(StatusError.of("a", 404), 0, FAILED, 0, id="not there"),
        pytest.param(StatusError.of("a", 403), 0, FAILED, 0, id="refused"),
        pytest.param(ForbiddenError("a"), 0, FAILED, 0, id="by robots.txt"),
        pytest.param(ReadError("a: not an address"), 0, FAILED, 0, id="no address"),
        pytest.param(StatusError.of("a", 500), 0, WAITING, 900, id="a broken server"),
        pytest.param(UnreachableError("a"), 1, WAITING, 3600, id="no connection, for the second time"),
        pytest.param(UnreachableError("a"), 3, FAILED, 0, id="no connection, for the fourth time"),
    ],
)
def test_what_becomes_of_an_address(error: ReadError, tries: int, state: str, seconds: float) -> None:
    result = judge(Item(**{**vars(ITEM), "tries": tries}), error, 0)
    assert (result.state, result.tries) == (state, tries + 1)
    assert result.due == (pytest.approx(time.time() + seconds, abs=5) if seconds else 0)


def test_site_that_is_left_alone_costs_no_try() -> None:
    not_before = time.time() + 60
    result = judge(ITEM, StatusError.of("a", 429, "60"), not_before)
    assert (result.state, result.tries, result.due) == (WAITING, 0, not_before)


@pytest.mark.parametrize("parts", [0, 1, 39, 40, 41])
def test_file_continues_after_the_parts_that_are_done(tmp_path: Path, parts: int) -> None:
    path = str(make_archive(tmp_path / "many.jsonl", 40))
    reader = make_reader()
    chunks = list(reader.chunks([Item("file a", path, "in", version="1", parts=parts)]))
    results = [task.result for chunk in chunks for task in reader.take(chunk)]
    assert [result.parts for result in results] == list(range(min(parts, 39) + 1, 41))
    assert [result.state for result in results] == [WAITING] * (len(results) - 1) + [DONE]


def test_sites_take_turns() -> None:
    pages = {f"/{number}": Answer(b"<p>News") for number in range(3)}
    with serve(pages) as first, serve(pages) as second:
        items = [
            Item(site.url(path), site.url(path), "feed", is_local=True) for site in (first, second) for path in pages
        ]
        reader = make_reader("127.0.0.0/8", delay=0.2)
        begun = time.monotonic()
        chunks = list(reader.chunks(items))
        seconds = time.monotonic() - begun
    hosts = [chunk.items[0].source_path.split("/")[2] for chunk in chunks]  # type: ignore[union-attr]
    assert hosts[:2] != hosts[1:3]
    assert seconds >= 0.6  # four requests to each, robots.txt among them, 0.2 s apart


def test_stop_ends_the_chunks_and_a_slow_fetch() -> None:
    with serve({"/slow": Answer(b"x" * 100, pause=0.5), "/a": Answer(b"<p>News")}) as site:
        reader = make_reader("127.0.0.0/8")
        items = [Item(site.url(path), site.url(path), "feed", is_local=True) for path in ("/slow", "/a")]
        threading.Timer(0.3, reader.stop.set).start()
        begun = time.monotonic()
        assert list(reader.chunks(items)) == []
        assert time.monotonic() - begun < 2
