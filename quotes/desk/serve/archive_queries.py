"""What may be asked of an archive: the models of which addresses are checked and the description is made.

>>> read_query(SearchQuery, [("q", "bridge"), ("type", "direct"), ("type", "mixed")]).type
('direct', 'mixed')
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Annotated, Any, Literal, TypeVar, get_origin

from pydantic import AfterValidator, Field, ValidationError, model_validator

from quotes.desk.archive.archive import Archive
from quotes.desk.archive.filters import Filters, is_date
from quotes.desk.archive.listings import KEY_PATTERN, find_speaker
from quotes.desk.serve.limits import MAX_LISTED, MAX_PAGE_SIZE, MAX_QUERY_CHARACTERS
from quotes.desk.serve.messages import Message
from quotes.desk.serve.problems import RequestError
from quotes.record_parts import Nature, QuoteType, Sector

PAGE_SIZE = 20
MAX_FILTER_CHARACTERS = 400  # of an id, an outlet or a name: longer ones are chosen by their key

NO_SPEAKER = "This speaker is no longer in the archive; look for the name."
NO_ARTICLE = "This article is no longer in the archive, or another text has taken its place; look for its title."


def _check_date(date: str) -> str:
    if date and not is_date(date):
        raise ValueError("not a date; write it as 2020, 2020-01 or 2020-01-31")
    return date


Words = Annotated[str, Field(max_length=MAX_QUERY_CHARACTERS)]
Name = Annotated[str, Field(max_length=MAX_FILTER_CHARACTERS)]
Date = Annotated[str, Field(max_length=10, pattern="^([0-9]{4}(-[0-9]{2}){0,2})?$"), AfterValidator(_check_date)]


class FormQuery(Message):
    """What every answer has: the form of it."""

    format: Literal["json", "jsonl", "csv", "html"] | None = Field(
        default=None,
        description="json: one object, a page of a list; jsonl and csv: all of it, to be saved; default: by Accept",
    )


class PageQuery(FormQuery):
    """A list in pages."""

    page: int = Field(default=1, ge=1, le=MAX_LISTED, description="number of the page")
    size: int = Field(default=PAGE_SIZE, ge=1, le=MAX_PAGE_SIZE, description="entries per page")

    @model_validator(mode="after")
    def _check_page(self) -> PageQuery:
        if self.page * self.size > MAX_LISTED:
            raise ValueError(f"pages lead to {MAX_LISTED:,} entries; choose fewer, or get all with format=jsonl")
        return self

    @property
    def offset(self) -> int:
        """Entries before the page."""
        return (self.page - 1) * self.size


class TimeQuery(Message):
    """A time, its first and last day included."""

    since: Date = Field(default="", description="the first day, month or year: 2020, 2020-01 or 2020-01-31")
    until: Date = Field(default="", description="the last day, month or year")

    @model_validator(mode="after")
    def _check_time(self) -> TimeQuery:
        if self.since and self.until and self.since[: len(self.until)] > self.until:
            raise ValueError(f"since {self.since} is later than until {self.until}; nothing is between them")
        return self


class SearchQuery(PageQuery, TimeQuery):
    """What was said, by words and by choices. Without words, all that the choices let through, the newest first."""

    q: Words = Field(default="", description='words, all looked for: word, "a phrase", word*, this OR that, -not')
    speaker: Name = Field(default="", description="words of a name, or a speaker's key")
    outlet: Name = Field(default="", description="the outlet, or words of its name")
    sector: tuple[Sector, ...] = Field(default=(), description="sector of the source; several: any of them")
    nature: tuple[Nature, ...] = Field(default=(), description="nature of the source; several: any of them")
    type: tuple[QuoteType, ...] = Field(default=(), description="quote type; several: any of them")
    sort: Literal["best", "newest"] = Field(default="best", description="order; without words: newest")


class SpeakersQuery(PageQuery):
    """The speakers, the most quoted first."""

    q: Words = Field(default="", description="words of a name")
    sector: tuple[Sector, ...] = Field(default=(), description="sector; several: any of them")
    nature: tuple[Nature, ...] = Field(default=(), description="nature; several: any of them")


class ArticlesQuery(PageQuery, TimeQuery):
    """The articles, the newest first."""

    q: Words = Field(default="", description="words of the title")
    id: Name = Field(default="", description="the article's id in its records")
    outlet: Name = Field(default="", description="the outlet, or words of its name")


class ArticleQuery(Message):
    """One article."""

    format: Literal["json", "jsonl", "csv", "text", "html"] | None = Field(
        default=None,
        description="json: one object with the text; jsonl and csv: its records; text: the text that their offsets "
        "count in; default: by Accept",
    )
    record: Annotated[str, Field(max_length=64)] = Field(
        default="", description="id of a record: its page leads to the place in the text"
    )


class CompareQuery(FormQuery, TimeQuery):
    """Two speakers or two outlets side by side."""

    by: Literal["speaker", "outlet"] = Field(default="speaker", description="what is compared")
    a: Name = Field(default="", description="one: words of a name, a speaker's key, or an outlet")
    b: Name = Field(default="", description="the other")
    q: Words = Field(default="", description="only what was said about this, as for /search")


Query = TypeVar("Query", bound=Message)


def read_query(model: type[Query], items: Iterable[tuple[str, str]]) -> Query:
    """The query of an address. Raises RequestError (422) for other fields and values, and for a field given twice."""
    values: dict[str, Any] = {}
    for name, value in items:
        field = model.model_fields.get(name)
        if field is not None and get_origin(field.annotation) is tuple:
            values.setdefault(name, []).append(value)
        elif name in values:
            raise RequestError(422, f"{name}: given twice")
        else:
            values[name] = value
    try:
        return model.model_validate(values)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(map(str, first["loc"]))
        words = first["msg"].removeprefix("Value error, ")
        raise RequestError(422, f"{place}: {words}" if place else words) from error


def filter_speaker(archive: Archive, name: str) -> Filters:
    """The filter for words of a name, or for a key. Raises RequestError (404) for the key of nobody."""
    if not name.strip():
        return Filters()
    if re.fullmatch(KEY_PATTERN, name) is None:
        return Filters(speaker=name)
    entry = find_speaker(archive, name)
    if entry is None:
        raise RequestError(404, NO_SPEAKER)
    return Filters(speakers=(entry.number,))


def filter_outlet(archive: Archive, name: str) -> Filters:
    """The filter for an outlet of this name, else for words of names."""
    if not name.strip():
        return Filters()
    row = archive.connection.execute("SELECT 1 FROM articles WHERE outlet = ? LIMIT 1", (name,)).fetchone()
    return Filters(outlet=name) if row is None else Filters(outlets=(name,))
