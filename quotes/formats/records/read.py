"""Read records from JSON Lines: `read_records("quotes.jsonl")`, packed ones too, or "-" for the standard input.

Every command reads records here, so that what one of them refuses is refused by all.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from pydantic import ValidationError

from quotes.errors import ReadError
from quotes.formats.readers.limits import check_time
from quotes.formats.readers.streams import open_stream, strip_compression
from quotes.record import Record

MAX_RECORD_BYTES = 64 * 2**20  # of a line: a content may be a whole speech, and is in the record up to three times
SUFFIXES = (".jsonl", ".ndjson", ".json")
REMEDY = "give JSON Lines of 'quotes extract'"
# In JSON: a backslash that is escaped, a character as two halves, and half a character alone, which is what is found.
_HALVES = re.compile(
    r"\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(\\u[dD][89a-fA-F][0-9a-fA-F]{2}|[\ud800-\udfff])"
)


def read_records(path: str) -> Iterator[Record]:
    """The records of a file, in order; empty lines are skipped.

    Raises ReadError, which names the file and the line, for a line that is not a record.
    """
    with open_stream(path) as stream:
        for number, line in number_lines(stream, path):
            try:
                yield Record.model_validate_json(line)
            except ValidationError:
                yield parse_record(line, f"{show_name(path)}:{number}")[0]


def number_lines(stream: BinaryIO, name: str, first: int = 1) -> Iterator[tuple[int, bytes]]:
    """Each line that is not empty, with its number from `first` on. Raises ReadError for one that is too long."""
    number = first - 1
    while line := stream.readline(MAX_RECORD_BYTES + 1):
        number += 1
        if len(line) > MAX_RECORD_BYTES:
            raise ReadError(f"{show_name(name)}:{number}: a line of more than {MAX_RECORD_BYTES:,} bytes; {REMEDY}")
        if not line.isspace():
            yield number, line
        check_time(show_name(name))


def show_name(path: str) -> str:
    """The name of a file in an error: "the standard input" for "-"."""
    return "the standard input" if path == "-" else path


def parse_record(line: bytes, place: str) -> tuple[Record, bytes]:
    """The record of a line, and the line itself. Raises ReadError, which names the place, for what is not a record.

    Half a character (a lone surrogate, as older records can have it) is read as U+FFFD, as readers of articles do.
    """
    try:
        return Record.model_validate_json(line), line
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
    repaired = _replace_halves(line) if first["type"] == "json_invalid" else line
    if repaired != line:
        return parse_record(repaired, place)
    if first["loc"] == ("schema_version",):
        raise ReadError(f"{place}: {first['msg'].removeprefix('Value error, ')}")
    where = ".".join(str(part) for part in first["loc"]) or "the line"
    raise ReadError(f"{place}: not a record of quotes ({where}: {first['msg']}); {REMEDY}")


def looks_like_records(path: str) -> bool:
    """True if the file begins with a record, not with an article."""
    if Path(strip_compression(path)).suffix.lower() not in SUFFIXES:
        return False
    try:
        with open_stream(path) as stream:
            first = json.loads(stream.readline(MAX_RECORD_BYTES))
    except (ReadError, ValueError, RecursionError):
        return False
    return isinstance(first, dict) and "article" in first and "content" in first


def _replace_halves(line: bytes) -> bytes:
    r"""The line with U+FFFD for each half of a character: `"\ud83d"`, or its three bytes."""
    try:
        text = line.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return line
    return _HALVES.sub(lambda match: "\ufffd" if match[1] else match[0], text).encode("utf-8")
