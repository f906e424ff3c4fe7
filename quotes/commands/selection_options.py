"""The options of every command that reads records, declared once: `@takes_selection` above a command.

The command gets them as one value, `selection`.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Annotated, Any, get_type_hints

import typer

_MIN_HELP = "Only records whose {} are right with this probability, 0 to 1."
Where = Annotated[
    str | None,
    typer.Option("--where", metavar="EXPR", help="SQL, such as \"verb_class = 'distancing' AND confidence > 0.8\"."),
]
MinConfidence = Annotated[
    float | None,
    typer.Option("--min-confidence", metavar="P", min=0, max=1, help=_MIN_HELP.format("content and source")),
]
MinSpeakerConfidence = Annotated[
    float | None,
    typer.Option(
        "--min-speaker-confidence",
        metavar="P",
        min=0,
        max=1,
        help="Only records whose speaker is right with this probability; those not measured stay.",
    ),
]
Aliases = Annotated[
    Path | None,
    typer.Option("--aliases", metavar="CSV", help="A table of variant,name,sector,article that merges speakers."),
]
Wikidata = Annotated[
    Path | None, typer.Option("--wikidata", metavar="CSV", help="A table of name,wikidata with your own ids.")
]
Attributes = Annotated[
    Path | None,
    typer.Option(
        "--attributes", metavar="CSV", help="A table of name (or id) and any columns about speakers: gender, place."
    ),
]
Dedupe = Annotated[
    bool, typer.Option("--dedupe", help="Count an article once that is there twice, word for word or nearly.")
]
OPTIONS: dict[str, Any] = {
    "where": Where,
    "min_confidence": MinConfidence,
    "min_speaker_confidence": MinSpeakerConfidence,
    "aliases": Aliases,
    "wikidata": Wikidata,
    "attributes": Attributes,
    "dedupe": Dedupe,
}


def takes_selection(command: Callable[..., None]) -> Callable[..., None]:
    """A command with the options above; it is called with `selection`, which they make."""

    @functools.wraps(command)
    def run(*arguments: Any, **values: Any) -> None:
        from quotes.desk.selection.selection import Selection

        chosen = {name: values.pop(name) for name in OPTIONS}
        command(*arguments, **values, selection=Selection(**chosen))

    hints = {name: hint for name, hint in command.__annotations__.items() if name != "selection"}
    run.__annotations__ = hints
    run.__annotations__ = get_type_hints(run, include_extras=True) | OPTIONS
    own = [parameter for parameter in inspect.signature(command).parameters.values() if parameter.name != "selection"]
    shared = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=False if name == "dedupe" else None)
        for name in OPTIONS
    ]
    parameters = [part.replace(annotation=run.__annotations__[part.name]) for part in (*own, *shared)]
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    return run


def say_notes(notes: Iterable[str]) -> None:
    """Say on the standard error what was cut."""
    for note in notes:
        typer.echo(f"quotes: {note}", err=True)
