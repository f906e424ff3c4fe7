"""The speakers of a corpus as JSON Lines, and as a table for a terminal and for CSV."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any, TextIO

from quotes.desk.speakers.merge import CorpusSpeaker
from quotes.desk.tables.views import Field, Table, View

_MAX_VARIANTS = 3  # shown on a terminal
_MAX_VARIANT = 60  # characters of a variant on a terminal: "An official, who asked not to be named because …"
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
            "joint",
            "articles",
            "variants",
            "article ids",
        )
    ),
    "",
)


def to_json(speaker: CorpusSpeaker) -> dict[str, Any]:
    """A speaker as a JSON object."""
    return {
        "name": speaker.name,
        "description": speaker.description,
        "nature": speaker.nature,
        "sector": speaker.sector,
        "wikidata": speaker.wikidata,
        "merged": speaker.merged,
        "records": speaker.records,
        "quoted": speaker.quoted,
        "joint": speaker.joint,
        "variants": [{"text": text, "records": number} for text, number in speaker.variants],
        "articles": [
            {"id": article.id, "sha256": article.sha256, "speaker": article.speaker, "records": article.records}
            for article in speaker.articles
        ],
    }


def write_lines(speakers: Iterable[CorpusSpeaker], stream: TextIO) -> None:
    """Write one speaker per line, as JSON."""
    for speaker in speakers:
        stream.write(json.dumps(to_json(speaker), ensure_ascii=False) + "\n")


def as_table(speakers: Sequence[CorpusSpeaker], *, limit: int | None = None, notes: tuple[str, ...] = ()) -> Table:
    """The table for a terminal, with only the most frequent variants."""
    shown = speakers[:limit]
    rows = (
        (
            speaker.name,
            speaker.description,
            speaker.nature,
            speaker.sector,
            speaker.wikidata,
            speaker.records,
            len(speaker.articles),
            ", ".join(f"{_cut(text)} ({number})" for text, number in speaker.variants[:_MAX_VARIANTS] if number),
        )
        for speaker in shown
    )
    return Table(_ON_TERMINAL, rows, len(speakers), len(shown), sum(speaker.records for speaker in speakers), notes)


def as_csv_table(speakers: Sequence[CorpusSpeaker]) -> Table:
    """The table for CSV, with all variants in one cell and all articles in another."""
    rows = (
        (
            speaker.name,
            speaker.description,
            speaker.nature,
            speaker.sector,
            speaker.wikidata,
            speaker.merged,
            speaker.records,
            speaker.quoted,
            speaker.joint,
            len(speaker.articles),
            "; ".join(text for text, _ in speaker.variants),
            "; ".join(article.id for article in speaker.articles),
        )
        for speaker in speakers
    )
    return Table(_IN_CSV, rows, len(speakers), len(speakers), sum(speaker.records for speaker in speakers))


def _cut(text: str) -> str:
    return text if len(text) <= _MAX_VARIANT else text[: _MAX_VARIANT - 2].rstrip() + " …"
