"""Table cells as text that is safe where it is shown: on a terminal, in Markdown, in a spreadsheet."""

from __future__ import annotations

import html
import re
from typing import Any

from quotes.text.spreadsheets import neutralize
from quotes.text.terminal import clean_line


def show(cell: Any, *, code: bool = False) -> str:
    """A cell as text on one line: one blank for white space, "" for null, no control characters.

    With `code`, a label of the record is shown as words: "named person".

    >>> show("a\\n\\x1b[31mb")
    'a [31mb'
    """
    if cell is None:
        return ""
    if isinstance(cell, int):
        return f"{cell:,}"
    if isinstance(cell, float):
        return f"{cell:g}"
    text = clean_line(str(cell))
    return text.replace("_", " ") if code else text


def csv_cell(cell: Any) -> str:
    """A cell of CSV: "" for null, no text that a spreadsheet would run as a formula, only line feeds.

    >>> csv_cell("=1\r\n2")
    "'=1\\n2"
    """
    if cell is None:
        return ""
    if isinstance(cell, str):
        return neutralize(cell)
    return f"{cell:g}" if isinstance(cell, float) else str(cell)


def markdown(cell: Any, *, code: bool = False) -> str:
    """A cell of a table in Markdown, with all markup escaped.

    >>> markdown("a|*b* <i>")
    'a\\\\|\\\\*b\\\\* &lt;i&gt;'
    """
    return re.sub(r"([\\`*_\[\]|~#])", r"\\\1", html.escape(show(cell, code=code), quote=False))
