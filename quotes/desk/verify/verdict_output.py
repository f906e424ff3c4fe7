"""Verdicts as JSON Lines and as CSV."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from quotes.desk.tables.table_formats import write_csv
from quotes.desk.tables.views import Field, Table, View
from quotes.desk.verify.marked import mark_in_text
from quotes.desk.verify.verdict import Check, quoted_text
from quotes.desk.verify.verdict_line import CheckLine

COLUMNS = (
    "verdict",
    "score",
    "speaker",
    "quotation",
    "marked",
    "passage",
    "label",
    "source",
    "path",
    "start",
    "end",
    "places",
    "article",
    "record",
)
_VIEW = View("verify", "Quotations checked", None, tuple(Field(name, "") for name in COLUMNS), "")


def write_lines(checks: Iterable[Check], stream: TextIO) -> None:
    """Write a JSON object per quotation."""
    for check in checks:
        stream.write(CheckLine.of(check).model_dump_json() + "\n")


def write_table(checks: list[Check], stream: TextIO, *, for_excel: bool) -> None:
    """Write a row of CSV per quotation; cells that a spreadsheet would run as a formula are neutralized."""
    rows = map(_row, checks)
    write_csv(Table(_VIEW, rows, len(checks), len(checks), len(checks)), stream, for_excel=for_excel)


def _row(check: Check) -> tuple[object, ...]:
    record, passage = check.record, check.passage
    return (
        check.verdict,
        round(check.score, 3),
        record.speaker.name if record.speaker else None,
        quoted_text(record),
        mark_in_text(record, CheckLine.of(check)) if check.differences else None,
        passage.text if passage else None,
        passage.label if passage else None,
        passage.article.title or passage.article.id if passage else None,
        passage.article.source_path if passage else None,
        passage.start if passage else None,
        passage.end if passage else None,
        check.places,
        record.article.id,
        record.id,
    )
