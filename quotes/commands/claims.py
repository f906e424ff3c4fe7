"""`quotes claims`: the statements most worth a fact-check, with reasons."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

if TYPE_CHECKING:
    from quotes.desk.claims.rank import Claim
    from quotes.record import Record


class ClaimsFormat(str, Enum):
    """What the claims are written as."""

    jsonl = "jsonl"
    table = "table"


def claims_cli(
    records: Annotated[str, typer.Argument(metavar="RECORDS", help="JSON Lines of 'quotes extract', or - for stdin.")],
    top: Annotated[int | None, typer.Option("--top", min=1, metavar="N", help="Only the first N statements.")] = None,
    topic: Annotated[
        str | None, typer.Option("--topic", metavar="WORDS", help="Only statements about this, by key terms.")
    ] = None,
    to: Annotated[
        ClaimsFormat | None, typer.Option("--to", help="jsonl or table; else a table on a terminal, jsonl in a pipe.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write here, whole or not at all.")
    ] = None,
) -> None:
    """Rank statements by how checkable they are, not by whether they are true.

    Each has its reasons, and the other wordings of the same statement. Exit status: 0 done, 2 wrong usage.
    """
    from quotes.commands.errors import explained

    form = to or (ClaimsFormat.table if output is None and sys.stdout.isatty() else ClaimsFormat.jsonl)
    with explained():
        claims(records, top=top, topic=topic, form=form, output=output)


def claims(records: str, *, top: int | None, topic: str | None, form: ClaimsFormat, output: Path | None) -> None:
    """Write the statements of a file of records, most checkable first. Raises QuotesError."""
    from quotes.commands.output import open_output
    from quotes.desk.claims.rank import rank_claims

    found = _read(records)
    topics = None
    if topic is not None:
        from quotes.desk.claims.topics import find_topics
        from quotes.pipeline import load

        about = list(find_topics(found, topic, load()))
        found, topics = [record for record, _ in about], [terms for _, terms in about]
        if not found:
            typer.echo(f"quotes: no statement about {topic!r} among the key terms", err=True)
    with open_output(output) as stream:
        ranked = rank_claims(found, top=top, topics=topics)
        if form is ClaimsFormat.table:
            print_claims(ranked, stream)
        else:
            for claim in ranked:
                stream.write(to_line(claim))


def _read(records: str) -> list[Record]:
    """All records. Without Python's search for cycles, of which they have none: it takes longer than the reading."""
    import gc

    from quotes.formats.records.read import read_records

    gc.disable()
    try:
        return list(read_records(records))
    finally:
        gc.freeze()
        gc.enable()


def to_line(claim: Claim) -> str:
    """One line of JSON."""
    import json

    return json.dumps(claim.to_json(), ensure_ascii=False) + "\n"


def print_claims(claims: Iterable[Claim], stream: TextIO) -> None:
    """A table for a person: the statement, and why it stands where it does."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from quotes.desk.claims.claim_sentence import make_sentence

    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0))
    table.add_column("#", justify="right", no_wrap=True)
    table.add_column("Score", justify="right", no_wrap=True)
    table.add_column("Claim", ratio=3, overflow="fold")
    table.add_column("Reasons", ratio=2, overflow="fold")
    for claim in claims:
        said = Text(_clean(make_sentence(claim.record)))
        for other in claim.same_statement[:5]:
            said.append(f"\n= {_clean(' … '.join(part.text for part in other.content))}", style="cyan")
            said.append(f" ({_clean(other.article.id)})", style="dim")
        if len(claim.same_statement) > 5:
            said.append(f"\n= {len(claim.same_statement) - 5} more", style="dim")
        reasons = Text("\n").join(
            Text(f"{reason.points:+g} {_clean(reason.signal)}", style="red" if reason.points < 0 else "")
            for reason in claim.reasons
        )
        table.add_row(str(claim.rank), f"{claim.score:g}", said, reasons)
    Console(file=stream, highlight=False).print(table)


def _clean(text: str) -> str:
    """White space made one blank; control characters, which could drive the terminal, taken out."""
    return " ".join("".join(char if char.isprintable() or char.isspace() else "" for char in text).split())
