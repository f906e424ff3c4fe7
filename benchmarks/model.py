"""Measure a pipeline's trees, names, speed and size: `QUOTES_DATA=~/corpora python benchmarks/model.py`.

The default pipeline is the bundled one; `--model en_core_web_sm` or a folder measures another. Exit code 2
means that the corpora or the pipeline are missing.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import spacy

ROOT = Path(__file__).resolve().parents[1]
BUNDLED = ROOT / "quotes" / "model" / "en_quotes"
MISSING = 2

sys.path.insert(0, str(ROOT / "training"))

from recipe.figures import load_seconds, measure, size_mb  # noqa: E402
from recipe.folder import DataError, data_folder  # noqa: E402
from recipe.table import figures_table  # noqa: E402


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", default=str(BUNDLED), help="a folder or an installed pipeline")
    model: str = parser.parse_args(arguments).model
    try:
        folder = data_folder()
        nlp = spacy.load(model)
        figures = measure(nlp, folder)
    except DataError as error:
        print(error, file=sys.stderr)
        return MISSING
    except OSError as error:
        print(
            f"{model}: no such pipeline; train it (training/README.md) or install it\n{error}",
            file=sys.stderr,
        )
        return MISSING
    print(figures_table(figures))
    print(f"Loading: {load_seconds(Path(model))} s.", end=" ")
    path = getattr(nlp, "path", None)
    print(f"Size: {size_mb(path)} MB." if path else "")
    return 0


if __name__ == "__main__":
    sys.exit(main())
