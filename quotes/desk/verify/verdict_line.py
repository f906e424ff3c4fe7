"""A verdict as a line of JSON Lines has it: written by `quotes verify`, read by `quotes report --verdicts`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from pydantic import Field, ValidationError

from quotes.desk.verify.differences import Difference
from quotes.desk.verify.verdict import VERDICTS, Check, Passage, Verdict, cut_content, quoted_text
from quotes.errors import ReadError
from quotes.formats.readers.streams import open_stream
from quotes.formats.records.read import number_lines, show_name
from quotes.record import Extent, QuoteType
from quotes.record_parts import Part


class FoundPassage(Part):
    """Where the words are in the texts that were checked against."""

    article: str = Field(description="id of the text")
    path: str | None = Field(description="where it was read")
    title: str | None = Field(description="its headline")
    published: str | None = Field(description="when, as the text says")
    label: str | None = Field(description="of the turn that it is in, where the text has speakers' labels")
    start: int = Field(ge=0, description="offset of its first character in that text")
    end: int = Field(ge=0, description="offset after its last character")
    text: str = Field(description="its words")

    @classmethod
    def of(cls, passage: Passage) -> FoundPassage:
        """The passage as a line has it."""
        info = passage.article
        return cls(
            article=info.id,
            path=info.source_path,
            title=info.title,
            published=info.published,
            label=passage.label,
            start=passage.start,
            end=passage.end,
            text=passage.text,
        )


class WordDifference(Part):
    """One stretch in which a quotation and a passage differ."""

    kind: Literal["replaced", "added", "left_out", "inserted"] = Field(
        description="replaced and added words were not said; left_out were; inserted ones are in brackets"
    )
    about: Literal["number", "negation", "spelling"] | None = Field(description="what it changes, where that is plain")
    marked: bool = Field(description='true where the writer shows it, by "…" or brackets')
    quoted: Extent = Field(description="in the article of the record; empty where the quotation lacks words")
    source: Extent | None = Field(description="in the text that was checked against; null where that lacks words")


class CheckLine(Part):
    """The verdict on one record."""

    record: str = Field(description="id of the record")
    article: str = Field(description="id of its article")
    sha256: str = Field(description="hash of its article's text")
    speaker: str | None = Field(description="name of its speaker")
    quote_type: QuoteType = Field(description="direct, mixed, or with --all indirect")
    quotation: str = Field(description="what was checked: the parts between quotation marks, else the content")
    verdict: Verdict = Field(description="exact, elided, altered, paraphrased or not found")
    score: float = Field(ge=0, le=1, description="1 word for word; of a paraphrase the share of rarer words")
    passage: FoundPassage | None = Field(description="where it is; null if it is not found")
    differences: tuple[WordDifference, ...] = Field(description="what differs, in order")
    places: int = Field(ge=0, description="how many passages have exactly these words")

    @classmethod
    def of(cls, check: Check) -> CheckLine:
        """The check as a line has it."""
        record = check.record
        return cls(
            record=record.id,
            article=record.article.id,
            sha256=record.article.sha256,
            speaker=record.speaker.name if record.speaker else None,
            quote_type=record.quote_type,
            quotation=quoted_text(record),
            verdict=check.verdict,
            score=round(check.score, 3),
            passage=FoundPassage.of(check.passage) if check.passage else None,
            differences=tuple(_describe(check, difference) for difference in check.differences),
            places=check.places,
        )

    @property
    def subjects(self) -> tuple[str, ...]:
        """What the differences are about: ("number", "negation")."""
        return tuple(dict.fromkeys(difference.about for difference in self.differences if difference.about))


def _describe(check: Check, difference: Difference) -> WordDifference:
    source = None
    if difference.source is not None and check.passage is not None:
        start, end = difference.source
        text = check.passage.text[start - check.passage.start : end - check.passage.start]
        source = Extent(start=start, end=end, text=text)
    start, end = difference.quoted
    quoted = Extent(start=start, end=end, text=cut_content(check.record, start, end))
    return WordDifference(
        kind=difference.kind, about=difference.about, marked=difference.is_marked, quoted=quoted, source=source
    )


def read_verdicts(path: str) -> dict[tuple[str, str], CheckLine]:
    """The verdicts of a file, by the id of the record and the hash of its article.

    Raises ReadError, which names the file and the line, for a line that is not a verdict.
    """
    lines = {}
    with open_stream(path) as stream:
        for number, line in number_lines(stream, path):
            try:
                check = CheckLine.model_validate_json(line)
            except ValidationError as error:
                first = error.errors(include_url=False, include_input=False)[0]
                where = ".".join(str(part) for part in first["loc"]) or "the line"
                raise ReadError(
                    f"{show_name(path)}:{number}: not a verdict ({where}: {first['msg']}); "
                    "give JSON Lines of 'quotes verify'"
                ) from error
            lines[check.record, check.sha256] = check
    return lines


def count_verdicts(lines: Sequence[CheckLine]) -> dict[Verdict, int]:
    """How many there are of each verdict, the good ones first."""
    return {verdict: sum(line.verdict == verdict for line in lines) for verdict in VERDICTS}
