"""What readers take and give: a document to be read, how to read it, an article or why there is none.

`read_document(Document("a.html"), ReadOptions())` gives articles and failures; bytes cut out of an archive are a
document too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from quotes.article import stem
from quotes.formats.readers.limits import MAX_BYTES, MAX_CHARACTERS

METADATA = ("title", "url", "publisher", "byline", "published", "language")
MESSAGE = 600  # characters of a failure's message at most
_ESCAPED_BYTE = re.compile("[\udc80-\udcff]")  # a byte of a file's name that is not UTF-8, as Python has it
_LONE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True)
class Failure:
    """One article that could not be done: what contract §5 asks a failures file to hold."""

    source_path: str
    stage: str  # "read", "extract", or "time" for what took longer than allowed
    error: str
    message: str  # on one line, fit for a terminal, whatever the document put into it

    def __post_init__(self) -> None:
        """Take control characters and overlong words out of the message, and what is not UTF-8 out of both."""
        object.__setattr__(self, "source_path", clean_name(self.source_path))
        words = "".join(char if char.isprintable() else " " for char in clean_name(self.message)).split()
        object.__setattr__(self, "message", " ".join(words)[:MESSAGE])


@dataclass(frozen=True)
class Document:
    """A document that is still to be read: a file by its path, or bytes that stood in an archive.

    With a number, the bytes are that line of a file of JSON Lines.
    """

    source_path: str
    format: str | None = None  # a name in `registry.READABLE`; None: by suffix and content
    data: bytes | None = None  # None: the file itself
    id: str | None = None
    url: str | None = None
    published: str | None = None
    number: int | None = None


@dataclass(frozen=True)
class ReadOptions:
    """How to read: the format where it is not to be guessed, names of the fields of tables, limits."""

    format: str | None = None
    text_field: str | None = None  # None: the first of tables.TEXT_FIELDS that there is
    id_field: str | None = None
    fields: Mapping[str, str] = field(default_factory=dict)  # metadata of METADATA by the name of their column
    max_bytes: int = MAX_BYTES
    max_characters: int = MAX_CHARACTERS
    language: str = "any"  # "en": text in another language is a failure


def make_id(document: Document, number: int) -> str:
    """An id for the article with this number of a document with several: "feed-3"."""
    return f"{document.id or stem(document.source_path if document.source_path != '-' else 'stdin')}-{number}"


def source_of(name: str) -> str | None:
    """The path that an article came from; None for the standard input."""
    return None if name == "-" else name


def clean_name(name: str) -> str:
    """A file's name as text that can be written: bytes that are not UTF-8, as in old archives, are read as cp1252.

    >>> clean_name(b"caf\xe9.txt".decode("utf-8", "surrogateescape"))
    'café.txt'
    """
    if name.isascii():
        return name
    escaped = _ESCAPED_BYTE.sub(lambda found: bytes([ord(found[0]) - 0xDC00]).decode("cp1252", "replace"), name)
    return _LONE.sub("\ufffd", escaped)


def clean_text(text: str) -> str:
    """The text with U+FFFD for each lone surrogate: half a character, as JSON can have it ("\\ud83d")."""
    return text if text.isascii() else _LONE.sub("\ufffd", text)


def describe_error(error: BaseException) -> str:
    """The first line of what an error says, else its kind."""
    lines = str(error).splitlines()
    return lines[0][:200] if lines and lines[0] else type(error).__name__
