"""What constructions and tagger each contribute: `QUOTES_DATA=… python benchmarks/ablation.py [MODEL …]`.

The engine on PolNeAR dev with the constructions alone (their own scorer), with the attribution tagger alone (no
candidate of a construction), and with both; by default on the trees of both bundled pipelines, to show
the effect of the parse. A pipeline without a tagger has only the first row.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from spacy.tokens import Doc

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.dev import find_dev, parse_dev
from benchmarks.peers import as_relations, list_figures, make_table
from quotes.engine.attribution import Attribution
from quotes.engine.decision import attribute, conclude, decide
from quotes.engine.layout import Layout
from quotes.engine.scoring.scorer import load_scorers
from quotes.evaluation.evaluate import score
from quotes.evaluation.relations import Sheet
from quotes.nlp.heads.tagger_output import TaggerOutput
from quotes.nlp.models import BUNDLED, FAST


def constructions_alone(doc: Doc) -> list[Attribution]:
    return attribute(doc, scorers=replace(load_scorers(), combined=None))


def tagger_alone(doc: Doc) -> list[Attribution]:
    layout = Layout.of(doc)
    decision = decide(doc, layout, candidates=())
    return list(conclude(doc, layout, decision).attributions)


PARTS: dict[str, Callable[[Doc], list[Attribution]]] = {
    "constructions alone": constructions_alone,
    "tagger alone": tagger_alone,
    "both": attribute,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("models", nargs="*", default=[BUNDLED, FAST], metavar="MODEL")
    rows = [
        [
            "pipeline",
            "engine",
            "attributed P / R / F1",
            "content F1",
            "speech recall",
            "quoted recall",
            "span F1 source / cue / content",
        ]
    ]
    for model in parser.parse_args().models:
        dev = parse_dev(find_dev(), model, None)
        tagged = any(map(TaggerOutput.is_in, dev.docs))
        for name, find in PARTS.items() if tagged else [("constructions alone", constructions_alone)]:
            sheets = [
                Sheet(gold.id, gold.sha256, tuple(as_relations(doc.text, find(doc))))
                for doc, gold in zip(dev.docs, dev.gold, strict=True)
            ]
            rows.append([dev.model, name, *list_figures(score(dev.gold, sheets).scores)])
    print(make_table(rows))


if __name__ == "__main__":
    main()
