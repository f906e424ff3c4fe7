"""Which records a command counts: `Selection(min_confidence=0.7, aliases=Path("aliases.csv"))`.

The records are cut in this order: those that a reviewer rejected, copies, those below a confidence, those that an
expression does not hold for. What was cut is told in sentences, which every page and command shows.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from quotes.desk.selection.attributes import NO_ATTRIBUTES, read_attributes
from quotes.desk.selection.copies import count_copies, remove_copies
from quotes.desk.selection.credit import credit_speakers
from quotes.desk.selection.expressions import check_expression
from quotes.desk.speakers.given import read_aliases, read_ids, read_splits

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True)
class Selection:
    """What the options say that every command has: which records count, and what the user knows about speakers."""

    where: str | None = None  # SQL over the columns of a record
    min_confidence: float | None = None
    min_speaker_confidence: float | None = None
    aliases: Path | None = None  # CSV: variant,name,sector,article
    wikidata: Path | None = None  # CSV: name,wikidata
    attributes: Path | None = None  # CSV: name or id, and any other columns
    dedupe: bool = False  # copies of an article count once

    def __bool__(self) -> bool:
        """True if it changes anything."""
        return self != EVERYTHING


EVERYTHING = Selection()


def apply(
    connection: duckdb.DuckDBPyConnection, selection: Selection, *, rejected: bool, credit: bool
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Cut the relation `records` down to the selection, and credit its speakers, unless nobody asks for them.

    Returns what was cut, in sentences, and the columns that the user's attributes add.

    Raises QuotesError for a table of the user's that cannot be read and for an expression that is not valid.
    """
    aliases = read_aliases(selection.aliases) if selection.aliases is not None else {}
    splits = read_splits(selection.aliases) if selection.aliases is not None else {}
    ids = read_ids(selection.wikidata) if selection.wikidata is not None else {}
    attributes = NO_ATTRIBUTES if selection.attributes is None else read_attributes(selection.attributes)
    notes: list[str] = []
    if not rejected and (number := _cut(connection, "review IS DISTINCT FROM 'rejected'")):
        notes.append(f"{_records(number)} that a reviewer rejected {_are(number)} left out")
    notes += remove_copies(connection) if selection.dedupe else count_copies(connection)
    if selection.min_confidence is not None:
        number = _cut(connection, f"confidence >= {selection.min_confidence:g}")
        notes.append(f"{_records(number)} below confidence {selection.min_confidence:g} {_are(number)} left out")
    if selection.min_speaker_confidence is not None:
        least = selection.min_speaker_confidence
        number = _cut(connection, f"speaker_confidence IS NULL OR speaker_confidence >= {least:g}")
        notes.append(f"{_records(number)} below speaker confidence {least:g} {_are(number)} left out")
    if credit or aliases or splits or attributes.columns:
        credit_speakers(connection, aliases, ids, attributes, splits)
    if selection.where is not None:
        number = _cut(connection, check_expression(connection, selection.where))
        if credit:
            connection.execute("DELETE FROM credits WHERE row NOT IN (SELECT rowid FROM records)")
        notes.append(f"{_records(number)} without {selection.where} {_are(number)} left out")
    return tuple(notes), attributes.columns


def _cut(connection: duckdb.DuckDBPyConnection, condition: str) -> int:
    """Keep the records that a condition holds for; returns the number of the others."""
    return int(connection.execute(f"DELETE FROM records WHERE ({condition}) IS NOT TRUE").fetchall()[0][0])


def _records(number: int) -> str:
    return "1 record" if number == 1 else f"{number:,} records"


def _are(number: int) -> str:
    return "is" if number == 1 else "are"
