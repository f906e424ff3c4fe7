"""What servers answer instead of a page, and when nothing has changed."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from email.utils import format_datetime

import pytest
from support.web_server import LOOPBACK, Answer, serve

from quotes.errors import ReadError
from quotes.formats.readers.fetch import fetch
from quotes.formats.readers.server_errors import StatusError, UnreachableError, read_retry_after

NOW = datetime(2026, 5, 1, 6, 30, tzinfo=timezone.utc)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        pytest.param(None, None, id="not said"),
        pytest.param("", None, id="empty"),
        pytest.param("soon", None, id="a word"),
        pytest.param("-5", None, id="negative"),
        pytest.param("1.5", None, id="no whole number"),
        pytest.param("٣", None, id="digits of another script"),
        pytest.param("Fri, 32 May 2026 25:00:00 GMT", None, id="no date"),
        pytest.param("120", 120.0, id="seconds"),
        pytest.param("9" * 400, 999_999_999.0, id="for ever"),
        pytest.param(format_datetime(NOW + timedelta(hours=1), usegmt=True), 3600.0, id="date"),
        pytest.param(format_datetime(NOW - timedelta(hours=1), usegmt=True), 0.0, id="date of the past"),
    ],
)
def test_retry_after(value: str | None, seconds: float | None) -> None:
    assert read_retry_after(value, NOW) == seconds


def test_errors_say_what_was_answered() -> None:
    with serve({"/busy": Answer(b"", status=503, headers={"Retry-After": "30"})}) as site:
        with pytest.raises(StatusError, match="503 Service Unavailable; try again later") as caught:
            fetch(site.url("/busy"), limit=1000, networks=LOOPBACK)
        port = site.port
    assert (caught.value.status, caught.value.retry_seconds) == (503, 30.0)
    with pytest.raises(UnreachableError):
        fetch(f"http://127.0.0.1:{port}/", limit=1000, networks=LOOPBACK)
    with pytest.raises(ReadError, match="not a public address") as refused:
        fetch(f"http://127.0.0.1:{port}/", limit=1000)
    assert not isinstance(refused.value, UnreachableError)


def test_page_that_has_not_changed() -> None:
    headers = {"ETag": '"1"', "Last-Modified": "Fri, 01 May 2026 06:30:00 GMT"}
    with serve({"/a": Answer(b"<p>News", headers=headers), "/odd": Answer(b"", status=304)}) as site:
        page = fetch(site.url("/a"), limit=1000, networks=LOOPBACK)
        assert (page.etag, page.last_modified, page.is_unchanged) == (headers["ETag"], headers["Last-Modified"], False)
        again = fetch(site.url("/a"), limit=1000, networks=LOOPBACK, headers={"If-None-Match": '"1"'})
        assert (again.data, again.is_unchanged) == (b"", True)
        with pytest.raises(StatusError, match="304 Not Modified"):  # nobody has asked whether it has changed
            fetch(site.url("/odd"), limit=1000, networks=LOOPBACK)
