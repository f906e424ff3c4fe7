"""Hostile requests to `quotes serve`: each is answered without an error of the server, and it works on.

`QUOTES_HOSTILE_REQUESTS=500 pytest tests/robustness/test_hostile_serving.py` sends five hundred of them.
"""

from __future__ import annotations

import gzip
import os
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from support.hostile_requests import DEEP, VALUES, WORDS, send
from support.serving import KEY, Server, start_near

pytestmark = pytest.mark.slow

COUNT = int(os.environ.get("QUOTES_HOSTILE_REQUESTS", "60"))
MAX_MEMORY = 300_000  # kB of the server, without its worker
FIELDS = ("text", "url", "id", "mode", "format", "none")
PATHS = ("extract", "read", "results/", "results/x/state", "results/x/0-0/quotes.csv", "health", "openapi.json", "..")
FILES = (
    ("a.pdf", b"%PDF-1.7\n" + b"1 0 obj << >> " * 500),
    ("a.docx", b"PK\x03\x04" + bytes(range(256)) * 20),
    ("a.epub", b"PK\x03\x04mimetypeapplication/epub+zip" + b"\x00" * 999),
    ("a.html", b"<p>" * 60_000),
    ("a.html", b"<script>" + b"<b a='" * 5_000),
    ("a.xml", b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><rss><channel><item>&b;</item></channel></rss>'),
    ("a.json", DEEP.encode()),
    ("a.txt.gz", gzip.compress(b" " * 30_000_000)),
    ("a.eml", b"From: a\nSubject: " + b"=?utf-8?q?" * 3_000),
    ("a.vtt", b"WEBVTT\n\n" + b"00:00 --> " * 3_000),
    ("../../../etc/passwd", b"\x00\x01\x02"),
    ("http://127.0.0.1/", b"He left."),
    ('"\r\nx: y', b""),
)


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with start_near(timeout=5, max_bytes=200_000) as started:
        yield started


def make_requests(count: int, host: str) -> Iterator[bytes]:
    """So many requests, the same ones each time: JSON, forms, files, addresses and broken HTTP."""
    choose = random.Random("serving")
    kinds: tuple[Callable[[random.Random, str], bytes], ...] = (_json, _file, _form, _target, _raw, _chunked)
    for number in range(count):
        yield kinds[number % len(kinds)](choose, host)


def post(path: str, host: str, kind: str, body: bytes, *extra: str) -> bytes:
    head = [f"POST {path} HTTP/1.1", f"Host: {host}", f"Authorization: Bearer {KEY}", f"Content-Type: {kind}", *extra]
    if not any(line.lower().startswith(("content-length", "transfer-encoding")) for line in extra):
        head.append(f"Content-Length: {len(body)}")
    return "\r\n".join([*head, "Connection: close", "", ""]).encode("latin-1") + body


def _json(choose: random.Random, host: str) -> bytes:
    fields = {choose.choice(FIELDS): choose.choice(VALUES) for _ in range(choose.choice((1, 2)))}
    text = "{" + ", ".join(f'"{name}": {value}' for name, value in fields.items()) + "}"
    if choose.random() < 0.3:
        text = choose.choice((*VALUES, text[: len(text) // 2], ""))
    return post("/extract", host, "application/json", text.encode("utf-8", "surrogatepass"))


def _file(choose: random.Random, host: str) -> bytes:
    name, data = choose.choice(FILES)
    head = f'--e\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'.encode()
    path = choose.choice(("/extract", "/read"))
    return post(path, host, "multipart/form-data; boundary=e", head + data + b"\r\n--e--\r\n")


def _form(choose: random.Random, host: str) -> bytes:
    kinds = ("multipart/form-data", "multipart/form-data; boundary=", f"multipart/form-data; boundary={'e' * 500}")
    kind = choose.choice((*kinds, "multipart/form-data; boundary=e", "multipart/mixed; boundary=e"))
    part = choose.choice(
        (
            b"--e\r\n",
            b'--e\r\nContent-Disposition: form-data; name="text"\r\n\r\n' + b"\xff\xfe" * 500,
            b'--e\r\nContent-Disposition: form-data; name="text"\r\n' + b"X-A: b\r\n" * 2000 + b"\r\n",
            b"--e\r\nContent-Disposition: form-data\r\n\r\na\r\n",
            b"--e\r\nContent-Disposition: form-data; name=\"text\"; filename*=utf-8''%ff\r\n\r\na\r\n",
        )
    )
    return post(choose.choice(("/extract", "/read")), host, kind, part * choose.choice((1, 50)) + b"--e--\r\n")


def _target(choose: random.Random, host: str) -> bytes:
    target = f"/{KEY}/{choose.choice(PATHS)}{choose.choice(WORDS)}"
    return f"GET {target} HTTP/1.1\r\nHost: {host}\r\nAccept: text/html\r\nConnection: close\r\n\r\n".encode()


def _raw(choose: random.Random, host: str) -> bytes:
    return choose.choice(
        (
            b"\x16\x03\x01\x02\x00" + bytes(range(256)),
            b"GET " + b"/" * 60_000 + b" HTTP/1.1\r\n\r\n",
            f"GET /{KEY}/ HTTP/1.1\r\nHost: {host}\r\n".encode() + b"X-A: b\r\n" * 9000 + b"\r\n",
            f"GET /{KEY}/ HTTP/9.9\r\nHost: {host}\r\n\r\n".encode(),
            f"OPTIONS * HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode(),
            post("/extract", host, "application/json", b"{}", f"Content-Length: {'9' * 40}"),
            post("/extract", host, "application/json", b"{}" * 200_000),
            f"GET /{KEY}/ HTTP/1.1\r\nHost: {host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n".encode(),
        )
    )


def _chunked(choose: random.Random, host: str) -> bytes:
    part = b"[" * choose.choice((10, 60_000))
    body = f"{len(part):x}\r\n".encode() + part + b"\r\n"
    ends = choose.choice((b"0\r\n\r\n", b"zz\r\n"))  # who never ends is dropped after a minute: no test waits for it
    lengths = choose.choice(((), ("Content-Length: 5",)))
    body = body * choose.choice((1, 20)) + ends
    return post("/extract", host, "application/json", body, "Transfer-Encoding: chunked", *lengths)


def test_hostile_requests(server: Server) -> None:
    seen: Counter[int] = Counter()
    for data in make_requests(COUNT, server.host):
        start = time.monotonic()
        status = send(server.host, data, timeout=60)
        seen[status] += 1
        assert status < 500 or status == 504, (status, data[:300])
        assert time.monotonic() - start < 40, data[:300]
    assert seen[200] + seen[303] < COUNT / 3, seen
    for _ in range(10):  # some of the forms are long articles, which are read first
        reply = server.ask("POST", "/extract", {"text": "“It rains,” Jane Lee said."})
        if reply.status != 504:
            break
    assert (reply.status, reply.body.count(b"\n")) == (200, 1)
    memory = Path(f"/proc/{server.process.pid}/status")
    if memory.exists():
        (peak,) = (line for line in memory.read_text().splitlines() if line.startswith("VmHWM"))
        assert int(peak.split()[1]) < MAX_MEMORY
