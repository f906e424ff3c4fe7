"""The constructions with their examples, and how often each is right on PolNeAR dev.

`benchmarks/constructions.py` measures the figures and writes `construction_figures.json`.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from importlib.resources import files

from quotes.engine.constructions.registry import ALL
from quotes.errors import ModelError

FIGURES = "construction_figures.json"
_MARKED = re.compile(r"\[([^\]]*)\]\{(\w+)\}")


@dataclass(frozen=True)
class Figure:
    """Counts of a construction: candidates proposed, records made, right contents, right attributions."""

    proposed: int
    fired: int
    content: int
    right: int

    @property
    def precision(self) -> float | None:
        """The share of its records with content and source right, in per cent; None if it made none."""
        return round(100 * self.right / self.fired, 1) if self.fired else None


@dataclass(frozen=True)
class Entry:
    """One construction: its paths as they are written, its examples with their roles marked, its figure."""

    name: str
    summary: str
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]
    figure: Figure | None


@dataclass(frozen=True)
class Measured:
    """What the figures were measured on."""

    corpus: str
    articles: int
    gold: int
    model: str


def catalogue() -> tuple[Entry, ...]:
    """All constructions in the order in which they are tried."""
    figures = load_figures()[1]
    return tuple(
        Entry(entry.name, entry.describe(), entry.examples, entry.counterexamples, figures.get(entry.name))
        for entry in ALL
    )


def load_figures() -> tuple[Measured | None, dict[str, Figure]]:
    """What the figures were measured on, and the figure of each construction. Raises ModelError where damaged."""
    path = files("quotes.model").joinpath(FIGURES)
    if not path.is_file():
        return None, {}
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return Measured(**data["measured"]), {name: Figure(**figure) for name, figure in data["constructions"].items()}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(f"{FIGURES}: damaged; reinstall quotes") from error


def on_one_line(marked: str) -> str:
    """An example on one line, with a pilcrow between paragraphs."""
    return marked.replace("\n\n", " ¶ ")


def split_example(marked: str) -> list[tuple[str, str | None]]:
    """The pieces of an example with their roles: `[Lee]{source} left` is `[("Lee", "source"), (" left", None)]`."""
    pieces: list[tuple[str, str | None]] = []
    end = 0
    for match in _MARKED.finditer(marked):
        if match.start() > end:
            pieces.append((marked[end : match.start()], None))
        pieces.append((match.group(1), match.group(2)))
        end = match.end()
    return [*pieces, (marked[end:], None)] if end < len(marked) else pieces
