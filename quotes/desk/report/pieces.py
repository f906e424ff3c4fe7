"""Cut a text where marks begin and end, so that overlapping and nested spans can be shown: `cut(0, "ab", [mark])`."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quotes.record import Record

ROLES = ("content", "cue", "source", "addressee", "medium")
_PARAGRAPH = re.compile(r"(?<=[^\s])(?:[ \t]*\r?\n){2,}")  # empty lines belong to the paragraph before them


@dataclass(frozen=True)
class Mark:
    """A span of a record with its role."""

    start: int
    end: int
    role: str
    record: int  # its number on the page


@dataclass(frozen=True)
class Piece:
    """A stretch of text with the same marks throughout, the innermost mark last."""

    start: int
    text: str
    marks: tuple[Mark, ...]
    opens: tuple[int, ...] = ()  # records whose first mark begins here


def marks_of(record: Record, number: int) -> list[Mark]:
    """The marks of a record."""
    marks = [Mark(part.start, part.end, "content", number) for part in record.content]
    for role in ROLES[1:]:
        extent = getattr(record, role)
        if extent is not None:
            marks.append(Mark(extent.start, extent.end, role, number))
    return [mark for mark in marks if mark.start < mark.end]


def cut(start: int, text: str, marks: Iterable[Mark]) -> list[Piece]:
    """The text, which starts at `start` of the article, as pieces that together are the text again."""
    end = start + len(text)
    inside = [mark for mark in marks if mark.start < end and mark.end > start]
    bounds = sorted(
        {start, end, *(min(max(position, start), end) for mark in inside for position in (mark.start, mark.end))}
    )
    opening: dict[int, list[Mark]] = {}
    for mark in inside:
        opening.setdefault(max(mark.start, start), []).append(mark)
    pieces: list[Piece] = []
    open_marks: list[Mark] = []
    seen: set[int] = set()
    for low, high in itertools.pairwise(bounds):
        open_marks = [mark for mark in open_marks if mark.end > low] + opening.get(low, [])
        open_marks.sort(key=lambda mark: mark.start - mark.end)  # the longest outside
        opens = tuple(dict.fromkeys(mark.record for mark in open_marks if mark.record not in seen))
        seen.update(opens)
        pieces.append(Piece(low, text[low - start : high - start], tuple(open_marks), opens))
    return pieces


def paragraphs(start: int, text: str) -> list[tuple[int, str]]:
    """The paragraphs of a stretch, each with its start; together they are the stretch again."""
    ends = [match.end() for match in _PARAGRAPH.finditer(text)]
    bounds = [0, *(position for position in ends if position < len(text)), len(text)]
    return [(start + low, text[low:high]) for low, high in itertools.pairwise(bounds) if low < high]


def lay_out(stretches: Sequence[tuple[int, str]], marks: Sequence[Mark]) -> list[list[list[Piece]]]:
    """The stretches as paragraphs of pieces. A record opens only once, where its first mark begins."""
    ordered = sorted(marks, key=lambda mark: mark.start)
    seen: set[int] = set()
    layout: list[list[list[Piece]]] = []
    for begin, text in stretches:
        layout.append([])
        for low, paragraph in paragraphs(begin, text):
            pieces = []
            for piece in cut(low, paragraph, _overlapping(ordered, low, low + len(paragraph))):
                opens = tuple(number for number in piece.opens if number not in seen)
                seen.update(opens)
                pieces.append(Piece(piece.start, piece.text, piece.marks, opens))
            layout[-1].append(pieces)
    return layout


def _overlapping(marks: Sequence[Mark], low: int, high: int) -> list[Mark]:
    return [mark for mark in marks if mark.start < high and mark.end > low]
