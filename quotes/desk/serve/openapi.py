"""The description of the HTTP interface (OpenAPI 3.1), made from the models: `describe()["paths"]["/extract"]`."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from pydantic.json_schema import JsonSchemaMode, models_json_schema

from quotes.desk.serve.answers import MEDIA_TYPES
from quotes.desk.serve.archive_openapi import ARCHIVE_MODELS, describe_archive
from quotes.desk.serve.messages import ExtractAnswer, FileRequest, Health, Message, Problem, TextRequest, UrlRequest
from quotes.desk.serve.problems import MEDIA_TYPE
from quotes.version import __version__

_PLACE = "#/components/schemas/{model}"
_MODELS: tuple[tuple[type[Message], JsonSchemaMode], ...] = (
    (TextRequest, "validation"),
    (UrlRequest, "validation"),
    (FileRequest, "validation"),
    (ExtractAnswer, "serialization"),
    (Health, "serialization"),
    (Problem, "serialization"),
)
_ERRORS = {
    400: "The body is not valid JSON, or the form is damaged.",
    403: "The key is missing or wrong, or the request comes from another page.",
    404: "The archive has no such speaker or article, or it keeps no text of the article.",
    406: "The client takes none of the media types.",
    413: "The body is too long.",
    415: "The body is of another type, or the file is Parquet.",
    421: "The server is asked under a name that is not its own.",
    422: "A field is wrong, or the article cannot be read, or the words cannot be looked for.",
    500: "The server, or a worker, made an error.",
    503: "As many requests as allowed are waiting (Retry-After says when to come back), or the archive cannot be read.",
    504: "The article, or the search, took longer than allowed.",
}


@lru_cache(maxsize=2)
def describe(*, archive: bool = False) -> dict[str, Any]:
    """The whole description, of a server with an archive or without one."""
    models = [*_MODELS, *(ARCHIVE_MODELS if archive else ())]
    _, schema = models_json_schema(models, ref_template=_PLACE)
    lines = {kind: {"schema": {"type": "string"}} for kind in MEDIA_TYPES if kind != "application/json"}
    answer = {
        "description": "The records: a line each as 'quotes extract' writes it, or all in one object.",
        "headers": {
            "quotes-failures": {
                "description": "number of articles in the document that could not be read",
                "schema": {"type": "integer", "minimum": 0},
            }
        },
        "content": {**lines, "application/json": {"schema": _ref("ExtractAnswer")}},
    }
    body = {
        "required": True,
        "content": {
            "application/json": {"schema": {"anyOf": [_ref("TextRequest"), _ref("UrlRequest")]}},
            "multipart/form-data": {
                "schema": _ref("FileRequest"),
                "encoding": {"mode": {"style": "form", "explode": True}},
            },
        },
    }
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "quotes",
            "version": __version__,
            "description": "Who said what in English news articles.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "security": [{"key": []}],
        "paths": {
            "/extract": {
                "post": {
                    "operationId": "extract",
                    "summary": "Find who said what in an article.",
                    "requestBody": body,
                    "responses": {"200": answer, **_errors(*_ERRORS)},
                }
            },
            "/health": {
                "get": {
                    "operationId": "health",
                    "summary": "Whether the server works, and how busy it is.",
                    "responses": {"200": _json("The state.", "Health"), **_errors(403, 421)},
                }
            },
            "/openapi.json": {
                "get": {
                    "operationId": "openapi",
                    "summary": "This description.",
                    "responses": {
                        "200": {
                            "description": "The description.",
                            "content": {"application/json": {"schema": {"type": "object"}}},
                        },
                        **_errors(403, 421),
                    },
                }
            },
            **(describe_archive(_PLACE, _errors(400, 403, 404, 406, 421, 422, 503, 504)) if archive else {}),
        },
        "components": {
            "schemas": schema["$defs"],
            "securitySchemes": {
                "key": {"type": "http", "scheme": "bearer", "description": "the key that 'quotes serve' printed"}
            },
        },
    }


def _ref(name: str) -> dict[str, str]:
    return {"$ref": _PLACE.format(model=name)}


def _json(description: str, model: str) -> dict[str, Any]:
    return {"description": description, "content": {"application/json": {"schema": _ref(model)}}}


def _errors(*statuses: int) -> dict[str, Any]:
    answers = {}
    for status in statuses:
        answers[str(status)] = {
            "description": _ERRORS[status],
            "content": {MEDIA_TYPE: {"schema": _ref("Problem")}},
        }
        if status == 503:
            answers["503"]["headers"] = {"retry-after": {"schema": {"type": "integer"}, "description": "seconds"}}
    return answers
