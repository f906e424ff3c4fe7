"""Tell a file of records from an article."""

from __future__ import annotations

import json
from pathlib import Path


def looks_like_records(name: str) -> bool:
    """Does the file begin with a record, and not with an article?"""
    if Path(name).suffix.lower() not in (".jsonl", ".ndjson", ".json"):
        return False
    try:
        with Path(name).open("rb") as stream:
            first = json.loads(stream.readline(2**26))
    except (OSError, ValueError):
        return False
    return isinstance(first, dict) and "article" in first and "content" in first
