"""The report of an article: `write_report([(records, text)], stream)`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TextIO

from quotes.desk.pages.render import render
from quotes.desk.report.passages import Passages
from quotes.desk.report.pieces import Piece, lay_out, marks_of
from quotes.record import ArticleInfo, Record

MAX_COLOURS = 10  # of speakers in report.css; further speakers use them again
QUOTE_TYPES = ("direct", "mixed", "indirect")


@dataclass(frozen=True)
class Voice:
    """A speaker of the article with the numbers of their records."""

    number: int
    name: str | None  # None for the records without a speaker
    description: str | None
    kind: str
    records: tuple[int, ...]

    @property
    def colour(self) -> str:
        """The CSS class of the speaker's colour; grey without a speaker."""
        return "k" if self.name is None else f"k{self.number % MAX_COLOURS}"


@dataclass(frozen=True)
class Reported:
    """What the template shows of one article."""

    article: ArticleInfo
    records: Sequence[Record]
    voices: tuple[Voice, ...]
    stretches: list[list[list[Piece]]]
    whole: bool

    @property
    def voice_of(self) -> dict[int, Voice]:
        """The speaker of each record, by the record's number."""
        return {number: voice for voice in self.voices for number in voice.records}

    @property
    def counts(self) -> dict[str, int]:
        """The number of records of each quote type."""
        return {name: sum(record.quote_type == name for record in self.records) for name in QUOTE_TYPES}


def find_voices(records: Sequence[Record]) -> tuple[Voice, ...]:
    """The speakers, the most quoted first; records without a speaker last."""
    groups: dict[str | None, list[int]] = {}
    for number, record in enumerate(records):
        groups.setdefault(record.speaker.id if record.speaker else None, []).append(number)
    ordered = sorted(groups.items(), key=lambda group: (group[0] is None, -len(group[1]), group[1][0]))
    voices = []
    for index, (_, numbers) in enumerate(ordered):
        speakers = [records[number].speaker for number in numbers]
        first = next((speaker for speaker in speakers if speaker), None)
        description = next((speaker.description for speaker in speakers if speaker and speaker.description), None)
        kind = records[numbers[0]].source_type
        words = kind.nature if kind.sector == "unknown" else f"{kind.nature}, {kind.sector}"
        voices.append(Voice(index, first.name if first else None, description, words, tuple(numbers)))
    return tuple(voices)


def prepare(article: ArticleInfo, records: Sequence[Record], passages: Passages) -> Reported:
    """Lay out the available text of one article, with the records in text order."""
    ordered = sorted(records, key=lambda record: (min(part.start for part in record.content), record.id))
    marks = [mark for number, record in enumerate(ordered) for mark in marks_of(record, number)]
    return Reported(article, ordered, find_voices(ordered), lay_out(passages.stretches, marks), passages.whole)


def write_report(
    article: ArticleInfo, records: Sequence[Record], text: str | None, stream: TextIO, *, notes: Sequence[str] = ()
) -> None:
    """Write the page of one article; `notes` say which records were left out.

    Without its text, the page shows the sentences that the records quote.
    """
    shown = prepare(article, records, Passages.of(text, records))
    page = render("report.html", title=article.title or article.id, shown=shown, types=QUOTE_TYPES, notes=notes)
    stream.write(page)


def write_index(pages: Sequence[tuple[str, ArticleInfo, int]], stream: TextIO) -> None:
    """Write the page that links to the reports of several articles: (file name, article, number of records)."""
    stream.write(render("reports.html", title="Article reports", pages=pages))
