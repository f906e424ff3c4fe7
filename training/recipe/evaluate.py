"""Measure a pipeline and write the figures: `python -m training.recipe.evaluate model figures.json`.

Prints a figure for each data set with its minimum and goal, as `quotes evaluate-model` does.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from quotes.commands.evaluate_model import evaluate_model, write_figures


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    measured = evaluate_model(str(options.model), None)
    fresh = options.out.with_suffix(".tmp")
    fresh.write_text(json.dumps(measured.as_dict(), indent=1) + "\n", encoding="utf8")
    fresh.replace(options.out)
    write_figures(measured, str(options.model), form="table", output=None)


if __name__ == "__main__":
    main()
