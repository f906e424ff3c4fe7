"""The record: one attribution of one article, as it is written to JSON Lines, and its JSON Schema.

>>> record_id("0" * 64, [("content", 0, 12)])
'd4b43a873d5229ac'
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any, Literal

from pydantic import Field, field_validator

from quotes.record_parts import (
    RENAMED_STATUSES,
    Anonymity,
    ArticleInfo,
    Cue,
    Extent,
    Member,
    Mode,
    Nature,
    Part,
    QuoteType,
    Resolution,
    Review,
    ReviewStatus,
    Sector,
    SourceType,
    Speaker,
    Tense,
    Tool,
    Unresolved,
    VerbClass,
)
from quotes.rows import Records, make_row

__all__ = [
    "READABLE_VERSIONS",
    "RENAMED_STATUSES",
    "SCHEMA_VERSION",
    "Anonymity",
    "ArticleInfo",
    "Cue",
    "Extent",
    "Member",
    "Mode",
    "Nature",
    "QuoteType",
    "Record",
    "Resolution",
    "Review",
    "ReviewStatus",
    "Sector",
    "SourceType",
    "Speaker",
    "Tense",
    "Tool",
    "Unresolved",
    "VerbClass",
    "attribution_id",
    "explain_version",
    "json_schema",
    "record_id",
]

SCHEMA_VERSION = "2"
READABLE_VERSIONS = ("1", SCHEMA_VERSION)  # "1" lacks speaker.confidence and speaker.members, which read as missing
MAX_REPR = 60  # characters of the content


class Record(Part):
    """One attribution. Spans are offsets into the article's text as read; missing is null."""

    schema_version: Literal["2"] = Field(default="2", description="version of this contract")
    id: str = Field(
        pattern="^[0-9a-f]{16}$",
        description=("from the hash of the article and the spans: the same input gives the same id on any machine"),
    )
    article: ArticleInfo = Field(description="where the record comes from")
    quote_type: QuoteType = Field(
        description=("direct: all of the content between quotation marks; indirect: none; mixed: some")
    )
    mode: Mode = Field(
        description=(
            "statement (says, writes), thought (believes, expects), intention (plans, refuses), evidence (a "
            "document or poll shows)"
        )
    )
    content: tuple[Extent, ...] = Field(
        min_length=1, description=("what is attributed, in several parts where it is interrupted")
    )
    verbatim: tuple[Extent, ...] = Field(description="the parts of the content between quotation marks")
    cue: Cue | None = Field(description="the words that signal it, null where there are none")
    source: Extent | None = Field(
        description=("the mention in the text that the content is credited to; null where there is none")
    )
    speaker: Speaker | None = Field(description="the entity that the source refers to; null where there is none")
    source_type: SourceType = Field(description="what kind of source it is")
    addressee: Extent | None = Field(description='who it was said to: "told AFP"')
    medium: Extent | None = Field(description='in what it was said: "in a statement"')
    context: Extent = Field(description="the sentences that it is in")
    construction: str = Field(description="the pattern that found it, as quotes constructions lists them")
    parent: str | None = Field(description="id of the attribution that it is nested in")
    continues: str | None = Field(description="id of the record that a following quotation continues")
    confidence: float = Field(ge=0, le=1, description="probability that content and source are right")
    tool: Tool = Field(description="what made the record")
    unresolved: Unresolved | None = Field(
        default=None,
        description=(
            "why there is no speaker: no_source, generic (you), label (Q and A of an interview), no_antecedent (nobody "
            "who the pronoun can refer to)"
        ),
    )
    review: Review | None = Field(default=None, description="what a person decided on it, null where nobody did")

    @field_validator("schema_version", mode="before")
    @classmethod
    def _upgrade(cls, version: Any) -> Any:
        """A record of schema "1" is read as one of schema "2"; the fields that it lacks have their defaults."""
        if version not in READABLE_VERSIONS:
            raise ValueError(explain_version(version))
        return SCHEMA_VERSION

    def as_row(self) -> dict[str, Any]:
        """One flat row for a table or a data frame: {"speaker": "Jens Stoltenberg", "cue": "said", …}."""
        return make_row(self)

    def __repr__(self) -> str:
        speaker = self.speaker.name if self.speaker else None
        content = " … ".join(part.text for part in self.content)
        content = content if len(content) <= MAX_REPR else content[: MAX_REPR - 1] + "…"
        cue = self.cue.text if self.cue else None
        return f"Record(speaker={speaker!r}, cue={cue!r}, content={content!r}, confidence={self.confidence:g})"

    __str__ = __repr__

    def _repr_html_(self) -> str:
        return Records([self])._repr_html_()

    def __json__(self) -> str:
        """The record as JSON, for spaCy's `doc.to_json(underscore=["quotes"])` and srsly."""
        return self.model_dump_json()


def explain_version(version: object) -> str:
    """The error for a schema version that is not readable, with the remedy."""
    readable = " or ".join(f'"{name}"' for name in READABLE_VERSIONS)
    return f"schema version {version!r} is not {readable}; upgrade quotes, or extract the records again"


def record_id(sha256: str, spans: Iterable[tuple[str, int, int]]) -> str:
    """First 16 hex digits of a SHA-256 over the article's hash and the (role, start, end) spans, in order."""
    text = "\n".join([sha256, *(f"{role} {start} {end}" for role, start, end in spans)])
    return hashlib.sha256(text.encode("ascii")).hexdigest()[:16]


def attribution_id(
    sha256: str,
    content: Iterable[tuple[int, int]],
    cue: tuple[int, int] | None = None,
    source: tuple[int, int] | None = None,
) -> str:
    """The id of the record of an article with these spans: content first, then cue and source where there are any."""
    spans = [("content", *span) for span in content]
    return record_id(sha256, spans + [(role, *span) for role, span in (("cue", cue), ("source", source)) if span])


def json_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of a record, from the definition above."""
    schema = Record.model_json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
