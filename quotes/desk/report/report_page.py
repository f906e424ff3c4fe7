"""The report of an article: `write_report([(records, text)], stream)`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TextIO

from quotes.desk.pages.render import render
from quotes.desk.report.passages import Passages
from quotes.desk.report.pieces import Piece, lay_out, marks_of
from quotes.desk.verify.marked import Piece as WordPiece
from quotes.desk.verify.marked import mark
from quotes.desk.verify.verdict import MEANINGS, VERDICTS
from quotes.desk.verify.verdict_line import CheckLine, count_verdicts
from quotes.record import ArticleInfo, Record

MAX_COLOURS = 10  # of speakers in report.css; further speakers use them again
QUOTE_TYPES = ("direct", "mixed", "indirect")
Checks = Mapping[tuple[str, str], CheckLine]
"""Verdicts by the id of the record and the hash of its article."""
SIGNS = dict(zip(VERDICTS, "✓…≠≈?", strict=True))  # by which a verdict is known without its colour


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
class Verdict:
    """The verdict on a record, with its words as pieces."""

    line: CheckLine
    pieces: list[WordPiece]

    @property
    def style(self) -> str:
        """The CSS class of the verdict: "w-not-found"."""
        return f"w-{self.line.verdict.replace(' ', '-')}"


@dataclass(frozen=True)
class Reported:
    """What the template shows of one article."""

    article: ArticleInfo
    records: Sequence[Record]
    voices: tuple[Voice, ...]
    stretches: list[list[list[Piece]]]
    whole: bool
    verdict_of: Mapping[int, Verdict]  # by the record's number, where it was checked

    @property
    def verdict_counts(self) -> list[tuple[str, str, int, str]]:
        """(verdict, sign, number, meaning) of each verdict; empty where nothing was checked."""
        counts = count_verdicts([verdict.line for verdict in self.verdict_of.values()])
        return [(name, SIGNS[name], counts[name], MEANINGS[name]) for name in VERDICTS if self.verdict_of]

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


def prepare(
    article: ArticleInfo, records: Sequence[Record], passages: Passages, checks: Checks | None = None
) -> Reported:
    """Lay out the available text of one article, with the records in text order."""
    ordered = sorted(records, key=lambda record: (min(part.start for part in record.content), record.id))
    marks = [mark for number, record in enumerate(ordered) for mark in marks_of(record, number)]
    lines = ((number, record, (checks or {}).get((record.id, article.sha256))) for number, record in enumerate(ordered))
    verdict_of = {number: Verdict(line, mark(record, line)) for number, record, line in lines if line is not None}
    layout = lay_out(passages.stretches, marks)
    return Reported(article, ordered, find_voices(ordered), layout, passages.whole, verdict_of)


def write_report(
    article: ArticleInfo,
    records: Sequence[Record],
    text: str | None,
    stream: TextIO,
    *,
    notes: Sequence[str] = (),
    checks: Checks | None = None,
) -> None:
    """Write the page of one article; `notes` say which records were left out, `checks` mark how exact they are.

    Without its text, the page shows the sentences that the records quote.
    """
    shown = prepare(article, records, Passages.of(text, records), checks)
    title = article.title or article.id
    stream.write(render("report.html", title=title, shown=shown, types=QUOTE_TYPES, notes=notes, signs=SIGNS))


def write_index(pages: Sequence[tuple[str, ArticleInfo, int]], stream: TextIO) -> None:
    """Write the page that links to the reports of several articles: (file name, article, number of records)."""
    stream.write(render("reports.html", title="Article reports", pages=pages))
