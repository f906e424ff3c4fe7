"""Read the blocks of a page: ```console with `$ command` and what it prints, ```python to be run in order.

In expected output `...` means any text within a line. A line `> …` after a command continues it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from markdown_it import MarkdownIt

RUN = frozenset({"console", "python"})
SHOWN = frozenset({"text", "json", "pycon"})  # to be read, not run


@dataclass(frozen=True)
class Command:
    """One command and the output that the page shows; `lines` are its place in the file."""

    command: str
    expected: tuple[str, ...]
    lines: tuple[int, int]


@dataclass(frozen=True)
class Block:
    """One fenced block; `line` is that of its first content, counted from 0."""

    language: str
    text: str
    line: int

    @property
    def commands(self) -> Iterator[Command]:
        """The commands of a console block."""
        command: str | None = None
        expected: list[str] = []
        start = self.line
        for number, line in enumerate([*self.text.splitlines(), "$ "], start=self.line):
            if line.startswith("$ "):
                if command is not None:
                    yield Command(command, tuple(expected), (start, number))
                command, expected, start = line[2:], [], number + 1
            elif command is not None and not expected and re.match(r">( |$)", line):
                command += "\n" + line[2:]
                start = number + 1
            else:
                expected.append(line)


def read_blocks(page: Path) -> list[Block]:
    """The fenced blocks of a page."""
    tokens = MarkdownIt("commonmark").parse(page.read_text("utf-8"))
    return [
        Block(token.info.split()[0] if token.info else "", token.content, token.map[0] + 1)
        for token in tokens
        if token.type == "fence" and token.map
    ]


def matches(expected: tuple[str, ...], printed: str) -> bool:
    """Does the output fit, line by line?"""
    lines = [line.rstrip() for line in printed.splitlines()]
    patterns = [".*".join(re.escape(part) for part in line.rstrip().split("...")) for line in expected]
    return len(lines) == len(patterns) and all(
        re.fullmatch(pattern, line) for pattern, line in zip(patterns, lines, strict=True)
    )
