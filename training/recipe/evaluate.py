"""Measure a pipeline and keep the figures: `python -m recipe.evaluate work/model/model-best figures.json`."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import spacy

from .figures import load_seconds, measure, size_mb
from .folder import data_folder
from .table import figures_table


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    figures = measure(spacy.load(options.model), data_folder())
    kept = {
        **figures.as_dict(),
        "megabytes": size_mb(options.model),
        "load_seconds": load_seconds(options.model),
    }
    options.out.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf8")
    print(figures_table(figures))


if __name__ == "__main__":
    main()
