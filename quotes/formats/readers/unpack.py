"""Decompress a stream of gzip or Zstandard, member by member, within the limits.

A truncated stream first gives everything that is complete, then raises EOFError at every further read.
"""

from __future__ import annotations

import io
import zlib
from typing import Any, BinaryIO, cast

from quotes.formats.readers.limits import MAX_ZSTD_WINDOW, check_ratio, check_time

GZIP, ZSTANDARD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"
# Packed bytes that are unpacked at once. A kilobyte of Zstandard, which gives all its output at once, is at most 32 MB.
_PIECE_BYTES = {GZIP: 8192, ZSTANDARD: 1024}
_OUTPUT_BYTES = 1 << 20  # that gzip may give at once
MAX_LAYERS = 2  # a .jsonl.gz that was packed twice by mistake is read; more layers are an attack


def unpack(stream: BinaryIO, name: str) -> BinaryIO:
    """The stream without its layers of compression, at most two."""
    stream = make_peekable(stream)
    first: Unpacked | None = None
    for _ in range(MAX_LAYERS):
        head = stream.peek(4)[:4]  # type: ignore[attr-defined]
        kind = next((kind for kind in (GZIP, ZSTANDARD) if head.startswith(kind)), None)
        if kind is None:
            return stream
        layer = Unpacked(stream, kind, name, first)
        first = first or layer
        stream = make_peekable(cast(BinaryIO, layer))
    return stream


def make_peekable(stream: BinaryIO) -> BinaryIO:
    """The stream, or a buffer around it, whose next bytes can be read without consuming them."""
    return stream if hasattr(stream, "peek") else cast(BinaryIO, io.BufferedReader(cast(Any, stream), 1 << 16))


class Unpacked(io.RawIOBase):
    """A stream without one layer of compression; `first` is the innermost layer, whose packed size gives the ratio."""

    def __init__(self, source: BinaryIO, kind: bytes, name: str, first: Unpacked | None = None) -> None:
        self.source, self.kind, self.name = source, kind, name
        self.first = first or self
        self.packed = self.unpacked = 0  # bytes so far
        self._decoder: Any = None
        self._output = memoryview(b"")
        self._error: Exception | None = None

    def readable(self) -> bool:
        """Return True: the stream is for reading."""
        return True

    def readinto(self, target: Any) -> int:
        """Fill the target from one piece; returns the number of bytes, 0 at the end."""
        while not self._output:
            if self._error is not None:
                raise self._error
            try:
                if not self._fill():
                    return 0
            except Exception as error:  # raised again at the next read, if the caller ignores it
                self._error = error
                raise
        size = min(len(target), len(self._output))
        target[:size] = self._output[:size]
        self._output = self._output[size:]
        return size

    def _fill(self) -> bool:
        """Unpack the next piece; False after the last member."""
        if self._decoder is None or self._decoder.eof:
            data = self._find_member()
            if not data:
                return False
            self._decoder = self._start()
        else:
            data = self._decoder.unconsumed_tail or self._read()
        output = self._decoder.decompress(data, _OUTPUT_BYTES) if self.kind == GZIP else self._decoder.decompress(data)
        if not data and not output and not self._decoder.eof:
            raise EOFError("the packed data ends too early")
        self.unpacked += len(output)
        self._output = memoryview(output)
        check_ratio(self.name, self.first.packed, self.unpacked)
        check_time(self.name)
        return True

    def _find_member(self) -> bytes:
        """The first bytes of the next member; gzip may be padded with NULs."""
        data: bytes = self._decoder.unused_data if self._decoder is not None else b""
        while True:
            data = data.lstrip(b"\x00") if self._decoder is not None and self.kind == GZIP else data
            if data:
                return data
            data = self._read()
            if not data:
                return b""

    def _start(self) -> Any:
        if self.kind == GZIP:
            return zlib.decompressobj(zlib.MAX_WBITS | 16)
        import zstandard

        return zstandard.ZstdDecompressor(max_window_size=MAX_ZSTD_WINDOW).decompressobj()

    def _read(self) -> bytes:
        data: bytes = self.source.read1(_PIECE_BYTES[self.kind])  # type: ignore[attr-defined]
        self.packed += len(data)
        return data
