"""What each open source of attributions is worth: `python -m training.encoder.ablation work/ablation --start base.pt`.

From one set of weights that learnt trees and names alone (`encoder.train … --shares wikinews=0 composed=0 propbank=0
qanom=0 discourse=0` in an open folder), each run takes as many batches: from 25, 50, 100 and all articles of Wikinews
train, alone and with each other source, which then takes its share of the batches; with `--soft` and `--teacher` also
with the probabilities of an open teacher. Prints F1 of the heads' spans on Wikinews dev, as `encoder.measure` does; a
variant whose figures are in `figures.json` is not run again, and one that was interrupted continues.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import spacy

from quotes.evaluation.pipeline.corpora_folder import data_folder
from quotes.nlp.encoder.pieces import WordPieces
from training.encoder.measure import cut_articles, load_network, measure
from training.encoder.open_data import check_open
from training.encoder.texts import SOFT
from training.encoder.tokens import set_tokenizer
from training.encoder.wikinews import ARTICLE_NAMES, wikinews_texts

WIKINEWS_DEV = "Wikinews dev"
BASE_SHARES = {
    "trees": 0.3,
    "names": 0.05,
    "wikinews": 0.35,
    "composed": 0.1,
    "propbank": 0.1,
    "qanom": 0.05,
    "discourse": 0.05,
    SOFT: 0.2,  # labels of a teacher, which not every run has
}
SOURCES = ("composed", "propbank", "qanom", "discourse")
NEEDED = ("trees.spacy", "names.spacy", "labels.json", "data.json")  # of the open work folder


@dataclass(frozen=True)
class Variant:
    """One run: how many articles of Wikinews train (None: all), and which other sources beside them."""

    name: str
    articles: int | None
    sources: tuple[str, ...]

    @property
    def shares(self) -> list[str]:
        """The shares as `encoder.train` takes them: "qanom=0" of a source that is left out."""
        left_out = {name: 0.0 for name in SOURCES if name not in self.sources}
        shares = {name: share for name, share in BASE_SHARES.items() if name != SOFT or SOFT in self.sources}
        return [f"{name}={share:g}" for name, share in (shares | left_out).items()]


VARIANTS = (
    *(Variant(f"{count} articles alone", count, ()) for count in (25, 50, 100)),
    Variant("all articles alone", None, ()),
    *(Variant(f"all articles, {name}", None, (name,)) for name in SOURCES),
    *(Variant(f"{count} articles, all sources", count, SOURCES) for count in (25, 50, 100)),
    Variant("all articles, all sources", None, SOURCES),
    Variant("all articles, soft labels", None, (SOFT,)),
    Variant("all articles, all sources, soft labels", None, (*SOURCES, SOFT)),
)


def train(variant: Variant, work: Path, options: argparse.Namespace) -> None:
    """Run `encoder.train` in the variant's folder, which begins as a copy of the open one."""
    work.mkdir(parents=True, exist_ok=True)
    for name in (*NEEDED, ARTICLE_NAMES):
        if (options.start.parent / name).exists() and not (work / name).exists():
            shutil.copyfile(options.start.parent / name, work / name)
    command = [sys.executable, "-m", "training.encoder.train", str(work), "--start", str(options.start)]
    command += ["--pretrained", str(options.pretrained), "--steps", str(options.steps), "--rate", str(options.rate)]
    command += ["--threads", str(options.threads), "--workers", str(options.workers), "--shares", *variant.shares]
    if SOFT in variant.sources:
        command += ["--soft", str(options.soft), "--teacher", str(options.teacher)]
    if variant.articles is not None:
        command += ["--wikinews-articles", str(variant.articles)]
    subprocess.run(command, check=True)


def write_row(name: str, figures: dict[str, float]) -> str:
    """A row of the table, in percent: "| 25 articles alone | 51.0 | 60.2 | 40.1 |"."""
    return " | ".join([f"| {name}", *(f"{100 * figures[role]:.1f}" for role in ("source", "cue", "content"))]) + " |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path, help="a folder for the runs and their figures")
    parser.add_argument(
        "--start", type=Path, required=True, help="checkpoint of trees and names alone, in an open folder"
    )
    parser.add_argument("--pretrained", type=Path, required=True, help="folder of all-MiniLM-L6-v2")
    parser.add_argument("--steps", type=int, default=230, help="batches of each run")
    parser.add_argument("--soft", type=Path, help="folder of an open teacher's soft labels")
    parser.add_argument("--teacher", type=Path, help="folder of that teacher")
    parser.add_argument("--workers", type=int, default=0, help="processes that make batches")
    parser.add_argument("--rate", type=float, default=0.7, help="factor for the learning rates")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--only", nargs="*", help="the variants with one of these words in their names")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    path = options.out / "figures.json"
    figures: dict[str, dict[str, float]] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    pieces, nlp = WordPieces.from_disk(options.pretrained / "tokenizer.json"), spacy.blank("en")
    set_tokenizer(nlp)
    articles = wikinews_texts(data_folder() / "wikinews-attributions", "dev", nlp)
    tests = {WIKINEWS_DEV: cut_articles(articles, pieces)}
    for variant in VARIANTS:
        if variant.name in figures or (options.only and not any(word in variant.name for word in options.only)):
            continue
        if SOFT in variant.sources and options.soft is None:
            continue
        work = options.out / variant.name.replace(",", "").replace(" ", "-")
        train(variant, work, options)
        check_open(work, options.start.parent)
        figures[variant.name] = measure(load_network(work), tests, pieces)[WIKINEWS_DEV]
        path.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    print("| Wikinews train | source | cue | content |\n|---|---|---|---|")
    for variant in VARIANTS:
        if variant.name in figures:
            print(write_row(variant.name, figures[variant.name]))


if __name__ == "__main__":
    main()
