r"""Split a text into paragraphs, at blank lines, and at single line breaks where lines are not wrapped.

>>> find_paragraphs("NATO: troubling\n\nHe said\nit again.")
[(0, 15), (17, 34)]
"""

from __future__ import annotations

import re

WRAP_WIDTH = 100  # characters: mail and wire text is wrapped at 65 to 100, unwrapped lines run longer
MIN_TERMINAL_LINES = 0.75  # share of lines that end with a full stop or a closing mark, where lines are not wrapped
_BREAK = re.compile(r"\r\n|[\n\r\u2028\u2029\x0b\x0c\x85]")
_TERMINAL = re.compile(r"[.!?:;\"”’'»)\]…]\s*$")


def find_paragraphs(text: str) -> list[tuple[int, int]]:
    """The half-open character ranges of the paragraphs, in order, without the white space around them."""
    lines = _find_lines(text)
    full = [end - start for start, end in lines if end > start]
    width = max(full, default=0)
    wrapped = len(full) > 2 and width <= WRAP_WIDTH and not _ends_with_sentences(text, lines)
    paragraphs: list[tuple[int, int]] = []
    last: tuple[int, int] | None = None  # the line before, if the next line may continue its paragraph
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


def _find_lines(text: str) -> list[tuple[int, int]]:
    lines, start = [], 0
    for match in _BREAK.finditer(text):
        lines.append((start, match.start()))
        start = match.end()
    return [*lines, (start, len(text))]


def _ends_with_sentences(text: str, lines: list[tuple[int, int]]) -> bool:
    """Do nearly all lines end as sentences do, so that each is a paragraph? In wrapped text one in three does."""
    bodies = [text[start:end] for start, end in lines if text[start:end].strip()]
    return sum(_TERMINAL.search(body) is not None for body in bodies) >= MIN_TERMINAL_LINES * len(bodies)


def _is_full(line: str, width: int) -> bool:
    """Did a wrapped line run out of room, so that the next line continues its paragraph?"""
    return len(line) >= (0.85 if _TERMINAL.search(line) else 0.7) * width
