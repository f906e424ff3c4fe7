"""The columns of a record in flat tables: CSV, frames, `quotes table --where` and the docs are made from this one list.

>>> [column.path for column in COLUMNS if column.name == "speaker"]
['speaker.name']
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

JOIN = " … "  # between the parts of a content: they are far apart in the article


@dataclass(frozen=True)
class Column:
    """A column: its name, and where in a record its values are: "speaker.name", "content[0].start".

    The values of a list, as in "content.text", are joined to one cell.
    """

    name: str
    path: str
    separator: str = JOIN

    @cached_property
    def steps(self) -> tuple[tuple[str, int | None], ...]:
        """The path as (field, position): "content[-1].end" is (("content", -1), ("end", None))."""
        parts = (step.removesuffix("]").partition("[") for step in self.path.split("."))
        return tuple((name, int(position) if position else None) for name, _, position in parts)

    def read(self, record: Any) -> Any:
        """The cell of a record: a string, a number, true or false, or None."""
        value: Any = record
        for name, position in self.steps:
            if value is None:
                return None
            if isinstance(value, tuple):
                value = tuple(getattr(part, name) for part in value)
                continue
            value = getattr(value, name)
            if position is not None:
                value = value[position]
        return (self.separator.join(value) or None) if isinstance(value, tuple) else value


# In the order of CSV. The first twenty keep their names and places; new columns come at the end.
COLUMNS = (
    Column("id", "id"),
    Column("article", "article.id"),
    Column("published", "article.published"),
    Column("speaker", "speaker.name"),
    Column("description", "speaker.description"),
    Column("source", "source.text"),
    Column("cue", "cue.text"),
    Column("verb_class", "cue.verb_class"),
    Column("quote_type", "quote_type"),
    Column("mode", "mode"),
    Column("content", "content.text"),
    Column("nature", "source_type.nature"),
    Column("sector", "source_type.sector"),
    Column("anonymity", "source_type.anonymity"),
    Column("addressee", "addressee.text"),
    Column("medium", "medium.text"),
    Column("start", "content[0].start"),
    Column("end", "content[-1].end"),
    Column("construction", "construction"),
    Column("confidence", "confidence"),
    Column("speaker_id", "speaker.id"),
    Column("speaker_confidence", "speaker.confidence"),
    Column("resolution", "speaker.resolution"),
    Column("members", "speaker.members.name", "; "),
    Column("member_ids", "speaker.members.id", "; "),
    Column("unresolved", "unresolved"),
    Column("reason", "source_type.reason.text"),
    Column("secondhand", "source_type.secondhand"),
    Column("declined", "source_type.declined"),
    Column("lemma", "cue.lemma"),
    Column("tense", "cue.tense"),
    Column("negated", "cue.negated"),
    Column("verbatim", "verbatim.text"),
    Column("context", "context.text"),
    Column("parent", "parent"),
    Column("continues", "continues"),
    Column("title", "article.title"),
    Column("url", "article.url"),
    Column("publisher", "article.publisher"),
    Column("byline", "article.byline"),
    Column("path", "article.source_path"),
    Column("sha256", "article.sha256"),
    Column("language", "article.language"),
    Column("review", "review.status"),
    Column("reviewed_by", "review.by"),
    Column("reviewed_at", "review.at"),
    Column("quotes_version", "tool.quotes"),
    Column("model", "tool.model"),
    Column("schema_version", "schema_version"),
)
