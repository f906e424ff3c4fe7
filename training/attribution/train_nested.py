"""Train the scorer of nested attributions on Wikinews train: `python -m training.attribution.train_nested --cache DIR`.

Candidates outside of all contents are examples, too, with a feature that says so: there are eight times as many, and
which cues and sources make an attribution is much the same there. Figures are those of five folds by article.
"""

from __future__ import annotations

import argparse
import json
import os
import random
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

import quotes
from quotes.engine.choice import Taken, Weighed, take_best
from quotes.engine.scoring.scorer import FORMAT, Scorer
from training.attribution.nested_examples import ArticleExamples, NestedExample, make_examples, parse
from training.attribution.train import as_json
from training.speakers.wikinews_sources import read_wikinews

TARGET = Path(__file__).parents[2] / "quotes" / "model" / "nested.json"
FOLDS = 5
PENALTY = 1.0  # of squared weights; 0.7 and 1.5 are as good by cross-validation
WEIGHT_OUTSIDE = 0.5  # of an example outside of all contents; 0.3 and 1 are as good
MIN_FEATURE_COUNT = 3  # examples that must have a feature for it to be learned
MIN_WEIGHT = 0.01  # smaller ones are left out
CALIBRATION_PENALTY = 0.01
THRESHOLDS = (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5)
THRESHOLD = 0.3  # two of three chosen are right there, in five folds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("QUOTES_DATA", ".")))
    parser.add_argument("--cache", type=Path, required=True, help="folder of parsed articles")
    parser.add_argument("--model")
    parser.add_argument("--output", type=Path, default=TARGET)
    options = parser.parse_args()
    nlp = quotes.load(options.model)
    articles = list(read_wikinews(options.data / "wikinews-attributions" / "train"))
    docs = parse(nlp, [article.text for article in articles], options.cache / "wikinews-train-tagged.spacy")
    data = [make_examples(doc, article) for doc, article in zip(docs, articles, strict=True)]
    calibration = cross_validate(data)
    scorer = fit([example for article in data for example in article.examples])
    scorer = Scorer(scorer.weights, scorer.bias, THRESHOLD, calibration)
    options.output.parent.mkdir(parents=True, exist_ok=True)
    options.output.write_text(
        json.dumps(as_json(scorer) | {"format": FORMAT}, indent=0, sort_keys=True) + "\n", encoding="utf-8"
    )
    print(f"{len(scorer.weights)} weights, {options.output.stat().st_size // 1000} kB")


def fit(examples: Iterable[NestedExample]) -> Scorer:
    """Weights by feature and the bias: logistic regression, a right candidate counting by its squared overlap."""
    examples = list(examples)
    counts = Counter(name for example in examples for name in example.features)
    names = sorted(name for name, count in counts.items() if count >= MIN_FEATURE_COUNT)
    places = {name: i for i, name in enumerate(names)}
    entries = [(i, places[name]) for i, e in enumerate(examples) for name in e.features if name in places]
    rows, columns = zip(*entries, strict=True)
    matrix = csr_matrix((np.ones(len(entries)), (rows, columns)), shape=(len(examples), len(names)))
    targets = np.array([example.right**2 for example in examples])
    sizes = np.array([1.0 if example.is_nested else WEIGHT_OUTSIDE for example in examples])

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        odds = matrix @ weights[:-1] + weights[-1]
        value = (sizes * (np.logaddexp(0, odds) - targets * odds)).sum() + PENALTY * weights[:-1] @ weights[:-1] / 2
        slopes = sizes * (1 / (1 + np.exp(-odds)) - targets)
        return float(value), np.append(matrix.T @ slopes + PENALTY * weights[:-1], slopes.sum())

    found = minimize(loss, np.zeros(len(names) + 1), jac=True, method="L-BFGS-B", options={"maxiter": 500}).x
    pairs = zip(names, (round(float(weight), 3) for weight in found[:-1]), strict=True)
    kept = {name: weight for name, weight in pairs if abs(weight) >= MIN_WEIGHT and not name.startswith("outside")}
    return Scorer(kept, round(float(found[-1]), 3))


def cross_validate(data: Sequence[ArticleExamples]) -> tuple[float, float]:
    """Print precision and recall by threshold; returns the calibration of what is chosen at the threshold used."""
    order = list(range(len(data)))
    random.Random(1).shuffle(order)
    fold_of = {article: place % FOLDS for place, article in enumerate(order)}
    chosen: dict[float, list[tuple[Weighed, bool]]] = {threshold: [] for threshold in THRESHOLDS}
    for fold in range(FOLDS):
        scorer = fit(e for i, article in enumerate(data) if fold_of[i] != fold for e in article.examples)
        for i, article in enumerate(data):
            if fold_of[i] == fold:
                for threshold, pairs in chosen.items():
                    pairs += choose(article, scorer, threshold)
    gold = sum(article.nested for article in data)
    for threshold, pairs in chosen.items():
        right = sum(truth for _, truth in pairs)
        print(f"threshold {threshold}: P {100 * right / max(len(pairs), 1):.1f} R {100 * right / gold:.1f}", flush=True)
    return calibrate(chosen[THRESHOLD])


def choose(article: ArticleExamples, scorer: Scorer, threshold: float) -> list[tuple[Weighed, bool]]:
    """What is chosen within the contents of an article, and whether it is right; each gold attribution counts once."""
    gold: dict[int, int | None] = {}
    weighed = []
    for example in article.examples:
        if example.is_nested:
            probability = scorer.probability(example.features)
            weighed.append(Weighed(example.inner.candidate, example.inner.extents, probability))
            gold[id(weighed[-1])] = example.gold
    best, _ = take_best(weighed, Taken(), threshold)
    counted: set[int | None] = {None}
    pairs = []
    for entry in best:
        number = gold[id(entry)]
        pairs.append((entry, number not in counted))
        counted.add(number)
    return pairs


def calibrate(pairs: Sequence[tuple[Weighed, bool]]) -> tuple[float, float]:
    """Slope and intercept that turn the scores of what is chosen into log-odds of being right (Platt 1999)."""
    odds = np.array([np.log(weighed.probability / (1 - weighed.probability)) for weighed, _ in pairs])
    signs = np.array([1.0 if truth else -1.0 for _, truth in pairs])

    def loss(weights: np.ndarray) -> float:
        margins = signs * (weights[0] * odds + weights[1])
        return float(np.logaddexp(0, -margins).sum() + CALIBRATION_PENALTY * weights @ weights / 2)

    slope, intercept = minimize(loss, np.array([1.0, 0.0]), method="L-BFGS-B").x
    return round(float(slope), 4), round(float(intercept), 4)


if __name__ == "__main__":
    main()
