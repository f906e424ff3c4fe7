"""Who comes in: the rules of `quotes serve`, request by request (those of the review page: desk/review/test_server)."""

from __future__ import annotations

import pytest

from quotes.desk.serve.application import make_rules
from quotes.desk.serve.limits import Limits
from quotes.desk.web.guard import REVIEW, Guard

KEY = "k" * 30
HOST = {"host": "127.0.0.1:8000"}
BEARER = {**HOST, "authorization": f"Bearer {KEY}"}
JSON = {"content-type": "application/json"}
RULES = make_rules(Limits(), names=frozenset({"quotes.example.org"}), origins=frozenset({"https://cms.example.org"}))


async def nothing(*_: object) -> None:
    raise AssertionError("nobody comes this far")


def refuse(method: str, path: str, headers: dict[str, str], rules: object = RULES) -> int | None:
    refusal = Guard(nothing, token=KEY, port=8000, rules=rules).refuse(method, path, headers)  # type: ignore[arg-type]
    return refusal.status if refusal else None


@pytest.mark.parametrize(
    ("method", "path", "headers", "status"),
    [
        pytest.param("GET", "/health", HOST, 403, id="no key"),
        pytest.param("GET", "/health", {**HOST, "authorization": "Bearer "}, 403, id="an empty key"),
        pytest.param("GET", "/health", {**HOST, "authorization": f"Bearer {KEY}x"}, 403, id="a longer key"),
        pytest.param("GET", "/health", {**HOST, "authorization": f"Basic {KEY}"}, 403, id="another scheme"),
        pytest.param("GET", "/health", {**HOST, "authorization": "Bearer é"}, 403, id="a key that is not ASCII"),
        pytest.param("GET", f"/{KEY}", HOST, 403, id="the key alone"),
        pytest.param("GET", f"/{KEY[:-1]}x/", HOST, 403, id="a wrong key in the path"),
        pytest.param("GET", "/health", {**BEARER, "host": "evil.example:8000"}, 421, id="a rebound name"),
        pytest.param("GET", "/health", {**BEARER, "host": "127.0.0.1:1"}, 421, id="another port of loopback"),
        pytest.param("GET", "/health", {"authorization": f"Bearer {KEY}"}, 421, id="no host"),
        pytest.param("POST", f"/{KEY}/extract", {**HOST, **JSON}, 403, id="the page's key without an origin"),
        pytest.param("POST", f"/{KEY}/read", {**HOST, **JSON, "origin": "null"}, 403, id="a sandboxed page"),
        pytest.param("POST", "/extract", {**BEARER, **JSON, "origin": "https://evil.example"}, 403, id="evil origin"),
        pytest.param("GET", f"/{KEY}/", {**HOST, "sec-fetch-site": "cross-site"}, 403, id="framed by another page"),
        pytest.param(
            "POST", f"/{KEY}/read", {**HOST, **JSON, "origin": "https://cms.example.org"}, 403, id="a friend's form"
        ),
        pytest.param("POST", "/extract", {**BEARER, "content-type": "text/plain"}, 415, id="plain text"),
        pytest.param("POST", "/extract", {**BEARER, **JSON, "content-length": "99999999"}, 413, id="too long"),
        pytest.param("POST", "/extract", {**BEARER, **JSON, "content-length": "-5"}, 413, id="a length below zero"),
        pytest.param("DELETE", "/extract", BEARER, 405, id="another method"),
        pytest.param("OPTIONS", "/extract", {**HOST, "origin": "https://evil.example"}, 403, id="a stranger asks"),
    ],
)
def test_kept_out(method: str, path: str, headers: dict[str, str], status: int) -> None:
    assert refuse(method, path, headers) == status


@pytest.mark.parametrize(
    ("method", "path", "headers"),
    [
        pytest.param("GET", "/health", BEARER, id="key in the header"),
        pytest.param("GET", f"/{KEY}/", HOST, id="key in the path"),
        pytest.param("POST", "/extract", {**BEARER, **JSON}, id="a program without an origin"),
        pytest.param("POST", f"/{KEY}/read", {**HOST, **JSON, "origin": "http://127.0.0.1:8000"}, id="the page's form"),
        pytest.param("GET", "/health", {**BEARER, "host": "quotes.example.org"}, id="a name that was given"),
        pytest.param("GET", "/health", {**BEARER, "host": "Quotes.Example.org:9000"}, id="that name on any port"),
        pytest.param(
            "POST",
            "/extract",
            {**BEARER, **JSON, "origin": "https://cms.example.org", "sec-fetch-site": "cross-site"},
            id="a friend's page",
        ),
    ],
)
def test_let_in(method: str, path: str, headers: dict[str, str]) -> None:
    assert refuse(method, path, headers) is None


def test_a_friend_is_told_before_the_key_is_sent() -> None:
    asks = {**HOST, "origin": "https://cms.example.org", "access-control-request-method": "POST"}

    assert refuse("OPTIONS", "/extract", asks) == 204


def test_the_review_page_takes_no_key_in_a_header() -> None:
    assert refuse("GET", "/view", BEARER, REVIEW) == 403
