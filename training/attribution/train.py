"""Train the scorer: candidates of PolNeAR's training articles, labelled right or wrong, and logistic regression.

`QUOTES_DATA=… python -m training.attribution.train --model PATH --out quotes/model/scorer.json`
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from spacy.language import Language
from spacy.tokens import Doc, DocBin

import quotes
from quotes.engine.attribution import Attribution, Candidate
from quotes.engine.choice import Weighed, choose
from quotes.engine.decision import decide, find_candidates
from quotes.engine.extents.extents import Extents
from quotes.engine.layout import Layout
from quotes.engine.scoring.features import Features
from quotes.engine.scoring.scorer import COMBINED, FORMAT, Scorer, Scorers
from quotes.nlp.heads.tagger_output import TaggerOutput
from training.attribution.polnear import GoldArticle, GoldAttribution, characters, is_held_out, read_articles

MIN_CONTENT_OVERLAP = 0.5  # intersection over union from which two contents are the same, as the benchmark counts
WORTH_BY_CUE_OVERLAP = {True: 0.95, False: 0.6}  # 1 is for the gold cue itself
MIN_FEATURE_COUNT = 3  # candidates that must have a feature for it to be learned
FOLDS = 4
TAGGER = "attribution_tagger"
MAX_F1_LOSS = 0.005  # thresholds whose F1 is this close to the best are equally good
BASE_STRENGTH = 0.1  # strength of the scorer of constructions whose log-odds the combined scorer has as a feature


@dataclass(frozen=True)
class Example:
    """One candidate of one article: its features, and how right it is (None where gold cannot say)."""

    article: int
    candidate: Candidate
    extents: Extents
    features: tuple[str, ...]
    right: float | None


Pairs = dict[int, list[tuple[Weighed, float | None]]]


def parse(nlp: Language, articles: list[GoldArticle], cache: Path | None) -> list[Doc]:
    """The parsed articles with the tagger's output, if any, from the cache file if it exists."""
    if cache and cache.exists():
        return list(DocBin().from_disk(cache).get_docs(nlp.vocab))
    docs = [Doc(nlp.vocab)] * len(articles)
    for held_out in (False, True):  # the tagger's output is large, and used only where it was not trained
        numbers = [number for number in range(len(articles)) if is_held_out(number) == held_out]
        off = ["quotes"] if held_out else ["quotes", TAGGER]
        with nlp.select_pipes(disable=[name for name in nlp.pipe_names if name in off]):
            for number, doc in zip(numbers, nlp.pipe((articles[i].text for i in numbers), batch_size=8), strict=True):
                docs[number] = doc
    if cache:
        cache.parent.mkdir(parents=True, exist_ok=True)
        DocBin(docs=docs, store_user_data=True).to_disk(cache)
    return docs


def judge(extents: Extents, article: GoldArticle) -> float | None:
    """Overlap of a candidate's content with the gold content of the same source, 0 below a half; less with another cue.

    None for a candidate whose cue is in a gold content: nested attributions are not annotated.
    """
    text, best = article.text, 0.0
    content = characters(extents.content, text)
    source = characters((extents.source,) if extents.source else (), text)
    for gold in article.attributions:
        gold_content = characters(gold.content, text)
        if not content or len(content & gold_content) < MIN_CONTENT_OVERLAP * len(content | gold_content):
            continue
        gold_source = characters(gold.source, text)
        if (not source and not gold_source) or (
            source and gold_source and 2 * len(source & gold_source) >= min(len(source), len(gold_source))
        ):
            best = max(best, len(content & gold_content) / len(content | gold_content) * _worth(extents, gold, text))
    inside = extents.cue and any(a <= extents.cue[0] < b for gold in article.attributions for a, b in gold.content)
    return None if inside and not best else best


def _worth(extents: Extents, gold: GoldAttribution, text: str) -> float:
    """Worth of a candidate by its cue: 1 for the gold cue, less for one that overlaps it, least for any other."""
    cue, gold_cue = characters((extents.cue,) if extents.cue else (), text), characters(gold.cue, text)
    return 1.0 if cue == gold_cue else WORTH_BY_CUE_OVERLAP[bool(cue & gold_cue)]


def make_examples(docs: list[Doc], articles: list[GoldArticle]) -> list[Example]:
    examples = []
    for number, (doc, article) in enumerate(zip(docs, articles, strict=True)):
        layout = Layout.of(doc)
        features = Features(doc, layout, Scorer({}))
        for candidate, extents in find_candidates(doc, layout):
            names = tuple(features.of(candidate, extents))
            examples.append(Example(number, candidate, extents, names, judge(extents, article)))
    return examples


def make_layered(docs: list[Doc], articles: list[GoldArticle], scorer: Scorer) -> list[Example]:
    """The candidates of constructions and tagger in the articles that the encoder was not trained on."""
    examples = []
    for number, (doc, article) in enumerate(zip(docs, articles, strict=True)):
        if is_held_out(number):
            layout = Layout.of(doc)
            for weighed in decide(doc, layout, Scorers(scorer, Scorer({}))).weighed:
                right = judge(weighed.extents, article)
                examples.append(Example(number, weighed.candidate, weighed.extents, weighed.features, right))
    return examples


def fit(examples: Iterable[Example], *, strength: float) -> Scorer:
    """Weights by feature, and the bias.

    A right candidate is a positive example with the weight of its overlap with gold, squared, and a negative one with
    the rest of the weight.
    """
    judged = [example for example in examples if example.right is not None]
    right = [example for example in judged if example.right]
    counts = Counter(feature for example in judged for feature in example.features)
    rows = [{f: 1.0 for f in example.features if counts[f] >= MIN_FEATURE_COUNT} for example in judged + right]
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform(rows)
    shares = np.array([example.right or 0.0 for example in judged + right]) ** 2
    target = (shares > 0) & (np.arange(len(rows)) < len(judged))
    model = LogisticRegression(C=strength, max_iter=3000)
    model.fit(matrix, target, sample_weight=np.where(target, shares, 1.0 - shares))
    weights = dict(zip(vectorizer.get_feature_names_out(), model.coef_[0], strict=True))
    significant = {name: round(float(w), 4) for name, w in weights.items() if abs(w) >= 0.005}
    return Scorer(significant, round(float(model.intercept_[0]), 4))


def tune(weighed: Pairs, gold: int) -> tuple[float, float]:
    """The threshold with the best attributed F1, and that F1, with scores of cross-validation.

    Of the thresholds about as good as the best, it is the middle one: F1 hardly changes between them.
    """
    scores = {}
    for threshold in np.arange(0.2, 0.7, 0.025):
        truths = [truth for _, truth in find_chosen(weighed, float(threshold))]
        scores[round(float(threshold), 3)] = 2 * sum(map(bool, truths)) / max(len(truths) + gold, 1)
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


def calibrate(weighed: Pairs, threshold: float) -> tuple[float, float]:
    """Slope and intercept that turn the scores of chosen attributions into log-odds of being right (Platt 1999)."""
    pairs = [
        (min(max(attribution.confidence, 1e-6), 1 - 1e-6), bool(truth))
        for attribution, truth in find_chosen(weighed, threshold)
    ]
    odds = np.array([[np.log(p / (1 - p))] for p, _ in pairs])
    model = LogisticRegression(C=100.0).fit(odds, np.array([right for _, right in pairs]))
    return round(float(model.coef_[0, 0]), 4), round(float(model.intercept_[0]), 4)


def cross_fit(examples: list[Example], articles: list[GoldArticle], strengths: Iterable[float]) -> Scorer:
    """A scorer trained on all examples; its settings are chosen by cross-validation over articles."""
    numbers = sorted({example.article for example in examples})
    fold = {number: place % FOLDS for place, number in enumerate(numbers)}
    gold = sum(len(articles[number].attributions) for number in numbers)
    best = (0.0, 0.0, 0.5, (1.0, 0.0))
    for strength in strengths:
        weighed: Pairs = {}
        for part in range(FOLDS):
            scorer = fit([example for example in examples if fold[example.article] != part], strength=strength)
            for example in examples:
                if fold[example.article] == part:
                    pair = (
                        Weighed(example.candidate, example.extents, scorer.probability(example.features)),
                        example.right,
                    )
                    weighed.setdefault(example.article, []).append(pair)
        threshold, f1 = tune(weighed, gold)
        print(f"strength {strength}: attributed F1 {100 * f1:.1f} at threshold {threshold}, {FOLDS} folds", flush=True)
        best = max(best, (f1, strength, threshold, calibrate(weighed, threshold)))
    _, strength, threshold, calibration = best
    return replace(fit(examples, strength=strength), threshold=threshold, calibration=calibration)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="PolNeAR's folder with train/")
    parser.add_argument("--model", default=None)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--cache", type=Path, default=None)
    options = parser.parse_args()
    articles = list(read_articles(options.data / "train"))
    docs = parse(quotes.load(options.model), articles, options.cache)
    examples = make_examples(docs, articles)
    scorer = cross_fit(examples, articles, (0.1, 0.3))
    print(f"{len(scorer.weights)} weights from {len(examples)} candidates of constructions", flush=True)
    data = as_json(scorer)
    if any(map(TaggerOutput.is_in, docs)):
        base_scorer = fit([example for example in examples if not is_held_out(example.article)], strength=BASE_STRENGTH)
        layered_examples = make_layered(docs, articles, base_scorer)
        combined = cross_fit(layered_examples, articles, (0.005, 0.01, 0.03, 0.1))
        print(f"{len(combined.weights)} weights of the combined scorer from {len(layered_examples)} candidates")
        data[COMBINED] = as_json(combined)
    options.out.write_text(json.dumps(data | {"format": FORMAT}, indent=0, sort_keys=True) + "\n", encoding="utf-8")


def as_json(scorer: Scorer) -> dict[str, Any]:
    """A scorer as plain values."""
    return {
        "bias": scorer.bias,
        "threshold": scorer.threshold,
        "calibration": list(scorer.calibration),
        "weights": dict(scorer.weights),
    }


if __name__ == "__main__":
    main()
