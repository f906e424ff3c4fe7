"""What programs get from an archive: the models that the description of the interface is made from."""

from __future__ import annotations

from pydantic import Field

from quotes.desk.serve.messages import Message
from quotes.record import Record
from quotes.record_parts import ArticleInfo


class Count(Message):
    """A value and how many records have it."""

    value: str = Field(description="the value; of a speaker, the key")
    count: int = Field(ge=0, description="number of records")
    label: str | None = Field(description="the speaker's name; null for other values")


class Counts(Message):
    """The commonest values, the most frequent first; dates by month, or by year where there are many."""

    speaker: tuple[Count, ...]
    outlet: tuple[Count, ...]
    sector: tuple[Count, ...]
    nature: tuple[Count, ...]
    type: tuple[Count, ...]
    date: tuple[Count, ...] = Field(description="2020-01 or 2020, the latest first")


class Credited(Message):
    """A speaker that a record is credited to."""

    key: str = Field(description="for /speakers/KEY")
    name: str = Field(description="the name over all articles")


class FoundRecord(Message):
    """A record as `quotes search` writes it, with the keys of its article and its speakers."""

    score: float | None = Field(description="the greater the better, within one search; null without words")
    date: str | None = Field(description="the day of the article, YYYY-MM-DD")
    speaker: str | None = Field(description="the name over all articles; the names of a joint source")
    said: str = Field(description="what was said")
    snippet: str | None = Field(description="the words that were looked for, between asterisks, and those around them")
    type: str = Field(description="quote type")
    title: str | None = Field(description="headline of the article")
    outlet: str | None = Field(description="its publisher, else the host of its address")
    url: str | None = Field(description="its address")
    article: str = Field(description="its id")
    article_key: str = Field(description="for /articles/KEY")
    speakers: tuple[Credited, ...] = Field(description="who it is credited to")
    record: Record = Field(description="the whole record, as 'quotes schema' describes it")


class SearchAnswer(Message):
    """A page of what was found."""

    total: int = Field(ge=0, description="number of records in all")
    page: int = Field(ge=1)
    size: int = Field(ge=1)
    records: tuple[FoundRecord, ...]
    counts: Counts = Field(description="what each choice would give, with the other choices as they are")


class SpeakerSummary(Message):
    """A speaker over all articles."""

    key: str = Field(description="for /speakers/KEY, and as 'speaker' of /search")
    name: str
    description: str | None = Field(description="who that is, as the articles say")
    nature: str | None
    sector: str | None
    wikidata: str | None
    records: int = Field(ge=0)
    articles: int = Field(ge=0)


class SpeakersAnswer(Message):
    """A page of speakers."""

    total: int = Field(ge=0, description="number of speakers in all")
    page: int = Field(ge=1)
    size: int = Field(ge=1)
    speakers: tuple[SpeakerSummary, ...]


class ProfileAnswer(Message):
    """What some records are about."""

    total: int = Field(ge=0, description="number of records")
    counts: Counts
    dates: tuple[Count, ...] = Field(description="by month or year from the first to the last, those without any too")
    terms: tuple[str, ...] = Field(description="key terms of the latest statements, the best first")


class SpeakerAnswer(Message):
    """One speaker, with a page of what was said."""

    speaker: SpeakerSummary
    names: tuple[Count, ...] = Field(description="variants of the name")
    descriptions: tuple[Count, ...]
    attributes: dict[str, str] = Field(description="from the newsroom's table")
    profile: ProfileAnswer
    page: int = Field(ge=1)
    size: int = Field(ge=1)
    records: tuple[FoundRecord, ...] = Field(description="the newest first")


class ArticleSummary(Message):
    """An article of the archive."""

    key: str = Field(description="for /articles/KEY")
    id: str = Field(description="its id in its records; several articles may have the same")
    title: str | None
    date: str | None
    outlet: str | None
    url: str | None
    sha256: str
    records: int = Field(ge=0)
    has_text: bool = Field(description="whether the archive keeps its text")


class ArticlesAnswer(Message):
    """A page of articles."""

    total: int = Field(ge=0, description="number of articles in all")
    page: int = Field(ge=1)
    size: int = Field(ge=1)
    articles: tuple[ArticleSummary, ...]


class ArticleAnswer(Message):
    """One article with its records."""

    key: str
    article: ArticleInfo
    text: str | None = Field(description="the text that offsets count in; null where the archive has the records alone")
    versions: tuple[ArticleSummary, ...] = Field(description="other articles with the same id")
    records: tuple[Record, ...] = Field(description="in text order")


class Side(Message):
    """One of two speakers or outlets."""

    name: str
    profile: ProfileAnswer


class CompareAnswer(Message):
    """Two speakers or outlets side by side."""

    by: str
    a: Side
    b: Side
    shared_terms: tuple[str, ...] = Field(description="key terms of both")
