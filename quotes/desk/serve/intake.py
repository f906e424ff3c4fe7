"""From requests to documents: `read_json(b'{"text": "…"}').document` is what a worker reads.

The documents are those that `quotes extract` would read: a text as from its standard input, a file by its name.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from pydantic import ValidationError
from pydantic_core import from_json
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request

from quotes.desk.serve.limits import FORM_BYTES, MAX_FILES
from quotes.desk.serve.messages import Options, TextRequest, UrlRequest
from quotes.desk.serve.problems import RequestError
from quotes.formats.readers.document import Document
from quotes.formats.readers.streams import unpack_bytes
from quotes.formats.registry import READABLE, find_format, sniff_format

HEAD_BYTES = 1 << 16  # of a file, from which its format is detected
MAX_NAME_CHARACTERS = 200
CONTAINERS = frozenset({"jsonl", "csv", "warc"})  # of many articles, which a worker splits


@dataclass(frozen=True)
class Submission:
    """A document to read and the modes of the records that are wanted."""

    document: Document
    modes: frozenset[str]


def read_json(body: bytes) -> Submission:
    """The submission of a JSON body. Raises RequestError: 400 for what is not JSON, 422 for other fields."""
    try:
        value = from_json(body)
    except ValueError as error:
        raise RequestError(400, f"The body is not valid JSON ({error}).") from error
    kind = UrlRequest if isinstance(value, dict) and "url" in value else TextRequest
    try:
        request = kind.model_validate_json(body)
    except ValidationError as error:
        raise RequestError(422, _explain(error)) from error
    if isinstance(request, TextRequest):
        data = request.text.encode("utf-8")
        return Submission(Document("-", request.format, data, request.id), frozenset(request.mode))
    return Submission(Document(request.url, id=request.id), frozenset(request.mode))


async def read_form(request: Request, max_bytes: int) -> FormData:
    """The fields and files of a form. Raises RequestError for a damaged one."""
    try:
        return await request.form(max_files=MAX_FILES, max_fields=20, max_part_size=max_bytes + FORM_BYTES)
    except HTTPException as error:
        raise RequestError(400, f"The form cannot be read: {error.detail}") from error


async def read_upload(form: FormData, max_bytes: int) -> Submission:
    """The submission of a program's form: one file. Raises RequestError."""
    unknown = sorted(set(form) - {"file", "id", "mode"})
    if unknown:
        raise RequestError(422, f"{unknown[0]}: no such field; the form has file, id and mode")
    files = [value for value in form.getlist("file") if isinstance(value, UploadFile)]
    if len(files) != 1:
        raise RequestError(422, "file: one file is wanted; send others in requests of their own")
    values: dict[str, Any] = {name: value for name, value in form.items() if name == "id"}
    if modes := form.getlist("mode"):
        values["mode"] = modes
    try:
        options = Options.model_validate(values)
    except ValidationError as error:
        raise RequestError(422, _explain(error)) from error
    return Submission(await read_file(files[0], max_bytes, options.id), frozenset(options.mode))


async def read_file(file: UploadFile, max_bytes: int, id: str | None = None) -> Document:
    """The document of an uploaded file. Raises RequestError for one that is not read here."""
    name = PurePosixPath((file.filename or "").replace("\\", "/")).name[-MAX_NAME_CHARACTERS:] or "file"
    return await run_in_threadpool(make_document, name, await file.read(), max_bytes, id)


def make_document(name: str, data: bytes, max_bytes: int, id: str | None = None) -> Document:
    """The document of a file's bytes, unpacked within the limits. Raises ReadError, RequestError."""
    data = unpack_bytes(data, name, max_bytes)
    form = find_format(name) or sniff_format(data[:HEAD_BYTES])
    if READABLE[form].container and form not in CONTAINERS:
        raise RequestError(415, f"{name}: {form} is not read here; use 'quotes extract {name}', or send JSON Lines")
    return Document(name, form, data, id)


def _explain(error: ValidationError) -> str:
    """The first thing that is wrong: "mode.0: Input should be 'statement', …"."""
    first = error.errors(include_url=False)[0]
    place = ".".join(map(str, first["loc"]))
    return f"{place}: {first['msg']}" if place else first["msg"]
