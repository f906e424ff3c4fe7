"""A file of standoff JSON: attributions as offsets into a text, the schema of the file, and how it is written.

>>> dump(StandoffArticle(doc="a", attributions=())).split("\\n")[:3]
['{', ' "doc": "a",', ' "attributions": [],']
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from quotes.record import Mode, Nature, QuoteType, Sector

Offset = Annotated[int, Field(ge=0)]
# lists, which JSON has, become tuples
Span = Annotated[tuple[Offset, Offset], Field(strict=False, description="[start, end], the end not included")]


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class StandoffAttribution(_Strict):
    """One attribution. Offsets count code points of the text; missing is null."""

    content: Annotated[tuple[Span, ...], Field(strict=False)] = Field(
        min_length=1, description="what is attributed, in several parts where it is interrupted, in text order"
    )
    source: Span | None = Field(default=None, description="the mention that the content is credited to")
    cue: Span | None = Field(default=None, description="the words that signal it")
    addressee: Span | None = Field(default=None, description="who it was said to")
    medium: Span | None = Field(default=None, description="in what it was said")
    speaker: str | None = Field(
        default=None, min_length=1, description="the source's fullest name or description in the article"
    )
    nature: Nature | None = Field(default=None, description="what kind of source it is")
    sector: Sector | None = Field(default=None, description="the part of society that the source speaks from")
    mode: Mode | None = Field(default=None, description="said, thought, intended or shown")
    quote_type: QuoteType | None = Field(default=None, description="how much of the content is between marks")
    unsure: str = Field(default="", description="a note where another reading could be defended")
    quotes_record: dict[str, Any] | None = Field(
        default=None, description="the rest of a record, where 'quotes export' wrote the file"
    )


class StandoffArticle(_Strict):
    """The attributions of one article: the outermost, and those nested within their contents."""

    doc: str | None = Field(default=None, description="the name of the files, without their suffixes")
    url: str | None = Field(default=None, description="the article's address")
    date: str | None = Field(default=None, description="the day of publication, ISO 8601")
    attributions: Annotated[tuple[StandoffAttribution, ...], Field(strict=False)] = Field(
        description="the outermost attributions, in text order"
    )
    nested: Annotated[tuple[StandoffAttribution, ...], Field(strict=False)] = Field(
        default=(), description="attributions within the content of another, in text order"
    )
    order: Annotated[tuple[str, ...], Field(strict=False)] | None = Field(
        default=None, description="ids of the records, where 'quotes export' wrote them in another order"
    )


@dataclass(frozen=True)
class StandoffFile:
    """One annotated article with its text, and where both were read."""

    path: Path
    text_path: Path
    text: str
    article: StandoffArticle

    @property
    def id(self) -> str:
        """The name of the files, without their suffixes."""
        return self.path.stem


def json_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of a file, from the definition above."""
    schema = StandoffArticle.model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def dump(article: StandoffArticle) -> str:
    """The text of a file: one attribution per line, so that a changed one is one line of a diff."""
    fields = article.model_dump(mode="json")
    lines = [f"{json.dumps(name)}: {_to_json(fields[name])}" for name in ("doc", "url", "date") if fields[name]]
    lines += [f"{json.dumps(name)}: {_dump_list(fields[name])}" for name in ("attributions", "nested")]
    if fields["order"] is not None:
        lines.append(f'"order": {_to_json(fields["order"])}')
    return "{\n " + ",\n ".join(lines) + "\n}\n"


def _dump_list(items: Iterable[dict[str, Any]]) -> str:
    lines = ["  " + _to_json({key: item[key] for key in item if key != "quotes_record" or item[key]}) for item in items]
    return "[\n" + ",\n".join(lines) + "\n ]" if lines else "[]"


def _to_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
