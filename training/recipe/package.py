"""Put a pipeline into the package: `python -m recipe.package work/encoder/model work/encoder/figures.json`.

Writes `quotes/model/en_quotes/`, which `spacy.load` reads as it is, and `quotes/model/MODEL_CARD.md`; with `--fast`
the second pipeline, `en_quotes_fast/` and `MODEL_CARD_FAST.md`. `--card-only` writes the card alone. With `--open` the
pipeline goes with its folder `engine/` into its own package, `open/en_quotes_open/pipeline/`, its card beside it.
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

from quotes.evaluation.pipeline.figures_table import figures_table, targets_table
from quotes.evaluation.pipeline.targets import read_measured, rows
from quotes.nlp.heads.attributions import WEIGHTS
from quotes.nlp.models import BUNDLED, CARDS, FAST, FORMAT, HOME, OPEN
from quotes.nlp.open_package import OPEN_CARD, OPEN_MODULE, OPEN_PIPELINE
from training.recipe.licences import write_sources
from training.recipe.sources import LICENCES, SOURCES, Source

VERSIONS = {BUNDLED: "3.2.0", FAST: "2.0.0", OPEN: "1.1.0"}
SPACY = ">=3.8.0,<3.9.0"
ROOT = Path(__file__).parents[2]
OPEN_PACKAGE = ROOT / "open" / OPEN_MODULE
TARGETS = {  # the folder of each pipeline, and its card
    **{name: (HOME / name, HOME / CARDS[name]) for name in (BUNDLED, FAST)},
    OPEN: (OPEN_PACKAGE / OPEN_PIPELINE, OPEN_PACKAGE / OPEN_CARD),
}
TEMPLATES = {BUNDLED: "model_card.md", FAST: "model_card_fast.md", OPEN: "model_card_open.md"}
OWN_WEIGHTS = ("scorer.json", "nested.json", "ranker.json", "sectors.json")  # of the engine, without which open is not
DESCRIPTION = "English news: tags, features, lemmas, Universal Dependencies trees, names, evidence of attributions"


def sources_of(name: str) -> list[Source]:
    """The corpora that a pipeline was made from."""
    return [source for source in SOURCES if name in source.pipelines]


def describe(nlp: Language, name: str, figures: dict[str, Any]) -> None:
    """Fill in the pipeline's metadata, and remove the paths of its training files."""
    nlp.meta.update(
        name=name.removeprefix("en_"),
        version=VERSIONS[name],
        description=DESCRIPTION,
        author="the quotes developers",
        license=LICENCES[name],
        quotes_format=FORMAT,
        sources=[
            {"name": source.name, "url": source.url, "license": source.licence, "author": source.author}
            for source in sources_of(name)
        ],
        performance=figures,
    )
    nlp.config["paths"] = dict.fromkeys(nlp.config["paths"])
    nlp.config["initialize"].setdefault("components", {})  # spaCy's `remove_pipe` reads it


def install(nlp: Language, place: Path, engine: Path | None = None) -> None:
    """Write the pipeline to a folder, replacing the old one only when the new one is complete.

    `engine` is the folder of the engine's weights that were learnt on this pipeline, if it has its own.
    """
    fresh = place.with_name(f".{place.name}")
    place.parent.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(fresh, ignore_errors=True)
    nlp.to_disk(fresh)
    meta = json.loads((fresh / "meta.json").read_text(encoding="utf8"))
    meta["spacy_version"] = SPACY  # not only the release that it was trained with
    (fresh / "meta.json").write_text(json.dumps(meta, indent=2, ensure_ascii=False) + "\n", encoding="utf8")
    write_sources(fresh)
    if engine is not None and engine.is_dir():
        shutil.copytree(engine, fresh / WEIGHTS)
    shutil.rmtree(place, ignore_errors=True)
    fresh.rename(place)


def read_figures(path: Path) -> dict[str, Any]:
    """Read what `recipe.evaluate` measured."""
    figures: dict[str, Any] = json.loads(path.read_text(encoding="utf8"))
    return figures


def card(name: str, figures: dict[str, Any]) -> str:
    """Write the model card around measured figures."""
    measured = {name: read_measured(figures)}
    corpora = ["| corpus | used for | licence |", "|---|---|---|"]
    corpora += [f"| [{source.name}]({source.url}) | {source.use} | {source.licence} |" for source in sources_of(name)]
    template = Path(__file__).with_name(TEMPLATES[name]).read_text(encoding="utf8")
    return Template(template).substitute(
        version=VERSIONS[name],
        licence=LICENCES[name],
        spacy=spacy.about.__version__,
        targets=targets_table([name], rows(measured)),
        figures=figures_table(measured),
        sources="\n".join(corpora),
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("figures", type=Path)
    parser.add_argument("--fast", action="store_true", help="it is the fast pipeline")
    parser.add_argument("--open", action="store_true", help="it is the open pipeline")
    parser.add_argument("--card-only", action="store_true", help="keep the pipeline, write only the card")
    options = parser.parse_args()
    name = OPEN if options.open else FAST if options.fast else BUNDLED
    place, card_path = TARGETS[name]
    figures = read_figures(options.figures)
    engine = options.model / WEIGHTS
    if name == OPEN and (missing := [file for file in OWN_WEIGHTS if not (engine / file).is_file()]):
        parser.error(f"{engine}: no {', '.join(missing)}; the package's own were learnt from PolNeAR")
    if not options.card_only:
        nlp = spacy.load(options.model)
        describe(nlp, name, figures)
        install(nlp, place, engine)
    fresh = card_path.with_name(f".{card_path.name}")
    fresh.write_text(card(name, figures), encoding="utf8")
    fresh.replace(card_path)


if __name__ == "__main__":
    main()
