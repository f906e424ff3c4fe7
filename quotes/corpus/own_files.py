"""Keep the files that a run writes out of its input: `quotes extract . -o quotes.jsonl`, run twice."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from quotes.errors import OutputError, ReadError
from quotes.formats.readers.streams import open_stream
from quotes.formats.records.csv import dump_rows

# What the standard output and the standard error are redirected to, on systems that show it.
STREAMS = ("/proc/self/fd/1", "/proc/self/fd/2")
_MAX_HEAD = 4096  # decompressed bytes, enough to recognise records


def check_inputs(paths: Sequence[str], written: Sequence[str]) -> list[str]:
    """The input paths that the run also writes, such as the output of an earlier run among `*.jsonl`.

    Raises OutputError where such a file is not earlier output, which would be lost, or where there is no other input.
    """
    real = frozenset(map(os.path.realpath, written))
    overwritten = [name for name in paths if name != "-" and os.path.realpath(name) in real]
    for name in overwritten:
        if len(overwritten) == len(paths) or not _is_output(name):
            raise OutputError(f"{name}: would be read and written in one run; name another file to write")
    return overwritten


def _is_output(name: str) -> bool:
    """Does the file contain what `quotes extract` writes: records, failures, a journal, texts, or nothing yet?"""
    if Path(name).is_dir() or name.endswith(".journal"):
        return True
    try:
        with open_stream(name) as stream:
            head = stream.read(_MAX_HEAD)
    except ReadError:
        return False
    line = head.partition(b"\n")[0]
    return (
        not head
        or b'"schema_version":' in line
        or line.startswith((b'{"source_path"', dump_rows([], header=True)[:30]))
    )
