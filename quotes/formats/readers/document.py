"""What readers take and give: a document to be read, how to read it, an article or why there is none.

`read_document(Document("a.html"), ReadOptions())` gives articles and failures; bytes cut out of an archive are a
document too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from quotes.article import stem

METADATA = ("title", "url", "publisher", "byline", "published", "language")
MAX_BYTES = 100_000_000  # of one document, unpacked: the biggest PDF editions of newspapers have half of it
MESSAGE = 600  # characters of a failure's message at most
MAX_CHARACTERS = 1_000_000  # of one article: what spaCy's pipelines take at most


@dataclass(frozen=True)
class Failure:
    """One article that could not be done: what contract §5 asks a failures file to hold."""

    source_path: str
    stage: str  # "read", "extract", or "time" for what took longer than allowed
    error: str
    message: str  # on one line, fit for a terminal, whatever the document put into it

    def __post_init__(self) -> None:
        """Take control characters and overlong words out of the message."""
        words = "".join(char if char.isprintable() else " " for char in self.message).split()
        object.__setattr__(self, "message", " ".join(words)[:MESSAGE])


@dataclass(frozen=True)
class Document:
    """A document that is still to be read: a file by its path, or bytes that stood in an archive."""

    source_path: str
    format: str | None = None  # a name in `registry.READABLE`; None: by suffix and content
    data: bytes | None = None  # None: the file itself
    id: str | None = None
    url: str | None = None
    published: str | None = None


@dataclass(frozen=True)
class ReadOptions:
    """How to read: the format where it is not to be guessed, names of the fields of tables, limits."""

    format: str | None = None
    text_field: str | None = None  # None: the first of tables.TEXT_FIELDS that there is
    id_field: str | None = None
    fields: Mapping[str, str] = field(default_factory=dict)  # metadata of METADATA by the name of their column
    max_bytes: int = MAX_BYTES
    max_characters: int = MAX_CHARACTERS


def make_id(document: Document, number: int) -> str:
    """An id for the article with this number of a document with several: "feed-3"."""
    return f"{document.id or stem(document.source_path if document.source_path != '-' else 'stdin')}-{number}"


def source_of(name: str) -> str | None:
    """The path that an article came from; None for the standard input."""
    return None if name == "-" else name
