"""The order of reading of lines on a page, by recursive cuts through white space, and their paragraphs.

After G. Nagy and S. Seth, "Hierarchical representation of optically scanned documents", ICPR 1984 (X-Y cut). A gutter
that runs through a whole region is cut first, else the widest gap between lines.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from statistics import median

GUTTER = 0.8  # line heights of white space that part columns
GAP = 0.7  # line heights of white space that part paragraphs
INDENT = 0.8  # line heights by which a first line is set in
DEPTH = 40


@dataclass(frozen=True)
class Line:
    """A line of text in its box; y grows downwards."""

    left: float
    top: float
    right: float
    bottom: float
    text: str

    @property
    def height(self) -> float:
        """Of its letters."""
        return self.bottom - self.top

    def goes_on_with(self, letter: Line) -> bool:
        """Does the letter stand on the same line, close behind?"""
        overlap = min(self.bottom, letter.bottom) - max(self.top, letter.top)
        height = max(min(self.height, letter.height), 0.1)
        return overlap > 0.4 * height and -height < letter.left - self.right < 1.5 * max(self.height, letter.height)

    def joined(self, letter: Line) -> Line:
        """Both as one line; the box keeps to the first letter's height, which superscripts do not change."""
        gap = letter.left - self.right > 0.6 * self.height and not self.text.endswith(" ")
        return Line(
            self.left, self.top, max(self.right, letter.right), self.bottom, self.text + " " * gap + letter.text
        )


def order_lines(lines: list[Line], depth: int = 0) -> list[Line]:
    """The lines as a reader takes them: column after column, from the top down."""
    if len(lines) < 2 or depth > DEPTH:
        return sorted(lines, key=lambda line: (line.top, line.left))
    height = median(line.height for line in lines)
    column = _cut([(line.left, line.right) for line in lines], GUTTER * height)
    row = _cut([(line.top, line.bottom) for line in lines], 0.1 * height)
    if column is not None and _are_columns(lines, column):
        first = [line for line in lines if line.right <= column]
        second = [line for line in lines if line.right > column]
    elif row is not None:
        first = [line for line in lines if line.bottom <= row]
        second = [line for line in lines if line.bottom > row]
    else:
        return sorted(lines, key=lambda line: (round(line.top / max(height, 0.1)), line.left))
    return order_lines(first, depth + 1) + order_lines(second, depth + 1)


def _are_columns(lines: list[Line], place: float) -> bool:
    """Have both sides lines enough to be columns, or is it a gap within one line, as in a table or a heading?"""
    left = sum(line.right <= place for line in lines)
    return min(left, len(lines) - left) >= 2


def _cut(extents: list[tuple[float, float]], least: float) -> float | None:
    """The middle of the widest gap between the extents, if it is `least` wide."""
    extents = sorted(extents)
    reach, best, place = extents[0][1], least, None
    for start, end in extents[1:]:
        if start - reach > best:
            best, place = start - reach, (reach + start) / 2
        reach = max(reach, end)
    return place


def part_paragraphs(pages: list[list[Line]]) -> list[list[Line]]:
    """The ordered lines of all pages in paragraphs: by gaps, indents, sizes of letters, and short last lines."""
    lines = [line for page in pages for line in page]
    if not lines:
        return []
    gaps = sorted(after.top - before.bottom for before, after in pairwise(lines) if after.top > before.top)
    usual = gaps[len(gaps) // 10] if gaps else 0.0  # most gaps part paragraphs where these are short
    widths = sorted(line.right - line.left for line in lines)
    full = widths[int(0.9 * (len(widths) - 1))]
    paragraphs = [[lines[0]]]
    for before, line in pairwise(lines):
        if _begins(before, line, paragraphs[-1], usual, full):
            paragraphs.append([])
        paragraphs[-1].append(line)
    return paragraphs


def _begins(before: Line, line: Line, paragraph: list[Line], usual: float, full: float) -> bool:
    """Does a paragraph begin with this line? One that a column or a page divides goes on."""
    height = before.height
    ended = before.text.rstrip().endswith((".", "!", "?", "”", '"', ":", "’", ")"))
    short = ended and before.right - before.left < 0.75 * full
    if line.top < before.top:  # the next column or page
        return short or (ended and not line.text[:1].islower())
    if abs(line.height - height) > 0.25 * max(height, line.height):
        return True  # a headline, a caption
    if line.top - before.bottom > max(usual, 0) + GAP * height:
        return True
    near = abs(line.left - before.left) < 20 * height
    indented = near and line.left - min(one.left for one in paragraph[1:] or [before]) > INDENT * height
    return short or (indented and ended)
