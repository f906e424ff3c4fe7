"""What a reviewer can decide: `Decision(kind="accept", record="6f1d0c0000000000", by="desk")`."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from quotes.record import Anonymity, Cue, Extent, Mode, Nature, QuoteType, Record, Sector, Speaker, VerbClass

Kind = Literal["accept", "reject", "mend", "add", "merge", "undo"]
SPEAKERS = "speakers"  # what a merge decides on: two merges at once could contradict each other
_RECORD_ID = "^[0-9a-f]{16}$"


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Mend(_Strict):
    """What changes in a record. What is not set stays; what is set to null goes."""

    content: tuple[Extent, ...] | None = Field(default=None, min_length=1)
    verbatim: tuple[Extent, ...] | None = None
    cue: Cue | None = None
    source: Extent | None = None
    addressee: Extent | None = None
    medium: Extent | None = None
    context: Extent | None = None
    speaker: Speaker | None = None
    quote_type: QuoteType | None = None
    mode: Mode | None = None
    verb_class: VerbClass | None = None
    nature: Nature | None = None
    sector: Sector | None = None
    anonymity: Anonymity | None = None

    def changes(self, record: Record) -> dict[str, Any]:
        """The fields of the record that differ, as `Record.model_copy` takes them."""
        given = self.model_fields_set
        changed: dict[str, Any] = {
            name: getattr(self, name)
            for name in ("content", "verbatim", "context", "quote_type", "mode")
            if name in given and getattr(self, name) is not None
        }
        changed |= {
            name: getattr(self, name) for name in ("cue", "source", "addressee", "medium", "speaker") if name in given
        }
        if changed.get("speaker") is not None:
            changed["unresolved"] = None
        cue = changed.get("cue", record.cue)
        if "verb_class" in given and cue is not None:
            changed["cue"] = cue.model_copy(update={"verb_class": self.verb_class})
        kinds: dict[str, Any] = {
            name: getattr(self, name)
            for name in ("nature", "sector")
            if name in given and getattr(self, name) is not None
        }
        if "anonymity" in given:
            kinds["anonymity"] = self.anonymity
        if kinds:
            changed["source_type"] = record.source_type.model_copy(update=kinds)
        return changed


class Merge(_Strict):
    """One speaker is another: `gone` becomes `kept`, in one article (its hash) or in all."""

    gone: str = Field(min_length=1)
    kept: Speaker
    article: str | None

    @model_validator(mode="after")
    def _differ(self) -> Merge:
        if self.gone == self.kept.id:
            raise ValueError("a speaker cannot be merged with itself")
        return self


class Decision(_Strict):
    """One decision; `seq`, `at` (ISO 8601, UTC) are the journal's to set."""

    seq: int = 0
    at: str = ""
    by: str = Field(min_length=1, max_length=80)
    kind: Kind
    record: str | None = Field(default=None, pattern=_RECORD_ID)
    mend: Mend | None = None
    added: Record | None = None
    merge: Merge | None = None
    undoes: int | None = None

    @model_validator(mode="after")
    def _complete(self) -> Decision:
        needed = {"mend": self.mend, "add": self.added, "merge": self.merge, "undo": self.undoes}
        if self.kind in needed and needed[self.kind] is None:
            raise ValueError(f"a decision to {self.kind} must say what")
        if self.kind in ("accept", "reject", "mend", "add") and self.record is None:
            raise ValueError(f"a decision to {self.kind} must name the record")
        return self
