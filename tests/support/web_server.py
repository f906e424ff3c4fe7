"""A web server on this computer for tests of fetching: `with serve({"/a": Answer(b"…")}) as site: site.url("/a")`."""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

LOOPBACK = ("127.0.0.0/8",)  # what tests let the fetching reach


@dataclass(frozen=True)
class Answer:
    """What the server says to one path."""

    body: bytes = b""
    media_type: str = "text/html; charset=utf-8"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    length: int | None = None  # claimed instead of the body's own
    pause: float = 0.0  # seconds before each byte of the body


@dataclass
class Site:
    """A running server: its port, its answers, and what it was asked for, with the headers of each request."""

    port: int
    answers: dict[str, Answer]
    scheme: str = "http"
    asked: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        """The address of a path on this server."""
        return f"{self.scheme}://{host}:{self.port}{path}"


@contextmanager
def serve(answers: Mapping[str, Answer], certificate: Path | None = None) -> Iterator[Site]:
    """The site, for as long as the block takes; by https with a file that has certificate and key."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append(self.path)
            site.headers.append({name.lower(): value for name, value in self.headers.items()})
            answer = site.answers.get(self.path, Answer(b"no such page", status=404))
            if "ETag" in answer.headers and self.headers.get("If-None-Match") == answer.headers["ETag"]:
                answer = Answer(status=304, headers=answer.headers)
            self.send_response(answer.status)
            self.send_header("Content-Type", answer.media_type)
            self.send_header("Content-Length", str(len(answer.body) if answer.length is None else answer.length))
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.end_headers()
            for start in range(0, len(answer.body), 1 if answer.pause else len(answer.body) or 1):
                time.sleep(answer.pause)
                self.wfile.write(answer.body[start : start + 1] if answer.pause else answer.body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request: object, client_address: object) -> None:
            pass  # a client that has gone away

    server = Server(("127.0.0.1", 0), Handler)
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    site = Site(server.server_address[1], dict(answers), "http" if certificate is None else "https")
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
