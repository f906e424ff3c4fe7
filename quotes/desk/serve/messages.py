"""What programs send and get: the models of which requests are checked and the description of the interface is made.

>>> TextRequest(text="“It rains,” Jane Lee said.", mode=("statement",)).format
'text'
"""

from __future__ import annotations

from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict, Field

from quotes.formats.readers.fetch import MAX_URL_CHARACTERS
from quotes.record import Record
from quotes.record_parts import ArticleInfo, Mode
from quotes.rows import DEFAULT_MODES

MAX_ID_CHARACTERS = 200
_DEFAULT_MODES: tuple[Mode, ...] = tuple(mode for mode in get_args(Mode) if mode in DEFAULT_MODES)


class Message(BaseModel):
    """What requests and answers have in common: no fields but those declared."""

    model_config = ConfigDict(frozen=True, extra="forbid", json_schema_serialization_defaults_required=True)


class Options(Message):
    """Options of every request."""

    id: str | None = Field(
        default=None, min_length=1, max_length=MAX_ID_CHARACTERS, description="id of the article in its records"
    )
    mode: tuple[Mode, ...] = Field(
        default=_DEFAULT_MODES, min_length=1, description="which attributions to give, as --mode of the command"
    )


class TextRequest(Options):
    """An article as text."""

    text: str = Field(min_length=1, description="the article; offsets in the records count its code points")
    format: Literal["text", "markdown", "html"] = Field(default="text", description="what the text is written in")


class UrlRequest(Options):
    """An article by its address on the public web."""

    url: str = Field(
        pattern=r"^[Hh][Tt][Tt][Pp][Ss]?://[^\s]+$",
        max_length=MAX_URL_CHARACTERS,
        description="http or https; no address, also after a redirect, may lead into a local network",
    )


class FileRequest(Options):
    """An article as a file, in a form of type multipart/form-data."""

    file: str = Field(
        description="a file of any format that 'quotes extract' reads, but Parquet; its name says which",
        json_schema_extra={"format": "binary"},
    )


class ReadFailure(Message):
    """An article that could not be read, and why."""

    name: str = Field(description="the file or address")
    reason: str = Field(description="what is wrong, and what to do")


class ExtractAnswer(Message):
    """The records of a request as one JSON object."""

    articles: tuple[ArticleInfo, ...] = Field(description="the articles that were read: a feed or a book has several")
    records: tuple[Record, ...] = Field(description="who said what, in text order, as 'quotes schema' describes it")
    failures: tuple[ReadFailure, ...] = Field(description="articles of the document that could not be read")


class Health(Message):
    """That the server works, and how busy it is."""

    status: Literal["ok"] = "ok"
    version: str = Field(description="version of quotes")
    model: str = Field(description="name and version of the pipeline")
    workers: int = Field(description="articles that are read at the same time")
    waiting: int = Field(description="articles that no worker has begun")


class Problem(Message):
    """An error (RFC 9457): the only form that errors have."""

    type: Literal["about:blank"] = "about:blank"
    title: str = Field(description="the status in words")
    status: int = Field(ge=400, le=599, description="the HTTP status")
    detail: str = Field(description="what is wrong, and what to do")
