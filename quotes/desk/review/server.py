"""The review page over HTTP, on loopback alone: `serve(desk, listen(0), by="desk")`."""

from __future__ import annotations

import json
import secrets
import socket
from collections.abc import Callable
from typing import Any

import uvicorn
from pydantic import ValidationError
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from quotes.desk.pages.render import asset, render
from quotes.desk.review.corrections import Request as Change
from quotes.desk.review.decision_journal import ConflictError
from quotes.desk.review.desk import Desk
from quotes.desk.review.queue import Choice
from quotes.desk.review.security import Guard
from quotes.desk.review.timed_protocol import TimedProtocol
from quotes.errors import OutputError, QuotesError

LOOPBACK = "127.0.0.1"
MAX_NUMBER = 2**53 - 1  # what JavaScript can count to
MAX_NAME = 80  # characters of a reviewer's name
MAX_HEADER_BYTES = 16_384  # of the first line and the headers of a request: browsers send a tenth
_ASSETS = {
    "review.css": ("text/css", ("base.css", "marks.css", "review.css")),
    "review.js": ("text/javascript", ("review.js",)),
}


def listen(port: int) -> socket.socket:
    """A socket on loopback; port 0 means any free one. Raises OutputError if the port is in use."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((LOOPBACK, port))
    except OSError as error:
        listener.close()
        raise OutputError(f"port {port}: {error.strerror or error}; choose another with --port") from error
    return listener


def new_token() -> str:
    """A key that cannot be guessed (256 bits), fit for an address."""
    return secrets.token_urlsafe(32)


def serve(desk: Desk, sock: socket.socket, *, token: str, by: str) -> None:
    """Serve the page until the process is told to end."""
    app = Guard(make_app(desk, by=by), token=token, port=sock.getsockname()[1])
    config = uvicorn.Config(
        app,
        log_level="error",
        access_log=False,
        server_header=False,
        lifespan="off",
        http=TimedProtocol,
        h11_max_incomplete_event_size=MAX_HEADER_BYTES,
        ws="none",
        timeout_graceful_shutdown=2,
        proxy_headers=False,
    )
    uvicorn.Server(config).run(sockets=[sock])


def make_app(desk: Desk, *, by: str) -> Starlette:
    """The application inside the guard."""

    def page(request: Request) -> Response:
        return HTMLResponse(render("review.html", articles=desk.articles(), by=by))

    def file(request: Request) -> Response:
        kind, names = _ASSETS.get(request.path_params["name"], ("", ()))
        if not names:
            return PlainTextResponse("no such file", 404)
        return Response("\n".join(str(asset(name)) for name in names), media_type=kind)

    def view(request: Request) -> Response:
        return _answer(lambda: _view(desk, dict(request.query_params)))

    def changes(request: Request) -> Response:
        seq = request.query_params.get("since", "0")
        return _answer(lambda: {"changed": desk.changed(_read_number(seq))})

    async def act(request: Request) -> Response:
        body = await request.body()
        return await run_in_threadpool(
            lambda: _answer(lambda: _act(desk, request.path_params["name"], _read_object(body)))
        )

    return Starlette(
        routes=[
            Route("/", page),
            Route("/static/{name}", file),
            Route("/view", view),
            Route("/changes", changes),
            Route("/act/{name}", act, methods=["POST"]),
        ]
    )


def _read_text(value: Any) -> str:
    """A string, empty where there is none. Raises RequestError for other values, and for halves of characters."""
    if value is not None and not isinstance(value, str):
        raise RequestError("not understood: not a text")
    text = value or ""
    if any("\ud800" <= char <= "\udfff" for char in text):
        raise RequestError("not understood: half a character")
    return text


def _view(desk: Desk, query: dict[str, str]) -> dict[str, Any]:
    choice = Choice(
        show=query.get("show", "open"),  # type: ignore[arg-type]
        order=query.get("order", "confidence"),  # type: ignore[arg-type]
        article=query.get("article") or None,
        words=query.get("words", ""),
    )
    return desk.view(choice, query.get("record")).as_json()


class RequestError(QuotesError):
    """What was sent is no request of the page."""


def _read_object(body: bytes) -> dict[str, Any]:
    """The JSON object of a body. Raises RequestError for what is none, or is too deep, or has numbers without end."""
    try:
        value = json.loads(body, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise RequestError("not understood: not valid JSON") from error
    if not isinstance(value, dict):
        raise RequestError("not understood: not an object")
    return value


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not valid JSON")


def _read_number(value: Any) -> int:
    """A number of a decision or an offset: 7, or "7" of an address. Raises RequestError for any other."""
    if isinstance(value, str) and value.isascii() and value.isdecimal() and len(value) < len(str(MAX_NUMBER)):
        value = int(value)
    if type(value) is not int or not 0 <= value <= MAX_NUMBER:
        raise RequestError("not understood: not a number that can be here")
    return value


def _act(desk: Desk, name: str, body: dict[str, Any]) -> dict[str, Any]:
    """Do what the page asks; the answer names the record to show."""
    by = " ".join(_read_text(body.get("by")).split())[:MAX_NAME]
    if not by:
        raise QuotesError("say who you are: write your name at the top")
    record = _read_text(body.get("record"))
    base = _read_number(body.get("base") or 0)
    if name in ("accept", "reject"):
        shown: str | None = desk.decide(name, record, by, base)
    elif name == "correct":
        shown = desk.correct(record, Change(**body["change"]), by, base)
    elif name == "mend":  # the page of an older quotes, still open in a browser
        shown = desk.correct(record, Change(**body["wish"]), by, base)
    elif name == "add":
        start, end = body["span"]
        shown = desk.add(record, (_read_number(start), _read_number(end)), by)
    elif name == "merge":
        shown = desk.merge(
            record,
            _read_text(body.get("gone")),
            _read_text(body.get("kept")),
            by,
            everywhere=bool(body.get("everywhere")),
            seq=_read_number(body["seq"]),
        )
    elif name in ("undo", "redo"):
        shown = desk.undo(by, redo=name == "redo") or record
    else:
        raise QuotesError("that cannot be done here")
    return {"record": shown}


def _answer(do: Callable[[], dict[str, Any]]) -> Response:
    """The answer as JSON; an error as one line for the reviewer with the status that fits."""
    try:
        return JSONResponse(do())
    except ConflictError as error:
        return JSONResponse({"error": str(error)}, 409)
    except RequestError as error:
        return JSONResponse({"error": str(error)}, 400)
    except ValidationError as error:
        return JSONResponse({"error": f"not understood: {error.errors()[0]['msg']}"}, 422)
    except QuotesError as error:
        return JSONResponse({"error": str(error)}, 422)
    except (KeyError, TypeError, ValueError) as error:
        return JSONResponse({"error": f"not understood: {type(error).__name__}"}, 422)
    except (ArithmeticError, RecursionError) as error:
        return JSONResponse({"error": f"not understood: {type(error).__name__}"}, 400)
