"""`quotes watch` killed or stopped at any moment: nothing is lost, and nothing that is there is read again."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from support.archive import ask, check_whole
from support.archives import command
from support.feeds import add_pages, rss
from support.web_server import Answer, Site, serve

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")]

ARTICLES = 12
KILLED_AT = (0, 4)  # articles in the archive


@pytest.fixture
def site() -> Iterator[Site]:
    with serve({"/robots.txt": Answer(b"", "text/plain")}) as running:
        running.answers["/rss"] = rss(add_pages(running, range(ARTICLES)))
        yield running


def start(site: Site, archive: Path, *options: str, delay: str = "0.05") -> subprocess.Popen[bytes]:
    given = (site.url("/rss"), "--archive", archive, "--network", "127.0.0.1/32", "--delay", delay, *options)
    return subprocess.Popen(command("watch", *given), stderr=subprocess.PIPE)


def wait_for(process: subprocess.Popen[bytes], is_there: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not is_there():
        assert process.poll() is None, process.stderr and process.stderr.read()
        assert time.monotonic() < deadline
        time.sleep(0.01)


def done(archive: Path) -> list[str]:
    """The articles in the archive, by their paths on the site."""
    if not archive.exists() or not ask(archive, "SELECT 1 FROM sqlite_master WHERE name = 'runs'"):
        return []
    return ["/news/" + name.rpartition("/")[2] for (name,) in ask(archive, "SELECT id FROM articles")]


def test_killed_at_any_moment(site: Site, tmp_path: Path) -> None:
    archive = tmp_path / "said.db"
    for articles in KILLED_AT:
        before = set(done(archive))
        site.asked.clear()
        process = start(site, archive)
        wait_for(process, lambda: "/rss" in site.asked if articles == 0 else len(done(archive)) >= articles)  # noqa: B023
        process.kill()
        process.communicate()
        assert not before & set(site.asked)
        assert ask(archive, "PRAGMA integrity_check") == [("ok",)]
    before = set(done(archive))
    site.asked.clear()
    last = start(site, archive)
    _, words = last.communicate(timeout=60)
    assert last.returncode == 0

    assert len(done(archive)) == len(set(done(archive))) == ARTICLES
    assert not before & set(site.asked)
    assert f"quotes: {ARTICLES - len(before)} new articles, ".encode() in words
    assert ask(archive, "SELECT count(*), count(DISTINCT article) FROM watch_arrivals") == [(ARTICLES, ARTICLES)]
    assert ask(archive, "SELECT count(*) FROM watch_items WHERE state <> 'done'") == [(0,)]
    assert ask(archive, "SELECT count(*) FROM runs WHERE finished IS NULL") == [(0,)]
    check_whole(archive)


def test_stopped_after_the_article_in_work(site: Site, tmp_path: Path) -> None:
    archive = tmp_path / "said.db"
    process = start(site, archive, "--every", "5", delay="0.3")
    wait_for(process, lambda: len(done(archive)) >= 2)
    process.send_signal(signal.SIGINT)
    begun = time.monotonic()
    _, words = process.communicate(timeout=20)

    assert process.returncode == 130
    assert time.monotonic() - begun < 5
    assert b"Traceback" not in words
    assert words.endswith(b"quotes: stopped; the same command continues\n")
    assert 2 <= len(done(archive)) < ARTICLES
    assert ask(archive, "SELECT count(*) FROM runs WHERE finished IS NULL") == [(0,)]
    check_whole(archive)


def test_every_so_often_and_stopped_while_it_waits(site: Site, tmp_path: Path) -> None:
    archive = tmp_path / "said.db"
    site.answers["/rss"] = rss(add_pages(site, [0]))
    process = start(site, archive, "--every", "0.02")
    wait_for(process, lambda: len(done(archive)) == 1)
    site.answers["/rss"] = rss(add_pages(site, [0, 1]), etag='"2"')
    wait_for(process, lambda: len(done(archive)) == 2)
    process.send_signal(signal.SIGTERM)
    _, words = process.communicate(timeout=20)
    assert process.returncode == 143
    assert words.count(b"1 new article, ") == 2
