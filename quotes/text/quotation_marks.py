"""Pair quotation marks by characters alone: “a” and “b” in 'He said “a” and “b”.'

Straight, curly, low, angled, single and doubled marks, nested and mixed. Apostrophes, plural possessives,
decades ('90s), feet and inches (6'2") are no marks. A missing mark costs at most its own paragraph.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from quotes.spans import merge, subtract
from quotes.text.paragraphs import find_paragraphs
from quotes.values import value

if TYPE_CHECKING:
    from quotes.record import QuoteType

# What closes each mark, mixed pairs too (“yes," he said); „ may be closed by “ (German) or ” (Polish, Dutch).
CLOSERS = {
    "“": ("”", '"', "“"),
    "”": ("”",),
    "„": ("”", "“", '"'),
    "«": ("»",),
    "»": ("«",),
    "‹": ("›",),
    "‘": ("’", "'"),
    "‚": ("’", "‘"),
    "``": ("''", '"'),
    "''": ("''",),
    '"': ('"', "”"),
    "'": ("'", "’"),
}
SPACED = {'"': '"', "“": "”"}  # marks that may open with a blank after them, if one that closes follows
MAX_SPACED = 2000  # characters within which such a mark is closed
SINGLE = frozenset("‘‚'‹")
MAX_DEPTH = 8  # quotations within quotations: English news rarely goes beyond three
MAX_MARKS_AHEAD = 40  # how far a plural possessive or an inch sign looks for the real closing mark
# Elisions that begin with an apostrophe: "rock 'n' roll", "get 'em", "'tis", "the '90s", "class of ’08".
_ELISION = re.compile(
    r"['’‘](?:n['’‘](?=\W)|(?:em|tis|twas|til|till|cause|bout|round|n)\b|\d\d(?:s\b|\b))", re.IGNORECASE
)
_FEET_INCHES = re.compile(r"(?<!\d)\d{1,3}\s?['’′]\s?\d{1,2}(?:\s?(?:\"|''|”|″))?")
_MARK = re.compile(r"``|(?<=\S)'(?=''(?!'))|''|[\"“”„«»‘’‚'‹›]")


@value(frozen=True)
class Quotation:
    """A stretch between quotation marks; `start:end` with its marks, `inner_start:inner_end` without.

    `closing` is None where the paragraph ends before the quotation does; `reopened` says that the next
    paragraph begins with a mark again, so that the quotation continues there.
    """

    start: int
    end: int
    opening: str
    closing: str | None
    paragraph: int
    reopened: bool = False

    @property
    def inner_start(self) -> int:
        """Where the text after the opening mark begins."""
        return self.start + len(self.opening)

    @property
    def inner_end(self) -> int:
        """Where the text before the closing mark ends."""
        return self.end - len(self.closing or "")


def find_quotations(text: str, paragraphs: Sequence[tuple[int, int]] | None = None) -> list[Quotation]:
    """All outermost quotations of a text, in order; nested ones are part of the outer one.

    `paragraphs` are those of the text, if they were found before.
    """
    quotations: list[Quotation] = []
    paragraphs = find_paragraphs(text) if paragraphs is None else paragraphs
    for index, (start, end) in enumerate(paragraphs):
        after = paragraphs[index + 1][0] if index + 1 < len(paragraphs) else len(text)
        quotations += _pair(text, start, end, index, after=after)
    return quotations


@value(frozen=True)
class _Open:
    mark: str
    start: int
    inner: int  # how many quotations were found before it: later ones are nested, and go if it closes


def _pair(text: str, start: int, end: int, paragraph: int, *, after: int) -> list[Quotation]:
    """The quotations of the paragraph `start:end`; `after` is where the next paragraph begins."""
    quotations: list[Quotation] = []
    stack: list[_Open] = []

    def add(opened: _Open, stop: int, closing: str | None, *, reopened: bool = False) -> None:
        del quotations[opened.inner :]
        quotations.append(Quotation(opened.start, stop, opened.mark, closing, paragraph, reopened))

    marks = list(_find_marks(text, start, end))
    for number, (position, mark) in enumerate(marks):
        opened = next((entry for entry in reversed(stack) if mark in CLOSERS[entry.mark]), None)
        if opened is not None and _may_close(text, opened.mark, marks, number):
            while stack.pop() is not opened:  # a nested mark was left open: “he said ‘no.”
                pass
            if text[opened.start + len(opened.mark) : position].strip():
                add(opened, position + len(mark), mark)
        elif mark in CLOSERS and len(stack) < MAX_DEPTH and _may_open(text, position, mark, end):
            if stack and stack[-1].mark == mark and mark != "‘":  # “a … “b …”: the first was never closed
                lost = stack.pop()
                if not stack and lost.mark not in SINGLE and text[lost.start + len(lost.mark) : position].strip():
                    stop = _rstrip(text, lost.start, position)
                    # Paragraphs that were run together: “We left. “Then it rained.” The next mark reopens.
                    add(lost, stop, None, reopened=text[stop - 1] in ".!?…")
            stack.append(_Open(mark, position, len(quotations)))
    for opened in stack:
        reopened = text.startswith(opened.mark, after)
        # A single mark that nothing closes or reopens was an apostrophe: "the 'hood".
        spoken = opened.start == start or text[opened.start + 1 : opened.start + 2].isupper()
        if opened.mark in SINGLE and not (reopened and spoken):
            continue
        if text[opened.start + len(opened.mark) : end].strip():
            add(opened, end, None, reopened=reopened)
        break
    return quotations


def _find_marks(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """(position, mark) of all that may be a quotation mark; apostrophes and units are skipped."""
    skip = [m.span() for pattern in (_ELISION, _FEET_INCHES) for m in pattern.finditer(text, start, end)]
    skipped = {position for span in skip if not _is_elision_false(text, span, start) for position in range(*span)}
    for match in _MARK.finditer(text, start, end):
        position, mark = match.start(), match.group()
        if position in skipped:
            continue
        if mark in "'’‘" and _is_apostrophe(text, position, start, end):
            continue
        yield position, mark


def _is_elision_false(text: str, span: tuple[int, int], start: int) -> bool:
    """Is it no elision after all, as in ‘Round up the usual suspects’, with its capital?"""
    first = text[span[0] + 1 : span[0] + 2]
    if first.isupper():
        return True
    return span[0] > start and text[span[0] - 1].isalnum() and first.isdigit() and text[span[0]] in "'’‘"


def _is_apostrophe(text: str, position: int, start: int, end: int) -> bool:
    before = text[position - 1] if position > start else " "
    after = text[position + 1] if position + 1 < end else " "
    return before.isalnum() and after.isalnum()  # NATO's, don’t


def _may_close(text: str, opening: str, marks: list[tuple[int, str]], number: int) -> bool:
    """May the mark close a quotation with that opening mark, judged by the characters around it?"""
    position, mark = marks[number]
    before, after = text[position - 1 : position], text[position + len(mark) : position + len(mark) + 1]
    turned = mark == "“" or (mark in "'\"" and opening != mark)  # German „ja“, or a mixed pair: “ja"
    if turned and (after.isalnum() or before.isspace()):
        return False
    if mark in ('"', "'", "''") and (before.isspace() or before in "([{") and after and not after.isspace():
        return False  # a straight mark that leans on the next word opens
    if _may_be_possessive(text, position, mark):  # "the allies' airspace": it is, if the closing mark follows
        for next_position, other in marks[number + 1 : number + 1 + MAX_MARKS_AHEAD]:
            if other in ("‘", "“", "„", "``") or text[next_position - 1].isspace():
                break
            if other in CLOSERS[opening] and not _may_be_possessive(text, next_position, other):
                return False
    return True


def _may_be_possessive(text: str, position: int, mark: str) -> bool:
    """May it be a plural possessive or a unit of length, as in "allies' airspace" or 'a 12" pipe'?"""
    if mark not in ("'", "’", '"') or position == 0 or text[position + 1 : position + 2] != " ":
        return False
    last = "0123456789" if mark == '"' else "sSxz0123456789"
    return text[position - 1] in last and text[position + 2 : position + 3].isalpha()


def _may_open(text: str, position: int, mark: str, end: int) -> bool:
    before, after = (
        text[position - 1 : position] if position else "",
        text[position + len(mark) : position + len(mark) + 1],
    )
    if position + len(mark) >= end:
        return False
    if mark in ("«", "‹"):  # French sets a blank inside: « oui »
        return True
    if after.isspace():  # texts that were divided into words: " We left , " she said .
        last = min(end, position + MAX_SPACED)
        closing = text.find(SPACED[mark], position + 1, last) if mark in SPACED else -1
        return (not before or before.isspace()) and closing > 0 and not text[closing - 1 : closing + 2].strip('"” \t')
    if mark in ("“", "„", "``"):
        return True
    if mark == "”":  # Swedish and Finnish ”ja”
        return (not before or before.isspace()) and after.isalnum()
    return not before or before.isspace() or before in "([{—–-/“‘\"'\u200b\ufeff…:;,"


def _rstrip(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip())


def quote_type_of(text: str, content: tuple[tuple[int, int], ...], verbatim: tuple[tuple[int, int], ...]) -> QuoteType:
    """direct if all words of the content are between marks, indirect if none are, else mixed."""
    if not verbatim:
        return "indirect"
    marked = merge(verbatim)
    for span in content:
        first, last = max(bisect_left(marked, (span[0],)) - 1, 0), bisect_left(marked, (span[1],))
        inside = marked[first:last]
        if any(char.isalnum() for start, end in subtract(span, inside) for char in text[start:end]):
            return "mixed"
    return "direct"
