"""The verdict on a quotation: exact, elided, altered, paraphrased or not found, with the passage and what differs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

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


def quoted_text(record: Record) -> str:
    """What is checked: the parts between quotation marks, else the content."""
    return " … ".join(part.text for part in record.verbatim or record.content)


def cut_content(record: Record, start: int, end: int) -> str:
    """What is checked of a record, from one place of the article to another."""
    parts = record.verbatim or record.content
    inside = (part.text[max(start - part.start, 0) : max(end - part.start, 0)] for part in parts if part.start < end)
    return " … ".join(filter(None, inside))
