"""The server: pages and interface over one set of workers, inside the guard. `make_app(jobs, Limits())`."""

from __future__ import annotations

import socket
from collections.abc import Sequence

from starlette.applications import Starlette
from starlette.routing import BaseRoute

from quotes.corpus.settings import Settings
from quotes.desk.serve.api import api_routes
from quotes.desk.serve.jobs import Jobs
from quotes.desk.serve.limits import FORM_BYTES, MAX_ARTICLES, Limits
from quotes.desk.serve.problems import answer_problem, explain_refusal
from quotes.desk.serve.results import Results
from quotes.desk.serve.site import site_routes
from quotes.desk.web.guard import Guard, Rules
from quotes.desk.web.listener import run
from quotes.desk.web.timed_protocol import TimedProtocol
from quotes.errors import QuotesError
from quotes.formats.readers.document import ReadOptions

MAX_REQUEST_SECONDS = 60.0  # 20 MB from another computer at 3 Mbit/s
SPARE_SECONDS = 30.0  # for an answer to be sent, beyond the time that the work may take


def make_settings(limits: Limits, model: str | None = None, networks: Sequence[str] = ()) -> Settings:
    """The settings of the workers: those of `quotes extract`, with all modes, of which each request takes its own."""
    read = ReadOptions(max_bytes=limits.max_bytes, max_articles=MAX_ARTICLES, language="en", networks=tuple(networks))
    return Settings(model=model, timeout=limits.timeout, articles=True, read=read)


def make_app(
    jobs: Jobs, limits: Limits, *, results: Results | None = None, more: Sequence[BaseRoute] = ()
) -> Starlette:
    """The application inside the guard. `more` are the routes over an archive."""
    app = Starlette(
        routes=[*api_routes(jobs, limits), *site_routes(jobs, results or Results(), limits), *more],
        # what nobody expected is logged, too; an error that is named here is only answered
        exception_handlers=dict.fromkeys((Exception, QuotesError, 404, 405), answer_problem),
    )
    app.router.redirect_slashes = False  # to an address without the key
    app.state.has_archive = bool(more)  # pages then lead to those over it
    return app


def make_rules(limits: Limits, *, names: frozenset[str] = frozenset(), origins: frozenset[str] = frozenset()) -> Rules:
    """Who may come in: forms of the own pages, and programs with the key."""
    return Rules(
        "quotes serve",
        max_body_bytes=limits.max_bytes + FORM_BYTES,
        body_types=("application/json", "multipart/form-data"),
        too_long=f"That is too long; at most {limits.max_bytes:,} bytes are taken.",
        not_from_page="A form must come from the page itself; programs send 'Authorization: Bearer KEY'.",
        other_type="Send application/json, or a file as multipart/form-data.",
        takes_bearer=True,
        origins=origins,
        names=names,
        own_policy=True,
        explain=explain_refusal,
    )


def serve(
    jobs: Jobs, limits: Limits, sock: socket.socket, *, token: str, rules: Rules, more: Sequence[BaseRoute] = ()
) -> None:
    """Serve until the process is told to end."""

    class Protocol(TimedProtocol):
        """The clock for clients that are far away, and for long articles."""

        max_request_seconds = MAX_REQUEST_SECONDS
        max_answer_seconds = limits.answer_seconds + SPARE_SECONDS

    app = make_app(jobs, limits, more=more)
    run(Guard(app, token=token, port=sock.getsockname()[1], rules=rules), sock, protocol=Protocol)
