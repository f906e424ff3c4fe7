"""A running `quotes serve`, and requests to it: `server.ask("POST", "/extract", {"text": "…"}).status`."""

from __future__ import annotations

import http.client
import json
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

KEY = "a-key-for-tests-0123456789"
_NEAR = """
import json, sys
from quotes.desk.serve.application import make_rules, make_settings, serve
from quotes.desk.serve.jobs import Jobs
from quotes.desk.serve.limits import Limits
from quotes.desk.web.listener import listen
values = json.loads(sys.argv[1])
limits = Limits(workers=1, max_bytes=values["max_bytes"], timeout=values["timeout"])
jobs = Jobs(make_settings(limits, networks=values["networks"]), workers=1, max_waiting=values["max_waiting"])
sock = listen(0)
jobs.start()
print(f"http://127.0.0.1:{sock.getsockname()[1]}/{sys.argv[2]}/", flush=True)
serve(jobs, limits, sock, token=sys.argv[2], rules=make_rules(limits))
"""
_OVER = """
import json, sys
from pathlib import Path
from quotes.desk.claims.key_terms import load
from quotes.desk.serve.application import make_rules, make_settings, serve
from quotes.desk.serve.archive_access import ArchiveAccess
from quotes.desk.serve.archive_routes import archive_routes
from quotes.desk.serve.jobs import Jobs
from quotes.desk.serve.limits import Limits
from quotes.desk.web.listener import listen
values = json.loads(sys.argv[1])
if values.pop("subjects"):
    load()
limits = Limits(workers=1)
sock = listen(0)
access = ArchiveAccess(Path(values.pop("archive")), **values)
print(f"http://127.0.0.1:{sock.getsockname()[1]}/{sys.argv[2]}/", flush=True)
jobs = Jobs(make_settings(limits), workers=1, max_waiting=1)  # never started: no article is read
serve(jobs, limits, sock, token=sys.argv[2], rules=make_rules(limits), more=archive_routes(access))
"""


@dataclass(frozen=True)
class Reply:
    """The answer of the server."""

    status: int
    body: bytes
    headers: Mapping[str, str]

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True)
class Server:
    """A running server; `page` is the address that it printed."""

    process: subprocess.Popen[str]
    page: str

    @property
    def host(self) -> str:
        return urlsplit(self.page).netloc

    @property
    def base(self) -> str:
        return f"http://{self.host}"

    def ask(self, method: str, path: str, body: Any = None, timeout: float = 120, **headers: str | None) -> Reply:
        """One request with the key; a dict is sent as JSON. A header of None is left out."""
        given: dict[str, str | None] = {"host": self.host, "authorization": f"Bearer {KEY}"}
        if isinstance(body, (dict, list)):
            body, given["content-type"] = json.dumps(body).encode(), "application/json"
        given |= {name.replace("_", "-"): value for name, value in headers.items()}
        connection = http.client.HTTPConnection(self.host, timeout=timeout)
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        for name, value in given.items():
            if value is not None:
                connection.putheader(name, value)
        if body is not None:
            connection.putheader("content-length", str(len(body)))
        connection.endheaders(body)
        answer = connection.getresponse()
        reply = Reply(answer.status, answer.read(), {name.lower(): value for name, value in answer.getheaders()})
        connection.close()
        return reply

    def send_file(self, name: str, data: bytes, *, path: str = "/extract", **fields: str | None) -> Reply:
        """One file as a form; `accept` and the like are headers, all others are fields."""
        headers = {name: fields.pop(name) for name in ("accept", "origin", "authorization") if name in fields}
        body, kind = make_form(name, data, fields)
        return self.ask("POST", path, body, content_type=kind, **headers)


def make_form(name: str, data: bytes, fields: Mapping[str, str | None]) -> tuple[bytes, str]:
    """A form with one file, and its content type."""
    parts = [
        f'--edge\r\nContent-Disposition: form-data; name="{field}"\r\n\r\n{value}\r\n'.encode()
        for field, value in fields.items()
    ]
    head = f'--edge\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'.encode()
    return b"".join(parts) + head + data + b"\r\n--edge--\r\n", "multipart/form-data; boundary=edge"


@contextmanager
def start_server(*options: str) -> Iterator[Server]:
    """The server as a user starts it."""
    with _start([sys.executable, "-m", "quotes", "serve", "--no-open", "--token", KEY, *options]) as server:
        yield server


@contextmanager
def start_near(
    *, networks: tuple[str, ...] = (), timeout: float = 60, max_bytes: int = 1_000_000, max_waiting: int = 50
) -> Iterator[Server]:
    """A server with one worker that fetches from these networks, too, and other limits."""
    values = {"networks": networks, "timeout": timeout, "max_bytes": max_bytes, "max_waiting": max_waiting}
    with _start([sys.executable, "-c", _NEAR, json.dumps(values), KEY]) as server:
        yield server


@contextmanager
def start_over(archive: Path, *, subjects: bool = False) -> Iterator[Server]:
    """A server over an archive that reads no articles, and so starts in a second; with `subjects` in some more."""
    values = {"archive": str(archive), "subjects": subjects}
    with _start([sys.executable, "-c", _OVER, json.dumps(values), KEY]) as server:
        yield server


@contextmanager
def _start(command: list[str]) -> Iterator[Server]:
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout is not None
        try:
            address = process.stdout.readline().strip()
            assert address.endswith(f"/{KEY}/"), address
            server = Server(process, address)
            _wait_for(server)
            yield server
        finally:
            process.kill()


def _wait_for(server: Server) -> None:
    for _ in range(200):
        try:
            assert server.ask("GET", "/health").status == 200
            return
        except ConnectionError:
            time.sleep(0.05)
    raise AssertionError("the server does not answer")
