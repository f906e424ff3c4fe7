"""Errors in one form: `RequestError(413, "That is too long; …")` is answered as application/problem+json.

Those who ask for HTML get a page; programs get JSON (RFC 9457).
"""

from __future__ import annotations

from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from quotes.desk.pages.render import render
from quotes.desk.serve.html_page import page_response
from quotes.desk.serve.jobs import BusyError
from quotes.desk.serve.limits import RETRY_SECONDS
from quotes.desk.serve.messages import Problem
from quotes.desk.serve.reading import Reading
from quotes.desk.web.guard import Headers, Refusal
from quotes.errors import QuotesError, without_options

MEDIA_TYPE = "application/problem+json"


class RequestError(QuotesError):
    """A request that cannot be answered as asked: the status, and what to do."""

    def __init__(self, status: int, detail: str, *, title: str | None = None) -> None:
        super().__init__(detail)
        self.status = status
        self.title = title or HTTPStatus(status).phrase

    @property
    def headers(self) -> dict[str, str]:
        """When to come back, where that helps."""
        return {"retry-after": str(RETRY_SECONDS)} if self.status == 503 else {}


def problem_of(reading: Reading) -> RequestError:
    """The error for a document that gave only this failure."""
    if reading.failure is None:
        return RequestError(422, "There is no article in it.")
    status = 504 if reading.failure.stage == "time" else 500 if reading.failure.stage == "extract" else 422
    status = 413 if reading.failure.error == "TooMany" else status
    return RequestError(status, without_options(reading.failure.message))


def problem_from(error: Exception) -> RequestError:
    """The error as it is answered; what nobody expected says nothing of its cause."""
    if isinstance(error, RequestError):
        return error
    if isinstance(error, BusyError):
        return RequestError(503, str(error))
    if isinstance(error, HTTPException):
        details = {404: "There is no such page.", 405: "That cannot be done here."}
        return RequestError(error.status_code, details.get(error.status_code, error.detail))
    if isinstance(error, QuotesError):
        return RequestError(422, without_options(str(error)))
    return RequestError(500, "The server made an error; the article and this answer would help to correct it.")


async def answer_problem(request: Request, error: Exception) -> Response:
    """The answer to an error, as a page or as JSON."""
    problem = problem_from(error)
    headers = {**problem.headers, **(dict(error.headers or {}) if isinstance(error, HTTPException) else {})}
    if wants_page(request.headers):
        depth = max(request.url.path.strip("/").count("/"), 0)
        home, archive = "../" * depth or "./", request.app.state.has_archive
        page = render("serve_problem.html", title=problem.title, detail=str(problem), home=home, archive=archive)
        return page_response(page, problem.status, headers)
    return Response(write_problem(problem), problem.status, headers, MEDIA_TYPE)


def write_problem(problem: RequestError) -> bytes:
    """The problem as JSON."""
    return Problem(title=problem.title, status=problem.status, detail=str(problem)).model_dump_json().encode()


def explain_refusal(refusal: Refusal, headers: Headers) -> tuple[str, bytes]:
    """The guard's words: plain text for a browser, a problem for a program."""
    if wants_page(headers):
        return "text/plain; charset=utf-8", refusal.words.encode()
    return MEDIA_TYPE, write_problem(RequestError(refusal.status, refusal.words))


def wants_page(headers: Headers) -> bool:
    """True where the client names HTML among what it takes, as every browser does when it opens a page."""
    return "text/html" in headers.get("accept", "")
