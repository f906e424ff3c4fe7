"""SQL that tells lines of JSON which are records beyond doubt, without making a record of each.

A line that is not, such as one of an older schema, may still be a record: `parse_record` decides.
"""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from quotes.desk.tables.relation import quote_string
from quotes.formats.records.fields import inner_type, is_list, is_optional, labels_of
from quotes.record import Extent, Record

_LIMITS = {"ge": "{sql} >= {limit}", "le": "{sql} <= {limit}", "min_length": "len({sql}) >= {limit}"}


def is_exact(line: str) -> str:
    """SQL: true if the fields of a row have only values that a record may have, and are all that its line holds.

    `line` is the hash of the line as DuckDB writes JSON. A number where a text should be, a field that no record has,
    or one that is there twice makes another hash.
    """
    fields = ", ".join(f'"{name}" := "{name}"' for name in Record.model_fields)
    return f"hash(to_json(struct_pack({fields}))) = {line} AND {_conditions('', Record)}"


def _conditions(prefix: str, model: type[BaseModel]) -> str:
    """What holds for the fields of a part of the record: '"start" >= 0 AND "end" >= 0 AND …'."""
    conditions = [_condition(f'{prefix}"{name}"', info) for name, info in model.model_fields.items()]
    if issubclass(model, Extent):
        conditions.append(f'{prefix}"end" >= {prefix}"start"')
    return " AND ".join(conditions)


def _condition(sql: str, info: FieldInfo) -> str:
    """What holds for one field: its labels, its limits, its pattern, its parts; null only where it may be."""
    annotation: Any = info.annotation
    inner = inner_type(annotation)
    conditions = [f"{sql} IS NOT NULL"]
    if is_list(annotation):
        conditions.append(f"len(list_filter({sql}, lambda part: ({_conditions('part.', inner)}) IS NOT TRUE)) = 0")
    elif issubclass(inner, BaseModel):
        conditions.append(_conditions(f"{sql}.", inner))
    elif labels := labels_of(annotation):
        conditions.append(f"{sql} IN ({', '.join(map(quote_string, labels))})")
    for rule in info.metadata:
        conditions += [
            text.format(sql=sql, limit=getattr(rule, name)) for name, text in _LIMITS.items() if hasattr(rule, name)
        ]
        if pattern := getattr(rule, "pattern", None):
            conditions.append(f"regexp_full_match({sql}, {quote_string(pattern)})")
    every = " AND ".join(conditions)
    return f"({sql} IS NULL OR ({every}))" if is_optional(annotation) else every
