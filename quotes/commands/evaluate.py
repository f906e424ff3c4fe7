"""`quotes evaluate`: how good are these records, compared with gold?"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from quotes.commands.options import PAGE, find_by_suffix, format_option, need_suffix
from quotes.commands.selection_options import say_notes, takes_selection

if TYPE_CHECKING:
    from quotes.desk.selection.selection import Selection
    from quotes.evaluation.evaluate import Evaluation


FORMATS = ("table", "json")
_SUFFIXES = {".json": "json", ".txt": "table"}


@takes_selection
def evaluate_cli(
    gold: Annotated[
        Path,
        typer.Argument(
            metavar="GOLD",
            help="A brat folder (PolNeAR's), standoff JSON, Citron JSON or our JSON Lines; a file or a folder.",
        ),
    ],
    records: Annotated[
        Path, typer.Argument(metavar="RECORDS", help="JSON Lines of 'quotes extract --mode all', or - for stdin.")
    ],
    report: Annotated[
        Path | None, typer.Option("--report", metavar="FILE", help="Write an HTML page with every miss in context.")
    ] = None,
    form: Annotated[str | None, format_option(FORMATS, help="Default: by FILE's suffix, else a table.")] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write the figures here instead of stdout.")
    ] = None,
    nested: Annotated[
        bool, typer.Option("--nested", help="Count attributions nested in another, on either side.")
    ] = False,
    *,
    selection: Selection,
) -> None:
    """Score records against gold, with a report. Only records are selected, never gold.

    Exit status: 0 all was scored, 1 some articles have another text than the gold and were left out, 2 wrong
    usage.
    """
    form = form or find_by_suffix(output, _SUFFIXES) or "table"
    need_suffix(report, *PAGE)
    evaluation = evaluate(gold, records, report=report, form=form, output=output, nested=nested, selection=selection)
    raise typer.Exit(1 if evaluation.alignment.misfits else 0)


def evaluate(
    gold: Path,
    records: Path,
    *,
    report: Path | None,
    form: str,
    output: Path | None,
    nested: bool,
    selection: Selection,
) -> Evaluation:
    """Score, print the figures, and write the report if `report` names a file."""
    from quotes.commands.output import keep_inputs, open_output
    from quotes.desk.selection.selected_records import read_selected
    from quotes.evaluation import evaluate as evaluation_module
    from quotes.evaluation.gold.json_lines import make_sheets

    for written in (output, report):
        keep_inputs(written, map(str, (gold, records)))
    notes: list[str] = []
    selected = make_sheets(read_selected([str(records)], selection, tell=notes.extend, rename=False))
    say_notes(notes)
    evaluation = evaluation_module.evaluate(gold, records, nested=nested, sheets=selected)
    for name in evaluation.alignment.misfits:
        typer.echo(f"quotes: {name}: the records are of another text than the gold; left out", err=True)
    strays = sum(len(sheet.relations) for sheet in evaluation.alignment.without_gold)
    if strays:
        typer.echo(f"quotes: {strays:,} records are of articles without gold; left out", err=True)
    with open_output(output) as stream:
        if form == "json":
            from quotes.evaluation.plain import to_plain

            stream.write(json.dumps(to_plain(evaluation), indent=2, ensure_ascii=False) + "\n")
        else:
            from rich.console import Console

            from quotes.evaluation.tables import print_scores

            print_scores(evaluation.scores, Console(file=stream, highlight=False))
    if report is not None:
        from quotes.desk.scores_page import make_report

        with open_output(report) as stream:
            stream.write(make_report(evaluation, gold=str(gold), records=str(records), notes=notes))
    return evaluation
