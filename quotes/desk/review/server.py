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
from quotes.errors import OutputError, QuotesError

LOOPBACK = "127.0.0.1"
_ASSETS = {
    "review.css": ("text/css", ("base.css", "marks.css", "review.css")),
    "review.js": ("text/javascript", ("review.js",)),
}


def listen(port: int) -> socket.socket:
    """A socket on loopback; port 0 is any free one. Raises OutputError where the port is taken."""
    found = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        found.bind((LOOPBACK, port))
    except OSError as error:
        found.close()
        raise OutputError(f"port {port}: {error.strerror or error}; choose another with --port") from error
    return found


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
        ws="none",
        timeout_graceful_shutdown=2,
        proxy_headers=False,
    )
    uvicorn.Server(config).run(sockets=[sock])


def make_app(desk: Desk, *, by: str) -> Starlette:
    """The application behind the guard."""

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
        return JSONResponse({"changed": desk.changed(int(seq) if seq.isdigit() else 0)})

    async def act(request: Request) -> Response:
        body = await request.body()
        return await run_in_threadpool(
            lambda: _answer(lambda: _act(desk, request.path_params["name"], json.loads(body)))
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


def _view(desk: Desk, query: dict[str, str]) -> dict[str, Any]:
    choice = Choice(
        show=query.get("show", "open"),  # type: ignore[arg-type]
        order=query.get("order", "confidence"),  # type: ignore[arg-type]
        article=query.get("article") or None,
        words=query.get("words", ""),
    )
    return desk.view(choice, query.get("record")).as_json()


def _act(desk: Desk, name: str, body: dict[str, Any]) -> dict[str, Any]:
    """Do what the page asks; the answer names the record to show."""
    by = " ".join(str(body["by"]).split())[:80]
    if not by:
        raise QuotesError("say who you are: write your name at the top")
    record = str(body.get("record") or "")
    base = int(body.get("base") or 0)
    if name in ("accept", "reject"):
        shown: str | None = desk.decide(name, record, by, base)
    elif name == "correct":
        shown = desk.correct(record, Change(**body["change"]), by, base)
    elif name == "mend":  # the page of an older quotes, still open in a browser
        shown = desk.correct(record, Change(**body["wish"]), by, base)
    elif name == "add":
        start, end = body["span"]
        shown = desk.add(record, (int(start), int(end)), by)
    elif name == "merge":
        shown = desk.merge(
            record,
            str(body["gone"]),
            str(body["kept"]),
            by,
            everywhere=bool(body.get("everywhere")),
            seq=int(body["seq"]),
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
    except ValidationError as error:
        return JSONResponse({"error": f"not understood: {error.errors()[0]['msg']}"}, 422)
    except QuotesError as error:
        return JSONResponse({"error": str(error)}, 422)
    except (KeyError, TypeError, ValueError) as error:
        return JSONResponse({"error": f"not understood: {type(error).__name__}"}, 422)
