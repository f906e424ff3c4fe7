"""Quotations too long to be aligned at once, as whole speeches are: checked piece by piece, with one verdict."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from quotes.desk.verify.differences import Difference
from quotes.desk.verify.quotation import Quotation
from quotes.desk.verify.verdict import Check, Passage, Verdict

MAX_WORDS = 1_000  # of a piece: an alignment takes memory by its square


def split_quotation(quotation: Quotation) -> Iterator[Quotation]:
    """The quotation as pieces of at most MAX_WORDS words."""
    for start in range(0, len(quotation.words), MAX_WORDS):
        end = start + MAX_WORDS
        gaps = {at - start: gap for at, gap in quotation.gaps.items() if start <= at < end}
        if end >= len(quotation.words) and (last := quotation.gaps.get(len(quotation.words))):
            gaps[len(quotation.words) - start] = last
        yield Quotation(quotation.words[start:end], gaps)


def join_checks(pieces: Sequence[Quotation], checks: Sequence[Check], find_text: Callable[[str], str]) -> Check:
    """One verdict on a quotation: that of the worst piece; a piece that is not found was added to the others.

    `find_text` gives a text by its hash.
    """
    located = [check for check in checks if check.passage is not None]
    if not located:
        return checks[0]
    main = located[0]
    differences: list[Difference] = []
    for piece, check in zip(pieces, checks, strict=True):
        if _source(check) == _source(main):
            differences += check.differences
        else:
            bounds = piece.words[0].start, piece.words[-1].end
            differences.append(Difference("added", bounds, None, False))
    is_altered = any(difference.changes_words for difference in differences)
    score = sum(check.score for check in checks) / len(checks)
    if any(check.verdict == "paraphrased" for check in located) and not is_altered:
        return replace(main, verdict="paraphrased", score=score, differences=())
    verdict: Verdict = "altered" if is_altered else "elided" if differences else "exact"
    passage = _span(located, main, find_text)
    return replace(main, verdict=verdict, score=score, differences=tuple(differences), passage=passage)


def _source(check: Check) -> str | None:
    return check.passage.article.sha256 if check.passage else None


def _span(checks: Sequence[Check], main: Check, find_text: Callable[[str], str]) -> Passage:
    """The passage from the first word of the first piece to the last of the last, in the text of the first."""
    assert main.passage is not None
    own = [check.passage for check in checks if check.passage is not None and _source(check) == _source(main)]
    start, end = min(passage.start for passage in own), max(passage.end for passage in own)
    text = find_text(main.passage.article.sha256)[start:end]
    return replace(main.passage, start=start, end=end, text=text)
