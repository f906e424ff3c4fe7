"""What a speaker said over time: `make_timeline(archive, Filters(speaker="Stoltenberg"), about="NATO")`.

Statements that are the same in nearly the same words are one entry, at the date of the first; `quotes claims` decides
in the same way which are.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from quotes.desk.archive.archive import Archive
from quotes.desk.archive.filters import Condition, Filters
from quotes.desk.archive.search import Hit, LineReader, list_records
from quotes.desk.claims.rank import describe_wordings
from quotes.desk.claims.statement_groups import group_statements
from quotes.record import Record


@dataclass(frozen=True)
class Wording:
    """The same statement in another article, and the words in which it differs from the first."""

    hit: Hit
    only_here: tuple[str, ...]
    only_there: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """The wording as a JSON object."""
        return {
            "date": self.hit.date,
            "said": self.hit.said,
            "cue": self.hit.cue,
            "only_here": list(self.only_here),
            "only_there": list(self.only_there),
            "title": self.hit.title,
            "outlet": self.hit.outlet,
            "url": self.hit.url,
            "article": self.hit.article,
            "id": self.hit.id,
        }


@dataclass(frozen=True)
class Entry:
    """A statement with its other wordings, both by date."""

    hit: Hit
    record: dict[str, Any]
    wordings: tuple[Wording, ...]

    def to_json(self) -> dict[str, Any]:
        """The entry as `quotes timeline` writes it, with the whole record of the first wording."""
        hit = self.hit
        return {
            "date": hit.date,
            "last": (self.wordings[-1].hit if self.wordings else hit).date,
            "speaker": hit.speaker,
            "said": hit.said,
            "cue": hit.cue,
            "type": hit.type,
            "title": hit.title,
            "outlet": hit.outlet,
            "url": hit.url,
            "article": hit.article,
            "wordings": [wording.to_json() for wording in self.wordings],
            "record": self.record,
        }


def make_timeline(archive: Archive, filters: Filters, *, about: str | None = None) -> tuple[Condition, Iterator[Entry]]:
    """The statements of the filters' speaker, the earliest first, those without a date last. Raises QuotesError."""
    condition, matches = list_records(archive, filters, about)
    return condition, _group(archive, list(matches))


def _group(archive: Archive, hits: list[Hit]) -> Iterator[Entry]:
    lines = LineReader(archive)
    raw = [lines.read(hit) for hit in hits]
    records = [_name(Record.model_validate_json(line), hit.speaker) for line, hit in zip(raw, hits, strict=True)]
    for first, *others in group_statements(records):
        differences = describe_wordings([records[number] for number in others], records[first])
        wordings = (
            Wording(hits[number], tuple(words["only_here"]), tuple(words["only_there"]))
            for number, words in zip(others, differences, strict=True)
        )
        yield Entry(hits[first], json.loads(raw[first]), tuple(wordings))


def _name(record: Record, name: str | None) -> Record:
    """The record with the name that its speaker has over all articles."""
    if record.speaker is None or name is None:
        return record
    return record.model_copy(update={"speaker": record.speaker.model_copy(update={"name": name})})
