"""The reading order of the lines on a page, by recursive cuts through white space, and their paragraphs.

After G. Nagy and S. Seth, "Hierarchical representation of optically scanned documents", ICPR 1984 (X-Y cut). A gutter
through a whole region is cut first, else the widest gap between lines.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from statistics import median

MIN_GUTTER = 0.8  # line heights of white space between columns
MIN_PARAGRAPH_GAP = 0.7  # line heights of white space between paragraphs, more than between lines
MIN_INDENT = 0.8  # line heights by which a paragraph's first line is indented
MAX_DEPTH = 40  # of recursive cuts: a real page needs fewer than ten


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
        """Height of its letters."""
        return self.bottom - self.top

    def is_continued_by(self, letter: Line) -> bool:
        """True if the letter is on the same line, close after it."""
        overlap = min(self.bottom, letter.bottom) - max(self.top, letter.top)
        height = max(min(self.height, letter.height), 0.1)
        return overlap > 0.4 * height and -height < letter.left - self.right < 1.5 * max(self.height, letter.height)

    def joined(self, letter: Line) -> Line:
        """The line with the letter added; its height stays that of the first letter, despite superscripts."""
        gap = letter.left - self.right > 0.6 * self.height and not self.text.endswith(" ")
        return Line(
            self.left, self.top, max(self.right, letter.right), self.bottom, self.text + " " * gap + letter.text
        )


def order_lines(lines: list[Line], depth: int = 0) -> list[Line]:
    """The lines in reading order: column by column, each from top to bottom."""
    if len(lines) < 2 or depth > MAX_DEPTH:
        return sorted(lines, key=lambda line: (line.top, line.left))
    height = median(line.height for line in lines)
    column = _cut([(line.left, line.right) for line in lines], MIN_GUTTER * height)
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
    """True if both sides have at least two lines; otherwise it is a gap within a line, as in a table or a heading."""
    left = sum(line.right <= place for line in lines)
    return min(left, len(lines) - left) >= 2


def _cut(extents: list[tuple[float, float]], min_gap: float) -> float | None:
    """The middle of the widest gap between the extents that is wider than `min_gap`; None without one."""
    extents = sorted(extents)
    end_so_far, widest, place = extents[0][1], min_gap, None
    for start, end in extents[1:]:
        if start - end_so_far > widest:
            widest, place = start - end_so_far, (end_so_far + start) / 2
        end_so_far = max(end_so_far, end)
    return place


def split_paragraphs(pages: list[list[Line]]) -> list[list[Line]]:
    """The ordered lines of all pages in paragraphs, by gaps, indents, letter sizes and short last lines."""
    lines = [line for page in pages for line in page]
    if not lines:
        return []
    gaps = sorted(after.top - before.bottom for before, after in pairwise(lines) if after.top > before.top)
    # a low quantile: if paragraphs are short, most gaps are between paragraphs
    usual_gap = gaps[len(gaps) // 10] if gaps else 0.0
    widths = sorted(line.right - line.left for line in lines)
    full_width = widths[int(0.9 * (len(widths) - 1))]
    paragraphs = [[lines[0]]]
    for before, line in pairwise(lines):
        if _begins(before, line, paragraphs[-1], usual_gap, full_width):
            paragraphs.append([])
        paragraphs[-1].append(line)
    return paragraphs


def _begins(before: Line, line: Line, paragraph: list[Line], usual_gap: float, full_width: float) -> bool:
    """True if a paragraph begins with this line. A paragraph may continue in the next column or page."""
    height = before.height
    sentence_ended = before.text.rstrip().endswith((".", "!", "?", "”", '"', ":", "’", ")"))
    is_short = sentence_ended and before.right - before.left < 0.75 * full_width
    if line.top < before.top:  # the next column or page
        return is_short or (sentence_ended and not line.text[:1].islower())
    if abs(line.height - height) > 0.25 * max(height, line.height):
        return True  # a headline, a caption
    if line.top - before.bottom > max(usual_gap, 0) + MIN_PARAGRAPH_GAP * height:
        return True
    is_near = abs(line.left - before.left) < 20 * height
    is_indented = is_near and line.left - min(other.left for other in paragraph[1:] or [before]) > MIN_INDENT * height
    return is_short or (is_indented and sentence_ended)
