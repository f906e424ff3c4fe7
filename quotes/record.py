"""The record: one attribution of one article, as it is written to JSON Lines, and its JSON Schema.

>>> Extent(start=0, end=3, text="Yes").model_dump()
{'start': 0, 'end': 3, 'text': 'Yes'}
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from quotes.article import Article
from quotes.rows import Records, make_row

QuoteType = Literal["direct", "indirect", "mixed"]
Mode = Literal["statement", "thought", "intention", "evidence"]
Resolution = Literal["name", "pronoun", "description", "relative", "continuation", "question"]
Nature = Literal["named_person", "unnamed_person", "named_organization", "unnamed_group", "document", "none"]
Sector = Literal[
    "government",
    "politics",
    "military",
    "law_enforcement",
    "judiciary",
    "international_organization",
    "business",
    "ngo",
    "academic",
    "health",
    "religious",
    "media",
    "citizen",
    "other",
    "unknown",
]
Anonymity = Literal["requested", "descriptor", "bare"]
Unresolved = Literal["no_source", "generic", "label", "no_antecedent"]
VerbClass = Literal[
    "neutral",
    "assertive",
    "distancing",
    "factive",
    "concessive",
    "opposing",
    "directive",
    "evaluative",
    "manner",
    "cognitive",
    "nonverbal",
]
Tense = Literal["past", "present", "future"]
ReviewStatus = Literal["accepted", "rejected", "corrected", "added"]
SCHEMA_VERSION = "2"
READABLE_VERSIONS = ("1", SCHEMA_VERSION)  # "1" lacks speaker.confidence and speaker.members, which read as missing
RENAMED_STATUSES = {"mended": "corrected"}  # what schema "1" called them
MAX_REPR = 60  # characters of the content
MAX_OFFSET = 2**31 - 1  # characters: no article has two billion, and every table and database has room for it


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", json_schema_serialization_defaults_required=True)


class Extent(_Part):
    """A stretch of the article: `text == article_text[start:end]`, in code points, half open."""

    start: int = Field(ge=0, le=MAX_OFFSET, description="offset of its first character")
    end: int = Field(ge=0, le=MAX_OFFSET, description="offset after its last character")
    text: str = Field(description="its words, as they are in the article")

    @model_validator(mode="after")
    def _check_order(self) -> Extent:
        if self.end < self.start:
            raise ValueError(f"its end, {self.end}, is before its start, {self.start}")
        return self


class Cue(Extent):
    """The words that signal the attribution ("said", "according to")."""

    lemma: str = Field(description='base form of its head: "say", "according"')
    verb_class: VerbClass | None = Field(
        description=(
            "what the cue does: neutral (said), assertive (insisted), distancing (claimed), factive (revealed), "
            "concessive (admitted), opposing (denied), directive (urged), evaluative (praised), manner (joked), "
            "cognitive (thinks), nonverbal (according to, a colon)"
        )
    )
    tense: Tense | None = Field(description="tense of the cue, null where it has none")
    negated: bool = Field(description='true for "did not say" and "declined to comment"')


class ArticleInfo(_Part):
    """Where the record comes from."""

    id: str = Field(description="the name of its file without the suffix, or the id that it was given")
    source_path: str | None = Field(description="where it was read, null for the standard input")
    sha256: str = Field(
        pattern="^[0-9a-f]{64}$", description=("SHA-256 of its text in UTF-8: the text that offsets count in")
    )
    title: str | None = Field(description="its headline")
    url: str | None = Field(description="its address")
    publisher: str | None = Field(description="who published it")
    byline: str | None = Field(description="who wrote it")
    published: str | None = Field(description="when, as the article says, in ISO 8601 if it is a clear date")
    language: str = Field(description="ISO 639 code")

    @classmethod
    def of(cls, article: Article) -> ArticleInfo:
        """What a record says of an article: all but its text."""
        return cls(
            id=article.key,
            source_path=article.source_path,
            sha256=article.sha256,
            title=article.title,
            url=article.url,
            publisher=article.publisher,
            byline=article.byline,
            published=article.published,
            language=article.language,
        )

    @property
    def key(self) -> tuple[str, str, str]:
        """Identifies an article of a file: the hash alone does not, since copies of a text have the same."""
        return self.id, self.source_path or "", self.sha256


class Member(_Part):
    """One of the entities that a joint source refers to: "A" and "B" of "A and B said in a joint statement"."""

    id: str = Field(description="the id that the entity has where it speaks alone")
    name: str = Field(description="its fullest name or description in the article")


class Speaker(_Part):
    """The entity that the source refers to."""

    id: str = Field(description='the same for all mentions in the article: "jens-stoltenberg"')
    name: str = Field(description="the fullest name or description in the article")
    description: str | None = Field(description='what the article says about the speaker: "NATO Secretary General"')
    resolution: Resolution = Field(
        description=(
            "how it was found: name, pronoun, description, relative (who), continuation (a following quotation), "
            'question ("Asked if …, he said")'
        )
    )
    confidence: float | None = Field(
        default=None,
        ge=0,
        le=1,
        description="probability that the speaker is right, given that content and source are; null where not measured",
    )
    members: tuple[Member, ...] = Field(
        default=(), description="of a joint source, each entity that it refers to; empty for a single speaker"
    )


class SourceType(_Part):
    """What kind of source it is."""

    nature: Nature = Field(description="a named or unnamed person or group, a document, or none")
    sector: Sector = Field(description="the part of society that the source speaks from; one per speaker and article")
    anonymity: Anonymity | None = Field(
        description=(
            'of unnamed sources: requested ("who asked not to be named"), descriptor ("a Syrian military '
            'source"), bare ("a source"); none for groups as such ("critics") and institutions ("the campaign")'
        )
    )
    reason: Extent | None = Field(
        default=None,
        description=('why it is not named, where the article says so: "because he was not authorized to speak"'),
    )
    secondhand: bool = Field(default=False, description="true where another source passes its words on")
    declined: bool = Field(default=False, description='true where it would not comment: "did not respond to a request"')


class Tool(_Part):
    """What made the record."""

    quotes: str = Field(description="version of the software")
    model: str = Field(description="name and version of the spaCy pipeline")


class Review(_Part):
    """What a person decided on the record; `at` is ISO 8601 in UTC."""

    status: ReviewStatus = Field(description="what was decided")
    by: str = Field(description="who decided")
    at: str = Field(description="when, ISO 8601 in UTC")

    @field_validator("status", mode="before")
    @classmethod
    def _rename_status(cls, status: Any) -> Any:
        """The status in today's word: "mended" is "corrected"."""
        return RENAMED_STATUSES.get(status, status) if isinstance(status, str) else status


class Record(_Part):
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
