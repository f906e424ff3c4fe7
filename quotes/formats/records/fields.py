"""The columns of a record in flat tables: CSV, `quotes table --where` and the docs are made from this one list.

>>> [column.path for column in COLUMNS if column.name == "speaker"]
['speaker.name']
"""

from __future__ import annotations

import types
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from quotes.record import Record

JOIN = " … "  # between the parts of a content: they are far apart in the article


@dataclass(frozen=True)
class Column:
    """A column: its name, and where in a record its values are: "speaker.name", "content[0].start".

    The values of a list, as in "content.text", are joined to one cell.
    """

    name: str
    path: str
    separator: str = JOIN

    @cached_property
    def steps(self) -> tuple[tuple[str, int | None], ...]:
        """The path as (field, position): "content[-1].end" is (("content", -1), ("end", None))."""
        parts = (step.removesuffix("]").partition("[") for step in self.path.split("."))
        return tuple((name, int(position) if position else None) for name, _, position in parts)

    @property
    def description(self) -> str:
        """What the record says of the field."""
        model: type[BaseModel] = Record
        text = ""
        for name, _ in self.steps:
            if name in ("text", "start", "end"):  # an extent's own are clear from the column's name
                break
            field = model.model_fields[name]
            text = field.description or ""
            inner = inner_type(field.annotation)
            if isinstance(inner, type) and issubclass(inner, BaseModel):
                model = inner
        return text

    def read(self, record: Record) -> Any:
        """The cell of a record: a string, a number, true or false, or None."""
        value: Any = record
        for name, position in self.steps:
            if value is None:
                return None
            if isinstance(value, tuple):
                value = tuple(getattr(part, name) for part in value)
                continue
            value = getattr(value, name)
            if position is not None:
                value = value[position]
        return (self.separator.join(value) or None) if isinstance(value, tuple) else value


# In the order of CSV. The first twenty keep their names and places; new columns come at the end.
COLUMNS = (
    Column("id", "id"),
    Column("article", "article.id"),
    Column("published", "article.published"),
    Column("speaker", "speaker.name"),
    Column("description", "speaker.description"),
    Column("source", "source.text"),
    Column("cue", "cue.text"),
    Column("verb_class", "cue.verb_class"),
    Column("quote_type", "quote_type"),
    Column("mode", "mode"),
    Column("content", "content.text"),
    Column("nature", "source_type.nature"),
    Column("sector", "source_type.sector"),
    Column("anonymity", "source_type.anonymity"),
    Column("addressee", "addressee.text"),
    Column("medium", "medium.text"),
    Column("start", "content[0].start"),
    Column("end", "content[-1].end"),
    Column("construction", "construction"),
    Column("confidence", "confidence"),
    Column("speaker_id", "speaker.id"),
    Column("speaker_confidence", "speaker.confidence"),
    Column("resolution", "speaker.resolution"),
    Column("members", "speaker.members.name", "; "),
    Column("member_ids", "speaker.members.id", "; "),
    Column("unresolved", "unresolved"),
    Column("reason", "source_type.reason.text"),
    Column("secondhand", "source_type.secondhand"),
    Column("declined", "source_type.declined"),
    Column("lemma", "cue.lemma"),
    Column("tense", "cue.tense"),
    Column("negated", "cue.negated"),
    Column("verbatim", "verbatim.text"),
    Column("context", "context.text"),
    Column("parent", "parent"),
    Column("continues", "continues"),
    Column("title", "article.title"),
    Column("url", "article.url"),
    Column("publisher", "article.publisher"),
    Column("byline", "article.byline"),
    Column("path", "article.source_path"),
    Column("sha256", "article.sha256"),
    Column("language", "article.language"),
    Column("review", "review.status"),
    Column("reviewed_by", "review.by"),
    Column("reviewed_at", "review.at"),
    Column("quotes_version", "tool.quotes"),
    Column("model", "tool.model"),
    Column("schema_version", "schema_version"),
)

# What becomes of each field when an annotator moves a span of the record: it is derived from the new spans, it is
# kept, or it is kept unless the source itself moved.
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


def inner_type(annotation: Any) -> Any:
    """The type without None and without the tuple around it: `Speaker` of `Speaker | None`, `str` of a Literal."""
    origin = get_origin(annotation)
    if origin in (Union, types.UnionType):
        (inner,) = [part for part in get_args(annotation) if part is not types.NoneType]
        return inner_type(inner)
    if origin is tuple:
        return inner_type(get_args(annotation)[0])
    return str if origin is Literal else annotation


def choices_of(column: Column) -> tuple[str, ...]:
    """The values that a field can have: `("statement", "thought", …)` of the mode, none where any string will do."""
    model: Any = Record
    for name, _ in column.steps[:-1]:
        model = inner_type(model.model_fields[name].annotation)
    annotation = model.model_fields[column.steps[-1][0]].annotation
    if get_origin(annotation) in (Union, types.UnionType):
        (annotation,) = [part for part in get_args(annotation) if part is not types.NoneType]
    if annotation is bool:
        return ("true", "false")
    return get_args(annotation) if get_origin(annotation) is Literal else ()


def is_list(annotation: Any) -> bool:
    """Is the field a tuple of values, such as the parts of a content?"""
    return get_origin(annotation) is tuple


def list_fields(model: type[BaseModel] = Record, prefix: str = "") -> Iterator[str]:
    """The path of every plain field of a record: "schema_version", "id", "article.id", …"""
    for name, field in model.model_fields.items():
        inner = inner_type(field.annotation)
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            yield from list_fields(inner, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}"
