"""The record: one attribution of one article, as it is written to JSON Lines, and its JSON Schema.

>>> Extent(start=0, end=3, text="Yes").model_dump()
{'start': 0, 'end': 3, 'text': 'Yes'}
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

QuoteType = Literal["direct", "indirect", "mixed"]
Mode = Literal["statement", "thought", "intention", "evidence"]
Resolution = Literal["name", "pronoun", "description", "relative", "continuation", "question"]
Nature = Literal["named_person", "unnamed_person", "named_organization", "unnamed_group", "document", "none"]
Sector = Literal[
    "government", "politics", "military", "law_enforcement", "judiciary", "international_organization", "business",
    "ngo", "academic", "health", "religious", "media", "citizen", "other", "unknown",
]  # fmt: skip
Anonymity = Literal["requested", "descriptor", "bare"]
VerbClass = Literal[
    "neutral", "assertive", "distancing", "factive", "concessive", "opposing", "directive", "evaluative", "manner",
    "cognitive", "nonverbal",
]  # fmt: skip
Tense = Literal["past", "present", "future"]
ReviewStatus = Literal["accepted", "rejected", "mended", "added"]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", json_schema_serialization_defaults_required=True)


class Extent(_Part):
    """A stretch of the article: `text == article_text[start:end]`, in code points, half open."""

    start: int = Field(ge=0)
    end: int = Field(ge=0)
    text: str


class Cue(Extent):
    """The words that signal the attribution ("said", "according to")."""

    lemma: str
    verb_class: VerbClass | None
    tense: Tense | None
    negated: bool


class ArticleInfo(_Part):
    """Where the record comes from."""

    id: str
    source_path: str | None
    sha256: str = Field(pattern="^[0-9a-f]{64}$")
    title: str | None
    url: str | None
    publisher: str | None
    byline: str | None
    published: str | None
    language: str


class Speaker(_Part):
    """The entity that the source stands for."""

    id: str
    name: str
    description: str | None
    resolution: Resolution


class SourceType(_Part):
    """What kind of source it is."""

    nature: Nature
    sector: Sector
    anonymity: Anonymity | None


class Tool(_Part):
    """What made the record."""

    quotes: str
    model: str


class Review(_Part):
    """What a person decided on the record; `at` is ISO 8601 in UTC."""

    status: ReviewStatus
    by: str
    at: str


class Record(_Part):
    """One attribution. Spans are offsets into the article's text as read; missing is null."""

    schema_version: Literal["1"] = "1"
    id: str = Field(pattern="^[0-9a-f]{16}$")
    article: ArticleInfo
    quote_type: QuoteType
    mode: Mode
    content: tuple[Extent, ...] = Field(min_length=1)
    verbatim: tuple[Extent, ...]
    cue: Cue | None
    source: Extent | None
    speaker: Speaker | None
    source_type: SourceType
    addressee: Extent | None
    medium: Extent | None
    context: Extent
    construction: str
    parent: str | None
    continues: str | None
    confidence: float = Field(ge=0, le=1)
    tool: Tool
    review: Review | None = None


def record_id(sha256: str, spans: Iterable[tuple[str, int, int]]) -> str:
    """First 16 hex digits of a SHA-256 over the article's hash and the (role, start, end) spans, in order."""
    text = "\n".join([sha256, *(f"{role} {start} {end}" for role, start, end in spans)])
    return hashlib.sha256(text.encode("ascii")).hexdigest()[:16]


def json_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of a record, from the definition above."""
    schema = Record.model_json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
