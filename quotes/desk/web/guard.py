"""Who may talk to a server of the desk: those who have its key, from its own pages, and nobody else.

A server binds to loopback; still, other programs and every web page that the user has open can reach it. So each
request must carry the key (against other users of the machine), name this very host and port (against DNS rebinding)
and, where the browser says where it comes from, come from the page itself (against forged requests).

The key is the first part of the path, or, where the rules allow programs, a header: `Authorization: Bearer KEY`. No
other page can make a browser send that header unasked.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from dataclasses import dataclass
from typing import Any

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]
Headers = Mapping[str, str]

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
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
_PORT = re.compile(r":\d{1,5}$")


@dataclass(frozen=True)
class Refusal:
    """A request that may not come in: the status, the words, and headers of the answer."""

    status: int
    words: str
    headers: tuple[tuple[str, str], ...] = ()


def explain_plainly(refusal: Refusal, headers: Headers) -> tuple[str, bytes]:
    """Media type and body of a refusal: its words as plain text."""
    return "text/plain; charset=utf-8", refusal.words.encode("utf-8")


@dataclass(frozen=True)
class Rules:
    """What differs between the servers.

    `body_types` are the media types that may be posted. `takes_bearer` lets programs bring the key in a header;
    `origins` are those whose pages may do so ("https://cms.example.org"). `names` are hosts under which the server is
    asked on any port, in addition to loopback on its own port. `explain` gives the body of a refusal.
    """

    command: str
    max_body_bytes: int
    body_types: tuple[str, ...] = ("application/json",)
    too_long: str = "That is too long for a decision."
    not_from_page: str = "A decision must come from the review page."
    other_type: str = "A decision is JSON."
    takes_bearer: bool = False
    origins: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    own_policy: bool = False  # a page's own Content-Security-Policy replaces POLICY
    explain: Callable[[Refusal, Headers], tuple[str, bytes]] = explain_plainly


REVIEW = Rules("quotes review", max_body_bytes=1_000_000)  # a whole speech as a correction has a tenth of it


class Guard:
    """Lets through what may come in, with the key cut from the path; answers the rest itself."""

    def __init__(self, app: App, *, token: str, port: int, rules: Rules = REVIEW):
        self.app = app
        self.token = token
        self.rules = rules
        self.hosts = frozenset({f"127.0.0.1:{port}", f"localhost:{port}"})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            return
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        shared = self._share_with(headers)
        refusal = self.refuse(scope["method"], scope["path"], headers)
        if refusal is not None:
            await self._answer(send, refusal, headers, shared)
            return

        async def send_guarded(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = self._guard_headers(message["headers"], shared)
            await send(message)

        body = await _read_body(receive, self.rules.max_body_bytes) if scope["method"] == "POST" else b""
        if body is None:
            await self._answer(send, Refusal(413, self.rules.too_long), headers, shared)
            return
        path = scope["path"][len(self.token) + 1 :] if self._has_key(scope["path"]) else scope["path"]
        await self.app({**scope, "path": path, "raw_path": path.encode()}, _replay(body, receive), send_guarded)

    def refuse(self, method: str, path: str, headers: Headers) -> Refusal | None:
        """Status and words for a request that may not come in; None for one that may."""
        host = headers.get("host", "")
        if host not in self.hosts and _PORT.sub("", host).lower() not in self.rules.names:
            return Refusal(421, "This server answers to its own address only.")
        origin = headers.get("origin")
        is_friend = self.rules.takes_bearer and origin in self.rules.origins
        if method == "OPTIONS" and is_friend and "access-control-request-method" in headers:
            return Refusal(204, "", _PREFLIGHT)  # the browser asks before it sends the key
        has_bearer = self._has_bearer(headers)
        if not has_bearer and not self._has_key(path):
            return Refusal(403, self._ask_for_key())
        own = {f"http://{host}", f"https://{host}"} if self.rules.names else {f"http://{host}"}
        if not (has_bearer and is_friend):
            if origin is not None and origin not in own:
                return Refusal(403, "Requests from other pages are refused.")
            if headers.get("sec-fetch-site", "none") not in ("none", "same-origin"):
                return Refusal(403, "Requests from other pages are refused.")
        return self._refuse_method(method, headers, has_bearer)

    def _refuse_method(self, method: str, headers: Headers, has_bearer: bool) -> Refusal | None:
        if method not in ("GET", "HEAD", "POST"):
            return Refusal(405, "That cannot be done here.", (("allow", "GET, HEAD, POST"),))
        if method != "POST":
            return None
        if "origin" not in headers and not has_bearer:
            return Refusal(403, self.rules.not_from_page)
        if headers.get("content-type", "").split(";")[0].strip().lower() not in self.rules.body_types:
            return Refusal(415, self.rules.other_type)
        announced = headers.get("content-length", "0")
        if not announced.isdecimal() or len(announced) > 12 or int(announced) > self.rules.max_body_bytes:
            return Refusal(413, self.rules.too_long)  # at once; a body of unknown length is counted while it is read
        return None

    def _ask_for_key(self) -> str:
        words = f"Open the whole address that '{self.rules.command}' printed; it holds the key to this page."
        return f"{words} Programs send it as 'Authorization: Bearer KEY'." if self.rules.takes_bearer else words

    def _has_key(self, path: str) -> bool:
        first = path.split("/")[1] if path.startswith("/") else ""
        return secrets.compare_digest(first.encode("utf-8", "replace"), self.token.encode()) and path.count("/") >= 2

    def _has_bearer(self, headers: Headers) -> bool:
        scheme, _, key = headers.get("authorization", "").partition(" ")
        is_key = secrets.compare_digest(key.strip().encode("utf-8", "replace"), self.token.encode())
        return self.rules.takes_bearer and scheme.lower() == "bearer" and is_key

    def _share_with(self, headers: Headers) -> dict[str, str]:
        """The headers by which another page's script may read the answer; none for pages that nobody named."""
        origin = headers.get("origin")
        if origin is None or not self.rules.takes_bearer or origin not in self.rules.origins:
            return {}
        return {
            "access-control-allow-origin": origin,
            "access-control-expose-headers": "retry-after, quotes-failures",
            "vary": "origin",
        }

    def _guard_headers(self, given: list[tuple[bytes, bytes]], shared: dict[str, str]) -> list[tuple[bytes, bytes]]:
        names = {name.decode("latin-1").lower() for name, _ in given}
        ours = {**HEADERS, **shared}
        if self.rules.own_policy and "content-security-policy" in names:
            del ours["content-security-policy"]
        kept = [(name, value) for name, value in given if name.decode("latin-1").lower() not in ours]
        return kept + [(name.encode(), value.encode("latin-1")) for name, value in ours.items()]

    async def _answer(self, send: Send, refusal: Refusal, asked: Headers, shared: dict[str, str]) -> None:
        kind, body = self.rules.explain(refusal, asked) if refusal.words else ("", b"")
        headers = {**HEADERS, **shared, **dict(refusal.headers), **({"content-type": kind} if kind else {})}
        await send(
            {
                "type": "http.response.start",
                "status": refusal.status,
                "headers": [(name.encode(), value.encode("latin-1")) for name, value in headers.items()],
            }
        )
        await send({"type": "http.response.body", "body": body})


_PREFLIGHT = (
    ("access-control-allow-methods", "GET, POST"),
    ("access-control-allow-headers", "authorization, content-type"),
    ("access-control-max-age", "600"),
)


async def _read_body(receive: Receive, limit: int) -> bytes | None:
    """All of the body, whatever length was announced; None where it is too long or the client is gone."""
    parts: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return None
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        if size > limit:
            return None
        if not message.get("more_body", False):
            return b"".join(parts)


def _replay(body: bytes, receive: Receive) -> Receive:
    """What gives the body that was read, and after it what the client does."""
    messages: list[MutableMapping[str, Any]] = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive_again() -> MutableMapping[str, Any]:
        return messages.pop() if messages else await receive()

    return receive_again
