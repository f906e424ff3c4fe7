"""Read records that a command takes whole into memory: one article's, or those that a person reviews."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from quotes.errors import ReadError

if TYPE_CHECKING:
    from quotes.record import Record


def read_records(name: str) -> Iterator[Record]:
    """The records of a JSON Lines file, or of the standard input for "-".

    Raises ReadError, which names the file, the line and what is wrong with it.
    """
    from pydantic import ValidationError

    from quotes.record import Record

    try:
        stream = sys.stdin.buffer if name == "-" else Path(name).open("rb")  # noqa: SIM115
    except FileNotFoundError as error:
        raise ReadError(f"{name}: no such file; give records as 'quotes extract' writes them") from error
    except OSError as error:
        raise ReadError(f"{name}: cannot be read ({error.strerror}); give a file of records") from error
    with stream:
        for number, line in enumerate(stream, start=1):
            if not line.strip():
                continue
            try:
                yield Record.model_validate_json(line)
            except ValidationError as error:
                first = error.errors()[0]
                where = ".".join(str(part) for part in first["loc"])
                raise ReadError(
                    f"{name}: line {number} is no record ({where + ': ' if where else ''}{first['msg']}); "
                    "give records as 'quotes extract' writes them"
                ) from error


def looks_like_records(name: str) -> bool:
    """Does the file begin with a record, and not with an article?"""
    import json

    if Path(name).suffix.lower() not in (".jsonl", ".ndjson", ".json"):
        return False
    try:
        with Path(name).open("rb") as stream:
            first = json.loads(stream.readline(2**26))
    except (OSError, ValueError):
        return False
    return isinstance(first, dict) and "article" in first and "content" in first
