"""The parts of a record, and the values that its fields may have: extents, cue, article, speaker, kind of source.

>>> Extent(start=0, end=3, text="Yes").model_dump()
{'start': 0, 'end': 3, 'text': 'Yes'}
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from quotes.article import Article

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
RENAMED_STATUSES = {"mended": "corrected"}  # what schema "1" called them
MAX_OFFSET = 2**31 - 1  # characters: no article has two billion, and every table and database has room for it


class Part(BaseModel):
    """What the record and its parts have in common: values that do not change, and no fields but those declared."""

    model_config = ConfigDict(frozen=True, extra="forbid", json_schema_serialization_defaults_required=True)


class Extent(Part):
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


class ArticleInfo(Part):
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


class Member(Part):
    """One of the entities that a joint source refers to: "A" and "B" of "A and B said in a joint statement"."""

    id: str = Field(description="the id that the entity has where it speaks alone")
    name: str = Field(description="its fullest name or description in the article")


class Speaker(Part):
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


class SourceType(Part):
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


class Tool(Part):
    """What made the record."""

    quotes: str = Field(description="version of the software")
    model: str = Field(description="name and version of the spaCy pipeline")


class Review(Part):
    """What a person decided on the record; `at` is ISO 8601 in UTC."""

    status: ReviewStatus = Field(description="what was decided")
    by: str = Field(description="who decided")
    at: str = Field(description="when, ISO 8601 in UTC")

    @field_validator("status", mode="before")
    @classmethod
    def _rename_status(cls, status: Any) -> Any:
        """The current name of a status: "corrected" for "mended"."""
        return RENAMED_STATUSES.get(status, status) if isinstance(status, str) else status
