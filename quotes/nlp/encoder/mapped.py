"""Weights of an ONNX graph as pages of the file that holds the graph, shared by all processes.

    light = point_to_file(graph, "model", begin=7)   # the graph begins at byte 7 of the file "model"

ONNX lets a weight lie in another file (`external_data`), and ONNX Runtime maps such a file. Here it is the file that
the graph itself was read from: its weights are left out, and their places in the file are noted instead. Only the few
fields that this takes are read; the format is that of protocol buffers (https://protobuf.dev, "Encoding").
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

MIN_BYTES = 65_536  # of a weight that is left out; smaller ones are not worth a page
BYTE_TYPES = (2, 3)  # uint8 and int8 in ONNX's list of types: numbers of one byte may lie at any place of a file
MODEL_GRAPH, GRAPH_INITIALIZER = 7, 5  # numbers of fields in onnx.proto
TENSOR_TYPE, TENSOR_RAW_DATA, TENSOR_EXTERNAL_DATA, TENSOR_LOCATION = 2, 9, 13, 14
VARINT, EIGHT_BYTES, WITH_LENGTH, FOUR_BYTES = 0, 1, 2, 5  # how a field is written


class Field(NamedTuple):
    """A field of a message: its number, where it begins, and where its value does and ends."""

    number: int
    start: int
    begin: int
    end: int


def point_to_file(graph: bytes, file: str, begin: int) -> bytes:
    """The graph without its large weights of 8 bits, which lie in `file`, where the graph begins at byte `begin`.

    Raises ValueError for bytes that are no message.
    """
    view = memoryview(graph)
    parts: list[bytes | memoryview] = []
    for model_field in _read_fields(view, 0, len(view)):
        if model_field.number != MODEL_GRAPH:
            parts.append(view[model_field.start : model_field.end])
            continue
        inner: list[bytes | memoryview] = []
        for field in _read_fields(view, model_field.begin, model_field.end):
            lighter = _point_weight(view, field, file, begin) if field.number == GRAPH_INITIALIZER else None
            inner.append(view[field.start : field.end] if lighter is None else lighter)
        parts.append(_write_message(MODEL_GRAPH, b"".join(inner)))
    return b"".join(parts)


def _point_weight(view: memoryview, weight: Field, file: str, begin: int) -> bytes | None:
    """A weight that says where its numbers are; None for a small one, or one with numbers of several bytes."""
    fields = list(_read_fields(view, weight.begin, weight.end))
    data = next((field for field in fields if field.number == TENSOR_RAW_DATA), None)
    kind = next((view[field.begin] for field in fields if field.number == TENSOR_TYPE), 0)
    if data is None or data.end - data.begin < MIN_BYTES or kind not in BYTE_TYPES:
        return None
    rest = b"".join(view[field.start : field.end] for field in fields if field.number != TENSOR_RAW_DATA)
    places = {"location": file, "offset": str(begin + data.begin), "length": str(data.end - data.begin)}
    entries = b"".join(
        _write_message(TENSOR_EXTERNAL_DATA, _write_message(1, key.encode()) + _write_message(2, value.encode()))
        for key, value in places.items()
    )
    external = _write_number(TENSOR_LOCATION << 3 | VARINT) + _write_number(1)
    return _write_message(GRAPH_INITIALIZER, rest + entries + external)


def _read_fields(view: memoryview, at: int, end: int) -> Iterator[Field]:
    """The fields of the message between two places."""
    while at < end:
        start = at
        tag, at = _read_number(view, at)
        if tag & 7 == VARINT:
            begin = at
            _, at = _read_number(view, at)
        elif tag & 7 == WITH_LENGTH:
            size, begin = _read_number(view, at)
            at = begin + size
        elif tag & 7 in (EIGHT_BYTES, FOUR_BYTES):
            begin, at = at, at + (8 if tag & 7 == EIGHT_BYTES else 4)
        else:
            raise ValueError("the graph is damaged: no field begins there")
        if at > end:
            raise ValueError("the graph is cut short")
        yield Field(tag >> 3, start, begin, at)


def _read_number(view: memoryview, at: int) -> tuple[int, int]:
    """A number of seven bits a byte, the lowest first, and where it ends."""
    number = shift = 0
    while at < len(view):
        byte = view[at]
        number |= (byte & 127) << shift
        at, shift = at + 1, shift + 7
        if byte < 128:
            return number, at
    raise ValueError("the graph is cut short")


def _write_number(number: int) -> bytes:
    written = bytearray()
    while number > 127:
        written.append(number & 127 | 128)
        number >>= 7
    return bytes([*written, number])


def _write_message(number: int, value: bytes) -> bytes:
    return _write_number(number << 3 | WITH_LENGTH) + _write_number(len(value)) + value
