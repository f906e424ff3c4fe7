"""Any number of hostile requests to the review server, the same ones each time: `make_requests(500, key, host)`."""

from __future__ import annotations

import json
import random
import socket
from collections.abc import Iterator

DEEP = "[" * 100_000
VALUES = (
    *("Infinity", "-Infinity", "NaN", "1e999", "1" + "0" * 30, "9" * 5000, "-1", "1.5", "true", "null"),
    *('"²"', '"x"', '"\\ud800"', '"\\u0000"', f'"{"x" * 2000}"'),
    *("[]", "{}", "[0, Infinity]", "[0, 1e30]", f"[0, {10**30}]", "[1, 0]", DEEP, '{"a":' * 100_000),
)
FIELDS = ("by", "record", "base", "span", "change", "gone", "kept", "seq", "everywhere", "wish")
ACTS = ("accept", "reject", "correct", "mend", "add", "merge", "undo", "redo", "delete", "..%2f..%2fact")
CHANGES = ("role", "spans", "speaker", "sector", "extend", "content", "reason", "negated")
QUERIES = (
    "view?record=",
    "view?article=",
    "view?show=",
    "view?order=",
    "view?words=",
    "changes?since=",
    "static/",
    "static/..%2f",
)
WORDS = (
    "²",
    "9" * 5000,
    "-1",
    "1e400",
    "%ff%fe",
    "%00",
    "..%2f..%2fetc%2fpasswd",
    "%ed%a0%80",
    "a" * 3000,
    "<script>",
    "'--",
    "",
)


def send(host: str, data: bytes, timeout: float = 30) -> int:
    """The status of the answer; 0 where the connection was closed without one."""
    name, port = host.split(":")
    answer = b""
    with socket.create_connection((name, int(port)), timeout=timeout) as connection:
        try:
            connection.sendall(data)
            while b"\r\n" not in answer and (part := connection.recv(4096)):
                answer += part
        except (BrokenPipeError, ConnectionResetError):
            pass
    return int(answer.split()[1]) if answer else 0


def make_requests(count: int, path: str, host: str, record: str, seed: str = "requests") -> Iterator[bytes]:
    """So many requests as bytes: bodies of every kind of bad value, addresses, headers, broken HTTP."""
    choose = random.Random(seed)
    kinds = (_body, _body, _body, _change, _query, _raw, _chunked)
    for number in range(count):
        yield kinds[number % len(kinds)](choose, path, host, record)


def post(path: str, host: str, act: str, body: bytes, *extra: str) -> bytes:
    head = [
        f"POST {path}act/{act} HTTP/1.1",
        f"Host: {host}",
        f"Origin: http://{host}",
        "Content-Type: application/json",
    ]
    if not any(line.lower().startswith(("content-length", "transfer-encoding")) for line in extra):
        head.append(f"Content-Length: {len(body)}")
    return "\r\n".join([*head, *extra, "Connection: close", "", ""]).encode("latin-1") + body


def _body(choose: random.Random, path: str, host: str, record: str) -> bytes:
    fields = {"by": '"desk"', "record": json.dumps(record), "base": "0"}
    for _ in range(choose.choice((1, 1, 2))):
        fields[choose.choice(FIELDS)] = choose.choice(VALUES)
    text = "{" + ", ".join(f'"{name}": {value}' for name, value in fields.items()) + "}"
    if choose.random() < 0.2:
        text = choose.choice((*VALUES, text[: len(text) // 2], ""))
    return post(path, host, choose.choice(ACTS), text.encode("utf-8", "surrogatepass"))


def _change(choose: random.Random, path: str, host: str, record: str) -> bytes:
    change = {choose.choice(CHANGES): choose.choice(VALUES) for _ in range(2)} | {"role": '"content"'}
    inner = "{" + ", ".join(f'"{name}": {value}' for name, value in change.items()) + "}"
    text = f'{{"by": "desk", "record": "{record}", "base": 0, "change": {inner}}}'
    return post(path, host, "correct", text.encode("utf-8"))


def _query(choose: random.Random, path: str, host: str, record: str) -> bytes:
    target = f"{path}{choose.choice(QUERIES)}{choose.choice(WORDS)}"
    return f"GET {target} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode()


def _chunked(choose: random.Random, path: str, host: str, record: str) -> bytes:
    part = b"[" * choose.choice((10, 60_000))
    body = f"{len(part):x}\r\n".encode() + part + b"\r\n"
    ends = choose.choice((b"0\r\n\r\n", b"zz\r\n", b"fffffffffffffff\r\n"))
    lengths = choose.choice(((), ("Content-Length: 5",)))
    return post(path, host, "accept", body * choose.choice((1, 20)) + ends, "Transfer-Encoding: chunked", *lengths)


def _raw(choose: random.Random, path: str, host: str, record: str) -> bytes:
    return choose.choice(
        (
            b"\x16\x03\x01\x02\x00" + bytes(range(256)),
            b"GET " + b"/" * 60_000 + b" HTTP/1.1\r\n\r\n",
            f"GET {path} HTTP/1.1\r\nHost: {host}\r\n".encode() + b"X-A: b\r\n" * 9000 + b"\r\n",
            f"GET {path} HTTP/9.9\r\nHost: {host}\r\n\r\n".encode(),
            f"POST {path}act/accept HTTP/1.1\r\nHost: {host}\r\nContent-Length: -5\r\n\r\n".encode(),
            post(path, host, "accept", b"{}", f"Content-Length: {'9' * 40}"),
            post(path, host, "accept", b"{}" * 600_000),
            f"GET {path} HTTP/1.1\r\nHost: {host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n".encode(),
        )
    )
