"""Open a path as unpacked bytes: a file, "-" for standard input, "https://…" or "s3://…", each with .gz or .zst.

>>> strip_compression("archive/a.html.gz")
'archive/a.html'
"""

from __future__ import annotations

import io
import os
import re
import sys
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, BinaryIO, cast

from quotes.article import PACKED
from quotes.errors import ReadError
from quotes.formats.readers.fetch import fetch, is_url
from quotes.formats.readers.limits import MAX_BYTES, MAX_SKIPPED_BYTES, check_time
from quotes.formats.readers.unpack import make_peekable
from quotes.formats.readers.unpack import unpack as unpack_stream

_REMOTE = re.compile(r"^[a-z][a-z0-9+.-]+://", re.IGNORECASE)


def strip_compression(name: str) -> str:
    """The name without a compression suffix."""
    path, dot, suffix = name.rpartition(".")
    return path if dot and f".{suffix.lower()}" in PACKED else name


def is_remote(name: str) -> bool:
    """True for an address: s3://bucket/a.txt, which fsspec opens, or https://example.org/a, which `fetch` does."""
    return bool(_REMOTE.match(name))


def import_fsspec() -> Any:
    """The module. Raises ReadError, which names the extra to install, if it is missing."""
    try:
        import fsspec
    except ImportError as error:
        raise ReadError("addresses such as s3://… need fsspec; install it with pip install '.[remote]'") from error
    return fsspec


@contextmanager
def open_stream(name: str, *, unpack: bool = True) -> Iterator[BinaryIO]:
    """The bytes of a path. Raises ReadError if it is missing, unreadable or damaged, also while it is being read."""
    try:
        with _naming_damage(name), _open(name) as stream:
            if name in _provided.get():
                yield make_peekable(stream)
            else:
                yield _standard_input(stream) if name == "-" else unpack_stream(stream, name) if unpack else stream
    except FileNotFoundError as error:
        if os.path.islink(name):  # noqa: PTH114
            raise ReadError(f"{name}: a broken link; restore its target, or delete the link") from error
        raise ReadError(f"{name}: no such file; check the path") from error
    except OSError as error:
        raise ReadError(f"{name}: cannot be read ({error.strerror or error}); check its permissions") from error


@contextmanager
def _naming_damage(name: str) -> Iterator[None]:
    """Errors of packed data that is damaged as ReadError."""
    try:
        yield
    except EOFError as error:
        raise ReadError(f"{name}: cut short ({error}); download it again") from error
    except zlib.error as error:
        raise ReadError(f"{name}: damaged ({error}); download it again") from error
    except Exception as error:
        if type(error).__module__.split(".")[0] in ("zstandard", "backports", "compression"):
            if "too much memory" in str(error):
                raise ReadError(f"{name}: packed with a window too large to unpack; pack it without --long") from error
            raise ReadError(f"{name}: damaged ({error}); download it again") from error
        raise


_provided: ContextVar[Mapping[str, bytes]] = ContextVar("provided", default=MappingProxyType({}))  # by name


@contextmanager
def provide(name: str, data: bytes) -> Iterator[None]:
    """Let `open_stream(name)` give these bytes, which are unpacked, instead of the file of that name."""
    token = _provided.set({name: data})
    try:
        yield
    finally:
        _provided.reset(token)


@contextmanager
def _open(name: str) -> Iterator[BinaryIO]:
    if name in _provided.get():
        yield io.BytesIO(_provided.get()[name])
    elif name == "-":
        yield cast(BinaryIO, sys.stdin.buffer)
    elif is_url(name):
        yield io.BytesIO(fetch(name, limit=MAX_BYTES).data)
    elif is_remote(name):
        try:
            opened = import_fsspec().open(name, "rb")
        except (ImportError, ValueError) as error:  # the file system is unknown, or its package is missing
            raise ReadError(f"{name}: {str(error).splitlines()[0]}") from error
        with opened as stream:
            yield stream
    else:
        with Path(name).open("rb") as stream:
            yield stream


_opened: list[tuple[BinaryIO, BinaryIO]] = []  # (standard input, the same unpacked): opened only once


def _standard_input(stream: BinaryIO) -> BinaryIO:
    if not _opened or _opened[0][0] is not stream:
        _opened[:] = [(stream, unpack_stream(stream, "-"))]
    return _opened[0][1]


def read_bytes(name: str, limit: int) -> bytes:
    """All bytes of a path, unpacked. Raises ReadError if there are more than `limit`."""
    with open_stream(name) as stream:
        return read_limited(stream, name, limit)


def unpack_bytes(data: bytes, name: str, limit: int) -> bytes:
    """Bytes without their compression. Raises ReadError for damaged ones, and if there are more than `limit`."""
    with _naming_damage(name):
        return read_limited(unpack_stream(io.BytesIO(data), name), name, limit)


def read_limited(stream: BinaryIO, name: str, limit: int) -> bytes:
    """The rest of a stream. Raises ReadError after `limit` bytes, without reading further."""
    parts, size = [], 0
    while part := stream.read(min(1 << 20, limit + 1 - size)):
        parts.append(part)
        size += len(part)
        if size > limit:
            raise ReadError(f"{name}: more than {limit:,} bytes unpacked; split it, or raise --max-bytes")
    return b"".join(parts)


@dataclass(frozen=True)
class LongLine:
    """A skipped line, with its number of quotation marks ("): a table reader needs it to find the end of the cell."""

    marks: int


def read_lines(stream: BinaryIO, limit: int, name: str = "-") -> Iterator[tuple[int, bytes | LongLine]]:
    """(number, line) from 1 on; a line of more than `limit` bytes is skipped. Raises ReadError for an endless line."""
    number = 0
    while line := stream.readline(limit + 1):
        number += 1
        if len(line) <= limit or line.endswith(b"\n"):
            yield number, line
            continue
        size, marks = len(line), line.count(b'"')
        while line and not line.endswith(b"\n"):
            line = stream.readline(1 << 20)
            size, marks = size + len(line), marks + line.count(b'"')
            check_time(name)
            if size > MAX_SKIPPED_BYTES:
                raise ReadError(
                    f"{name}:{number}: a line of more than {MAX_SKIPPED_BYTES:,} bytes; everything before is read"
                )
        yield number, LongLine(marks)
