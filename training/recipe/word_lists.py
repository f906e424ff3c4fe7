"""Word lists in this folder: `read_lines("places.txt")`."""

from __future__ import annotations

from pathlib import Path


def read_lines(name: str) -> tuple[str, ...]:
    """Return the lines of a word list."""
    return tuple(Path(__file__).with_name(name).read_text(encoding="utf8").splitlines())


def irregular_verbs() -> tuple[tuple[str, str, str], ...]:
    """Lemma, past and participle of each irregular verb: `("sing", "sang", "sung")`."""
    rows = (line.split() for line in read_lines("irregular_verbs.txt"))
    return tuple((lemma, past, participle) for lemma, past, participle in rows)
