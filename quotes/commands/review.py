"""`quotes review`: accept, reject and correct records on a local page."""

from __future__ import annotations

import getpass
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from quotes.commands.options import Texts, need_suffix

if TYPE_CHECKING:
    from quotes.desk.review.state import ReviewState


def review_cli(
    records: Annotated[Path, typer.Argument(metavar="RECORDS", help="JSON Lines, as 'quotes extract' writes them.")],
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="Port of the page; 0: any free port.")] = 0,
    by: Annotated[
        str | None,
        typer.Option(
            "--by",
            metavar="NAME",
            help="Name of the reviewer; default: the login name.",
        ),
    ] = None,
    texts: Texts = None,
    journal: Annotated[
        Path | None,
        typer.Option("--journal", metavar="FILE", help="File of the decisions; default: RECORDS.review.db."),
    ] = None,
    apply: Annotated[
        bool, typer.Option("--apply", help="Write the reviewed records instead of opening the page.")
    ] = False,
    blind: Annotated[
        bool,
        typer.Option("--blind", help="Keep this reviewer's decisions in a journal which no other reviewer sees."),
    ] = False,
    agreement: Annotated[
        bool, typer.Option("--agreement", help="Say how far blind reviewers agree: Cohen's kappa, F1.")
    ] = False,
    notes: Annotated[
        bool, typer.Option("--notes", help="Write what was flagged, skipped or commented on, as CSV.")
    ] = False,
    aliases: Annotated[
        Path | None,
        typer.Option("--aliases", metavar="CSV", help="Write merges of speakers in all articles into this table, too."),
    ] = None,
    gold: Annotated[
        bool, typer.Option("--gold", help="Write the gold set: the articles whose records are all decided.")
    ] = False,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write here (--apply, --gold).")
    ] = None,
    browse: Annotated[bool | None, typer.Option("--open/--no-open", help="Open the page in the browser.")] = None,
) -> None:
    """Review records on a local page, the least certain first.

    Each decision is saved at once, in a journal beside the records.

    Exit status: 0 done, 2 wrong usage or unreadable files.
    """
    by = by or _login()
    journal = journal or _journal_of(records, by if blind else None)
    if agreement:
        compare_reviewers(records, output=output)
    elif notes:
        need_suffix(output, ".csv")
        list_notes(records, journal, output=output)
    elif apply or gold:
        need_suffix(output, ".jsonl")
        write(records, journal, gold=gold, output=output)
    else:
        review(records, journal, port=port, by=by, blind=blind, texts=texts or [], aliases=aliases, browse=browse)


def _journal_of(records: Path, reviewer: str | None) -> Path:
    """The journal beside the records: quotes.jsonl.review.db, or quotes.jsonl.review.Ada.db of a blind reviewer."""
    from quotes.text.file_names import safe_name

    name = f".{safe_name(reviewer)}" if reviewer else ""
    return records.with_name(f"{records.name}.review{name}.db")


def _login() -> str:
    with suppress(Exception):  # a user without a name
        return getpass.getuser()
    return "reviewer"


def _open_state(records: Path, journal: Path) -> ReviewState:
    from quotes.desk.review.decision_journal import Journal
    from quotes.desk.review.state import ReviewState
    from quotes.errors import ReadError
    from quotes.formats.records.read import read_records

    if str(records) == "-":
        raise ReadError("-: a review needs a file to keep its decisions beside; write the records to one")
    loaded = list(read_records(str(records)))
    if not loaded:
        raise ReadError(f"{records}: no records to review")
    return ReviewState(loaded, Journal(journal))


def _open_existing(records: Path, journal: Path) -> ReviewState:
    from quotes.errors import ReadError

    if not journal.is_file():
        raise ReadError(f"{journal}: no such journal; review the records first, or name it with --journal")
    return _open_state(records, journal)


def list_notes(records: Path, journal: Path, *, output: Path | None) -> None:
    """Write the notes on records as CSV. Raises QuotesError."""
    from quotes.commands.output import open_output
    from quotes.desk.review.note_table import write_notes

    state = _open_existing(records, journal)
    with open_output(output) as stream:
        write_notes(state, stream)
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
    reviews = [(path.name.removeprefix(start).removesuffix(".db"), _open_state(records, path)) for path in journals]
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


def review(
    records: Path,
    journal: Path,
    *,
    port: int,
    by: str,
    blind: bool,
    texts: list[Path],
    aliases: Path | None,
    browse: bool | None,
) -> None:
    """Serve the page until Ctrl-C. Raises QuotesError."""
    from quotes.desk.review.desk import Desk
    from quotes.desk.review.server import listen, new_token, serve
    from quotes.formats.find_texts import TextFinder

    sock = listen(port)
    state = _open_state(records, journal)
    finder = TextFinder([*texts, records.parent])
    desk = Desk(state, finder.find, aliases=aliases)
    token = new_token()
    address = f"http://127.0.0.1:{sock.getsockname()[1]}/{token}/"
    progress = state.progress()
    typer.echo(f"quotes: {progress.total:,} records, {progress.decided:,} decided; decisions go to {journal}", err=True)
    typer.echo("quotes: the address contains the key to the page, keep it secret; Ctrl-C stops the page", err=True)
    typer.echo(address)
    sys.stdout.flush()
    if browse if browse is not None else _has_screen():
        import webbrowser

        webbrowser.open(address)
    serve(desk, sock, token=token, by=by, blind=blind)
    state.journal.close()


def _has_screen() -> bool:
    if not sys.stdout.isatty():
        return False
    return sys.platform in ("darwin", "win32") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
