"""Plain text in any encoding: `read_text(Path("a.txt"))`."""

from __future__ import annotations

from pathlib import Path

from quotes.article import Article
from quotes.errors import ReadError
from quotes.readers.header import read_header

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe\x00\x00", "utf-32"), (b"\x00\x00\xfe\xff", "utf-32"),
          (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))  # fmt: skip
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


def make_article(data: bytes, source_path: str | None) -> Article:
    """An article from the bytes of a text. Raises ReadError where they are no text."""
    text = decode(data, source_path or "-")
    header = read_header(text)
    return Article(text=text, source_path=source_path, title=header.title, published=header.published)


def decode(data: bytes, name: str) -> str:
    """Bytes as text: by byte-order mark, as UTF-8, else as charset-normalizer judges. Line ends stay as they are."""
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
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    if best is None:
        raise ReadError(f"{name}: its encoding cannot be told; save it as UTF-8")
    return data.decode(best.encoding)


def _is_binary(data: bytes) -> bool:
    """NULs, or more than one control character in a hundred bytes, stand in no text."""
    head = data[:65536]
    return b"\x00" in data or sum(byte in _CONTROL for byte in head) > len(head) / 100
