"""`quotes review`: accept, reject and correct records on a local page."""

from __future__ import annotations

import getpass
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from quotes.commands.options import Texts, need_suffix
from quotes.commands.review_results import compare_reviewers, list_notes, open_state, write, write_patch
from quotes.commands.selection_options import say_notes, takes_selection
from quotes.errors import OutputError

if TYPE_CHECKING:
    from quotes.desk.review.state import ReviewState
    from quotes.desk.selection.selection import Selection


@takes_selection
def review_cli(
    records: Annotated[
        Path,
        typer.Argument(metavar="RECORDS", help="JSON Lines, as 'quotes extract' writes them, or a folder of gold."),
    ],
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
    gold: Annotated[
        bool, typer.Option("--gold", help="Write the gold set: the articles whose records are all decided.")
    ] = False,
    patch: Annotated[
        bool, typer.Option("--patch", help="Write the corrections of a folder of gold as a patch, for 'git apply'.")
    ] = False,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write here (--apply, --gold, --patch).")
    ] = None,
    browse: Annotated[bool | None, typer.Option("--open/--no-open", help="Open the page in the browser.")] = None,
    *,
    selection: Selection,
) -> None:
    """Review records on a local page, the least certain first; or gold in standoff JSON.

    Each decision is saved at once, in a journal beside the records. The page shows the selected records; merges of
    speakers in all articles are also written into the table of --aliases.

    Exit status: 0 done, 2 wrong usage or unreadable files.
    """
    by = by or _login()
    if (agreement or notes or apply or gold or patch) and replace(selection, aliases=None):
        raise OutputError(
            "--where, --min-confidence and the like choose what the page shows; leave them out here, and select from "
            "what --apply writes"
        )
    journal = journal or _journal_of(records, by if blind else None)
    if agreement:
        compare_reviewers(records, output=output)
    elif notes:
        need_suffix(output, ".csv")
        list_notes(records, journal, output=output)
    elif patch:
        need_suffix(output, ".patch", ".diff")
        write_patch(records, journal, output=output)
    elif apply or gold:
        need_suffix(output, ".jsonl")
        write(records, journal, gold=gold, output=output)
    else:
        review(records, journal, port=port, by=by, blind=blind, texts=texts or [], selection=selection, browse=browse)


def _journal_of(records: Path, reviewer: str | None) -> Path:
    """The journal beside the records: quotes.jsonl.review.db, or quotes.jsonl.review.Ada.db of a blind reviewer."""
    from quotes.text.file_names import safe_name

    if records.name in ("", ".."):  # the folder of gold that one is in
        records = records.resolve()
    name = f".{safe_name(reviewer)}" if reviewer else ""
    return records.with_name(f"{records.name}.review{name}.db")


def _login() -> str:
    with suppress(Exception):  # a user without a name
        return getpass.getuser()
    return "reviewer"


def review(
    records: Path,
    journal: Path,
    *,
    port: int,
    by: str,
    blind: bool,
    texts: list[Path],
    selection: Selection,
    browse: bool | None,
) -> None:
    """Serve the page until Ctrl-C. Raises QuotesError."""
    from quotes.desk.review.desk import Desk
    from quotes.desk.review.server import serve
    from quotes.desk.web.listener import listen, new_token
    from quotes.formats.find_texts import TextFinder

    state = open_state(records, journal)
    finder = TextFinder([*texts, records.parent])
    notes: list[str] = []
    only = _select(records, state, selection, notes.extend)
    say_notes(notes)
    sock = listen(port)
    desk = Desk(state, finder.find, aliases=selection.aliases, only=only, notes=tuple(notes))
    token = new_token()
    address = f"http://127.0.0.1:{sock.getsockname()[1]}/{token}/"
    progress = state.progress()
    typer.echo(f"quotes: {progress.total:,} records, {progress.decided:,} decided; decisions go to {journal}", err=True)
    typer.echo("quotes: the address contains the key to the page, keep it secret; Ctrl-C stops the page", err=True)
    typer.echo(address)
    sys.stdout.flush()
    if browse if browse is not None else has_screen():
        import webbrowser

        webbrowser.open(address)
    serve(desk, sock, token=token, by=by, blind=blind)
    state.journal.close()


def _select(
    records: Path, state: ReviewState, selection: Selection, tell: Callable[[Sequence[str]], Any]
) -> frozenset[str] | None:
    """The names of the records that the page shows, None for all. The table of aliases may not exist yet."""
    from quotes.desk.selection.selected_records import find_selected

    if selection.aliases is not None and not selection.aliases.exists():
        selection = replace(selection, aliases=None)
    if not replace(selection, aliases=None):
        return None
    if records.is_dir():
        raise OutputError(
            f"{records}: a folder of gold is reviewed whole; leave out --where, --min-confidence and the like"
        )
    selected = find_selected(str(records), selection, tell=tell)
    return frozenset(
        state.name_of(record) for record in state.original_records() if (record.id, record.article.key) in selected
    )


def has_screen() -> bool:
    """True where a person would see a browser that is opened."""
    if not sys.stdout.isatty():
        return False
    return sys.platform in ("darwin", "win32") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
