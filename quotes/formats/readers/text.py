"""Plain text in any encoding: `read_text(Path("a.txt"))`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from quotes.article import Article
from quotes.errors import ReadError
from quotes.formats.readers.document import Document, ReadOptions, source_of
from quotes.formats.readers.header import read_header

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
MAX_HIGH_BYTES = 0.2  # of a Western text: a short line with a quotation has less, “Yes” alone 0.4, Cyrillic 0.8
_NOT_WESTERN = frozenset(b"\x81\x8d\x8f\x90\x9d\xd2\xd3\xd5")  # undefined in cp1252, or Mac Roman “ ” ’
_CONTROL = frozenset(range(32)) - frozenset(b"\t\n\r\x0b\x0c\x1b\x08")


def read_text(path: Path) -> Article:
    """Read a text file. Raises ReadError if it is missing, unreadable or binary."""
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise ReadError(f"{path}: no such file; check the path") from error
    except OSError as error:
        raise ReadError(f"{path}: cannot be read ({error.strerror or error}); check its permissions") from error
    return make_article(data, str(path))


def read(data: bytes, document: Document, options: ReadOptions) -> Iterator[Article]:
    """The article of a text file."""
    article = make_article(data, source_of(document.source_path))
    yield replace(article, id=document.id, url=document.url, published=article.published or document.published)


def make_article(data: bytes, source_path: str | None) -> Article:
    """An article from the bytes of a text. Raises ReadError if they are not text."""
    text = decode(data, source_path or "-")
    header = read_header(text)
    return Article(
        text=text, source_path=source_path, title=header.title, byline=header.byline, published=header.published
    )


def decode(data: bytes, name: str) -> str:
    """Bytes as text: by byte-order mark, as UTF-8, as cp1252, else in the encoding that charset-normalizer detects.

    Line ends stay as they are. Raises ReadError if the bytes are not text.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as error:
                raise ReadError(f"{name}: damaged {encoding} text at byte {error.start}; save it as UTF-8") from error
    if _is_binary(data):
        raise ReadError(f"{name}: binary, not text; give a text file")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if _is_western(data):
        return data.decode("cp1252")
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    if best is None:
        raise ReadError(f"{name}: its encoding is unknown; save it as UTF-8")
    return data.decode(best.encoding)


def _is_western(data: bytes) -> bool:
    """True for English in cp1252: few bytes above ASCII, and no Ò, Ó or Õ, which are curly quotes in Mac Roman."""
    high = [byte for byte in data if byte >= 0x80]
    return len(high) <= MAX_HIGH_BYTES * len(data) and not _NOT_WESTERN.intersection(high)


def _is_binary(data: bytes) -> bool:
    """True if there are NULs, or more than one control character in a hundred bytes: text has neither."""
    head = data[:65536]
    return b"\x00" in data or sum(byte in _CONTROL for byte in head) > len(head) / 100
