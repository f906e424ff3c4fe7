"""What a reviewer can decide: `Decision(kind="accept", record="6f1d0c0000000000", by="desk")`."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from quotes.columns import COLUMNS
from quotes.record import (
    Anonymity,
    Cue,
    Extent,
    Mode,
    Nature,
    QuoteType,
    Record,
    Sector,
    Speaker,
    Tense,
    VerbClass,
)

Kind = Literal["accept", "reject", "correct", "add", "merge", "undo", "accept_many", "skip", "flag", "comment"]
NOTES = ("skip", "flag", "comment")  # they say something of a record and decide nothing
SPEAKERS = "speakers"  # the target of merges: two merges at once could contradict each other
MANY = "many"  # the target of a decision on many records, which are in its body
MAX_COMMENT = 2000  # characters
_RECORD_NAME = (
    r"^[0-9a-f]{16}(\.[0-9a-f]{8})?$"  # the id, with the mark of the copy if another article has the same text
)


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Labels(_Strict):
    """The labels that a reviewer can change, named like the columns of a record. Unset labels stay."""

    quote_type: QuoteType | None = None
    mode: Mode | None = None
    verb_class: VerbClass | None = None
    tense: Tense | None = None
    negated: bool | None = None
    nature: Nature | None = None
    sector: Sector | None = None
    anonymity: Anonymity | None = None
    secondhand: bool | None = None
    declined: bool | None = None


LABELS = {column.name: column for column in COLUMNS if column.name in Labels.model_fields}
NULLABLE = ("verb_class", "tense", "anonymity")  # labels that a record can lack


class Correction(Labels):
    """Changes to a record. Unset fields stay; fields set to null are removed if a record can lack them."""

    content: tuple[Extent, ...] | None = Field(default=None, min_length=1)
    verbatim: tuple[Extent, ...] | None = None
    cue: Cue | None = None
    source: Extent | None = None
    addressee: Extent | None = None
    medium: Extent | None = None
    reason: Extent | None = None
    context: Extent | None = None
    speaker: Speaker | None = None

    def changes(self, record: Record) -> dict[str, Any]:
        """The fields of the record that differ, as `Record.model_copy` takes them."""
        fields_set = self.model_fields_set
        changed: dict[str, Any] = {
            name: getattr(self, name)
            for name in ("content", "verbatim", "context")
            if name in fields_set and getattr(self, name) is not None
        }
        changed |= {
            name: getattr(self, name)
            for name in ("cue", "source", "addressee", "medium", "speaker")
            if name in fields_set
        }
        if changed.get("speaker") is not None:
            changed["unresolved"] = None
        parts: dict[str, dict[str, Any]] = {"": {}, "cue": {}, "source_type": {}}
        for name, column in LABELS.items():
            part = column.path.rpartition(".")[0]
            value = getattr(self, name)
            if name in fields_set and (value is not None or name in NULLABLE):
                parts[part][name] = value
        if "reason" in fields_set:
            parts["source_type"]["reason"] = self.reason
        cue = changed.get("cue", record.cue)
        if parts["cue"] and cue is not None:
            changed["cue"] = cue.model_copy(update=parts["cue"])
        if parts["source_type"]:
            changed["source_type"] = record.source_type.model_copy(update=parts["source_type"])
        return changed | parts[""]


class Merge(_Strict):
    """One speaker is another: `gone` becomes `kept`, in one article (its name in the review) or in all."""

    gone: str = Field(min_length=1)
    kept: Speaker
    article: str | None

    @model_validator(mode="after")
    def _differ(self) -> Merge:
        if self.gone == self.kept.id:
            raise ValueError("a speaker cannot be merged with itself")
        return self


class Decision(_Strict):
    """One decision; the journal sets `seq` and `at` (ISO 8601, UTC)."""

    seq: int = 0
    at: str = ""
    by: str = Field(min_length=1, max_length=80)
    kind: Kind
    record: str | None = Field(default=None, pattern=_RECORD_NAME)
    correction: Correction | None = None
    added: Record | None = None
    merge: Merge | None = None
    undoes: int | None = None
    records: tuple[str, ...] | None = None  # that were open, of a decision to accept many
    flagged: bool | None = None
    comment: str | None = Field(default=None, max_length=MAX_COMMENT)  # "" takes it away

    @model_validator(mode="before")
    @classmethod
    def _rename(cls, data: Any) -> Any:
        """Journals of schema "1" call a correction a "mend"."""
        if isinstance(data, dict) and data.get("kind") == "mend":
            rest = {key: value for key, value in data.items() if key != "mend"}
            return {**rest, "kind": "correct", "correction": data.get("mend")}
        return data

    @model_validator(mode="after")
    def _complete(self) -> Decision:
        needed = {
            "correct": self.correction,
            "add": self.added,
            "merge": self.merge,
            "undo": self.undoes,
            "accept_many": self.records,
            "flag": self.flagged,
            "comment": self.comment,
        }
        if self.kind in needed and needed[self.kind] is None:
            raise ValueError(f"a decision to {self.kind} must say what")
        if self.kind not in ("merge", "undo", "accept_many") and self.record is None:
            raise ValueError(f"a decision to {self.kind} must name the record")
        return self
