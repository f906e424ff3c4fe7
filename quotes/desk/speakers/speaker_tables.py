"""The speakers of a corpus as JSON Lines, and as a table for a terminal and for CSV."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any, TextIO

from quotes.desk.speakers.merge import CorpusSpeaker
from quotes.desk.tables.views import Field, Table, View

_SHOWN = 3  # variants on a terminal
_LONGEST = 60  # characters of one there: "An official, who asked not to be named because …"
_ON_TERMINAL = View(
    "speakers",
    "Speakers of the corpus",
    "speaker",
    (
        Field("speaker", "", 5),
        Field("description", "", 5, wide=True),
        Field("nature", "", 4, wide=True, code=True),
        Field("sector", "", 4, code=True),
        Field("wikidata", "", 2, wide=True),
        Field("records", ""),
        Field("articles", ""),
        Field("variants", "", 8),
    ),
    "",
)
_IN_CSV = View(
    "speakers",
    "Speakers of the corpus",
    "speaker",
    tuple(
        Field(name, "")
        for name in (
            "speaker",
            "description",
            "nature",
            "sector",
            "wikidata",
            "merged",
            "records",
            "quoted",
            "articles",
            "variants",
            "article ids",
        )
    ),
    "",
)


def to_json(speaker: CorpusSpeaker) -> dict[str, Any]:
    """A speaker as plain values."""
    return {
        "name": speaker.name,
        "description": speaker.description,
        "nature": speaker.nature,
        "sector": speaker.sector,
        "wikidata": speaker.wikidata,
        "merged": speaker.merged,
        "records": speaker.records,
        "quoted": speaker.quoted,
        "variants": [{"text": text, "records": number} for text, number in speaker.variants],
        "articles": [
            {"id": one.id, "sha256": one.sha256, "speaker": one.speaker, "records": one.records}
            for one in speaker.articles
        ],
    }


def write_lines(speakers: Iterable[CorpusSpeaker], stream: TextIO) -> None:
    """One speaker a line, as JSON."""
    for speaker in speakers:
        stream.write(json.dumps(to_json(speaker), ensure_ascii=False) + "\n")


def as_table(speakers: Sequence[CorpusSpeaker], *, limit: int | None = None) -> Table:
    """What people read on a terminal: the commonest variants alone."""
    shown = speakers[:limit]
    rows = (
        (
            one.name,
            one.description,
            one.nature,
            one.sector,
            one.wikidata,
            one.records,
            len(one.articles),
            ", ".join(f"{_cut(text)} ({number})" for text, number in one.variants[:_SHOWN] if number),
        )
        for one in shown
    )
    return Table(_ON_TERMINAL, rows, len(speakers), len(shown), sum(one.records for one in speakers))


def as_csv_table(speakers: Sequence[CorpusSpeaker]) -> Table:
    """Everything, variants and articles in one cell each."""
    rows = (
        (
            one.name,
            one.description,
            one.nature,
            one.sector,
            one.wikidata,
            one.merged,
            one.records,
            one.quoted,
            len(one.articles),
            "; ".join(text for text, _ in one.variants),
            "; ".join(where.id for where in one.articles),
        )
        for one in speakers
    )
    return Table(_IN_CSV, rows, len(speakers), len(speakers), sum(one.records for one in speakers))


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 2].rstrip() + " …"
