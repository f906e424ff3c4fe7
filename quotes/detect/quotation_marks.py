"""Pair quotation marks by characters alone: “a” and “b” in 'He said “a” and “b”.'

Straight, curly, low, angled, single and doubled marks, nested and mixed. Apostrophes, plural possessives,
decades ('90s), feet and inches (6'2") are no marks. A missing mark costs at most its own paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from quotes.detect.paragraphs import find_paragraphs

# Marks that name their direction; „ may be closed by “ (German) or ” (Polish, Dutch).
CLOSERS = {"“": "”", "„": "”“", "«": "»", "‹": "›", "‘": "’", "‚": "’‘", "``": "''", "''": "''", '"': '"', "'": "'", "»": "«"}
SINGLE = frozenset("‘‚'‹")
# Elisions that begin with an apostrophe: "rock 'n' roll", "get 'em", "'tis", "the '90s", "class of ’08".
_ELISION = re.compile(r"['’‘](?:n['’‘](?=\W)|(?:em|tis|twas|til|till|cause|bout|round|n)\b|\d\d(?:s\b|\b))", re.I)
_FEET_INCHES = re.compile(r"\d+\s?['’′]\s?\d{1,2}(?:\s?(?:\"|''|”|″))?|(?<=[\s-])\d{1,2}(?:\.\d)?\"(?=\s+[a-z(])")
_MARK = re.compile(r"``|''|[\"“”„«»‘’‚'‹›]")


@dataclass(frozen=True)
class Quotation:
    """A stretch between quotation marks; `start:end` with its marks, `inner_start:inner_end` without.

    `closing` is None where the paragraph ends before the quotation does; `reopened` says that the next paragraph
    begins with a mark again, so that the quotation goes on there.
    """

    start: int
    end: int
    opening: str
    closing: str | None
    paragraph: int
    reopened: bool = False

    @property
    def inner_start(self) -> int:
        """Where the text behind the opening mark begins."""
        return self.start + len(self.opening)

    @property
    def inner_end(self) -> int:
        """Where the text before the closing mark ends."""
        return self.end - len(self.closing or "")


def find_quotations(text: str) -> list[Quotation]:
    """All outermost quotations of a text, in order; nested ones are part of the outer one."""
    found: list[Quotation] = []
    paragraphs = find_paragraphs(text)
    for index, (start, end) in enumerate(paragraphs):
        after = paragraphs[index + 1][0] if index + 1 < len(paragraphs) else len(text)
        found += _pair(text, start, end, index, next_char=text[after : after + 1])
    return found


@dataclass
class _Open:
    mark: str
    start: int


def _pair(text: str, start: int, end: int, paragraph: int, *, next_char: str) -> Iterator[Quotation]:
    stack: list[_Open] = []
    marks = list(_find_marks(text, start, end))
    for number, (at, mark) in enumerate(marks):
        if stack and mark in _closers(stack) and _may_close(text, at, mark, marks[number + 1 :], end):
            while mark not in CLOSERS[stack[-1].mark]:  # a nested mark was left open: “he said ‘no.”
                stack.pop()
            opened = stack.pop()
            if not stack and at > opened.start + len(opened.mark):
                yield Quotation(opened.start, at + len(mark), opened.mark, mark, paragraph)
        elif mark in CLOSERS and _may_open(text, at, mark, end):
            if stack and stack[-1].mark == mark and mark != "‘":  # “a … “b …”: the first was never closed
                lost = stack.pop()
                if not stack and text[lost.start : at].strip():
                    yield Quotation(lost.start, _rstrip(text, lost.start, at), lost.mark, None, paragraph)
            stack.append(_Open(mark, at))
    if stack and stack[0].mark not in SINGLE:  # a single mark that nothing closes was an apostrophe
        lost = stack[0]
        again = next_char == lost.mark
        if text[lost.start + len(lost.mark) : end].strip():
            yield Quotation(lost.start, end, lost.mark, None, paragraph, reopened=again)


def _find_marks(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """(position, mark) of every character that may be a quotation mark; apostrophes and units are passed over."""
    skip = [m.span() for pattern in (_ELISION, _FEET_INCHES) for m in pattern.finditer(text, start, end)]
    skip = [span for span in skip if not _is_elision_false(text, span, start)]
    for found in _MARK.finditer(text, start, end):
        at, mark = found.start(), found.group()
        if any(a <= at < b for a, b in skip):
            continue
        if mark in "'’‘" and _is_apostrophe(text, at, start, end):
            continue
        yield at, mark


def _is_elision_false(text: str, span: tuple[int, int], start: int) -> bool:
    """Is it no elision after all, as in ‘Round up the usual suspects’, where the mark stands before a capital?"""
    first = text[span[0] + 1 : span[0] + 2]
    return first.isalpha() and first.isupper() or (span[0] > start and text[span[0] - 1].isalnum() and first.isdigit()
                                                   and text[span[0]] in "'’‘")  # fmt: skip


def _is_apostrophe(text: str, at: int, start: int, end: int) -> bool:
    before = text[at - 1] if at > start else " "
    after = text[at + 1] if at + 1 < end else " "
    return before.isalnum() and after.isalnum()  # NATO's, don’t


def _closers(stack: list[_Open]) -> str:
    return "".join(CLOSERS[opened.mark] for opened in stack)


def _may_close(text: str, at: int, mark: str, later: list[tuple[int, str]], end: int) -> bool:
    before, after = text[at - 1 : at], text[at + len(mark) : at + len(mark) + 1]
    if before.isspace() and after and not after.isspace():  # a straight mark that leans on the next word opens
        return mark not in ("\"", "'", "''")
    if mark in "'’" and before in "sSxz" and after == " ":  # "the allies' airspace": a possessive if a closer follows
        follows = text[at + 2 : at + 3]
        if follows.islower() or follows.isupper():
            for position, other in later:
                if other == mark and not text[position - 1].isspace():
                    return False
                if other in ("‘", "“", '"'):
                    break
    return True


def _may_open(text: str, at: int, mark: str, end: int) -> bool:
    before, after = text[at - 1 : at] if at else "", text[at + len(mark) : at + len(mark) + 1]
    if at + len(mark) >= end or after.isspace():
        return False
    if mark in ("“", "„", "``", "«", "‹"):
        return True
    return not before or before.isspace() or before in "([{—–-/“‘\"'\u200b…:;,"


def _rstrip(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip())
