"""Which sitemaps of an index are visited, and which networks feeds and sitemaps lead into."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.feeds import sitemap
from support.web_server import LOOPBACK, Answer, serve

from quotes.desk.archive.archive import open_archive
from quotes.desk.watch.feeds import Sitemap
from quotes.desk.watch.hosts import Hosts
from quotes.desk.watch.state import State
from quotes.desk.watch.stop import Stop
from quotes.desk.watch.visits import MAX_SITEMAPS, Visitor


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
