"""The HTTP interface for programs: `POST /extract`, `GET /health`, `GET /openapi.json`."""

from __future__ import annotations

import asyncio

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from quotes.desk.serve.answers import choose_media_type, write_answer
from quotes.desk.serve.intake import Submission, read_form, read_json, read_upload
from quotes.desk.serve.jobs import Jobs
from quotes.desk.serve.limits import Limits
from quotes.desk.serve.messages import Health
from quotes.desk.serve.openapi import describe
from quotes.desk.serve.problems import RequestError
from quotes.version import __version__


def api_routes(jobs: Jobs, limits: Limits) -> list[Route]:
    """The routes of the interface."""

    async def extract(request: Request) -> Response:
        media_type = choose_media_type(request.headers.get("accept", ""))
        submission = await _read(request, limits)
        (job,) = jobs.submit(submission.document)
        try:
            # on a timeout this cancels the job: one that no worker has begun is dropped
            readings = await asyncio.wait_for(asyncio.wrap_future(job.future), limits.answer_seconds)
        except asyncio.TimeoutError as error:
            detail = f"not done within {limits.answer_seconds:g} seconds; try again later, or send a shorter article"
            raise RequestError(504, detail) from error
        return await run_in_threadpool(write_answer, readings, submission.modes, media_type)

    def health(request: Request) -> Response:
        state = Health(version=__version__, model=jobs.model or "", workers=jobs.workers, waiting=jobs.waiting)
        return JSONResponse(state.model_dump())

    def openapi(request: Request) -> Response:
        return JSONResponse(describe(archive=request.app.state.has_archive))

    return [
        Route("/extract", extract, methods=["POST"]),
        Route("/health", health),
        Route("/openapi.json", openapi),
    ]


async def _read(request: Request, limits: Limits) -> Submission:
    """The submission of a request, by its content type."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "multipart/form-data":
        form = await read_form(request, limits.max_bytes)
        try:
            return await read_upload(form, limits.max_bytes)
        finally:
            await form.close()
    if kind != "application/json":
        raise RequestError(415, "Send application/json, or a file as multipart/form-data.")
    return await run_in_threadpool(read_json, await request.body())
