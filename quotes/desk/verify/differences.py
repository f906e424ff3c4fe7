"""What differs between a quotation and a passage: "three" for "four", "not" left out, "…", [the road] put in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from quotes.desk.verify.alignment import Alignment, Step
from quotes.desk.verify.quotation import APART, ELLIPSIS, INSERTION, Gap, Quotation
from quotes.desk.verify.words import Word
from quotes.language.word_forms import CURRENCIES

About = Literal["number", "negation", "spelling"]
Kind = Literal["replaced", "added", "left_out", "inserted"]
MAX_WORDS_OF_A_DENIAL = 4  # left out with a negation in them: "will (not) go"; a longer stretch says other things, too
MAX_MARK = 6  # characters between a word and the quotation mark next to it: "…,” "
_CLOSED = re.compile(r"(?:[\"”»]|''|’’|(?<=[,.!?…])['’])[^\w\"“”«»'‘’]*$")
_OPENED = re.compile(r"[^\w\"“”«»'‘’]*(?:[\"“«‘]|''|``|(?<=\s)'(?=\w))")
MIN_SPELLING_SIMILARITY = 0.75  # of two words that differ by their letters: "Stoltenberg" and "Stoltenburg"


@dataclass(frozen=True)
class Difference:
    """One stretch that differs, as ranges of characters."""

    kind: Kind
    quoted: tuple[int, int]  # in the article of the record; an empty range where the quotation lacks words
    source: tuple[int, int] | None  # in the text that it is checked against; None where that lacks words
    is_marked: bool  # the writer shows it, by "…" or brackets
    about: About | None = None

    @property
    def changes_words(self) -> bool:
        """True if the quotation has words that were not said, or says the opposite without a word that was."""
        if self.kind in ("replaced", "added"):
            return True
        return self.about == "negation" or (self.about == "number" and self.kind == "inserted")


def find_differences(
    quotation: Quotation, passage: Sequence[Word], asides: Sequence[bool], alignment: Alignment, text: str
) -> list[Difference]:
    """The differences of an aligned quotation and passage, in order; `text` is that of the passage."""
    results: list[Difference] = []
    end = quotation.words[0].start
    for is_same, group in groupby(_mark_gaps(quotation, alignment.steps), key=lambda entry: entry[0].is_same):
        for gap, steps in _split_by_gap(list(group)):
            own = [quotation.words[step.quoted] for step in steps if step.quoted is not None]
            theirs = [passage[step.source] for step in steps if step.source is not None]
            noted = [passage[at] for step in steps if (at := step.source) is not None and asides[at]]
            if not is_same:
                results += _compare(own, theirs, noted, gap, end, text)
            end = own[-1].end if own else end
    results += _find_insertions(quotation, alignment.steps, results)
    return sorted(results, key=lambda difference: difference.quoted)


def _is_outside_marks(text: str, start: int, end: int) -> bool:
    """True for words of a passage between a closing and an opening quotation mark."""
    return bool(_CLOSED.search(text[max(start - MAX_MARK, 0) : start]) and _OPENED.match(text[end : end + MAX_MARK]))


def _mark_gaps(quotation: Quotation, steps: Sequence[Step]) -> Iterator[tuple[Step, Gap | None]]:
    """Each step with the gap that it is in: words of the passage alone, after them the word with a gap before it."""
    following: int | None = None
    marked: list[tuple[Step, Gap | None]] = []
    for step in reversed(steps):
        is_left_out = step.quoted is None
        following = following if is_left_out else step.quoted
        gap = quotation.gaps.get(following) if is_left_out and following is not None else None
        marked.append((step, gap))
    return reversed(marked)


def _split_by_gap(entries: Sequence[tuple[Step, Gap | None]]) -> Iterator[tuple[Gap | None, list[Step]]]:
    for _, group in groupby(entries, key=lambda entry: id(entry[1])):
        pieces = list(group)
        yield pieces[0][1], [step for step, _ in pieces]


def _compare(
    own: Sequence[Word], theirs: Sequence[Word], asides: Sequence[Word], gap: Gap | None, end: int, text: str
) -> Iterator[Difference]:
    """The difference of two stretches; none if only spaces and hyphens differ, or if nobody said it.

    `asides` are those of their words that nobody said; `end` is where the word of the quotation before them ends.
    """
    if _join(own) == _join(theirs):
        return  # "web site" and "website"
    if own:
        kind: Kind = "replaced" if theirs else "added"
        source = _bounds(theirs) if theirs else None
        yield Difference(kind, _bounds(own), source, False, _find_subject(own, theirs))
        return
    if gap is not None and gap.kind == INSERTION:
        tail = len(gap.words)
        if tail and _join(theirs[-tail:]) != _join(gap.words):
            yield Difference("inserted", _bounds(gap.words), _bounds(theirs), True, _find_disguise(gap.words, theirs))
            return
        theirs = theirs[: len(theirs) - tail]  # the passage has the same words in brackets
    spoken = [word for word in theirs if word not in asides]
    if not spoken or (gap is not None and gap.kind == APART) or _is_outside_marks(text, *_bounds(theirs)):
        return  # "[applause]"; “We left,” said Lee, “at noon”: the passage is a quotation, too
    about = _find_subject((), spoken)
    if about == "negation" and gap is not None and len(spoken) > MAX_WORDS_OF_A_DENIAL:
        about = None
    is_marked = gap is not None and gap.kind in (ELLIPSIS, INSERTION)
    yield Difference("left_out", (end, end), _bounds(spoken), is_marked, about)


def _find_disguise(own: Sequence[Word], theirs: Sequence[Word]) -> About | None:
    """What words in brackets change, though they only seem to explain: "[will]" for "will not", "[five]" for "four"."""
    about = _find_subject(own, theirs)
    if about == "number":
        return about if any(word.is_number for word in own) else None
    return about if about == "negation" and len(theirs) <= MAX_WORDS_OF_A_DENIAL else None


def _join(words: Sequence[Word]) -> str:
    return "".join(word.key for word in words)


def _bounds(words: Sequence[Word]) -> tuple[int, int]:
    return words[0].start, max(word.end for word in words)


def _find_subject(own: Sequence[Word], theirs: Sequence[Word]) -> About | None:
    """What a difference is about: numbers or currencies that are not the same, a negation of one side, some letters."""
    if _find_amounts(own) != _find_amounts(theirs):
        return "number"
    if sum(word.is_negation for word in own) % 2 != sum(word.is_negation for word in theirs) % 2:
        return "negation"
    from rapidfuzz.distance import Levenshtein

    is_spelling = Levenshtein.normalized_similarity(_join(own), _join(theirs)) >= MIN_SPELLING_SIMILARITY
    return "spelling" if own and theirs and is_spelling else None


def _find_amounts(words: Sequence[Word]) -> list[str]:
    currencies = CURRENCIES.values()
    return sorted(word.key for word in words if word.is_number or word.key in currencies)


def _find_insertions(
    quotation: Quotation, steps: Sequence[Step], differences: Sequence[Difference]
) -> Iterator[Difference]:
    """Words in brackets for which nothing was left out: "We [the council] will build it."."""
    replaced = {difference.quoted for difference in differences if difference.kind == "inserted"}
    matched = _words_before(steps)
    for place, gap in quotation.gaps.items():
        if gap.kind != INSERTION or not gap.words:
            continue
        quoted = _bounds(gap.words)
        if quoted not in replaced and place not in matched:
            yield Difference("inserted", quoted, None, True)


def _words_before(steps: Sequence[Step]) -> set[int]:
    """The words of the quotation directly after words of the passage that were left out: their gap is dealt with."""
    results = set()
    is_after = False
    for step in steps:
        if step.quoted is not None and is_after:
            results.add(step.quoted)
        is_after = step.quoted is None
    return results
