"""What reviewers say of a record without deciding on it: skipped, flagged, a comment.

>>> Note().with_decision(Decision(kind="flag", record="6f1d0c0000000000", flagged=True, by="Ada")).flagged
True
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from quotes.desk.review.decisions import Decision


@dataclass(frozen=True)
class Note:
    """The notes on one record; `by` and `at` are of the last of them."""

    skipped: bool = False
    flagged: bool = False
    comment: str = ""
    by: str = ""
    at: str = ""

    def with_decision(self, decision: Decision) -> Note:
        """The note after a decision to skip, flag or comment."""
        note = replace(self, by=decision.by, at=decision.at)
        if decision.kind == "skip":
            return replace(note, skipped=True)
        if decision.kind == "flag":
            return replace(note, flagged=bool(decision.flagged))
        return replace(note, comment=decision.comment or "")
