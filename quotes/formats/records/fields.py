"""The record's fields: types, choices, descriptions, and which of them survive an annotator's change."""

from __future__ import annotations

import types
from collections.abc import Iterator
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from quotes.columns import Column
from quotes.record import Record

# What happens to each field when an annotator moves a span: it is derived from the new spans, it is kept, or it is
# kept unless the source moved.
AFTER_A_MOVE: dict[str, Literal["derived", "kept", "kept with the source"]] = {
    "schema_version": "derived",
    "id": "derived",
    "article": "derived",
    "quote_type": "derived",
    "mode": "kept",
    "content": "derived",
    "verbatim": "derived",
    "cue": "derived",
    "source": "derived",
    "speaker": "kept with the source",
    "source_type": "kept with the source",
    "addressee": "kept",
    "medium": "kept",
    "context": "derived",
    "construction": "derived",
    "parent": "kept",
    "continues": "kept",
    "confidence": "derived",
    "tool": "kept",
    "unresolved": "kept with the source",
    "review": "kept",
}


def describe(column: Column) -> str:
    """The description of a column's field in the record."""
    model: type[BaseModel] = Record
    text = ""
    for name, _ in column.steps:
        if name in ("text", "start", "end"):  # these are clear from the column's name
            break
        field = model.model_fields[name]
        text = field.description or ""
        inner = inner_type(field.annotation)
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            model = inner
    return text


def inner_type(annotation: Any) -> Any:
    """The type without None and without the tuple around it: `Speaker` for `Speaker | None`, `str` for a Literal."""
    origin = get_origin(annotation)
    if origin in (Union, types.UnionType):
        (inner,) = [part for part in get_args(annotation) if part is not types.NoneType]
        return inner_type(inner)
    if origin is tuple:
        return inner_type(get_args(annotation)[0])
    return str if origin is Literal else annotation


def choices_of(column: Column) -> tuple[str, ...]:
    """The values that a field can have: `("statement", "thought", …)` for the mode, none if any string is valid."""
    model: Any = Record
    for name, _ in column.steps[:-1]:
        model = inner_type(model.model_fields[name].annotation)
    annotation = model.model_fields[column.steps[-1][0]].annotation
    return ("true", "false") if inner_type(annotation) is bool else labels_of(annotation)


def labels_of(annotation: Any) -> tuple[str, ...]:
    """The values that a type allows: ("past", "present", "future") for the tense of a cue; () if it allows any text."""
    if is_optional(annotation):
        (annotation,) = [part for part in get_args(annotation) if part is not types.NoneType]
    return get_args(annotation) if get_origin(annotation) is Literal else ()


def is_optional(annotation: Any) -> bool:
    """True if the field may be null."""
    return get_origin(annotation) in (Union, types.UnionType)


def is_list(annotation: Any) -> bool:
    """True if the field is a tuple of values, such as the parts of a content."""
    return get_origin(annotation) is tuple


def list_fields(model: type[BaseModel] = Record, prefix: str = "") -> Iterator[str]:
    """The path of every plain field of a record: "schema_version", "id", "article.id", …"""
    for name, field in model.model_fields.items():
        inner = inner_type(field.annotation)
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            yield from list_fields(inner, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}"
