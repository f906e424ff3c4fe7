"""Which words are inside quotation marks, as the encoder learned it: frozen, since it is an input of its network.

This is a copy of the rules of `quotes.text` as they were when the bundled encoder was trained. Whoever changes a line
here changes the vectors of every bundled pipeline: train the encoder again in the same step, or leave it as it is. The
rules that the engine uses are in `quotes.text.quotation_marks` and are free to change.

>>> find_quoted("He said “yes” twice.", [0, 3, 8, 9, 12, 14, 19])
[False, False, True, True, True, False, False]
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from quotes.spans import Range

_WRAP_WIDTH = 100  # characters: mail and wire text is wrapped at 65 to 100, unwrapped lines run longer
_BREAK = re.compile(r"\r\n|[\n\r\u2028\u2029\x0b\x0c\x85]")
_TERMINAL = re.compile(r"[.!?:;\"”’'»)\]…]\s*$")
# What closes each mark, mixed pairs too (“yes," he said); „ may be closed by “ (German) or ” (Polish, Dutch).
_CLOSERS = {
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
_SINGLE = frozenset("‘‚'‹")
_MAX_DEPTH = 8  # quotations within quotations: English news was never seen to go beyond three
_LOOKAHEAD = 40  # marks: how far a plural possessive or an inch sign looks for the real closing mark
# Elisions that begin with an apostrophe: "rock 'n' roll", "get 'em", "'tis", "the '90s", "class of ’08".
_ELISION = re.compile(
    r"['’‘](?:n['’‘](?=\W)|(?:em|tis|twas|til|till|cause|bout|round|n)\b|\d\d(?:s\b|\b))", re.IGNORECASE
)
_FEET_INCHES = re.compile(r"(?<!\d)\d{1,3}\s?['’′]\s?\d{1,2}(?:\s?(?:\"|''|”|″))?")
_MARK = re.compile(r"``|(?<=\S)'(?=''(?!'))|''|[\"“”„«»‘’‚'‹›]")


def find_quoted(text: str, starts: Sequence[int]) -> list[bool]:
    """For each word's offset in the text, whether the word is between quotation marks; the marks count, too."""
    inside = [False] * len(starts)
    places = np.asarray(starts, dtype=np.int64)
    for quotation in _find_quotations(text):
        begin, end = np.searchsorted(places, quotation)
        inside[begin:end] = [True] * int(end - begin)
    return inside


def _find_quotations(text: str) -> list[Range]:
    """All outermost quotations of a text with their marks, in order."""
    quotations: list[Range] = []
    paragraphs = _find_paragraphs(text)
    for index, (start, end) in enumerate(paragraphs):
        after = paragraphs[index + 1][0] if index + 1 < len(paragraphs) else len(text)
        quotations += _pair(text, start, end, after=after)
    return quotations


@dataclass(frozen=True)
class _Open:
    mark: str
    start: int
    inner: int  # how many quotations were found before it: later ones are nested, and go if it closes


def _pair(text: str, start: int, end: int, *, after: int) -> list[Range]:
    """The quotations of the paragraph `start:end`; `after` is where the next paragraph begins."""
    quotations: list[Range] = []
    stack: list[_Open] = []

    def add(opened: _Open, stop: int) -> None:
        del quotations[opened.inner :]
        quotations.append((opened.start, stop))

    marks = list(_find_marks(text, start, end))
    for number, (position, mark) in enumerate(marks):
        opened = next((entry for entry in reversed(stack) if mark in _CLOSERS[entry.mark]), None)
        if opened is not None and _may_close(text, opened.mark, marks, number):
            while stack.pop() is not opened:  # a nested mark was left open: “he said ‘no.”
                pass
            if text[opened.start + len(opened.mark) : position].strip():
                add(opened, position + len(mark))
        elif mark in _CLOSERS and len(stack) < _MAX_DEPTH and _may_open(text, position, mark, end):
            if stack and stack[-1].mark == mark and mark != "‘":  # “a … “b …”: the first was never closed
                lost = stack.pop()
                if not stack and lost.mark not in _SINGLE and text[lost.start + len(lost.mark) : position].strip():
                    add(lost, _rstrip(text, lost.start, position))
            stack.append(_Open(mark, position, len(quotations)))
    for opened in stack:
        reopened = text.startswith(opened.mark, after)
        # A single mark that nothing closes or reopens was an apostrophe: "the 'hood".
        spoken = opened.start == start or text[opened.start + 1 : opened.start + 2].isupper()
        if opened.mark in _SINGLE and not (reopened and spoken):
            continue
        if text[opened.start + len(opened.mark) : end].strip():
            add(opened, end)
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


def _is_elision_false(text: str, span: Range, start: int) -> bool:
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
        for next_position, other in marks[number + 1 : number + 1 + _LOOKAHEAD]:
            if other in ("‘", "“", "„", "``") or text[next_position - 1].isspace():
                break
            if other in _CLOSERS[opening] and not _may_be_possessive(text, next_position, other):
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
    if after.isspace():
        return False
    if mark in ("“", "„", "``"):
        return True
    if mark == "”":  # Swedish and Finnish ”ja”
        return (not before or before.isspace()) and after.isalnum()
    return not before or before.isspace() or before in "([{—–-/“‘\"'\u200b\ufeff…:;,"


def _rstrip(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip())


def _find_paragraphs(text: str) -> list[Range]:
    """The half-open character ranges of the paragraphs, in order, without the white space around them."""
    lines = _find_lines(text)
    full = [end - start for start, end in lines if end > start]
    width = max(full, default=0)
    wrapped = len(full) > 2 and width <= _WRAP_WIDTH
    paragraphs: list[Range] = []
    last: Range | None = None  # the line before, if the next one may continue its paragraph
    for start, end in lines:
        body = text[start:end]
        if not body.strip():
            last = None
            continue
        start, end = start + len(body) - len(body.lstrip()), start + len(body.rstrip())
        if last and (text[start].islower() or (wrapped and _is_full(text[slice(*last)], width))):
            paragraphs[-1] = (paragraphs[-1][0], end)
        else:
            paragraphs.append((start, end))
        last = (start, end)
    return paragraphs


def _find_lines(text: str) -> list[Range]:
    lines, start = [], 0
    for found in _BREAK.finditer(text):
        lines.append((start, found.start()))
        start = found.end()
    return [*lines, (start, len(text))]


def _is_full(line: str, width: int) -> bool:
    """Did a wrapped line run out of room, so that the next one continues its paragraph?"""
    return len(line) >= (0.85 if _TERMINAL.search(line) else 0.7) * width
