"""Addresses given to the server: pages of the public web, and nothing in a local network, in whatever form."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from support.serving import Server, start_near
from support.web_server import Answer, Site, serve

pytestmark = pytest.mark.slow

PAGE = (Path(__file__).parents[3] / "fixtures" / "formats" / "page.html").read_bytes()
LOCAL = (
    *("127.0.0.1", "127.1", "127.0.1", "2130706433", "0x7f000001", "0x7f.1", "0177.0.0.1", "017700000001"),
    *("0", "0.0.0.0", "localhost", "LOCALHOST", "localhost.", "127.255.255.254"),
    *("[::1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[0:0:0:0:0:0:0:1]", "[64:ff9b::7f00:1]"),
    *("[2002:7f00:1::]", "[fe80::1]", "[fc00::1]", "[fec0::1]"),
    *("10.0.0.1", "172.16.0.1", "192.168.0.1", "169.254.169.254", "100.64.0.1", "224.0.0.1", "255.255.255.255"),
    *("①②⑦.⓪.⓪.①", "127。0。0。1"),
)


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    def redirect(target: str) -> Answer:
        return Answer(status=302, headers={"Location": target})

    targets = ("http://127.0.0.2:PORT/page", "http://[::1]:PORT/page", "http://2130706434:PORT/page")
    others = ("http://169.254.169.254/latest/meta-data", "http://10.0.0.1/", "file:///etc/passwd", "ftp://a.example/")
    with serve({"/page": Answer(PAGE)}) as running:
        for number, target in enumerate((*targets, *others)):
            running.answers[f"/to/{number}"] = redirect(target.replace("PORT", str(running.port)))
        running.answers["/twice"] = redirect("/to/0")
        running.answers["/slow"] = Answer(PAGE, pause=0.2)
        running.answers["/long"] = Answer(b"a" * 400_000)
        yield running


@pytest.fixture(scope="module")
def near() -> Iterator[Server]:
    """A server that may fetch from 127.0.0.1 alone."""
    with start_near(networks=("127.0.0.1/32",), timeout=5, max_bytes=300_000) as started:
        yield started


@pytest.mark.parametrize("host", LOCAL)
def test_no_form_of_a_local_address_is_fetched(server: Server, site: Site, host: str) -> None:
    site.asked.clear()
    reply = server.ask("POST", "/extract", {"url": f"http://{host}:{site.port}/page"})

    assert reply.status == 422, reply.body
    assert "public address" in reply.json["detail"] or "no host" in reply.json["detail"], reply.json
    assert site.asked == []


@pytest.mark.parametrize("path", [*(f"/to/{number}" for number in range(7)), "/twice"])
def test_no_redirect_leads_into_a_local_network(near: Server, site: Site, path: str) -> None:
    site.asked.clear()
    reply = near.ask("POST", "/extract", {"url": site.url(path)})

    assert reply.status == 422, reply.body
    assert "redirected to" in reply.json["detail"]
    assert "/page" not in site.asked


def test_a_page_is_read_by_its_address(near: Server, site: Site) -> None:
    reply = near.ask("POST", "/extract", {"url": site.url("/page")}, accept="application/json")

    assert reply.status == 200
    assert reply.json["articles"][0]["id"] == site.url("/page")
    assert reply.json["records"]


@pytest.mark.parametrize(
    ("path", "status"), [pytest.param("/slow", 504, id="too slow"), pytest.param("/long", 422, id="too long")]
)
def test_a_page_that_costs_too_much_is_given_up(near: Server, site: Site, path: str, status: int) -> None:
    assert near.ask("POST", "/extract", {"url": site.url(path)}).status == status
