"""The relation `records` of DuckDB: its columns as SQL over the fields of a record, made from the record's own types.

>>> quote_string("Lee's")
"'Lee''s'"
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from quotes.columns import COLUMNS, Column
from quotes.formats.records.fields import inner_type, is_list
from quotes.language.unnamed import kind_of_unnamed
from quotes.record import READABLE_VERSIONS, RENAMED_STATUSES, SCHEMA_VERSION, Record

if TYPE_CHECKING:
    import duckdb

_SQL_TYPES = {str: "VARCHAR", int: "BIGINT", float: "DOUBLE", bool: "BOOLEAN"}

# The number of an article: two articles may share a name, a text or a file, but not all three.
_PLACE = "hash({sha256} || coalesce({path}, '') || chr(0) || {article})"
PLACE = _PLACE.format(sha256="article.sha256", path="article.source_path", article="article.id")
PLACE_OF_ROW = _PLACE.format(sha256="sha256", path="path", article="article")  # of a row of the relation
# What kind of unnamed source it is, as newsrooms sort them.
_UNNAMED = (
    "CASE WHEN source_type.nature IN ('unnamed_person', 'unnamed_group') "
    "THEN kind_of_unnamed(coalesce(speaker.name, ''), source_type.nature, coalesce(source_type.anonymity, '')) END"
)


def create_relation(connection: duckdb.DuckDBPyConnection) -> None:
    """Create the empty relation; DuckDB derives its types from the expressions over a record of nulls."""
    parameters: Any = ["VARCHAR", "VARCHAR", "VARCHAR"]
    connection.create_function("kind_of_unnamed", kind_of_unnamed, parameters, "VARCHAR")
    nulls = ", ".join(f'CAST(NULL AS {kind}) AS "{name}"' for name, kind in sql_types(Record).items())
    connection.execute(f"CREATE TABLE records AS SELECT {select_columns()} FROM (SELECT {nulls}) LIMIT 0")


def sql_types(model: type[BaseModel]) -> dict[str, str]:
    """The fields of a part of the record with their DuckDB types: {"mode": "VARCHAR", …}."""
    types = {}
    for name, info in model.model_fields.items():
        inner = inner_type(info.annotation)
        plain = _struct(inner) if issubclass(inner, BaseModel) else _SQL_TYPES[inner]
        types[name] = f"{plain}[]" if is_list(info.annotation) else plain
    return types


def _struct(model: type[BaseModel]) -> str:
    parts = ", ".join(f'"{name}" {kind}' for name, kind in sql_types(model).items())
    return f"STRUCT({parts})"


def select_columns(*, only: str = "true") -> str:
    """The columns of the relation as SQL over the fields of a record, with schema "1" renamed to the current words.

    Rows that the SQL condition `only` does not hold for have no number of an article, which marks them as unchecked.
    """
    renamed = "".join(f" WHEN {quote_string(old)} THEN {quote_string(new)}" for old, new in RENAMED_STATUSES.items())
    versions = ", ".join(map(quote_string, READABLE_VERSIONS))
    current = quote_string(SCHEMA_VERSION)
    upgraded = {
        "review": f"CASE review.status{renamed} ELSE review.status END",
        "schema_version": f"CASE WHEN schema_version IS NULL OR schema_version IN ({versions}) "
        f"THEN {current} ELSE schema_version END",
    }
    columns = [f'{upgraded.get(column.name) or _expression(column)} AS "{column.name}"' for column in COLUMNS]
    place = PLACE if only == "true" else f"CASE WHEN {only} THEN {PLACE} END"
    return ", ".join([*columns, f"{place} AS place", f"{_UNNAMED} AS unnamed"])


def _expression(column: Column) -> str:
    """The SQL of a column: `content[-1]."end"`, or the joined values of a list."""
    model: type[BaseModel] = Record
    sql, has_list = "", False
    for name, position in column.steps:
        annotation = model.model_fields[name].annotation
        if has_list:
            sql = f'list_transform({sql}, lambda part: part."{name}")'
        else:
            sql = f'{sql}."{name}"' if sql else f'"{name}"'
        if position is not None:
            sql = f"{sql}[{position + 1 if position >= 0 else position}]"  # SQL lists begin at 1
        has_list = has_list or (is_list(annotation) and position is None)
        model = inner_type(annotation)
    return f"nullif(array_to_string({sql}, {quote_string(column.separator)}), '')" if has_list else sql


def quote_string(text: str) -> str:
    """The text as an SQL string."""
    return "'" + text.replace("'", "''") + "'"


def quote_path(text: str) -> str:
    """The path as an SQL string. Brackets keep DuckDB from reading it as a pattern."""
    text = re.sub(r"([*?\[])", r"[\1]", text)
    return quote_string(text)
