"""Where a server of the desk listens, and how it runs: `run(app, listen(0))` serves on a free port of loopback."""

from __future__ import annotations

import secrets
import socket

import uvicorn

from quotes.desk.web.guard import App
from quotes.desk.web.timed_protocol import TimedProtocol
from quotes.errors import OutputError

LOOPBACK = "127.0.0.1"
MAX_HEADER_BYTES = 16_384  # of the first line and the headers of a request: browsers send a tenth


def listen(port: int, host: str = LOOPBACK) -> socket.socket:
    """A socket on loopback, or on the host given; port 0 means any free one. Raises OutputError where it cannot be."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        remedy = "choose another with --port" if host == LOOPBACK else "choose another with --host and --port"
        raise OutputError(f"port {port}: {error.strerror or error}; {remedy}") from error
    return listener


def new_token() -> str:
    """A key that cannot be guessed (256 bits), fit for an address."""
    return secrets.token_urlsafe(32)


def run(app: App, sock: socket.socket, *, protocol: type[TimedProtocol] = TimedProtocol) -> None:
    """Serve until the process is told to end."""
    config = uvicorn.Config(
        app,
        log_level="error",
        access_log=False,
        server_header=False,
        lifespan="off",
        http=protocol,
        h11_max_incomplete_event_size=MAX_HEADER_BYTES,
        ws="none",
        timeout_graceful_shutdown=2,
        proxy_headers=False,
    )
    uvicorn.Server(config).run(sockets=[sock])
