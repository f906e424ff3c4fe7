"""The pages for people: a form, and the results that are kept for an hour. They work without script.

A posted form begins jobs and leads to the page of the result, which waits a moment for them; while they are not done,
it says how far they are and asks again, by script where there is any.
"""

from __future__ import annotations

import asyncio
from typing import get_args

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from quotes.desk.pages.render import render
from quotes.desk.serve.downloads import DOWNLOADS, download
from quotes.desk.serve.html_page import page_response
from quotes.desk.serve.intake import read_file, read_form
from quotes.desk.serve.jobs import Jobs
from quotes.desk.serve.limits import MAX_FILES, Limits
from quotes.desk.serve.messages import UrlRequest
from quotes.desk.serve.problems import RequestError, problem_of
from quotes.desk.serve.result_pages import draw_article, draw_articles, draw_waiting
from quotes.desk.serve.results import Entry, Result, Results
from quotes.formats.readers.document import Document
from quotes.record_parts import Mode
from quotes.rows import DEFAULT_MODES

HOLD_SECONDS = 2.0  # a usual article is done by then, and its reader sees no page in between
_ALL_MODES = frozenset(get_args(Mode))
_GONE = "This result is no longer here: results are kept for an hour, and not when the server ends. Read it again."


def site_routes(jobs: Jobs, results: Results, limits: Limits) -> list[Route]:
    """The routes of the pages."""

    def home(request: Request) -> Response:
        megabytes = limits.max_bytes // 1_000_000
        archive = request.app.state.has_archive
        page = render("serve_home.html", title="Who said what", files=MAX_FILES, megabytes=megabytes, archive=archive)
        return page_response(page)

    async def read(request: Request) -> Response:
        form = await read_form(request, limits.max_bytes)
        try:
            documents = await read_fields(form, limits.max_bytes)
        finally:
            await form.close()
        modes = _ALL_MODES if form.get("all") else frozenset(DEFAULT_MODES)
        result = results.add(jobs.submit(*documents), modes)
        return RedirectResponse(f"results/{result.id}", 303)

    async def result(request: Request) -> Response:
        shown = _find(results, request)
        await _wait(shown)
        return page_response(await run_in_threadpool(_draw, shown, request.app.state.has_archive))

    async def state(request: Request) -> Response:
        shown = _find(results, request)
        await _wait(shown)
        return JSONResponse({"done": shown.done, "all": len(shown.jobs), "waiting": jobs.waiting})

    def article(request: Request) -> Response:
        shown = _find(results, request)
        archive = request.app.state.has_archive
        return page_response(_draw_entry(_find_entry(shown, request), shown, home="../../", archive=archive))

    def file(request: Request) -> Response:
        shown = _find(results, request)
        key, form = request.path_params["key"], request.path_params["form"]
        if form not in DOWNLOADS:
            raise RequestError(404, "There is no such file.")
        entries = shown.entries() if key == "all" else [_find_entry(shown, request)]
        return download(entries, form)

    return [
        Route("/", home),
        Route("/read", read, methods=["POST"]),
        Route("/results/{id}", result),
        Route("/results/{id}/state", state),
        Route("/results/{id}/{key}", article),
        Route("/results/{id}/{key}/{form}", file),
    ]


async def read_fields(form: FormData, max_bytes: int) -> list[Document]:
    """The documents of the page's form: files, an address, a text. Raises RequestError where all are empty.

    A browser sends the line ends of a text field as CR LF, whatever was pasted; they are LF again.
    """
    documents = []
    for file in form.getlist("file"):
        if isinstance(file, UploadFile) and file.filename:
            documents.append(await read_file(file, max_bytes))
    address, text = (str(form.get(name) or "") for name in ("url", "text"))
    if address.strip():
        try:
            documents.append(Document(UrlRequest(url=address.strip()).url))
        except ValueError as error:
            raise RequestError(422, "The address must begin with http:// or https://, without blanks.") from error
    if text.strip():
        documents.append(Document("-", "text", text.replace("\r\n", "\n").encode("utf-8", "replace")))
    if not documents:
        raise RequestError(422, "Paste a text, give an address or choose a file.")
    return documents


async def _wait(result: Result) -> None:
    """Wait a moment for the jobs; they continue after it."""
    pending = [asyncio.wrap_future(job.future) for job in result.jobs if not job.future.done()]
    if pending:
        await asyncio.wait([asyncio.shield(future) for future in pending], timeout=HOLD_SECONDS)


def _draw(result: Result, archive: bool) -> str:
    entries = result.entries()
    if len(result.jobs) == 1 and not result.is_done:
        return draw_waiting(result, archive=archive)
    if len(entries) == 1:
        return _draw_entry(entries[0], result, home="../", archive=archive)
    return draw_articles(entries, result, archive=archive)


def _draw_entry(entry: Entry, result: Result, *, home: str, archive: bool) -> str:
    reading = entry.reading
    if reading is None and result.is_done:
        raise RequestError(422, "There is no article in it.")
    if reading is None:
        return draw_waiting(result, archive=archive)
    if reading.article is None:
        raise problem_of(reading)
    return draw_article(entry, reading.article, home=home, result=result, archive=archive)


def _find(results: Results, request: Request) -> Result:
    result = results.get(request.path_params["id"])
    if result is None:
        raise RequestError(404, _GONE)
    return result


def _find_entry(result: Result, request: Request) -> Entry:
    entry = result.entry(request.path_params["key"])
    if entry is None:
        raise RequestError(404, _GONE)
    return entry
