"""`quotes evaluate-model`: how good is a pipeline, on published corpora?"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from quotes.commands.one_thread import use_one_thread
from quotes.commands.options import Model, format_option

if TYPE_CHECKING:
    from quotes.evaluation.pipeline.targets import Measured


FORMATS = ("table", "markdown", "json")


def evaluate_model_cli(
    model: Model = None,
    data: Annotated[
        Path | None,
        typer.Option("--data", metavar="DIR", help="Folder of the corpora; default: the one that QUOTES_DATA names."),
    ] = None,
    form: Annotated[str, format_option(FORMATS, help="Output format.")] = "table",
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write the figures here instead of stdout.")
    ] = None,
) -> None:
    """Measure a pipeline: trees, names, spans of attributions, time and size.

    It reads EWT test, GUM test, UNER-EWT test and PolNeAR dev; training/README.md says where they are published and
    how the folder is laid out. It takes a few minutes on one processor core.

    Exit status: 0 measured, 2 no such pipeline, or a corpus is missing.
    """
    use_one_thread()  # "words per second, one core"
    measured = evaluate_model(model, data)
    write_figures(measured, model, form=form, output=output)


def evaluate_model(model: str | None, data: Path | None) -> Measured:
    """All figures of one pipeline; a terminal shows on the standard error which corpus is measured."""
    from quotes.commands.progress import show_step
    from quotes.evaluation.pipeline.corpora_folder import data_folder
    from quotes.evaluation.pipeline.cost import load_seconds, measure_words_per_second, size_mb
    from quotes.evaluation.pipeline.measure import articles, check_corpora, measure
    from quotes.evaluation.pipeline.targets import Measured
    from quotes.pipeline import load

    folder = data_folder(data)
    check_corpora(folder)
    nlp = load(model)
    with show_step() as announce:
        figures = measure(nlp, folder, announce)
        announce("words per second")
        speed = measure_words_per_second({"": nlp}, articles(folder))[""]
        announce("loading")
        place = getattr(nlp, "path", None)
        return Measured(
            figures,
            words_per_second=speed,
            load_seconds=load_seconds(place) if place else None,
            megabytes=size_mb(place) if place else None,
        )


def write_figures(measured: Measured, model: str | None, *, form: str, output: Path | None) -> None:
    """Write the figures; a file is written whole or not at all."""
    from quotes.commands.output import open_output
    from quotes.evaluation.pipeline.figures_table import figures_table, print_targets, targets_table
    from quotes.evaluation.pipeline.targets import rows

    name = Path(model).name if model else "en_quotes"
    with open_output(output) as stream:
        if form == "json":
            stream.write(json.dumps(measured.as_dict(), indent=1) + "\n")
        elif form == "markdown":
            by_name = {name: measured}
            stream.write(f"{targets_table([name], rows(by_name))}\n\n{figures_table(by_name)}\n")
        else:
            from rich.console import Console

            print_targets([name], rows({name: measured}), Console(file=stream, highlight=False))
