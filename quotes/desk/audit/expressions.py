"""The condition that lists all records of a number in `quotes table --where`: "nature = 'document'"."""

from __future__ import annotations

from typing import Any

from quotes.desk.audit.question import Figure, Question, quote_sql

# Conditions that the others imply.
_IMPLIED = (None, "true", "month IS NOT NULL", "unnamed IS NOT NULL")
_OVER_RELATIONS = ("main", "row IS")  # conditions on columns that `records` does not have


def ask_for(question: Question, keys: tuple[Any, ...], figure: Figure) -> str | None:
    """The condition for the records of a cell; None where `records` cannot be asked for it."""
    if question.relation not in ("records", "ranked") or any(part in (figure.where or "") for part in _OVER_RELATIONS):
        return None
    if not any(key.over_records for key in question.keys):
        return None
    conditions = [
        f"{key.over_records} = {quote_sql(str(value))}"
        for key, value in zip(question.keys, keys, strict=True)
        if key.over_records is not None and value is not None
    ]
    conditions += [part for part in (question.where, figure.where) if part not in _IMPLIED]
    return " AND ".join(conditions) or "true"
