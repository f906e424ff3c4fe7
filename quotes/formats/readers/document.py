"""What readers take and return: a document, the options for reading it, and articles or failures.

`read_document(Document("a.html"), ReadOptions())` gives articles and failures; bytes from
an archive are a document too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from quotes.article import stem
from quotes.formats.readers.limits import MAX_BYTES, MAX_CHARACTERS

METADATA = ("title", "url", "publisher", "byline", "published", "language")
MAX_MESSAGE = 600  # characters of a failure's message: some libraries quote whole documents in their errors
_ESCAPED_BYTE = re.compile("[\udc80-\udcff]")  # a byte of a file name that is not UTF-8, as Python represents it
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True)
class Failure:
    """One article that could not be processed: a line of the failures file."""

    source_path: str
    stage: str  # "read", "extract", or "time" if it took longer than allowed
    error: str
    message: str  # on one line, safe for a terminal, whatever the document contains

    def __post_init__(self) -> None:
        """Remove control characters and cut the message to its limit; decode bytes that are not UTF-8."""
        object.__setattr__(self, "source_path", clean_name(self.source_path))
        words = "".join(char if char.isprintable() else " " for char in clean_name(self.message)).split()
        object.__setattr__(self, "message", " ".join(words)[:MAX_MESSAGE])


@dataclass(frozen=True)
class Document:
    """A document that is still to be read: a file by its path, or bytes from an archive.

    If `number` is set, `data` is that line of a JSON Lines file.
    """

    source_path: str
    format: str | None = None  # a name in `registry.READABLE`; None: detected from suffix and content
    data: bytes | None = None  # None: the file itself
    id: str | None = None
    url: str | None = None
    published: str | None = None
    number: int | None = None


@dataclass(frozen=True)
class ReadOptions:
    """How to read: the format instead of detecting it, the names of table columns, limits."""

    format: str | None = None
    text_field: str | None = None  # None: the first of rows.TEXT_FIELDS that the table has
    id_field: str | None = None
    fields: Mapping[str, str] = field(default_factory=dict)  # column name for each field of METADATA
    max_bytes: int = MAX_BYTES
    max_characters: int = MAX_CHARACTERS
    language: str = "any"  # "en": text in another language is a failure
    max_articles: int | None = None  # of a container that comes as bytes; above it nothing of it is read
    networks: Sequence[str] = ()  # fetched from although not public; set by `quotes watch --network` alone


def make_id(document: Document, number: int) -> str:
    """An id for one article of a document with several: "feed-3" for the third article of feed.xml."""
    return f"{document.id or stem(document.source_path if document.source_path != '-' else 'stdin')}-{number}"


def source_of(name: str) -> str | None:
    """The path that an article came from; None for standard input."""
    return None if name == "-" else name


def clean_name(name: str) -> str:
    """A file name as valid Unicode: bytes that are not UTF-8, as in old archives, are decoded as cp1252.

    >>> clean_name(b"caf\xe9.txt".decode("utf-8", "surrogateescape"))
    'café.txt'
    """
    if name.isascii():
        return name
    escaped = _ESCAPED_BYTE.sub(lambda match: bytes([ord(match[0]) - 0xDC00]).decode("cp1252", "replace"), name)
    return _LONE_SURROGATE.sub("\ufffd", escaped)


def clean_text(text: str) -> str:
    """The text with U+FFFD for each lone surrogate: half a character, as JSON can have it ("\\ud83d")."""
    return text if text.isascii() else _LONE_SURROGATE.sub("\ufffd", text)


def describe_error(error: BaseException) -> str:
    """The first line of an error's message; its class name if it has none."""
    lines = str(error).splitlines()
    return lines[0][:200] if lines and lines[0] else type(error).__name__
