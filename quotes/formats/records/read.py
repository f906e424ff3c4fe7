"""Read records from JSON Lines: `read_records("quotes.jsonl")`, or "-" for standard input."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from pydantic import ValidationError

from quotes.errors import ReadError
from quotes.record import Record


def read_records(path: str) -> Iterator[Record]:
    """The records of a file, in order; empty lines are skipped.

    Raises ReadError, which names the file and the line, for a line that is not a record.
    """
    if path == "-":
        yield from _parse(sys.stdin.buffer, "the standard input")
        return
    try:
        with Path(path).open("rb") as stream:
            yield from _parse(stream, path)
    except OSError as error:
        raise ReadError(f"{path}: cannot be read ({error.strerror}); give JSON Lines of 'quotes extract'") from error


def _parse(stream: BinaryIO, name: str) -> Iterator[Record]:
    for number, line in enumerate(stream, start=1):
        if not line.strip():
            continue
        try:
            yield Record.model_validate_json(line)
        except ValidationError as error:
            first = error.errors()[0]
            reason = f"{'.'.join(str(part) for part in first['loc']) or 'the line'}: {first['msg']}"
            if first["loc"] == ("schema_version",):
                raise ReadError(f"{name}:{number}: {first['msg'].removeprefix('Value error, ')}") from error
            raise ReadError(
                f"{name}:{number}: not a record of quotes ({reason}); give JSON Lines of 'quotes extract'"
            ) from error


def looks_like_records(path: str) -> bool:
    """True if the file begins with a record, not with an article."""
    if Path(path).suffix.lower() not in (".jsonl", ".ndjson", ".json"):
        return False
    try:
        with Path(path).open("rb") as stream:
            first = json.loads(stream.readline(2**26))
    except (OSError, ValueError):
        return False
    return isinstance(first, dict) and "article" in first and "content" in first
