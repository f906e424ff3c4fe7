"""Dates of any spelling as ISO 8601: `iso_date("Thu, 08 Oct 2015 10:30:00 GMT")` is "2015-10-08"."""

from __future__ import annotations

import re
from datetime import date, datetime

_ISO = re.compile(r"\s*(\d{4}-\d{2}-\d{2})(?!\d)")
_COMPACT = re.compile(r"\s*(\d{4})(\d{2})(\d{2})(?:T\d{4,6}\S*)?\s*$")  # 20151008T103000+0200, as NITF writes it
_NUMERIC = re.compile(r"\s*\d{1,2}[./-]\d{1,2}[./-]\d{2,4}")  # 08/10/2015: day or month first, which cannot be known

# Two dates from which the parser fills in missing parts: if the results differ, a part was missing.
_DEFAULTS = (datetime(2000, 1, 1), datetime(2001, 2, 2))


def iso_date(value: object) -> str | None:
    """The day, without the time of day; None for text that is not a date, is ambiguous, or has no day."""
    if value is None:
        return None
    text = str(value)[:100]
    try:
        if match := _ISO.match(text):
            return date.fromisoformat(match[1]).isoformat()
        if match := _COMPACT.match(text):
            return date(*map(int, match.groups())).isoformat()
        if _NUMERIC.match(text) or not re.search(r"\d{4}", text):
            return None
        from dateutil import parser

        # "October 2015" names no day, and the parser would fill one in
        days = {parser.parse(text, default=day, ignoretz=True).date() for day in _DEFAULTS}
        return days.pop().isoformat() if len(days) == 1 else None
    except (ValueError, ArithmeticError):  # dateutil takes too many digits for hours and overflows: "20152015100810h"
        return None
