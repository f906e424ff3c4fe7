"""Validate schema.org nodes by the models of schema_org-py, from the innermost node out."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import Any

import schema_org


def validate(node: Any) -> Any:
    """The node as its model. Raises pydantic's ValidationError for a term or a value that schema.org does not have."""
    if isinstance(node, list):
        return [validate(item) for item in node]
    if not isinstance(node, dict):
        return node
    model = getattr(schema_org, node["@type"])
    fields = {key: validate(value) for key, value in node.items()}
    if "datePublished" in fields:  # the models take a date for what JSON can only write as text
        with suppress(ValueError):
            fields["datePublished"] = date.fromisoformat(fields["datePublished"])
    return model.model_validate(fields)
