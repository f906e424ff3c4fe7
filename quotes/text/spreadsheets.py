"""Text as a spreadsheet cell: never run as a formula, and without line ends that break the row.

>>> neutralize("=1+1")
"'=1+1"
"""

from __future__ import annotations

import unicodedata

_FORMULA = frozenset(
    "=+-@\uff1d\uff0b\uff0d\uff20"
)  # and the full-width ＝＋－＠, which East Asian versions take for them
_BREAKS = frozenset("\t\r\n")  # a cell that begins so may be pasted as two


def neutralize(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula, with line feeds as the only line ends.

    Blanks and invisible characters before a formula do not hide it: " =1+1" becomes "' =1+1".
    """
    if "\r" in cell or "\0" in cell:
        cell = cell.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")  # Python 3.10 writes no NUL
    if cell[:1].isalnum():  # as most cells do, which need no closer look
        return cell
    first = next((char for char in cell if not _is_blank(char)), "")
    return "'" + cell if first in _FORMULA or cell[:1] in _BREAKS else cell


def _is_blank(char: str) -> bool:
    return char.isspace() or unicodedata.category(char) in ("Cc", "Cf")
