"""Hostile requests to the review server: each is refused, no transaction stays open, and reviewers are served.

`QUOTES_HOSTILE_REQUESTS=500 pytest tests/robustness/test_hostile_requests.py` sends five hundred of them.
"""

from __future__ import annotations

import os
import socket
import sqlite3
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from support.desk import FIRST, Server, make_records, start_server, write_records
from support.hostile_requests import DEEP, make_requests, post, send

from quotes.desk.web.timed_protocol import MAX_REQUEST_SECONDS

pytestmark = pytest.mark.slow

COUNT = int(os.environ.get("QUOTES_HOSTILE_REQUESTS", "60"))
RECORD = make_records()[0].id
MAX_MEMORY = 300_000  # kB of the server


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("review")
    (folder / "first.txt").write_bytes(FIRST.encode("utf-8"))
    started = start_server(write_records(folder / "quotes.jsonl", make_records()))
    yield started
    started.kill()


@pytest.fixture
def path(server: Server) -> str:
    return urlsplit(server.address).path


@pytest.fixture
def host(server: Server) -> str:
    return urlsplit(server.address).netloc


def is_closed(connection: socket.socket) -> bool:
    """Has the server closed it, with or without an answer?"""
    connection.settimeout(3)
    try:
        while connection.recv(4096):
            pass
    except ConnectionResetError:
        return True
    except TimeoutError:
        return False
    return True


@pytest.mark.parametrize(
    ("act", "fields"),
    [
        pytest.param("accept", '"base": Infinity', id="infinite base"),
        pytest.param("accept", f'"base": {10**30}', id="huge base"),
        pytest.param("accept", f'"base": {"9" * 5000}', id="5,000 digits"),
        pytest.param("accept", f'"base": {DEEP}', id="very deep JSON"),
        pytest.param("add", '"span": [0, Infinity]', id="infinite span"),
        pytest.param("merge", '"gone": "a", "kept": "b", "seq": 1e999', id="infinite seq"),
        pytest.param("accept", '"by": "\\ud800"', id="half a character"),
    ],
)
def test_what_is_no_request_is_refused(server: Server, path: str, host: str, act: str, fields: str) -> None:
    body = f'{{"by": "desk", "record": "{RECORD}", {fields}}}'
    assert send(host, post(path, host, act, body.encode())) == 400
    assert server.get("changes?since=0") == {"changed": False}


@pytest.mark.parametrize("body", [pytest.param(b"[]", id="a list"), pytest.param(b"", id="nothing")])
def test_a_body_must_be_an_object(path: str, host: str, body: bytes) -> None:
    assert send(host, post(path, host, "accept", body)) == 400


def test_a_number_in_an_address_must_be_one(path: str, host: str) -> None:
    request = f"GET {path}changes?since=%C2%B2 HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
    assert send(host, request.encode()) == 400


def test_a_body_is_counted_whatever_length_is_announced(path: str, host: str) -> None:
    chunk = b"ffff\r\n" + b" " * 0xFFFF + b"\r\n"
    for lengths in ((), ("Content-Length: 5",)):
        assert send(
            host, post(path, host, "accept", chunk * 40 + b"0\r\n\r\n", "Transfer-Encoding: chunked", *lengths)
        ) in (400, 413)


def test_long_headers_are_refused(path: str, host: str) -> None:
    headers = b"X-A: b\r\n" * 4000
    assert send(host, f"GET {path} HTTP/1.1\r\nHost: {host}\r\n".encode() + headers) in (0, 400)


def test_slow_clients_are_dropped(server: Server, host: str) -> None:
    name, port = host.split(":")
    halves = [socket.create_connection((name, int(port)), timeout=60) for _ in range(30)]
    for number, half in enumerate(halves):
        half.sendall(b"GET / HTTP/1.1\r\n"[: number % 5])
    start = time.monotonic()
    while time.monotonic() - start < MAX_REQUEST_SECONDS + 3:  # a byte now and then does not keep them
        for half in halves[::2]:
            try:
                half.sendall(b"X")
            except OSError:
                continue
        time.sleep(0.5)
    for half in halves:
        assert is_closed(half)
        half.close()
    assert server.get("changes?since=0") == {"changed": False}


def test_hostile_requests(server: Server, path: str, host: str) -> None:
    seen: dict[int, int] = {}
    slowest = 0.0
    for data in make_requests(COUNT, path, host, RECORD):
        start = time.monotonic()
        status = send(host, data)
        slowest = max(slowest, time.monotonic() - start)
        seen[status] = seen.get(status, 0) + 1
    print(f"{COUNT} requests, slowest {slowest:.1f} s, statuses {dict(sorted(seen.items()))}")

    assert {status for status in seen if status >= 500} == set()
    assert slowest < MAX_REQUEST_SECONDS + 5
    last = server.get(f"view?record={RECORD}")
    assert server.post("reject", record=RECORD, base=last["base"])[0] == 200
    if sys.platform == "linux":
        status = Path(f"/proc/{server.process.pid}/status").read_text()
        assert int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM"))) < MAX_MEMORY


def test_a_decision_that_cannot_be_written_leaves_no_transaction_open(tmp_path: Path) -> None:
    from quotes.desk.review.decision_journal import Journal
    from quotes.desk.review.decisions import Decision

    journal = Journal(tmp_path / "quotes.jsonl.review.db")
    with pytest.raises(OverflowError):
        journal.append(Decision(kind="accept", record=RECORD, by="desk"), base=10**30)
    other = sqlite3.connect(journal.path, timeout=0.1, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    other.execute("ROLLBACK")
    other.close()
    assert journal.append(Decision(kind="accept", record=RECORD, by="desk"), base=0) == 1
