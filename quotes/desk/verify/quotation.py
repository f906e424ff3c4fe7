"""What of a record is checked: its words, and the gaps where the writer left words out or put some in.

“We … will build [the road],” she said, “by May.” has the words we, will, build, by, may; before "will" is an ellipsis,
before "by" is an insertion, and the cue.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from quotes.desk.verify.words import Word, split_words
from quotes.record import Extent, Record

ELLIPSIS, INSERTION, INTERRUPTION, APART = "ellipsis", "insertion", "interruption", "apart"
"""Gaps: "…", "[the road]", the cue within a sentence, and the end of a sentence or of a fragment."""
_MARK = re.compile(
    r"(?P<ellipsis>\[\s*(?:…|\.\s?\.\s?\.)\s*\]|\(\s*(?:…|\.\s?\.\s?\.)\s*\)|…|\.\s?\.\s?\.)"
    r"|(?P<sic>\[sic\])"
    r"|(?<!\w)\[(?P<insertion>[^\[\]]{1,200})\](?!\w)"
)
MAX_WORDS_TO_DENIAL = 6  # before the quotation: "did not say that it was “acceptable”"
_BRACKETS = re.compile(r"[\[\]]")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*\s*$")


@dataclass(frozen=True)
class Gap:
    """A place where the source may have other words: what kind of gap, and the editor's words in it."""

    kind: str
    words: tuple[Word, ...] = ()


@dataclass
class Quotation:
    """The words of a record that are checked, in order; `gaps` are by the number of the word after them."""

    words: list[Word] = field(default_factory=list)
    gaps: dict[int, Gap] = field(default_factory=dict)
    is_denied: bool = False  # by the writer, before the quotation: it was not “acceptable”

    @property
    def keys(self) -> tuple[str, ...]:
        """What is compared."""
        return tuple(word.key for word in self.words)

    @property
    def all_words(self) -> list[Word]:
        """The words with those in brackets, which the passage may have in brackets, too."""
        words = [word for gap in self.gaps.values() for word in gap.words]
        return sorted([*self.words, *words], key=lambda word: (word.start, word.end))

    def add_gap(self, gap: Gap) -> None:
        """A gap before the next word; an ellipsis or an insertion says more than the cue."""
        before = self.gaps.get(len(self.words))
        if before is None or before.kind in (INTERRUPTION, APART):
            self.gaps[len(self.words)] = gap
        elif gap.kind == INSERTION:
            self.gaps[len(self.words)] = Gap(INSERTION, before.words + gap.words)


def read_quotation(record: Record, *, with_indirect: bool) -> Quotation | None:
    """The quoted words of a record, or all of its content with `with_indirect`; None if there are none."""
    is_quoted = bool(record.verbatim)
    if not is_quoted and not with_indirect:
        return None
    quotation = Quotation()
    for before, part in _pairs(record.verbatim if is_quoted else record.content):
        if before is not None:
            quotation.add_gap(Gap(APART if _are_apart(record, before, part) else INTERRUPTION))
        _read_part(part, quotation)
    ends = (0, len(quotation.words))  # "… we left" leaves out nothing that was quoted; "[the mayor] left" puts in words
    quotation.gaps = {at: gap for at, gap in quotation.gaps.items() if at not in ends or gap.kind == INSERTION}
    if not quotation.words:
        return None
    quotation.is_denied = _is_denied(record, quotation.words[0].start)
    return quotation


def _is_denied(record: Record, place: int) -> bool:
    """True if the writer's own words before the quotation deny it: Lee did not think it “acceptable”."""
    before = record.context.text[: max(place - record.context.start, 0)]
    return any(word.is_negation for word in split_words(before)[-MAX_WORDS_TO_DENIAL:])


def _pairs(parts: Iterable[Extent]) -> Iterable[tuple[Extent | None, Extent]]:
    before = None
    for part in parts:
        yield before, part
        before = part


def _are_apart(record: Record, before: Extent, part: Extent) -> bool:
    """True for fragments, and for quotations with the end of a sentence between them, which may be far apart."""
    if record.quote_type != "direct" or _SENTENCE_END.search(before.text):
        return True
    start = record.context.start
    between = record.context.text[max(before.end - start, 0) : max(part.start - start, 0)]  # ,” said Lee. “
    return _SENTENCE_END.search(between.rstrip("\"'“‘«")) is not None


def _read_part(part: Extent, quotation: Quotation) -> None:
    """Add the words and gaps of one stretch between quotation marks."""
    at = 0
    for mark in _MARK.finditer(part.text):
        quotation.words += _words(part, at, mark.start())
        if mark["ellipsis"]:
            quotation.add_gap(Gap(ELLIPSIS))
        elif mark["insertion"]:
            inside = mark.start("insertion"), mark.end("insertion")
            quotation.add_gap(Gap(INSERTION, tuple(_words(part, *inside))))
        at = mark.end()
    quotation.words += _words(part, at, len(part.text))


def _words(part: Extent, low: int, high: int) -> list[Word]:
    """The words of a piece, placed in the article; "[w]e" is one word."""
    kept = [place for place in range(low, high) if part.text[place] not in "[]"]
    if len(kept) == high - low:
        return [
            Word(w.key, part.start + low + w.start, part.start + low + w.end) for w in split_words(part.text[low:high])
        ]
    words = split_words(_BRACKETS.sub("", part.text[low:high]))
    return [
        Word(w.key, part.start + kept[w.start], part.start + kept[max(w.end - 1, w.start)] + 1)
        for w in words
        if w.start < len(kept)
    ]
