"""Fit a scorer: logistic regression over named features, its settings chosen by cross-validation over articles.

Two corpora follow different guidelines. Each feature has a weight that both share, and one that Wikinews adds or takes
away; a text that is not annotated follows neither, so that the scorer keeps a share of the difference. From one corpus
alone each feature has one weight, and all of it is kept.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from quotes.engine.attribution import Attribution
from quotes.engine.choice import Weighed, choose
from quotes.engine.scoring.scorer import Scorer
from training.attribution.articles import Corpus
from training.attribution.examples import Example

MIN_FEATURE_COUNT = 3  # candidates that must have a feature for it to be learned
MIN_WEIGHT = 0.005  # smaller ones are left out
FOLDS = 4
MAX_F1_LOSS = 0.005  # thresholds whose F1 is this close to the best are equally good
OF_WIKINEWS = "wikinews&"  # before the name of a feature: what Wikinews adds to its weight
Pairs = dict[int, list[tuple[Weighed, float | None]]]


@dataclass(frozen=True)
class Settings:
    """How to fit: regularisation (large is weak), weight of a Wikinews example, share kept of its difference."""

    strength: float
    wikinews: float = 1.0
    share: float = 0.5


def with_guideline(example: Example) -> tuple[str, ...]:
    """The features of an example; those of Wikinews twice, for what both corpora share and for the difference."""
    if example.corpus == "polnear":
        return example.features
    return (*example.features, OF_WIKINEWS, *(OF_WIKINEWS + name for name in example.features))


def fit(examples: Iterable[Example], settings: Settings) -> Scorer:
    """Weights by feature, and the bias.

    A right candidate is a positive example with the weight of its overlap with gold, squared, and a negative one with
    the rest of the weight.
    """
    judged = [example for example in examples if example.right is not None]
    right = [example for example in judged if example.right]
    one_corpus = len({example.corpus for example in judged}) == 1  # nothing to tell the guidelines from one another
    names_of = {id(example): example.features if one_corpus else with_guideline(example) for example in judged}
    counts = Counter(name for names in names_of.values() for name in names)
    place = {name: i for i, name in enumerate(sorted(name for name, n in counts.items() if n >= MIN_FEATURE_COUNT))}
    rows = [[place[name] for name in names_of[id(example)] if name in place] for example in judged + right]
    ends = np.cumsum([0, *map(len, rows)])
    columns = np.concatenate([np.array(row, dtype=np.int64) for row in rows])
    matrix = csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(rows), len(place)))
    shares = np.array([example.right or 0.0 for example in judged + right]) ** 2
    target = (shares > 0) & (np.arange(len(rows)) < len(judged))
    by_corpus = np.array([settings.wikinews if e.corpus == "wikinews" else 1.0 for e in judged + right])
    model = LogisticRegression(C=settings.strength, max_iter=3000, tol=1e-3)
    model.fit(matrix, target, sample_weight=np.where(target, shares, 1.0 - shares) * by_corpus)
    return merge(dict(zip(place, model.coef_[0], strict=True)), float(model.intercept_[0]), settings.share)


def merge(weights: Mapping[str, float], bias: float, share: float) -> Scorer:
    """A scorer with the shared weights, and of what Wikinews adds this share."""
    merged: Counter[str] = Counter()
    for name, weight in weights.items():
        part = share * weight if name.startswith(OF_WIKINEWS) else weight
        merged[name.removeprefix(OF_WIKINEWS)] += part  # type: ignore[assignment]  # counters add any numbers
    bias += merged.pop("", 0.0)
    return Scorer({name: round(float(w), 4) for name, w in merged.items() if abs(w) >= MIN_WEIGHT}, round(bias, 4))


def tune(weighed: Mapping[Corpus, Pairs], gold: Mapping[Corpus, int]) -> tuple[float, float]:
    """The threshold with the best attributed F1, and that F1, with scores of cross-validation; the mean of the corpora.

    Of the thresholds about as good as the best, it is the middle one: F1 hardly changes between them.
    """
    scores = {}
    for threshold in np.arange(0.2, 0.7, 0.025):
        rates = []
        for corpus, pairs in weighed.items():
            truths = [truth for _, truth in find_chosen(pairs, float(threshold))]
            rates.append(2 * sum(map(bool, truths)) / max(len(truths) + gold[corpus], 1))
        scores[round(float(threshold), 3)] = float(np.mean(rates))
    best = max(scores.values())
    good = [(threshold, f1) for threshold, f1 in scores.items() if f1 >= best - MAX_F1_LOSS]
    return good[len(good) // 2]


def find_chosen(weighed: Pairs, threshold: float) -> Iterator[tuple[Attribution, float | None]]:
    """The attributions chosen from the candidates of each article, without nested ones, and how right each is."""
    for pairs in weighed.values():
        truth = {(w.extents.content, w.extents.source, w.extents.cue): r for w, r in pairs}
        for chosen in choose([w for w, _ in pairs], threshold=threshold):
            if chosen.parent is None:
                yield chosen, truth[(chosen.content, chosen.source, chosen.cue)]


def calibrate(weighed: Iterable[Pairs], threshold: float) -> tuple[float, float]:
    """Slope and intercept that turn the scores of chosen attributions into log-odds of being right (Platt 1999)."""
    pairs = [
        (min(max(attribution.confidence, 1e-6), 1 - 1e-6), bool(truth))
        for of_corpus in weighed
        for attribution, truth in find_chosen(of_corpus, threshold)
    ]
    odds = np.array([[np.log(p / (1 - p))] for p, _ in pairs])
    model = LogisticRegression(C=100.0).fit(odds, np.array([right for _, right in pairs]))
    return round(float(model.coef_[0, 0]), 4), round(float(model.intercept_[0]), 4)


def make_folds(examples: Iterable[Example]) -> dict[int, int]:
    """The fold of each article that has examples, by its number; neighbours are in different ones."""
    numbers = sorted({example.article for example in examples})
    return {number: place % FOLDS for place, number in enumerate(numbers)}


def cross_fit(examples: list[Example], gold: Mapping[Corpus, int], settings: Iterable[Settings]) -> Scorer:
    """A scorer trained on all examples, with the settings that are best where each article is weighed by the others.

    `gold` counts the annotated attributions of each corpus in the articles of the examples.
    """
    best = (0.0, Settings(0.0), 0.5, (1.0, 0.0))
    fold_of = make_folds(examples)
    for chosen in settings:
        weighed: dict[Corpus, Pairs] = {corpus: {} for corpus in gold}
        for fold in range(FOLDS):
            scorer = fit([example for example in examples if fold_of[example.article] != fold], chosen)
            for example in examples:
                if fold_of[example.article] == fold:
                    probability = scorer.probability(example.features)
                    pair = Weighed(example.candidate, example.extents, probability), example.right
                    weighed[example.corpus].setdefault(example.article, []).append(pair)
        threshold, f1 = tune(weighed, gold)
        print(f"{chosen}: attributed F1 {100 * f1:.1f} at threshold {threshold}, {FOLDS} folds", flush=True)
        if f1 > best[0]:
            best = f1, chosen, threshold, calibrate(weighed.values(), threshold)
    _, chosen, threshold, calibration = best
    return replace(fit(examples, chosen), threshold=threshold, calibration=calibration)
