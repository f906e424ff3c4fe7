"""JSON that can be put inside a web page: `<` is written `\\u003c`, so that no article can end a `<script>`."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, TextIO


def to_json(value: Any, *, indent: int | None = None) -> str:
    """One JSON value. Characters stay as they are, except `<` and the two line separators of JavaScript."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def write_graph(context: Any, nodes: Iterable[dict[str, Any]], stream: TextIO) -> None:
    """A JSON-LD document with a `@graph`, one node per line, written as a stream."""
    stream.write(f'{{"@context": {to_json(context)},\n "@graph": [')
    separator = "\n  "
    for node in nodes:
        stream.write(separator + to_json(node))
        separator = ",\n  "
    stream.write("\n]}\n")
