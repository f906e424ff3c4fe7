"""The notes of a review as CSV, one row per record that was flagged, skipped or commented on."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from typing import TextIO

from quotes.desk.review.state import ReviewState
from quotes.text.spreadsheets import neutralize

COLUMNS = ("id", "article", "speaker", "content", "flagged", "skipped", "comment", "by", "at")


def write_notes(state: ReviewState, stream: TextIO) -> int:
    """Write every record with a note as CSV; returns their number."""
    noted = [(name, note) for name, note in state.notes.items() if note.skipped or note.flagged or note.comment]
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    for name, note in noted:
        record = state.current.get(name)
        if record is None:
            continue
        speaker = record.speaker.name if record.speaker else ""
        content = " … ".join(part.text for part in record.content)
        writer.writerow(
            _cells((record.id, record.article.title or record.article.id, speaker, content))
            + ["true" if value else "false" for value in (note.flagged, note.skipped)]
            + _cells((note.comment, note.by, note.at))
        )
    return len(noted)


def _cells(values: Iterable[str]) -> list[str]:
    return [neutralize(value) for value in values]
