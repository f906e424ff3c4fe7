"""`quotes watch` against real feeds on this computer, which it may fetch from by --network alone."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.archive import ask, check_whole
from support.archives import make_archive
from support.feeds import add_pages, days_ago, export, index, page, rss, sitemap
from support.web_server import LOOPBACK, Answer, Site, serve
from typer.testing import CliRunner, Result

from quotes.cli import app
from quotes.commands.run import run
from quotes.commands.run_request import Request
from quotes.corpus.settings import Settings
from quotes.desk.archive.archive import open_archive
from quotes.desk.watch.feeds import Sitemap
from quotes.desk.watch.hosts import Hosts
from quotes.desk.watch.lock import lock_archive
from quotes.desk.watch.state import State
from quotes.desk.watch.stop import Stop
from quotes.desk.watch.visits import MAX_SITEMAPS, Visitor
from quotes.formats.readers.document import ReadOptions
from quotes.rows import DEFAULT_MODES

pytestmark = pytest.mark.usefixtures("_one_pipeline")


@pytest.fixture
def site() -> Iterator[Site]:
    with serve({"/robots.txt": Answer(b"", "text/plain")}) as running:
        yield running


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return tmp_path / "said.db"


def watch(archive: Path, *arguments: object, status: int = 0, network: str | None = "127.0.0.1/32") -> Result:
    given = [*map(str, arguments), "--archive", str(archive), "--delay", "0"]
    result = CliRunner().invoke(app, ["watch", *given, *(["--network", network] if network else [])])
    assert result.exit_code == status, result.output
    return result


def ids(archive: Path) -> list[str]:
    return [name.rpartition("/")[2] for (name,) in ask(archive, "SELECT id FROM articles ORDER BY number")]


def news(site: Site) -> list[str]:
    """The articles that were asked for."""
    return [path for path in site.asked if path.startswith("/news/")]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param(["--archive", "said.db"], "name a feed or a folder, or --digest FILE", id="nothing to do"),
        pytest.param(["incoming"], "--archive", id="no archive"),
        pytest.param(["--archive", "a.db", "--digest", "d.html", "--every", "5"], "a feed or a folder", id="no source"),
        pytest.param(["in", "--archive", "a.db", "--network", "mine"], "write it as 10.1.0.0/16", id="no network"),
        pytest.param(["in", "--archive", "a.db", "--every", "0"], "--every", id="no time between"),
        pytest.param(["in", "--archive", "a.db", "--every", "inf"], "--every", id="endless time between"),
        pytest.param(["in", "--archive", "a.db", "--delay", "inf"], "--delay", id="endless delay"),
        pytest.param(["in", "--archive", "a.db", "--days", "1e9"], "--days", id="days before the calendar"),
        pytest.param(["--archive", "a.db", "--digest", "d.html"], "a.db: no such archive", id="digest of none"),
    ],
)
def test_wrong_usage(arguments: list[str], message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(app, ["watch", *arguments])
    assert result.exit_code == 2
    assert message in " ".join(result.stderr.split())
    assert list(tmp_path.iterdir()) == []


def test_address_of_this_computer_is_refused_without_its_network(site: Site, archive: Path) -> None:
    site.answers["/rss"] = rss(add_pages(site, range(2)))
    result = watch(archive, site.url("/rss"), status=1, network=None)
    assert result.stderr.splitlines() == [
        f"quotes: {site.url('/rss')}: 127.0.0.1 is not a public address; name its network with --network"
    ]
    assert site.asked == []


def test_feed_leads_to_no_other_private_network(site: Site, archive: Path) -> None:
    (near,) = add_pages(site, [0])
    site.answers["/away"] = Answer(status=302, headers={"Location": site.url("/news/0", "127.0.0.2")})
    site.answers["/rss"] = rss([site.url("/news/0", "127.0.0.2"), site.url("/away"), near])
    result = watch(archive, site.url("/rss"), status=1)
    assert result.stderr.count("127.0.0.2 is not a public address") == 2
    assert ids(archive) == ["0"]


def test_articles_come_as_extract_reads_them_and_once(site: Site, archive: Path, tmp_path: Path) -> None:
    links = add_pages(site, range(3))
    site.answers["/rss"] = rss(links, section="Politics")
    told = watch(archive, site.url("/rss")).stderr
    records = len(export(archive).splitlines())
    assert records >= 3
    assert told == f"quotes: 3 new articles, {records} records → said.db\n"

    said = tmp_path / "said.jsonl"
    settings = Settings(modes=frozenset(DEFAULT_MODES), read=ReadOptions(networks=LOOPBACK, language="en"))
    assert run(Request(paths=tuple(sorted(links)), output=str(said), workers=0), settings) == 0
    assert export(archive) == said.read_bytes()
    check_whole(archive)

    before = len(site.asked)
    assert watch(archive, site.url("/rss")).stderr == ""
    assert site.asked[before:] == ["/rss"]  # robots.txt is kept for a day
    assert site.headers[-1]["if-none-match"] == '"1"'
    links += add_pages(site, [3])
    site.answers["/rss"] = rss(links, etag='"2"')
    watch(archive, site.url("/rss"))
    assert site.asked[before + 1 :] == ["/rss", "/news/3"]
    assert ids(archive) == ["0", "1", "2", "3"]


def test_one_article_of_several_feeds_and_addresses(site: Site, archive: Path) -> None:
    (link,) = add_pages(site, [0])
    site.answers["/news/0?utm_source=rss"] = site.answers["/news/0"]
    site.answers["/moved"] = Answer(status=301, headers={"Location": link})
    site.answers["/rss"] = rss([f"{link}?utm_source=rss#top"])
    site.answers["/other"] = rss([link, site.url("/moved")])
    watch(archive, site.url("/rss"), site.url("/other"))
    assert ids(archive) == ["0?utm_source=rss#top"]
    assert news(site) in (["/news/0?utm_source=rss"], ["/news/0?utm_source=rss", "/news/0"])  # the latter by /moved


def test_what_extract_has_read_is_not_read_again(site: Site, archive: Path) -> None:
    links = add_pages(site, range(2))
    settings = Settings(modes=frozenset(DEFAULT_MODES), articles=True, read=ReadOptions(networks=LOOPBACK))
    run(Request(paths=(links[0],), archive=archive, workers=0), settings)
    site.answers["/rss"] = rss(links)
    watch(archive, site.url("/rss"))
    assert news(site) == ["/news/0", "/news/1"]


def test_bad_feeds_and_articles_stop_no_others(site: Site, archive: Path, tmp_path: Path) -> None:
    links = add_pages(site, range(2))
    site.answers["/robots.txt"] = Answer(b"User-agent: *\nDisallow: /private/", "text/plain")
    site.answers["/empty"] = Answer(b"<!doctype html><title>Nothing</title>")
    site.answers["/rss"] = rss([links[0], site.url("/gone"), site.url("/private/1"), site.url("/empty"), links[1]])
    site.answers["/page"] = Answer(b'<html><link rel="alternate" type="application/rss+xml" href="/rss">')
    sources = (tmp_path / "none", site.url("/none"), site.url("/page"), "https://none.invalid/rss", site.url("/rss"))
    lines = watch(archive, *sources, status=1).stderr.splitlines()

    assert sorted(ids(archive)) == ["0", "1"]
    for place, reason in (
        (str(tmp_path / "none"), "no such folder"),
        (site.url("/none"), "404 Not Found"),
        (site.url("/page"), f"a page, not a feed; give one of its feeds: {site.url('/rss')}"),
        ("https://none.invalid", "there is no host none.invalid"),
        (site.url("/gone"), "404 Not Found"),
        (site.url("/private/1"), "robots.txt forbids it"),
        (site.url("/empty"), "no article text"),
    ):
        assert sum(line.startswith(f"quotes: {place}") and reason in line for line in lines) == 1, (place, lines)
    assert len(lines) == 8  # and the sum
    site.asked.clear()
    watch(archive, site.url("/rss"))
    assert site.asked == ["/rss"]  # what failed for good is not tried again


def test_damaged_addresses_and_bytes_stop_no_others(site: Site, archive: Path) -> None:
    damaged = "http://[::1"
    site.answers["/away"] = Answer(status=302, headers={"Location": damaged})
    site.answers["/cut.xml.gz"] = Answer(sitemap([(site.url("/a"), None)], packed=True).body[:20])
    site.answers["/index.xml"] = index([(f"{damaged}/map.xml", None), (site.url("/map.xml"), None)])
    site.answers["/map.xml"] = sitemap([(site.url("/away"), None)])
    lines = watch(
        archive, damaged, site.url("/away"), site.url("/cut.xml.gz"), site.url("/index.xml"), status=1
    ).stderr.splitlines()
    assert lines[:-1] == [
        f"quotes: {damaged}: no host in the address; check it",
        f"quotes: {site.url('/away')}: redirected to {damaged}, which is not an address; check the address",
        f"quotes: {site.url('/cut.xml.gz')}: cut short (the packed data ends too early); download it again",
        f"quotes: {damaged}/map.xml: no host in the address; check it",
        f"quotes: {site.url('/away')}: redirected to {damaged}, which is not an address; check the address",
    ]


def test_article_of_a_broken_server_is_tried_later(site: Site, archive: Path) -> None:
    link = site.url("/news/0")
    site.answers["/news/0"] = Answer(b"", status=500)
    site.answers["/rss"] = rss([link])
    watch(archive, site.url("/rss"), status=1)
    watch(archive, site.url("/rss"))  # not yet
    assert news(site) == ["/news/0"]
    site.answers["/news/0"] = page(0)
    make_due(archive)
    watch(archive, site.url("/rss"))
    assert ids(archive) == ["0"]


def test_busy_site_gets_its_time(site: Site, archive: Path) -> None:
    links = add_pages(site, range(3))
    site.answers["/news/0"] = Answer(b"", status=429, headers={"Retry-After": "3600"})
    site.answers["/rss"] = rss(links)
    result = watch(archive, site.url("/rss"), status=1)
    assert "429 Too Many Requests" in result.stderr
    assert "2 articles left for later" in result.stderr
    assert len(news(site)) == 1
    assert "is not asked again before" in watch(archive, site.url("/rss"), status=1).stderr
    assert len(news(site)) == 1

    site.answers["/news/0"] = page(0)
    make_due(archive)
    watch(archive, site.url("/rss"))
    assert sorted(ids(archive)) == ["0", "1", "2"]


def make_due(archive: Path) -> None:
    """Let the time pass for which articles and hosts wait."""
    import sqlite3

    connection = sqlite3.connect(archive)
    with connection:
        connection.execute("UPDATE watch_items SET due = 0")
        connection.execute("UPDATE watch_hosts SET not_before = 0")
    connection.close()


def test_sitemaps_by_date_and_number(site: Site, archive: Path) -> None:
    links = add_pages(site, range(6))
    dated = sitemap([(links[0], days_ago(1)), (links[1], days_ago(30)), (links[2], days_ago(0))], is_news=True)
    plain = sitemap([(links[3], None), (links[4], None), (links[5], None)], packed=True)
    site.answers |= {"/news.xml": dated, "/old.xml": plain, "/plain.xml.gz": plain}
    parts = [("/news.xml", days_ago(0)), ("/old.xml", days_ago(90)), ("/plain.xml.gz", None), ("/none.xml", None)]
    site.answers["/index.xml"] = index([(site.url(path), moment) for path, moment in parts])
    result = watch(archive, site.url("/index.xml"), "--limit", 2, status=1)

    assert sorted(ids(archive)) == ["0", "2", "3", "4"]
    assert f"{site.url('/index.xml')}: 1 of 5 new articles left out" in result.stderr
    assert f"{site.url('/none.xml')}: the server answers 404" in result.stderr
    assert "/old.xml" not in site.asked
    site.asked.clear()
    watch(archive, site.url("/index.xml"), status=1)
    assert sorted(site.asked) == ["/index.xml", "/none.xml", "/plain.xml.gz"]  # the index says: the other is as before


def test_folder(archive: Path, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    (folder / "politics").mkdir(parents=True)
    text = "The river is high, Mayor Ann Lee said.\n"
    (folder / "a.txt").write_text(text, "utf-8")
    (folder / "politics" / "b.txt").write_text(text.replace("river", "lake"), "utf-8")
    (folder / "bad.html").write_bytes(b"")
    make_archive(folder / "many.jsonl", 3)
    result = watch(folder / "said.db", folder, status=1)
    assert "bad.html" in result.stderr
    assert ids(folder / "said.db") == ["a", "a0", "a1", "a2", "b"]
    assert ask(folder / "said.db", "SELECT section, count(*) FROM watch_arrivals GROUP BY 1") == [
        (None, 4),
        ("politics", 1),
    ]

    assert watch(folder / "said.db", folder).stderr == ""
    (folder / "a.txt").write_text(text.replace("high", "rather low"), "utf-8")
    make_archive(folder / "many.jsonl", 4)
    watch(folder / "said.db", folder)
    assert sorted(ids(folder / "said.db")) == ["a", "a0", "a1", "a2", "a3", "b"]
    check_whole(folder / "said.db")


@pytest.mark.skipif(sys.platform != "linux", reason="names of files are UTF-8 there")
def test_file_with_a_name_that_is_not_utf8_stops_no_others(archive: Path, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text("The river is high, Mayor Ann Lee said.\n", "utf-8")
    (folder / os.fsdecode(b"caf\xe9.txt")).write_bytes(b"News")
    lines = watch(archive, folder, status=1).stderr.splitlines()
    assert lines[0] == f"quotes: {folder / 'caf?.txt'}: a name that is not UTF-8; rename it"
    assert ids(archive) == ["a"]


def test_one_watcher_per_archive(archive: Path, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    watch(archive, tmp_path / "in")
    with lock_archive(archive):
        assert "another 'quotes watch' works on it" in watch(archive, tmp_path / "in", status=2).stderr
        watch(archive, "--digest", tmp_path / "new.html")  # which others may write meanwhile
    watch(archive, tmp_path / "in")


def test_file_that_is_no_archive(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "notes.txt").write_text("not an archive", "utf-8")
    assert "not an archive" in watch(tmp_path / "notes.txt", tmp_path / "in", status=2).stderr
    assert (tmp_path / "notes.txt").read_text("utf-8") == "not an archive"


def test_lines_of_the_archive_are_records(site: Site, archive: Path) -> None:
    site.answers["/rss"] = rss(add_pages(site, [0], outlet="The Outlet"))
    watch(archive, site.url("/rss"))
    article = json.loads(export(archive).splitlines()[0])["article"]
    assert article["id"] == article["source_path"] == article["url"] == site.url("/news/0")
    assert article["publisher"] == "The Outlet"


def test_sitemaps_without_dates_take_turns(tmp_path: Path) -> None:
    paths = [f"/map-{number}.xml" for number in range(MAX_SITEMAPS + 10)]
    answers = {"/robots.txt": Answer(), **dict.fromkeys(paths, sitemap([]))}
    with serve(answers) as site, open_archive(tmp_path / "said.db", write=True) as archive:
        stop = Stop()
        hosts = Hosts({}, delay=0, sleep=stop.sleep)
        visitor = Visitor(State(archive), hosts, stop, days=7, limit=10, networks=LOOPBACK)
        maps = [Sitemap(site.url(path)) for path in paths]
        for _ in range(2):
            assert not any(visit.errors for visit in visitor._visit_sitemaps(site.url("/index.xml"), maps))
        assert set(paths) <= set(site.asked)


@pytest.mark.parametrize(
    ("index", "is_read"),
    [
        pytest.param("http://93.184.216.34/index.xml", False, id="of the public web"),
        pytest.param("http://127.0.0.2/index.xml", True, id="in the network"),
    ],
)
def test_an_index_leads_into_a_network_only_from_there(tmp_path: Path, index: str, *, is_read: bool) -> None:
    answers = {"/robots.txt": Answer(), "/map.xml": sitemap([("http://127.0.0.1/a", None)])}
    with serve(answers) as site, open_archive(tmp_path / "said.db", write=True) as archive:
        stop = Stop()
        hosts = Hosts({}, delay=0, sleep=stop.sleep)
        visitor = Visitor(State(archive), hosts, stop, days=7, limit=10, networks=LOOPBACK)
        (visit,) = visitor._visit_sitemaps(index, [Sitemap(site.url("/map.xml"))])
        assert visit.new == is_read
        assert bool(site.asked) is is_read
        assert is_read or "127.0.0.1 is not a public address" in visit.errors[0]
