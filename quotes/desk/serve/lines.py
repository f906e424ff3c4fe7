r"""Records as the worker wrote them, a line each: `keep_modes(b'{"mode":"thought",…}\n', {"statement"})` is `b""`.

The bytes of a line are never written again, so that answers are those of the command, byte for byte.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Set

from quotes.record import Record


def keep_modes(payload: bytes, modes: Set[str]) -> bytes:
    """The lines of the records of these modes."""
    return b"".join(line for line in split(payload) if json.loads(line)["mode"] in modes)


def split(payload: bytes) -> list[bytes]:
    """The lines, each with its end; a line separator within a record's text ends none."""
    return [line + b"\n" for line in payload.split(b"\n") if line]


def join_as_list(payload: bytes) -> bytes:
    """The lines as a JSON list."""
    return b"[" + b",".join(line.rstrip(b"\n") for line in split(payload)) + b"]"


def read(payloads: Iterable[bytes]) -> list[Record]:
    """The records of the lines."""
    return [Record.model_validate_json(line) for payload in payloads for line in split(payload)]
