"""Train the scorer: candidates of PolNeAR's training articles, right or wrong, weighed by logistic regression.

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
from training.attribution.polnear import GoldArticle, GoldAttribution, characters, read_articles

OVERLAP = 0.5  # intersection over union from which two contents are the same, as the benchmark counts
BY_CUE = {True: 0.95, False: 0.6}  # what a candidate is worth whose cue overlaps gold's, or does not
MIN_COUNT = 3  # candidates in which a feature must stand to be learned
TENTH = 10  # of ten training articles the encoder never sees one
FOLDS = 4
TAGGER = "attribution_tagger"
SLACK = 0.005  # of F1 within which thresholds are as good as each other
PLAIN = 0.1  # strength of the rule scorer whose odds the combined scorer sees


@dataclass(frozen=True)
class Example:
    """One candidate of one article: its features, and how much gold has of it (None where gold cannot tell)."""

    article: int
    candidate: Candidate
    extents: Extents
    features: tuple[str, ...]
    right: float | None


Pairs = dict[int, list[tuple[Weighed, float | None]]]


def parse(nlp: Language, articles: list[GoldArticle], cache: Path | None) -> list[Doc]:
    """The parsed articles with the tagger's output, if any; read from the cache where it holds them already."""
    if cache and cache.exists():
        return list(DocBin().from_disk(cache).get_docs(nlp.vocab))
    docs = [Doc(nlp.vocab)] * len(articles)
    for held in (False, True):  # the tagger's output is large, and wanted only of articles that it never saw
        numbers = [number for number in range(len(articles)) if held_out(number) == held]
        off = ["quotes"] if held else ["quotes", TAGGER]
        with nlp.select_pipes(disable=[name for name in nlp.pipe_names if name in off]):
            for number, doc in zip(numbers, nlp.pipe((articles[i].text for i in numbers), batch_size=8), strict=True):
                docs[number] = doc
    if cache:
        cache.parent.mkdir(parents=True, exist_ok=True)
        DocBin(docs=docs, store_user_data=True).to_disk(cache)
    return docs


def judge(extents: Extents, article: GoldArticle) -> float | None:
    """How much of its content a candidate shares with gold's of the same source, 0 below a half; less by another cue.

    None for one whose cue lies in a gold content: gold leaves nested ones out.
    """
    text, best = article.text, 0.0
    content = characters(extents.content, text)
    source = characters((extents.source,) if extents.source else (), text)
    for gold in article.attributions:
        other = characters(gold.content, text)
        if not content or len(content & other) < OVERLAP * len(content | other):
            continue
        theirs = characters(gold.source, text)
        if (not source and not theirs) or (
            source and theirs and 2 * len(source & theirs) >= min(len(source), len(theirs))
        ):
            best = max(best, len(content & other) / len(content | other) * _worth(extents, gold, text))
    inside = extents.cue and any(a <= extents.cue[0] < b for gold in article.attributions for a, b in gold.content)
    return None if inside and not best else best


def _worth(extents: Extents, gold: GoldAttribution, text: str) -> float:
    """What a candidate is worth by its cue: all with gold's, less where they overlap, least where they do not."""
    cue, other = characters((extents.cue,) if extents.cue else (), text), characters(gold.cue, text)
    return 1.0 if cue == other else BY_CUE[bool(cue & other)]


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
    """The candidates of constructions and tagger of the articles that the encoder never saw, with its output."""
    examples = []
    for number, (doc, article) in enumerate(zip(docs, articles, strict=True)):
        if held_out(number):
            layout = Layout.of(doc)
            for weighed in decide(doc, layout, Scorers(scorer, Scorer({}))).weighed:
                right = judge(weighed.extents, article)
                examples.append(Example(number, weighed.candidate, weighed.extents, weighed.features, right))
    return examples


def held_out(number: int) -> bool:
    """Whether an article was kept from the encoder; as in `encoder.corpus`."""
    return number % TENTH == TENTH - 1


def fit(examples: Iterable[Example], *, strength: float) -> Scorer:
    """Weights by feature, and the bias.

    A right candidate teaches as much as its content shares with gold's, squared; what it lacks, its second row holds
    against it.
    """
    known = [one for one in examples if one.right is not None]
    right = [one for one in known if one.right]
    counts = Counter(feature for one in known for feature in one.features)
    rows = [{f: 1.0 for f in one.features if counts[f] >= MIN_COUNT} for one in known + right]
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform(rows)
    shares = np.array([one.right or 0.0 for one in known + right]) ** 2
    target = (shares > 0) & (np.arange(len(rows)) < len(known))
    model = LogisticRegression(C=strength, max_iter=3000)
    model.fit(matrix, target, sample_weight=np.where(target, shares, 1.0 - shares))
    weights = dict(zip(vectorizer.get_feature_names_out(), model.coef_[0], strict=True))
    kept = {name: round(float(w), 4) for name, w in weights.items() if abs(w) >= 0.005}
    return Scorer(kept, round(float(model.intercept_[0]), 4))


def tune(weighed: Pairs, gold: int) -> tuple[float, float]:
    """The threshold with the best attributed F1, and that F1; the candidates were weighed by what others taught.

    Of thresholds about as good as the best the middle one: F1 is flat there, and precision and recall are balanced.
    """
    scores = {}
    for threshold in np.arange(0.2, 0.7, 0.025):
        kept = [truth for _, truth in chosen_of(weighed, float(threshold))]
        scores[round(float(threshold), 3)] = 2 * sum(map(bool, kept)) / max(len(kept) + gold, 1)
    best = max(scores.values())
    good = [(threshold, f1) for threshold, f1 in scores.items() if f1 >= best - SLACK]
    return good[len(good) // 2]


def chosen_of(weighed: Pairs, threshold: float) -> Iterator[tuple[Attribution, float | None]]:
    """What is chosen of the weighed candidates of each article, outermost, and how right it is."""
    for pairs in weighed.values():
        truth = {(w.extents.content, w.extents.source, w.extents.cue): r for w, r in pairs}
        for chosen in choose([w for w, _ in pairs], threshold=threshold):
            if chosen.parent is None:
                yield chosen, truth[(chosen.content, chosen.source, chosen.cue)]


def calibrate(weighed: Pairs, threshold: float) -> tuple[float, float]:
    """Slope and intercept that make the log-odds of what is chosen those of being right (Platt 1999)."""
    pairs = [(min(max(one.confidence, 1e-6), 1 - 1e-6), bool(truth)) for one, truth in chosen_of(weighed, threshold)]
    odds = np.array([[np.log(p / (1 - p))] for p, _ in pairs])
    model = LogisticRegression(C=100.0).fit(odds, np.array([right for _, right in pairs]))
    return round(float(model.coef_[0, 0]), 4), round(float(model.intercept_[0]), 4)


def cross_fit(examples: list[Example], articles: list[GoldArticle], strengths: Iterable[float]) -> Scorer:
    """A scorer of all examples; its settings where each article is weighed by what the others taught."""
    numbers = sorted({one.article for one in examples})
    fold = {number: place % FOLDS for place, number in enumerate(numbers)}
    gold = sum(len(articles[number].attributions) for number in numbers)
    best = (0.0, 0.0, 0.5, (1.0, 0.0))
    for strength in strengths:
        weighed: Pairs = {}
        for part in range(FOLDS):
            scorer = fit([one for one in examples if fold[one.article] != part], strength=strength)
            for one in examples:
                if fold[one.article] == part:
                    pair = Weighed(one.candidate, one.extents, scorer.probability(one.features)), one.right
                    weighed.setdefault(one.article, []).append(pair)
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
        seen = fit([one for one in examples if not held_out(one.article)], strength=PLAIN)
        layered = make_layered(docs, articles, seen)
        combined = cross_fit(layered, articles, (0.005, 0.01, 0.03, 0.1))
        print(f"{len(combined.weights)} weights of the combined scorer from {len(layered)} candidates")
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
