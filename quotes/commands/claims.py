"""`quotes claims`: the statements most worth a fact-check, with reasons."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from quotes.commands.options import Output, RecordsFile, choose_format, format_option
from quotes.commands.selection_options import say_notes, takes_selection

if TYPE_CHECKING:
    from quotes.desk.claims.rank import Claim
    from quotes.desk.selection.selection import Selection
    from quotes.record import Record


FORMATS = ("jsonl", "table")
_SUFFIXES = {".jsonl": "jsonl", ".txt": "table"}


@takes_selection
def claims_cli(
    records: RecordsFile,
    top: Annotated[
        int | None, typer.Option("--top", min=1, metavar="N", help="Only the N most checkable statements.")
    ] = None,
    topic: Annotated[
        str | None, typer.Option("--topic", metavar="WORDS", help="Only statements whose key terms match.")
    ] = None,
    form: Annotated[
        str | None,
        format_option(FORMATS, "--to", help="Default: by FILE's suffix; table on a terminal, jsonl in a pipe."),
    ] = None,
    output: Output = None,
    *,
    selection: Selection,
) -> None:
    """Rank statements by how checkable they are.

    Whether they are true is not said. Each has its reasons, and other wordings of the same statement.

    Exit status: 0 done, 2 wrong usage.
    """
    form = choose_format(form, output, _SUFFIXES, terminal="table", pipe="jsonl")
    claims(records, top=top, topic=topic, form=form, output=output, selection=selection)


def claims(
    records: str, *, top: int | None, topic: str | None, form: str, output: Path | None, selection: Selection
) -> None:
    """Write the statements of a file of records, most checkable first. Raises QuotesError."""
    from quotes.commands.output import keep_inputs, open_output
    from quotes.desk.claims.rank import rank_claims

    keep_inputs(output, [records])
    chosen = _read(records, selection)
    topics = None
    if topic is not None:
        from quotes.desk.claims.topics import find_topics, has_textrank
        from quotes.pipeline import load

        if not has_textrank():
            typer.echo("quotes: textacy is not installed; key terms are ranked by frequency, not by TextRank", err=True)
        about = list(find_topics(chosen, topic, load()))
        chosen, topics = [record for record, _ in about], [terms for _, terms in about]
        if not chosen:
            typer.echo(f"quotes: no statement about {topic!r} among the key terms", err=True)
    with open_output(output) as stream:
        ranked = rank_claims(chosen, top=top, topics=topics)
        if form == "table":
            print_claims(ranked, stream)
        else:
            for claim in ranked:
                stream.write(to_line(claim))


def _read(records: str, selection: Selection) -> list[Record]:
    """All records, read without garbage collection: its search for cycles would take longer than the reading."""
    import gc

    from quotes.desk.selection.selected_records import read_selected

    gc.disable()
    try:
        return list(read_selected([records], selection, tell=say_notes))
    finally:
        gc.freeze()
        gc.enable()


def to_line(claim: Claim) -> str:
    """The claim as one line of JSON."""
    import json

    return json.dumps(claim.to_json(), ensure_ascii=False) + "\n"


def print_claims(claims: Iterable[Claim], stream: TextIO) -> None:
    """Print a table for a person: each statement, and the reasons for its rank."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from quotes.text.terminal import clean_line

    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0))
    table.add_column("#", justify="right", no_wrap=True)
    table.add_column("Score", justify="right", no_wrap=True)
    table.add_column("Claim", ratio=3, overflow="fold")
    table.add_column("Reasons", ratio=2, overflow="fold")
    for claim in claims:
        wordings = Text(clean_line(claim.sentence))
        article = claim.record.article
        place = " · ".join(filter(None, (article.title or article.id, article.published, article.publisher)))
        wordings.append(f"\n{clean_line(place)}", style="dim")
        for repetition in claim.same_statement[:5]:
            wordings.append(f"\n= {clean_line(' … '.join(part.text for part in repetition.content))}", style="cyan")
            wordings.append(f" ({clean_line(repetition.article.id)})", style="dim")
        if len(claim.same_statement) > 5:
            wordings.append(f"\n= {len(claim.same_statement) - 5} more", style="dim")
        reasons = Text("\n").join(
            Text(f"{reason.points:+g} {clean_line(reason.signal)}", style="red" if reason.points < 0 else "")
            for reason in claim.reasons
        )
        table.add_row(str(claim.rank), f"{claim.score:g}", wordings, reasons)
    Console(file=stream, highlight=False).print(table)
