"""The verdict on a quotation: exact, elided, altered, paraphrased or not found, with the passage and what differs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

from quotes.desk.verify.differences import Difference
from quotes.record import ArticleInfo, Record

Verdict = Literal["exact", "elided", "altered", "paraphrased", "not found"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
MEANINGS: dict[Verdict, str] = {
    "exact": "word for word in the text",
    "elided": "words were left out, or put in between brackets",
    "altered": "words, a number or a negation differ",
    "paraphrased": "other words that say much the same",
    "not found": "in none of the texts",
}


@dataclass(frozen=True)
class Passage:
    """Where the words are: a stretch of one of the texts that were checked against."""

    article: ArticleInfo
    start: int
    end: int
    text: str
    label: str | None  # of the turn that it is in, where the text has labels


@dataclass(frozen=True)
class Check:
    """The verdict on one record."""

    record: Record
    verdict: Verdict
    score: float  # 1 word for word, 0 nothing; of a paraphrase the share of its rarer words that the passage has
    passage: Passage | None = None
    differences: tuple[Difference, ...] = ()
    places: int = 0  # how many passages have exactly these words

    @property
    def order(self) -> tuple[int, float]:
        """The better of two checks of one record is the smaller: words that were aligned first, then the score."""
        is_aligned = self.verdict in ("exact", "elided", "altered")
        return (0 if is_aligned else VERDICTS.index(self.verdict)), -self.score

    def to_json(self) -> dict[str, Any]:
        """The check as a line of JSON Lines has it."""
        record = self.record
        return {
            "record": record.id,
            "article": record.article.id,
            "sha256": record.article.sha256,
            "speaker": record.speaker.name if record.speaker else None,
            "quote_type": record.quote_type,
            "quotation": quoted_text(record),
            "verdict": self.verdict,
            "score": round(self.score, 3),
            "passage": _passage_to_json(self.passage),
            "differences": [self._difference_to_json(difference) for difference in self.differences],
            "places": self.places,
        }

    def _difference_to_json(self, difference: Difference) -> dict[str, Any]:
        return {
            "kind": difference.kind,
            "about": difference.about,
            "marked": difference.is_marked,
            "quoted": _extent(difference.quoted, self.quoted_words(difference)),
            "source": _extent(difference.source, self.source_words(difference)),
        }

    def quoted_words(self, difference: Difference) -> str | None:
        """The words of the quotation that differ; None where the quotation lacks some."""
        return None if difference.quoted is None else cut_content(self.record, *difference.quoted)

    def source_words(self, difference: Difference) -> str | None:
        """The words of the passage that differ; None where it lacks some."""
        if difference.source is None or self.passage is None:
            return None
        start = self.passage.start
        return self.passage.text[difference.source[0] - start : difference.source[1] - start]


def quoted_text(record: Record) -> str:
    """What is checked: the parts between quotation marks, else the content."""
    return " … ".join(part.text for part in record.verbatim or record.content)


def cut_content(record: Record, start: int, end: int) -> str:
    """The words of a record's content from one place of the article to another."""
    parts = (part for part in (*record.verbatim, *record.content) if part.start <= start and end <= part.end)
    part = next(parts, None)
    if part is not None:
        return part.text[start - part.start : end - part.start]
    inside = (part for part in (record.verbatim or record.content) if part.end > start and part.start < end)
    return " … ".join(part.text[max(start - part.start, 0) : end - part.start] for part in inside)


def count_verdicts(checks: Sequence[Check]) -> dict[Verdict, int]:
    """How many there are of each verdict, the good ones first."""
    return {verdict: sum(check.verdict == verdict for check in checks) for verdict in VERDICTS}


def _extent(place: tuple[int, int] | None, text: str | None) -> dict[str, Any] | None:
    return None if place is None else {"start": place[0], "end": place[1], "text": text}


def _passage_to_json(passage: Passage | None) -> dict[str, Any] | None:
    if passage is None:
        return None
    return {
        "article": passage.article.id,
        "path": passage.article.source_path,
        "title": passage.article.title,
        "published": passage.article.published,
        "label": passage.label,
        "start": passage.start,
        "end": passage.end,
        "text": passage.text,
    }
