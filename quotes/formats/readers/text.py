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
WESTERN = 0.2  # “Yes” alone is at 0.4, a short line with one quotation below 0.2, Cyrillic text at 0.8
_UNWESTERN = frozenset(b"\x81\x8d\x8f\x90\x9d\xd2\xd3\xd5")  # without a meaning in cp1252, or Mac Roman “ ” ’
_CONTROL = frozenset(range(32)) - frozenset(b"\t\n\r\x0b\x0c\x1b\x08")


def read_text(path: Path) -> Article:
    """Read a text file. Raises ReadError for one that is missing, unreadable or binary."""
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise ReadError(f"{path}: no such file; check the path") from error
    except OSError as error:
        raise ReadError(f"{path}: cannot be read ({error.strerror or error}); check its permissions") from error
    return make_article(data, str(path))


def read(data: bytes, document: Document, options: ReadOptions) -> Iterator[Article]:
    """The one article of a text."""
    article = make_article(data, source_of(document.source_path))
    yield replace(article, id=document.id, url=document.url, published=article.published or document.published)


def make_article(data: bytes, source_path: str | None) -> Article:
    """An article from the bytes of a text. Raises ReadError where they are no text."""
    text = decode(data, source_path or "-")
    header = read_header(text)
    return Article(
        text=text, source_path=source_path, title=header.title, byline=header.byline, published=header.published
    )


def decode(data: bytes, name: str) -> str:
    """Bytes as text: by byte-order mark, as UTF-8, as Windows text, else as charset-normalizer judges.

    Line ends stay as they are. Raises ReadError where the bytes are no text.
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
        raise ReadError(f"{name}: its encoding cannot be told; save it as UTF-8")
    return data.decode(best.encoding)


def _is_western(data: bytes) -> bool:
    """English in cp1252 has few bytes above ASCII; Ò, Ó and Õ would be the curly marks of Mac Roman."""
    high = [byte for byte in data if byte >= 0x80]
    return len(high) <= WESTERN * len(data) and not _UNWESTERN.intersection(high)


def _is_binary(data: bytes) -> bool:
    """NULs, or more than one control character in a hundred bytes, stand in no text."""
    head = data[:65536]
    return b"\x00" in data or sum(byte in _CONTROL for byte in head) > len(head) / 100
