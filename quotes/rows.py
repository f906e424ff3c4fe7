"""Records as flat rows, as a table in a notebook and as a pandas frame: `quotes.to_frame(quotes.extract(text))`."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import TYPE_CHECKING, Any

from quotes.columns import COLUMNS

if TYPE_CHECKING:
    from pandas import DataFrame

DEFAULT_MODES = ("statement", "evidence")  # what `quotes extract`, `quotes report` and `quotes.extract` keep
SHOWN_FIELDS = ("speaker", "cue", "content", "quote_type", "confidence")
MAX_SHOWN = 100  # rows in a notebook


class Records(list[Any]):
    """The records of an article, a list that notebooks show as a table of who said what."""

    def _repr_html_(self) -> str:
        head = "".join(f"<th>{escape(name)}</th>" for name in SHOWN_FIELDS)
        rows = (record.as_row() for record in self[:MAX_SHOWN])
        body = "".join(
            "<tr>" + "".join(f"<td>{_cell(row[name])}</td>" for name in SHOWN_FIELDS) + "</tr>" for row in rows
        )
        more = f"<p>{len(self) - MAX_SHOWN:,} more</p>" if len(self) > MAX_SHOWN else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


def make_row(record: Any) -> dict[str, Any]:
    """The record as one flat row: {"speaker": "Jens Stoltenberg", "cue": "said", …}; missing is None."""
    return {column.name: column.read(record) for column in COLUMNS}


def to_frame(records: Iterable[Any]) -> DataFrame:
    """A pandas frame with one row per record; `records` may be of one article, or an iterator of those of each.

    Raises ModuleNotFoundError where pandas is not installed.
    """
    try:
        import pandas
    except ModuleNotFoundError as error:
        message = "quotes.to_frame needs pandas: pip install pandas; record.as_row() gives each row without it"
        raise ModuleNotFoundError(message, name="pandas") from error
    flat = [entry for item in records for entry in (item if isinstance(item, (list, tuple)) else (item,))]
    return pandas.DataFrame([make_row(record) for record in flat], columns=[column.name for column in COLUMNS])


def _cell(value: Any) -> str:
    return "" if value is None else escape(str(value))
