"""Who may talk to the review server: pages of its own address that know the token, and nobody else.

The server binds to loopback; still, other programs and every web page that the reviewer has open can reach it. So each
request must carry the token in its path (against other users of the machine), name this very host and port (against
DNS rebinding) and, where the browser says where it comes from, come from the page itself (against forged requests).
"""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

MAX_BODY_BYTES = 1_000_000  # of a decision: a whole speech as a correction has a tenth of it
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
TOO_LONG = "That is too long for a decision."
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), clipboard-read=()",
    "cache-control": "no-store",
}


class Guard:
    """Lets through what may come in, with the token cut from the path; answers the rest itself."""

    def __init__(self, app: App, *, token: str, port: int):
        self.app = app
        self.token = token
        self.hosts = frozenset({f"127.0.0.1:{port}", f"localhost:{port}"})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            return
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        refusal = self.refuse(scope["method"], scope["path"], headers)
        if refusal is not None:
            await _answer(send, *refusal)
            return

        async def send_guarded(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                other_headers = [
                    (name, value) for name, value in message["headers"] if name.decode("latin-1") not in HEADERS
                ]
                message["headers"] = other_headers + [
                    (name.encode(), value.encode()) for name, value in HEADERS.items()
                ]
            await send(message)

        body = await _read_body(receive) if scope["method"] == "POST" else b""
        if body is None:
            await _answer(send, 413, TOO_LONG)
            return
        path = scope["path"][len(self.token) + 1 :]
        await self.app({**scope, "path": path, "raw_path": path.encode()}, _replay(body, receive), send_guarded)

    def refuse(self, method: str, path: str, headers: dict[str, str]) -> tuple[int, str] | None:
        """Status and words for a request that may not come in; None for one that may."""
        host = headers.get("host", "")
        if host not in self.hosts:
            return 421, "This server answers to its own address only."
        first = path.split("/")[1] if path.startswith("/") else ""
        if not secrets.compare_digest(first.encode(), self.token.encode()) or path.count("/") < 2:
            return 403, "Open the whole address that 'quotes review' printed; it holds the key to this page."
        if headers.get("origin", f"http://{host}") != f"http://{host}":
            return 403, "Requests from other pages are refused."
        if headers.get("sec-fetch-site", "none") not in ("none", "same-origin"):
            return 403, "Requests from other pages are refused."
        if method == "POST":
            if "origin" not in headers:
                return 403, "A decision must come from the review page."
            if headers.get("content-type", "").split(";")[0].strip() != "application/json":
                return 415, "A decision is JSON."
            announced = headers.get("content-length", "0")
            if not announced.isdecimal() or len(announced) > 12 or int(announced) > MAX_BODY_BYTES:
                return 413, TOO_LONG  # at once; a body of unknown length is counted while it is read
        elif method not in ("GET", "HEAD"):
            return 405, "That cannot be done here."
        return None


async def _read_body(receive: Receive) -> bytes | None:
    """All of the body, whatever length was announced; None where it is too long or the client is gone."""
    parts: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return None
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        if size > MAX_BODY_BYTES:
            return None
        if not message.get("more_body", False):
            return b"".join(parts)


def _replay(body: bytes, receive: Receive) -> Receive:
    """What gives the body that was read, and after it what the client does."""
    messages: list[MutableMapping[str, Any]] = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive_again() -> MutableMapping[str, Any]:
        return messages.pop() if messages else await receive()

    return receive_again


async def _answer(send: Send, status: int, words: str) -> None:
    headers = {**HEADERS, "content-type": "text/plain; charset=utf-8"}
    await send(
        {
            "type": "http.response.start",
            "status": status,
            "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
        }
    )
    await send({"type": "http.response.body", "body": words.encode("utf-8")})
