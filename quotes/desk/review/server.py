"""The review page over HTTP, on loopback alone: `serve(desk, listen(0), by="desk")`."""

from __future__ import annotations

import socket
from collections.abc import Callable
from typing import Any

from pydantic import ValidationError
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from quotes.desk.pages.render import asset, render
from quotes.desk.review.acts import RequestError, act, read_choice, read_number, read_object
from quotes.desk.review.decision_journal import ConflictError
from quotes.desk.review.desk import Desk
from quotes.desk.web.guard import Guard
from quotes.desk.web.listener import run
from quotes.errors import QuotesError

_ASSETS = {
    "review.css": ("text/css", ("base.css", "marks.css", "review.css")),
    "review.js": ("text/javascript", ("review.js", "review_text.js", "review_dialogs.js")),
}


def serve(desk: Desk, sock: socket.socket, *, token: str, by: str, blind: bool = False) -> None:
    """Serve the page until the process is told to end."""
    run(Guard(make_app(desk, by=by, blind=blind), token=token, port=sock.getsockname()[1]), sock)


def make_app(desk: Desk, *, by: str, blind: bool = False) -> Starlette:
    """The application inside the guard. In a blind review nobody else decides under another name."""

    def page(request: Request) -> Response:
        return HTMLResponse(
            render("review.html", articles=len(desk.state.articles), by=by, blind=blind, notes=desk.notes)
        )

    def file(request: Request) -> Response:
        kind, names = _ASSETS.get(request.path_params["name"], ("", ()))
        if not names:
            return PlainTextResponse("no such file", 404)
        return Response("\n".join(str(asset(name)) for name in names), media_type=kind)

    def view(request: Request) -> Response:
        query = dict(request.query_params)
        return _answer(lambda: desk.view(read_choice(query), query.get("record")).as_json())

    def count(request: Request) -> Response:
        query = dict(request.query_params)
        return _answer(lambda: {"number": desk.count_open(read_choice(query))})

    def articles(request: Request) -> Response:
        return _answer(lambda: {"articles": desk.articles()})

    def people(request: Request) -> Response:
        return _answer(lambda: {"people": desk.find_people(request.query_params.get("words", ""))})

    def changes(request: Request) -> Response:
        seq = request.query_params.get("since", "0")
        return _answer(lambda: {"changed": desk.changed(read_number(seq))})

    async def decide(request: Request) -> Response:
        body = await request.body()
        return await run_in_threadpool(
            lambda: _answer(
                lambda: act(desk, request.path_params["name"], read_object(body), reviewer=by if blind else None)
            )
        )

    return Starlette(
        routes=[
            Route("/", page),
            Route("/static/{name}", file),
            Route("/view", view),
            Route("/changes", changes),
            Route("/count", count),
            Route("/articles", articles),
            Route("/people", people),
            Route("/act/{name}", decide, methods=["POST"]),
        ]
    )


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
