"""How often each construction finds something, and is right, on PolNeAR dev.

`QUOTES_DATA=… python benchmarks/constructions.py [--write]`: prints a table; with --write it also writes the figures
that `quotes constructions` shows, `quotes/model/construction_figures.json`. `--parsed FILE` stores the parsed articles
there.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.dev import find_dev, parse_dev
from quotes.article import Article
from quotes.engine.decision import find_candidates
from quotes.engine.explain.catalogue import FIGURES, catalogue
from quotes.engine.layout import Layout
from quotes.engine.records import make_records
from quotes.evaluation.evaluate import score
from quotes.evaluation.gold.json_lines import make_sheets

ROOT = Path(__file__).parents[1]
UNNAMED_PIPELINE = "_pipeline 0.0.0"  # what spaCy calls a pipeline without a name


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--model", default=None)
    parser.add_argument("--parsed", type=Path, default=None, metavar="FILE")
    options = parser.parse_args()
    dev = parse_dev(find_dev(), options.model, options.parsed)
    if options.write and dev.model.endswith(UNNAMED_PIPELINE):
        sys.exit(f"{options.model}: figures of an unnamed pipeline are of no use; name it in its meta.json")
    proposed: Counter[str] = Counter()
    records = []
    for sheet, doc in zip(dev.gold, dev.docs, strict=True):
        proposed.update(candidate.construction for candidate, *_ in find_candidates(doc, Layout.of(doc)))
        records += make_records(doc, Article(text=doc.text, source_path=f"{sheet.id}.txt"), dev.model)
    scores = score(dev.gold, make_sheets(records)).scores
    groups = {group.name: group for group in scores.constructions}
    names = dict.fromkeys((*(entry.name for entry in catalogue()), *groups, *proposed))
    figures = {
        name: {
            "proposed": proposed[name],
            "fired": groups[name].found if name in groups else 0,
            "content": groups[name].content if name in groups else 0,
            "right": groups[name].right if name in groups else 0,
        }
        for name in names
    }
    for name, figure in figures.items():
        print(f"{name:26}" + "".join(f"{key:>10} {value:5}" for key, value in figure.items()))
    headline = scores.headline
    print(f"attributed P {headline.precision} R {headline.recall} F1 {headline.f1}")
    if options.write:
        measured = {
            "corpus": "PolNeAR 1.0.0 dev",
            "articles": len(dev.gold),
            "gold": headline.gold,
            "model": dev.model,
        }
        path = ROOT / "quotes" / "model" / FIGURES
        path.write_text(json.dumps({"measured": measured, "constructions": figures}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
