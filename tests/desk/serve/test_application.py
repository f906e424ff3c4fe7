"""The application without a server: an error that is answered is no traceback in the server's log."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from starlette.types import ASGIApp
from support.coroutines import run

from quotes.desk.serve.application import make_app, make_settings
from quotes.desk.serve.archive_access import ArchiveAccess
from quotes.desk.serve.archive_routes import archive_routes
from quotes.desk.serve.jobs import Jobs
from quotes.desk.serve.limits import Limits


def ask(app: ASGIApp, path: str, accept: str) -> int:
    """The status of the answer. Raises what the application raises after it, which a server logs with a traceback."""
    sent: list[Any] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    route, _, query = path.partition("?")
    headers = [(b"host", b"127.0.0.1"), (b"accept", accept.encode())]
    scope = {"type": "http", "method": "GET", "path": route, "query_string": query.encode(), "headers": headers}
    run(app({**scope, "raw_path": route.encode(), "root_path": "", "scheme": "http"}, receive, send))
    return int(sent[0]["status"])


@pytest.mark.parametrize(
    ("path", "status"),
    [
        pytest.param("/speakers/1-00000000", 404, id="a speaker who is gone"),
        pytest.param("/nothing", 404, id="no such page"),
        pytest.param("/search?page=0", 422, id="a field out of its bounds"),
        pytest.param("/search?q=%22", 422, id="words that cannot be looked for"),
        pytest.param("/results/a", 404, id="a result that is gone"),
    ],
)
@pytest.mark.parametrize("accept", ["text/html", "application/json"])
def test_an_answered_error_does_not_reach_the_server(shelf: Path, path: str, status: int, accept: str) -> None:
    limits = Limits()
    jobs = Jobs(make_settings(limits), workers=1, max_waiting=1)  # not started
    app = make_app(jobs, limits, more=archive_routes(ArchiveAccess(shelf)))

    assert ask(app, path, accept) == status
