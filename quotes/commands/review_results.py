"""What `quotes review` writes instead of opening its page: reviewed records, gold, notes, agreement of reviewers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from quotes.commands.options import need_suffix

if TYPE_CHECKING:
    from quotes.desk.review.state import ReviewState


def open_state(records: Path, journal: Path) -> ReviewState:
    """The records of a file, or of a folder of gold, with the decisions of a journal. Raises QuotesError."""
    from quotes.desk.review.decision_journal import Journal
    from quotes.desk.review.gold_folder import GoldFolder
    from quotes.desk.review.state import ReviewState
    from quotes.errors import ReadError
    from quotes.formats.records.read import read_records

    if str(records) == "-":
        raise ReadError("-: a review needs a file to keep its decisions beside; write the records to one")
    if records.is_dir():
        folder = GoldFolder(records)
        return ReviewState(folder.records, Journal(journal), notes=folder.notes)
    loaded = list(read_records(str(records)))
    if not loaded:
        raise ReadError(f"{records}: no records to review")
    return ReviewState(loaded, Journal(journal))


def _open_existing(records: Path, journal: Path) -> ReviewState:
    from quotes.errors import ReadError

    if not journal.is_file():
        raise ReadError(f"{journal}: no such journal; review the records first, or name it with --journal")
    return open_state(records, journal)


def list_notes(records: Path, journal: Path, *, output: Path | None) -> None:
    """Write the notes on records as CSV. Raises QuotesError."""
    from quotes.commands.output import open_output
    from quotes.desk.review.note_table import write_notes

    state = _open_existing(records, journal)
    with open_output(output) as stream:
        write_notes(state, stream)
    state.journal.close()


def write_patch(records: Path, journal: Path, *, output: Path | None) -> None:
    """Write the corrections of a folder of gold as a patch of its files. Raises QuotesError."""
    from quotes.commands.output import open_output
    from quotes.desk.review.gold_folder import GoldFolder
    from quotes.errors import ReadError

    if not records.is_dir():
        raise ReadError(f"{records}: a patch is of a folder of gold in standoff JSON; use --apply for records")
    state = _open_existing(records, journal)
    patch = GoldFolder(records).make_patch(state)
    with open_output(output) as stream:
        stream.write(patch)
    state.journal.close()


def compare_reviewers(records: Path, *, output: Path | None) -> None:
    """Say how far the blind reviewers of these records agree, as text or, into a file, as JSON. Raises QuotesError."""
    import json
    from dataclasses import asdict

    from quotes.commands.output import open_output
    from quotes.desk.review.agreement import describe, find_agreements
    from quotes.errors import ReadError

    need_suffix(output, ".json", ".txt")
    start = f"{records.name}.review."
    journals = sorted(
        path
        for path in records.parent.glob("*.db")
        if path.name.startswith(start) and path.name != f"{records.name}.review.db"
    )
    if len(journals) < 2:
        raise ReadError(
            f"{records}: {len(journals)} blind review{'s' if len(journals) != 1 else ''}, and agreement needs two; "
            "review with --blind --by NAME"
        )
    reviews = [(path.name.removeprefix(start).removesuffix(".db"), open_state(records, path)) for path in journals]
    agreements = find_agreements(reviews)
    with open_output(output) as stream:
        if output is not None and output.suffix == ".json":
            json.dump([asdict(agreement) for agreement in agreements], stream, ensure_ascii=False, indent=1)
            stream.write("\n")
        else:
            stream.write("\n\n".join(map(describe, agreements)) + "\n")
    for _, state in reviews:
        state.journal.close()


def write(records: Path, journal: Path, *, gold: bool, output: Path | None) -> None:
    """Write the reviewed records, or the gold set. Raises QuotesError."""
    from quotes.commands.output import open_output
    from quotes.desk.review.apply import gold as gold_of
    from quotes.desk.review.apply import reviewed
    from quotes.formats.records.jsonl import write_jsonl
    from quotes.text.terminal import clean_line

    state = _open_existing(records, journal)
    if gold:
        gold_set = gold_of(state)
        typer.echo(
            f"quotes: gold of {gold_set.articles} articles, {len(gold_set.records)} attributions"
            + (
                f"; {gold_set.unfinished} articles are not reviewed to the end and left out"
                if gold_set.unfinished
                else ""
            ),
            err=True,
        )
        for progress in gold_set.nearly:
            name = progress.article.title or progress.article.id
            typer.echo(f"quotes: {progress.decided} of {progress.total} decided: {clean_line(name)}", err=True)
        exported = iter(gold_set.records)
    else:
        exported = reviewed(state)
    with open_output(output) as stream:
        write_jsonl(exported, stream)
    state.journal.close()
