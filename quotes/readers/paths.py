"""From what the user names to articles: files, folders, "-" for the standard input."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from quotes.article import Article
from quotes.errors import ReadError
from quotes.readers.text import make_article, read_text

SUFFIXES = frozenset({".txt", ".text", ".md"})


@dataclass(frozen=True)
class Failure:
    """One article that could not be done: what contract §5 asks a failures file to hold."""

    source_path: str
    stage: str
    error: str
    message: str


def find_paths(paths: Sequence[str]) -> Iterator[str]:
    """The files to read, in the order given; folders are searched to the bottom, in the order of names.

    Hidden files, and files of other suffixes inside folders, are passed over.
    """
    for name in paths:
        path = Path(name)
        if name != "-" and path.is_dir():
            for found in sorted(path.rglob("*")):
                hidden = any(part.startswith(".") for part in found.relative_to(path).parts)
                if found.is_file() and not hidden and found.suffix.lower() in SUFFIXES:
                    yield str(found)
        else:
            yield name


def read_paths(paths: Sequence[str]) -> Iterator[Article | Failure]:
    """The article of each path, or why it cannot be had; one bad file never stops the others."""
    for name in paths:
        try:
            if name == "-":
                yield make_article(sys.stdin.buffer.read(), None)
            else:
                yield read_text(Path(name))
        except ReadError as error:
            yield Failure(name, "read", type(error).__name__, str(error))
