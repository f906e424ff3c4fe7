"""`quotes compare`: what changed from one run to another?"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from quotes.commands.options import Output, find_by_suffix, format_option
from quotes.commands.selection_options import say_notes, takes_selection

if TYPE_CHECKING:
    from quotes.desk.selection.selection import Selection
    from quotes.evaluation.comparison import Comparison
    from quotes.evaluation.relations import Sheet


FORMATS = ("text", "json")
_SUFFIXES = {".json": "json", ".txt": "text"}


@takes_selection
def compare_cli(
    before: Annotated[Path, typer.Argument(metavar="A.jsonl", help="The records of the first run, or - for stdin.")],
    after: Annotated[Path, typer.Argument(metavar="B.jsonl", help="The records of the second run, or - for stdin.")],
    gold: Annotated[
        Path | None,
        typer.Option("--gold", metavar="GOLD", help="Judge the differences by this gold: brat, Citron or JSON Lines."),
    ] = None,
    form: Annotated[str | None, format_option(FORMATS, help="Default: by FILE's suffix, else text.")] = None,
    output: Output = None,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit with 1 if the runs differ.")] = False,
    *,
    selection: Selection,
) -> None:
    """Compare two runs: records gained, lost and changed. What is selected is selected in both.

    Exit status: 0 compared, 1 the runs differ (with --exit-code), or some articles have different texts and were left
    out, 2 wrong usage.
    """
    form = form or find_by_suffix(output, _SUFFIXES) or "text"
    comparison = compare(before, after, gold=gold, selection=selection, form=form, output=output)
    raise typer.Exit(1 if comparison.misfits or (exit_code and not comparison.is_empty) else 0)


def compare(
    before: Path, after: Path, *, gold: Path | None, selection: Selection, form: str, output: Path | None
) -> Comparison:
    """Compare two files of records and print the differences."""
    from quotes.commands.output import keep_inputs, open_output
    from quotes.evaluation import comparison as comparison_module
    from quotes.evaluation.comparison_output import print_comparison, to_plain
    from quotes.evaluation.gold import read_gold

    keep_inputs(output, map(str, (before, after)))
    comparison = comparison_module.compare(
        _read(before, selection), _read(after, selection), None if gold is None else read_gold(gold)
    )
    for name in comparison.misfits:
        typer.echo(f"quotes: {name}: the text in {after} differs from that in {before}; left out", err=True)
    with open_output(output) as stream:
        if form == "json":
            stream.write(json.dumps(to_plain(comparison), indent=2, ensure_ascii=False) + "\n")
        else:
            from rich.console import Console

            print_comparison(comparison, Console(file=stream, highlight=False))
    return comparison


def _read(path: Path, selection: Selection) -> list[Sheet]:
    """The selected records of a run, by article."""
    from quotes.desk.selection.selected_records import read_selected
    from quotes.evaluation.gold.json_lines import make_sheets

    def tell(notes: Sequence[str]) -> None:
        say_notes(f"{path}: {note}" for note in notes)

    return make_sheets(read_selected([str(path)], selection, tell=tell))
