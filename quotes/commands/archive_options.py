"""Arguments and options of the commands that read an archive: `speaker: Speaker = None`."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from quotes.desk.archive.archive import Archive
    from quotes.desk.archive.filters import Condition, Filters

MAX_SPEAKERS_NAMED = 5  # on the standard error, where a name is that of several speakers


class Type(str, Enum):
    """How much of what was said is between quotation marks."""

    direct = "direct"
    indirect = "indirect"
    mixed = "mixed"


ArchiveFile = Annotated[
    Path, typer.Argument(metavar="ARCHIVE", help="A file that 'quotes archive add' or 'extract --archive' made.")
]
Speaker = Annotated[
    str | None, typer.Option("--speaker", metavar="NAME", help="Only this speaker: a name, words of it, or an id.")
]
Since = Annotated[
    str | None, typer.Option("--since", metavar="DATE", help="Only articles of this day and later: 2020, 2020-01-31.")
]
Until = Annotated[
    str | None, typer.Option("--until", metavar="DATE", help="Only articles of this day, month or year and earlier.")
]
Outlet = Annotated[
    str | None,
    typer.Option("--outlet", metavar="NAME", help="Only this publisher, or host of an address: words of its name."),
]
Types = Annotated[list[Type] | None, typer.Option("--type", help="Only quotations of this type (repeat for several).")]


def make_filters(
    speaker: str | None,
    since: str | None,
    until: str | None,
    outlet: str | None,
    types: Sequence[Type] | None,
    where: str | None,
    min_confidence: float | None,
    min_speaker_confidence: float | None,
) -> Filters:
    """The filters that the options say."""
    from quotes.desk.archive.filters import Filters

    return Filters(
        speaker=speaker,
        since=since,
        until=until,
        outlet=outlet,
        types=tuple(kind.value for kind in types or ()),
        where=where,
        min_confidence=min_confidence,
        min_speaker_confidence=min_speaker_confidence,
    )


def say_speakers(archive: Archive, name: str | None, condition: Condition) -> None:
    """Say on the standard error who is meant where a name is nobody's, or that of several speakers."""
    from quotes.desk.archive.filters import name_speakers

    if name is None:
        return
    names = name_speakers(archive, condition.speakers)
    if not names:
        typer.echo(f"quotes: no speaker of {archive.path} is called {name!r}", err=True)
    elif len(names) > 1:
        shown = ", ".join(f"{item} ({records:,})" for item, records in names[:MAX_SPEAKERS_NAMED])
        more = f" and {len(names) - MAX_SPEAKERS_NAMED:,} more" if len(names) > MAX_SPEAKERS_NAMED else ""
        typer.echo(f"quotes: {name!r} is in the names of {shown}{more}; all are shown", err=True)
