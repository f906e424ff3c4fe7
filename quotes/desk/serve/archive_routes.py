"""The routes over an archive: pages for browsers, JSON for programs, files for both, each at one address."""

from __future__ import annotations

import json
from collections.abc import Callable, Coroutine
from typing import Any, Literal

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from quotes.desk.archive.archive import Archive
from quotes.desk.serve.answers import choose_media_type
from quotes.desk.serve.archive_access import ArchiveAccess
from quotes.desk.serve.archive_content import CountCache, find_article_content
from quotes.desk.serve.archive_downloads import MEDIA_TYPES, file_response
from quotes.desk.serve.archive_pages import find_place
from quotes.desk.serve.archive_queries import ArticleQuery, read_query
from quotes.desk.serve.archive_views import VIEWS, Asked, View
from quotes.desk.serve.html_page import page_response
from quotes.desk.serve.problems import wants_page

FORMS = {"application/json": "json", "application/x-ndjson": "jsonl", "text/csv": "csv"}
_VARY = {"vary": "accept"}  # a page for browsers, JSON for others

Form = Literal["json", "jsonl", "csv", "text", "html"]


def archive_routes(access: ArchiveAccess) -> list[Route]:
    """The routes over one archive."""
    counts = CountCache()
    return [Route(view.path, _make_endpoint(access, view, counts)) for view in VIEWS]


def choose_form(request: Request, form: str | None) -> str:
    """The form of an answer: as the address says, else a page for browsers, else by Accept. Raises RequestError."""
    if form is not None:
        return form
    if wants_page(request.headers):
        return "html"
    return FORMS[choose_media_type(request.headers.get("accept", ""), tuple(FORMS))]


def _make_endpoint(
    access: ArchiveAccess, view: View, counts: CountCache
) -> Callable[[Request], Coroutine[Any, Any, Response]]:
    async def endpoint(request: Request) -> Response:
        query = read_query(view.query, request.query_params.multi_items())
        form = choose_form(request, getattr(query, "format", None))
        asked = Asked(query, request.path_params.get("key", ""), form, counts)
        if form in MEDIA_TYPES:
            parts = access.stream(lambda archive: view.write(archive, asked))
            return await file_response(parts, f"quotes-{view.name}", form)
        if form == "json":
            return await access.ask(lambda archive: _answer_json(view.describe(archive, asked)))
        if isinstance(query, ArticleQuery) and query.record:
            return await access.ask(lambda archive: _lead_to_record(archive, asked))
        return await access.ask(lambda archive: page_response(view.draw(archive, asked), headers=_VARY))

    return endpoint


def _answer_json(value: dict[str, Any]) -> Response:
    body = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    return Response(body, headers=_VARY, media_type="application/json")


def _lead_to_record(archive: Archive, asked: Asked) -> Response:
    """To the place in the marked article where a record is."""
    place = find_place(find_article_content(archive, asked.key), asked.query.record)
    return RedirectResponse(asked.key if place is None else f"{asked.key}#t{place}", 303)
