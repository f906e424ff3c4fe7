"""`quotes compare`: what changed from one run to another?"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from quotes.commands.options import Output, format_option

if TYPE_CHECKING:
    from quotes.evaluation.comparison import Comparison


FORMATS = ("text", "json")


def compare_cli(
    before: Annotated[Path, typer.Argument(metavar="A.jsonl", help="The records of the first run, or - for stdin.")],
    after: Annotated[Path, typer.Argument(metavar="B.jsonl", help="The records of the second run, or - for stdin.")],
    gold: Annotated[
        Path | None,
        typer.Option("--gold", metavar="GOLD", help="Say which differences are right: brat, Citron or JSON Lines."),
    ] = None,
    form: Annotated[str, format_option(FORMATS, help="What is written.")] = "text",
    output: Output = None,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit with 1 where the runs differ.")] = False,
) -> None:
    """Compare two runs: records gained, lost and changed.

    Exit status: 0 compared, 1 they differ (with --exit-code), or some articles have another text and were left out, 2
    wrong usage.
    """
    comparison = compare(before, after, gold=gold, form=form, output=output)
    raise typer.Exit(1 if comparison.misfits or (exit_code and not comparison.is_empty) else 0)


def compare(before: Path, after: Path, *, gold: Path | None, form: str, output: Path | None) -> Comparison:
    """Compare two files of records and print the differences."""
    from quotes.commands.output import open_output
    from quotes.evaluation import comparison as comparison_module
    from quotes.evaluation.comparison_output import print_comparison, to_plain
    from quotes.evaluation.gold import read_gold
    from quotes.evaluation.gold.json_lines import read_json_lines

    found = comparison_module.compare(
        read_json_lines(before), read_json_lines(after), None if gold is None else read_gold(gold)
    )
    for name in found.misfits:
        typer.echo(f"quotes: {name}: another text in {after} than in {before}; left out", err=True)
    with open_output(output) as stream:
        if form == "json":
            stream.write(json.dumps(to_plain(found), indent=2, ensure_ascii=False) + "\n")
        else:
            from rich.console import Console

            print_comparison(found, Console(file=stream, highlight=False))
    return found
