"""Train the scorer on PolNeAR and Wikinews: `python -m training.attribution.train --model PATH --cache DIR`.

The rule scorer learns from all training articles. The combined scorer learns from those where the tagger's output is
honest, with rule scorers that were not trained on them either; `--folds` names the two pipelines of `encoder.train`
with `--fold 0` and `--fold 1` whose taggers judge Wikinews. `--open` reads Wikinews alone, for a pipeline that learns
from nothing without an open licence.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import quotes
from quotes.engine.scoring.scorer import COMBINED, FORMAT, Scorer
from quotes.evaluation.pipeline.corpora_folder import data_folder
from training.attribution.articles import Corpus, TrainingArticle, read_polnear, read_wikinews_train
from training.attribution.examples import Example, make_combined, make_examples
from training.attribution.fit import Settings, cross_fit, fit, make_folds

TARGET = Path(__file__).parents[2] / "quotes" / "model" / "scorer.json"
WIKINEWS_WEIGHT = 2.0  # of an example: there are twelve times as many of PolNeAR
RULES = tuple(Settings(strength, WIKINEWS_WEIGHT) for strength in (0.1, 0.3))
COMBINATIONS = tuple(Settings(strength, WIKINEWS_WEIGHT) for strength in (0.01, 0.03, 0.1))
OPEN_RULES = tuple(Settings(strength) for strength in (0.1, 0.3, 1.0))
OPEN_COMBINATIONS = tuple(Settings(strength) for strength in (0.01, 0.03, 0.1, 0.3))
BASE = Settings(0.1, WIKINEWS_WEIGHT)  # of the rule scorers whose log-odds the combined scorer has as a feature


def fit_bases(examples: Sequence[Example], articles: Sequence[TrainingArticle]) -> dict[int, Scorer]:
    """For each article with honest output a rule scorer that was not trained on it."""
    tagged = {number for number, article in enumerate(articles) if article.is_tagged}
    fold_of = make_folds([example for example in examples if example.article in tagged])
    scorers = {}
    for fold in sorted(set(fold_of.values())):
        scorers[fold] = fit([example for example in examples if fold_of.get(example.article) != fold], BASE)
    return {number: scorers[fold_of.get(number, 0)] for number in tagged}


def count_gold(articles: Sequence[TrainingArticle], examples: Sequence[Example]) -> dict[Corpus, int]:
    """The annotated attributions of each corpus, in the articles that have examples."""
    counts: Counter[Corpus] = Counter()
    for number in {example.article for example in examples}:
        counts[articles[number].corpus] += len(articles[number].gold.attributions)
    return dict(counts)


def as_json(scorer: Scorer) -> dict[str, Any]:
    """A scorer as plain values."""
    return {
        "bias": scorer.bias,
        "threshold": scorer.threshold,
        "calibration": list(scorer.calibration),
        "weights": dict(scorer.weights),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", help="the pipeline that the scorer is for; without it the bundled one")
    parser.add_argument("--folds", nargs=2, default=[], help="pipelines trained with --fold 0 and --fold 1")
    parser.add_argument("--cache", type=Path, help="folder of parsed articles")
    parser.add_argument("--output", type=Path, default=TARGET)
    parser.add_argument("--open", action="store_true", help="learn from Wikinews alone, not from PolNeAR")
    options = parser.parse_args()
    folder, nlp = data_folder(), quotes.load(options.model)
    articles = [
        *([] if options.open else read_polnear(folder, nlp, options.cache)),
        *read_wikinews_train(folder, nlp, [quotes.load(fold) for fold in options.folds], options.cache),
    ]
    examples = list(make_examples(articles))
    scorer = cross_fit(examples, count_gold(articles, examples), OPEN_RULES if options.open else RULES)
    print(f"{len(scorer.weights)} weights from {len(examples)} candidates of constructions", flush=True)
    data = as_json(scorer)
    combined_examples = list(make_combined(articles, fit_bases(examples, articles)))
    settings = OPEN_COMBINATIONS if options.open else COMBINATIONS
    combined = cross_fit(combined_examples, count_gold(articles, combined_examples), settings)
    print(f"{len(combined.weights)} weights of the combined scorer from {len(combined_examples)} candidates")
    data[COMBINED] = as_json(combined)
    options.output.parent.mkdir(parents=True, exist_ok=True)
    options.output.write_text(json.dumps(data | {"format": FORMAT}, indent=0, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
