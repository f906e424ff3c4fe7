"""What the first lines of a text say about it: headline, date and author.

>>> read_header("NATO: troubling\\n\\n  • 2015-10-08\\nText begins here and continues.").published
'2015-10-08'
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from quotes.language.spelling import is_american, is_british

MAX_HEADLINE = 150  # characters: a longer first line is text
MAX_DATE_LINE = 60  # characters: a longer line is a sentence with a date in it
MAX_HEADER_LINES = 8  # at the top of a text: headline, author, date and blanks between them
# "By Ann Lee", "By ANN LEE and Bo Ek, political editor": only names on a line that does not end like a sentence
_NAME = r"[A-Z][\w'’.-]*(?: (?:(?:[a-z]{2,3} )?[A-Z][\w'’.-]*)){1,3}"
_BYLINE = re.compile(rf"(?:By|BY) (?P<name>{_NAME}(?:(?:, | and | AND ){_NAME})*)(?:, [\w ]{{3,40}}| in [A-Z]\w+)?$")
_NUMERIC = re.compile(r"\b(\d{1,2})[./-](\d{1,2})[./-](\d{4})\b")
_ISO = re.compile(r"\b(\d{4}-\d{2}-\d{2})(?:T[\d:.]+(?:Z|[+-][\d:]+)?)?(?!\w)")
_MONTH = r"[A-Z][a-z]{2,8}\.?"
_WORDED = re.compile(rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)? {_MONTH},?|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,?) \d{{4}}\b")


@dataclass(frozen=True)
class Header:
    """The headline, the date of publication (ISO 8601), the author; None where the text does not show them."""

    title: str | None
    published: str | None
    byline: str | None = None


def read_header(text: str) -> Header:
    """Read headline, date and author from the first lines; the text itself is not changed."""
    lines = text[:4000].splitlines()
    lines_with_text = [(number, line.strip()) for number, line in enumerate(lines[:MAX_HEADER_LINES]) if line.strip()]
    title = None
    candidates = (
        (number, line) for number, line in lines_with_text if _find_date(line, text) is None and not _BYLINE.match(line)
    )
    headline = next(candidates, None)
    if headline is not None:
        number, first = headline
        is_alone = number + 1 >= len(lines) or not lines[number + 1].strip()
        has_more = text.strip() != first
        if is_alone and has_more and len(first) <= MAX_HEADLINE and first[-1] not in '.,;:"”':
            title = first
    published = next((day for _, line in lines_with_text if (day := _find_date(line, text))), None)
    byline = next((by["name"] for _, line in lines_with_text if (by := _BYLINE.match(line))), None)
    return Header(title, published, byline)


def _find_date(line: str, text: str) -> str | None:
    """The date of a line that contains little else."""
    line = line.lstrip("•*-–—| \t")
    if len(line) > MAX_DATE_LINE:
        return None
    if match := _NUMERIC.search(line):
        first, second, year = map(int, match.groups())
        return _order_date(first, second, year, text)
    match = _ISO.search(line) or _WORDED.search(line)
    if match is None or len(match.group()) < 0.5 * len(line):
        return None
    from dateutil import parser

    try:
        if match.re is _ISO:
            return date.fromisoformat(match.group(1)).isoformat()
        return parser.parse(match.group(), dayfirst=True).date().isoformat()
    except (ValueError, OverflowError):
        return None


def _order_date(first: int, second: int, year: int, text: str) -> str | None:
    """The date, day or month first: whichever is possible, else by the article's spelling, else None."""
    if first > 12 or (second <= 12 and first != second and is_british(text)):
        first, second = second, first
    elif second <= 12 and first != second and not is_american(text):
        return None
    try:
        return date(year, first, second).isoformat()
    except ValueError:
        return None
