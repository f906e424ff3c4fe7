"""A quotation with its differences marked word by word: We will four‹three› …, which a table, CSV and pages show.

What the quotation has for other words is followed by what the text has, between ‹ and ›; ‹–› is nothing at all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from quotes.desk.verify.verdict import cut_content
from quotes.desk.verify.verdict_line import CheckLine
from quotes.record import Extent, Record

MAX_LEFT_OUT = 60  # characters of what was left out that are shown: of more only its beginning and its end
LEFT_OUT_ENDS = 25
JOIN = " … "  # between the parts of a quotation


@dataclass(frozen=True)
class Piece:
    """A stretch of a marked quotation: the same in both, only in the quotation, or only in the text."""

    role: Literal["same", "quoted", "source"]
    text: str


def mark(record: Record, line: CheckLine) -> list[Piece]:
    """The quotation of a record as pieces, in order."""
    parts = record.verbatim or record.content
    pieces: list[Piece] = []
    for number, part in enumerate(parts):
        if number:
            pieces.append(Piece("same", JOIN))
        pieces += _mark_part(record, line, part)
    return [piece for piece in pieces if piece.text]


def _mark_part(record: Record, line: CheckLine, part: Extent) -> Iterator[Piece]:
    at = part.start
    for difference in line.differences:
        low, high = difference.quoted.start, difference.quoted.end
        if low < at or high > part.end:
            continue
        yield Piece("same", cut_content(record, at, low))
        yield Piece("quoted", cut_content(record, low, high))
        yield Piece("source", "–" if difference.source is None else shorten(difference.source.text))
        at = high
    yield Piece("same", cut_content(record, at, part.end))


def shorten(text: str) -> str:
    """A long stretch as its beginning and its end: "We want the road … before next summer"."""
    words = " ".join(text.split())
    if len(words) <= MAX_LEFT_OUT:
        return words
    return f"{words[:LEFT_OUT_ENDS].rsplit(' ', 1)[0]} … {words[-LEFT_OUT_ENDS:].split(' ', 1)[-1]}"


def mark_in_text(record: Record, line: CheckLine) -> str:
    """The quotation as one line of text: "We will build four‹three› bridges"."""
    return "".join(f"‹{piece.text}›" if piece.role == "source" else piece.text for piece in mark(record, line))
