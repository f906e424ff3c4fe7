"""Open what a path names as bytes, unpacked: a file, "-" for the standard input, "s3://…", and .gz or .zst of all.

>>> strip_compression("archive/a.html.gz")
'archive/a.html'
"""

from __future__ import annotations

import gzip
import io
import re
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, cast

from quotes.article import PACKED
from quotes.errors import ReadError

GZIP, ZSTANDARD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"
_REMOTE = re.compile(r"^[a-z][a-z0-9+.-]+://", re.IGNORECASE)


def strip_compression(name: str) -> str:
    """The name without the suffix of a compression."""
    path, dot, suffix = name.rpartition(".")
    return path if dot and f".{suffix.lower()}" in PACKED else name


def is_remote(name: str) -> bool:
    """Is it an address such as s3://bucket/a.txt, which fsspec opens?"""
    return bool(_REMOTE.match(name))


def import_fsspec() -> Any:
    """The module. Raises ReadError, which names the extra to install, where it is missing."""
    try:
        import fsspec
    except ImportError as error:
        raise ReadError("addresses such as s3://… need fsspec; install it with pip install '.[remote]'") from error
    return fsspec


@contextmanager
def open_stream(name: str, *, unpack: bool = True) -> Iterator[BinaryIO]:
    """The bytes behind a path. Raises ReadError for what is missing, unreadable or damaged, also while it is read."""
    try:
        with _open(name) as stream:
            yield _standard_input(stream) if name == "-" else _unpack(stream) if unpack else stream
    except ReadError:
        raise
    except FileNotFoundError as error:
        raise ReadError(f"{name}: no such file; check the path") from error
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise ReadError(f"{name}: damaged or cut short ({error}); fetch it again") from error
    except OSError as error:
        raise ReadError(f"{name}: cannot be read ({error.strerror or error}); check its permissions") from error
    except Exception as error:
        if type(error).__module__.split(".")[0] in ("zstandard", "backports", "compression"):
            raise ReadError(f"{name}: damaged or cut short ({error}); fetch it again") from error
        raise


@contextmanager
def _open(name: str) -> Iterator[BinaryIO]:
    if name == "-":
        yield cast(BinaryIO, sys.stdin.buffer)
    elif is_remote(name):
        try:
            opened = import_fsspec().open(name, "rb")
        except (ImportError, ValueError) as error:  # the package of this file system is missing, or it is unknown
            raise ReadError(f"{name}: {str(error).splitlines()[0]}") from error
        with opened as stream:
            yield stream
    else:
        with Path(name).open("rb") as stream:
            yield stream


_opened: list[tuple[BinaryIO, BinaryIO]] = []  # the standard input, and the same unpacked: it is opened but once


def _standard_input(stream: BinaryIO) -> BinaryIO:
    if not _opened or _opened[0][0] is not stream:
        _opened[:] = [(stream, _unpack(stream))]
    return _opened[0][1]


def _unpack(stream: BinaryIO) -> BinaryIO:
    """The stream, unpacked as often as its first bytes ask for (at most twice)."""
    for _ in range(2):
        stream = _peekable(stream)
        head = stream.peek(4)[:4]  # type: ignore[attr-defined]
        if head.startswith(GZIP):
            stream = cast(BinaryIO, gzip.GzipFile(fileobj=stream))
        elif head == ZSTANDARD:
            import zstandard

            stream = cast(
                BinaryIO,
                zstandard.ZstdDecompressor(max_window_size=2**31).stream_reader(
                    stream, read_across_frames=True, closefd=False
                ),
            )
        else:
            return stream
    return _peekable(stream)


def _peekable(stream: BinaryIO) -> BinaryIO:
    return stream if hasattr(stream, "peek") else cast(BinaryIO, io.BufferedReader(cast(Any, stream), 1 << 16))


def read_bytes(name: str, limit: int) -> bytes:
    """All bytes behind a path, unpacked. Raises ReadError for more than `limit` of them."""
    with open_stream(name) as stream:
        return read_limited(stream, name, limit)


def read_limited(stream: BinaryIO, name: str, limit: int) -> bytes:
    """What is left of a stream. Raises ReadError for more than `limit` bytes, and reads no more than that."""
    parts, size = [], 0
    while part := stream.read(min(1 << 20, limit + 1 - size)):
        parts.append(part)
        size += len(part)
        if size > limit:
            raise ReadError(f"{name}: more than {limit:,} bytes unpacked; split it, or raise --max-bytes")
    return b"".join(parts)


def read_lines(stream: BinaryIO, limit: int) -> Iterator[tuple[int, bytes | None]]:
    """(number, line) from 1 on; the line is None where it is longer than `limit` bytes."""
    number = 0
    while line := stream.readline(limit + 1):
        number += 1
        if len(line) <= limit or line.endswith(b"\n"):
            yield number, line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(1 << 20)
        yield number, None
