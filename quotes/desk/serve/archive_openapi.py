"""The part of the description that is about an archive: `describe_archive(…)["/search"]`, made from the queries."""

from __future__ import annotations

from typing import Any

from pydantic.json_schema import JsonSchemaMode

from quotes.desk.archive.listings import KEY_PATTERN
from quotes.desk.serve import archive_messages as messages
from quotes.desk.serve.archive_downloads import MEDIA_TYPES
from quotes.desk.serve.archive_views import VIEWS, View
from quotes.desk.serve.messages import Message

# By the name of the view: its model and what it is.
_ANSWERS: dict[str, tuple[type[Message], str]] = {
    "search": (messages.SearchAnswer, "What was said, by words and choices."),
    "speakers": (messages.SpeakersAnswer, "The speakers, the most quoted first."),
    "speaker": (messages.SpeakerAnswer, "One speaker: names, subjects, months, quotations."),
    "articles": (messages.ArticlesAnswer, "The articles, the newest first."),
    "article": (messages.ArticleAnswer, "One article with its text and its records."),
    "comparison": (messages.CompareAnswer, "Two speakers or two outlets side by side."),
}
ARCHIVE_MODELS: tuple[tuple[type[Message], JsonSchemaMode], ...] = tuple(
    (model, "serialization") for model, _ in _ANSWERS.values()
)
_PAGES = "html"  # the form of the answer for browsers, which is no part of the interface


def describe_archive(place: str, errors: dict[str, Any]) -> dict[str, Any]:
    """The paths over an archive; `place` is where the models are, `errors` are the answers to mistakes."""
    return {view.path: {"get": _describe(view, place, errors)} for view in VIEWS}


def _describe(view: View, place: str, errors: dict[str, Any]) -> dict[str, Any]:
    model, summary = _ANSWERS[view.name]
    parameters = _describe_query(view.query)
    if "{key}" in view.path:
        key = {"type": "string", "pattern": KEY_PATTERN}
        parameters.append({"name": "key", "in": "path", "required": True, "schema": key, "description": "from a list"})
    forms = next(parameter["schema"]["enum"] for parameter in parameters if parameter["name"] == "format")
    files = {MEDIA_TYPES[form].partition(";")[0]: {"schema": {"type": "string"}} for form in forms if form != "json"}
    content = {"application/json": {"schema": {"$ref": place.format(model=model.__name__)}}, **files}
    return {
        "operationId": view.name,
        "summary": summary,
        "parameters": parameters,
        "responses": {"200": {"description": "The answer, or a file of all entries.", "content": content}, **errors},
    }


def _describe_query(query: type[Message]) -> list[dict[str, Any]]:
    """The fields of a query as parameters of an address."""
    properties = query.model_json_schema()["properties"]
    return [{"name": name, "in": "query", **_describe_field(schema)} for name, schema in properties.items()]


def _describe_field(schema: dict[str, Any]) -> dict[str, Any]:
    schema = {name: value for name, value in schema.items() if name not in ("title", "default")}
    words = {"description": schema.pop("description")} if "description" in schema else {}
    if "anyOf" in schema:  # a value or null, which an address cannot have
        (schema,) = (choice for choice in schema["anyOf"] if choice.get("type") != "null")
    if "enum" in schema:
        schema = {**schema, "enum": [value for value in schema["enum"] if value != _PAGES]}
    return {**words, "schema": schema}
