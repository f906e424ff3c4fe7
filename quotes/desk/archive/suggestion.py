"""A suggestion about speakers: a row of the table of aliases, with the reasons for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class Suggestion:
    """That `variant` is `name`: in all articles, or in `article` alone, where a speaker is split."""

    kind: Literal["merge", "split"]
    key: str
    variant: str
    name: str
    article: str | None
    points: int  # what speaks for it, to compare suggestions
    records: int
    reasons: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """The suggestion as a JSON object."""
        return {
            "kind": self.kind,
            "variant": self.variant,
            "name": self.name,
            "article": self.article,
            "points": self.points,
            "records": self.records,
            "reasons": list(self.reasons),
        }
