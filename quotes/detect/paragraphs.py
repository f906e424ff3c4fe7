r"""Split a text into paragraphs: blank lines always part them, single line breaks only where lines are not wrapped.

>>> find_paragraphs("NATO: troubling\n\nHe said\nit again.")
[(0, 15), (17, 34)]
"""

from __future__ import annotations

import re

WRAP_WIDTH = 100  # characters: mail and wire text is wrapped at 65 to 100, unwrapped paragraphs run far longer
_BREAK = re.compile(r"\r\n|[\n\r\u2028\u2029\x0b\x0c\x85]")
_TERMINAL = re.compile(r"[.!?:;\"”’'»)\]…]\s*$")


def find_paragraphs(text: str) -> list[tuple[int, int]]:
    """The half-open character ranges of the paragraphs, in order, without the white space around them."""
    lines = _find_lines(text)
    full = [end - start for start, end in lines if end > start]
    wrapped = len(full) > 2 and max(full) <= WRAP_WIDTH
    paragraphs: list[tuple[int, int]] = []
    joined = False  # does the next line go on the last paragraph?
    for start, end in lines:
        body = text[start:end]
        if not body.strip():
            joined = False
            continue
        start, end = start + len(body) - len(body.lstrip()), start + len(body.rstrip())
        if joined and _is_wrap(text, paragraphs[-1], (start, end), wrapped=wrapped, width=max(full)):
            paragraphs[-1] = (paragraphs[-1][0], end)
        else:
            paragraphs.append((start, end))
        joined = True
    return paragraphs


def _find_lines(text: str) -> list[tuple[int, int]]:
    lines, start = [], 0
    for found in _BREAK.finditer(text):
        lines.append((start, found.start()))
        start = found.end()
    return [*lines, (start, len(text))]


def _is_wrap(text: str, before: tuple[int, int], line: tuple[int, int], *, wrapped: bool, width: int) -> bool:
    """Is the break between a paragraph so far and the next line only where a wrapped line ran out of room?"""
    if text[line[0]].islower():  # "He said\nit again": no paragraph begins like that
        return True
    last = max(before[0], text.rfind("\n", before[0], before[1]) + 1)
    long_enough = before[1] - last >= 0.7 * width
    return wrapped and long_enough and not (_TERMINAL.search(text[last : before[1]]) and before[1] - last < 0.85 * width)
