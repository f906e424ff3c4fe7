"""Measure pipelines side by side: `QUOTES_DATA=~/corpora python benchmarks/model.py [NAME=]MODEL …`.

Prints each figure with its minimum, its goal and the values: trees on EWT test and GUM test by spaCy's own tokens,
names on UNER-EWT test and the silver ones of PolNeAR dev, spans of the attribution tagger alone, size, time. Words per
second are measured in turns on one core and compared with the pipeline `--fast`; `--full` names the one with 32-bit
weights, whose accuracy the others are compared with. Without arguments: both bundled pipelines. Exit code 2: the
corpora or a pipeline are missing.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

for library in ("OMP", "OPENBLAS", "MKL"):  # one core; read when NumPy is imported
    os.environ.setdefault(f"{library}_NUM_THREADS", "1")

from rich.console import Console  # noqa: E402

from quotes.errors import QuotesError  # noqa: E402
from quotes.evaluation.pipeline.corpora_folder import data_folder  # noqa: E402
from quotes.evaluation.pipeline.cost import load_seconds, measure_words_per_second, size_mb  # noqa: E402
from quotes.evaluation.pipeline.figures_table import figures_table, print_targets, targets_table  # noqa: E402
from quotes.evaluation.pipeline.measure import articles, check_corpora, measure  # noqa: E402
from quotes.evaluation.pipeline.targets import Measured, rows  # noqa: E402
from quotes.nlp.models import BUNDLED, FAST, HOME  # noqa: E402
from quotes.pipeline import load  # noqa: E402

ROOT = Path(__file__).resolve().parents[1]
EXIT_MISSING = 2


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("models", nargs="*", metavar="[NAME=]MODEL", help="a bundled or installed pipeline, a folder")
    parser.add_argument("--full", metavar="NAME", help="the pipeline with 32-bit weights among them")
    parser.add_argument("--fast", metavar="NAME", help="the pipeline whose words per second count as 1")
    parser.add_argument("--rounds", type=int, default=3, help="to measure words per second, in turns")
    parser.add_argument("--no-wheel", action="store_true", help="do not build the package's wheel")
    parser.add_argument("--markdown", action="store_true", help="print Markdown, with the details")
    options = parser.parse_args(arguments)
    models = dict(split_argument(argument) for argument in options.models or bundled_models())
    fast = options.fast or next((name for name in models if name == "fast"), None)
    for name in (options.full, fast):
        if name is not None and name not in models:
            parser.error(f"{name} is none of the pipelines: {', '.join(models)}")
    try:
        measured = measure_all(models, rounds=options.rounds, wheel=not options.no_wheel)
    except QuotesError as error:
        print(error, file=sys.stderr)
        return EXIT_MISSING
    target_rows = rows(measured, full=options.full, fast=fast)
    if options.markdown:
        print(targets_table(list(measured), target_rows), figures_table(measured), sep="\n\n")
    else:
        print_targets(list(measured), target_rows, Console(highlight=False))
    return 0


def bundled_models() -> list[str]:
    """The pipelines inside the package."""
    return [f"int8={BUNDLED}", f"fast={FAST}"] if (HOME / FAST).is_dir() else [BUNDLED]


def split_argument(argument: str) -> tuple[str, str]:
    """The name and the model of an argument: `int8=work/int8` or `work/int8`."""
    name, equals_sign, model = argument.partition("=")
    return (name, model) if equals_sign else (Path(argument).name, argument)


def measure_all(models: dict[str, str], *, rounds: int, wheel: bool) -> dict[str, Measured]:
    """All figures of some pipelines. Raises QuotesError where a corpus or a pipeline is missing."""
    folder = data_folder()
    check_corpora(folder)
    pipelines = {name: load(model) for name, model in models.items()}
    speeds = measure_words_per_second(pipelines, articles(folder), rounds=rounds)
    megabytes = wheel_mb() if wheel else None
    measured = {}
    for name, nlp in pipelines.items():
        figures = Measured(measure(nlp, folder), words_per_second=speeds[name], wheel_megabytes=megabytes)
        path = getattr(nlp, "path", None)
        measured[name] = replace(figures, load_seconds=load_seconds(path), megabytes=size_mb(path)) if path else figures
    return measured


def wheel_mb() -> float | None:
    """The size of the package's wheel, built as users get it; None where it cannot be built here."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", folder, str(ROOT)]
        process = subprocess.run(command, capture_output=True, text=True, check=False)
        wheels = list(Path(folder).glob("*.whl"))
        if process.returncode or not wheels:
            print(f"The wheel cannot be built here: {process.stderr.strip().splitlines()[-1:]}", file=sys.stderr)
            return None
        return size_mb(wheels[0])


if __name__ == "__main__":
    sys.exit(main())
