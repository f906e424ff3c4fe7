"""Ship the pipeline with the package: `python -m recipe.package work/model/model-best work/figures.json`.

Writes `quotes/model/en_quotes/`, which `spacy.load` reads as it is, and `quotes/model/MODEL_CARD.md`.
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path
from string import Template
from typing import Any

import spacy
from spacy.language import Language

from .figures import Figures, NameFigures, TreeFigures
from .sources import SOURCES
from .table import figures_table

VERSION = "1.0.0"
SPACY = ">=3.8.0,<3.9.0"
TARGET = Path(__file__).parents[2] / "quotes" / "model"
CARD = Path(__file__).with_name("model_card.md")
DESCRIPTION = "English news: tags, features, lemmas, Universal Dependencies trees with sentences, names"
LICENCE = "CC BY-NC-SA 4.0"  # the strictest of the sources' that state one; see the card


def describe(nlp: Language, figures: dict[str, Any]) -> None:
    """Fill in the pipeline's meta data, and forget the paths that it was trained from."""
    nlp.meta.update(
        name="quotes",
        version=VERSION,
        description=DESCRIPTION,
        author="the quotes developers",
        license=LICENCE,
        sources=[
            {"name": source.name, "url": source.url, "license": source.licence, "author": source.author}
            for source in SOURCES
        ],
        performance=figures,
    )
    nlp.config["paths"] = dict.fromkeys(nlp.config["paths"])


def install(nlp: Language, target: Path) -> None:
    """Write the pipeline to `target/en_quotes`, the old one replaced only once the new one is whole."""
    fresh, place = target / ".en_quotes", target / "en_quotes"
    shutil.rmtree(fresh, ignore_errors=True)
    nlp.to_disk(fresh)
    meta = json.loads((fresh / "meta.json").read_text(encoding="utf8"))
    meta["spacy_version"] = SPACY  # not just the very release that trained it
    (fresh / "meta.json").write_text(json.dumps(meta, indent=2, ensure_ascii=False) + "\n", encoding="utf8")
    shutil.rmtree(place, ignore_errors=True)
    fresh.rename(place)


def read_figures(path: Path) -> dict[str, Any]:
    """Read what `recipe.evaluate` measured."""
    figures: dict[str, Any] = json.loads(path.read_text(encoding="utf8"))
    return figures


def card(figures: dict[str, Any]) -> str:
    """Write the model card around measured figures."""
    measured = Figures(
        ewt=TreeFigures(**figures["ewt"]),
        gum=TreeFigures(**figures["gum"]),
        uner=NameFigures(**figures["uner"]),
        polnear=NameFigures(**figures["polnear"]),
        words_per_second=figures["words_per_second"],
    )
    rows = ["| corpus | used for | licence |", "|---|---|---|"]
    rows += [f"| [{source.name}]({source.url}) | {source.use} | {source.licence} |" for source in SOURCES]
    return Template(CARD.read_text(encoding="utf8")).substitute(
        version=VERSION,
        licence=LICENCE,
        spacy=spacy.about.__version__,
        figures=figures_table(measured),
        megabytes=figures["megabytes"],
        load=figures["load_seconds"],
        sources="\n".join(rows),
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("figures", type=Path)
    options = parser.parse_args()
    figures = read_figures(options.figures)
    nlp = spacy.load(options.model)
    describe(nlp, figures)
    TARGET.mkdir(parents=True, exist_ok=True)
    install(nlp, TARGET)
    (TARGET / "MODEL_CARD.md").write_text(card(figures), encoding="utf8")


if __name__ == "__main__":
    main()
