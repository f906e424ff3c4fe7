"""Records as flat rows, as a table in a notebook and as a pandas frame: `quotes.to_frame(quotes.extract(text))`."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pandas import DataFrame

# Column: where in a record it is; parts of a content are joined by " … ".
ROW_FIELDS = {
    "id": "id",
    "article": "article.id",
    "published": "article.published",
    "speaker": "speaker.name",
    "description": "speaker.description",
    "source": "source.text",
    "cue": "cue.text",
    "verb_class": "cue.verb_class",
    "quote_type": "quote_type",
    "mode": "mode",
    "content": "content.text",
    "nature": "source_type.nature",
    "sector": "source_type.sector",
    "anonymity": "source_type.anonymity",
    "addressee": "addressee.text",
    "medium": "medium.text",
    "start": "start",
    "end": "end",
    "construction": "construction",
    "confidence": "confidence",
    "speaker_id": "speaker.id",
    "resolution": "speaker.resolution",
    "unresolved": "unresolved",
    "lemma": "cue.lemma",
    "negated": "cue.negated",
    "verbatim": "verbatim.text",
    "context": "context.text",
    "parent": "parent",
    "continues": "continues",
    "title": "article.title",
    "url": "article.url",
    "publisher": "article.publisher",
    "byline": "article.byline",
    "path": "article.source_path",
}
DEFAULT_MODES = (
    "statement",
    "evidence",
)  # what `quotes extract`, `quotes report` and `quotes.extract` keep unless told
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
    row = {name: _find_value(record, path) for name, path in ROW_FIELDS.items() if name not in ("start", "end")}
    bounds = {"start": record.content[0].start, "end": record.content[-1].end}
    return {name: bounds[name] if name in bounds else row[name] for name in ROW_FIELDS}


def to_frame(records: Iterable[Any]) -> DataFrame:
    """A pandas frame with one row per record; `records` may be of one article, or an iterator of those of each.

    Raises ModuleNotFoundError where pandas is not installed.
    """
    import pandas

    flat = [entry for item in records for entry in (item if isinstance(item, (list, tuple)) else (item,))]
    return pandas.DataFrame([make_row(record) for record in flat], columns=list(ROW_FIELDS))


def _find_value(record: Any, path: str) -> Any:
    value = record
    for name in path.split("."):
        if isinstance(value, tuple):
            value = " … ".join(getattr(part, name) for part in value) or None
        elif value is not None:
            value = getattr(value, name)
    return value


def _cell(value: Any) -> str:
    return "" if value is None else escape(str(value))
