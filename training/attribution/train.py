"""Train the scorer: candidates of PolNeAR's training articles, right or wrong, weighed by logistic regression.

`QUOTES_DATA=… python -m training.attribution.train --model PATH --out quotes/model/scorer.json`
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from spacy.language import Language
from spacy.tokens import Doc, DocBin

import quotes
from quotes.attribute.choose import Weighed, choose
from quotes.attribute.engine import find_candidates, weigh
from quotes.attribute.extents import Extents
from quotes.attribute.features import find_features
from quotes.attribute.scorer import FORMAT, Scorer
from quotes.attribution import Candidate
from quotes.detect.layout import Layout
from quotes.heads.evidence import Evidence
from training.attribution.polnear import GoldArticle, characters, read_articles

OVERLAP = 0.5  # intersection over union from which two contents are the same, as the benchmark counts
MIN_COUNT = 3  # candidates in which a feature must stand to be learned
TENTH = 10  # of ten training articles the encoder never sees one
FOLDS = 4


@dataclass(frozen=True)
class Example:
    """One candidate of one article: its features, and whether gold has it (None where gold cannot tell)."""

    article: int
    candidate: Candidate
    extents: Extents
    features: tuple[str, ...]
    right: bool | None


def parse(nlp: Language, articles: list[GoldArticle], cache: Path | None) -> list[Doc]:
    """The parsed articles with the tagger's evidence, if any; read from the cache where it holds them already."""
    if cache and cache.exists():
        return list(DocBin().from_disk(cache).get_docs(nlp.vocab))
    with nlp.select_pipes(disable=[name for name in nlp.pipe_names if name == "quotes"]):
        docs = list(nlp.pipe((article.text for article in articles), batch_size=8))
    if cache:
        cache.parent.mkdir(parents=True, exist_ok=True)
        DocBin(docs=docs, store_user_data=True).to_disk(cache)
    return docs


def judge(extents: Extents, article: GoldArticle) -> bool | None:
    """Does gold have this candidate? None for one whose cue lies in a gold content: gold leaves nested ones out."""
    text = article.text
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
            return True
    if extents.cue and any(a <= extents.cue[0] < b for gold in article.attributions for a, b in gold.content):
        return None
    return False


def make_examples(docs: list[Doc], articles: list[GoldArticle]) -> list[Example]:
    examples = []
    for number, (doc, article) in enumerate(zip(docs, articles, strict=True)):
        layout = Layout.of(doc)
        for candidate, extents in find_candidates(doc, layout):
            features = tuple(find_features(doc, layout, candidate, extents))
            examples.append(Example(number, candidate, extents, features, judge(extents, article)))
    return examples


def make_layered(docs: list[Doc], articles: list[GoldArticle], scorer: Scorer) -> list[Example]:
    """The candidates of constructions and tagger of the articles that the encoder never saw, with its evidence."""
    examples = []
    for number, (doc, article) in enumerate(zip(docs, articles, strict=True)):
        if held_out(number):
            layout = Layout.of(doc)
            for one in weigh(doc, layout, replace(scorer, evidence=Scorer({}))):
                right = judge(one.extents, article)
                examples.append(Example(number, one.candidate, one.extents, one.features, right))
    return examples


def held_out(number: int) -> bool:
    """Whether an article was kept from the encoder; as in `encoder.corpus`."""
    return number % TENTH == TENTH - 1


def fit(examples: Iterable[Example], *, strength: float) -> Scorer:
    """Weights by feature, and the bias."""
    known = [one for one in examples if one.right is not None]
    counts = Counter(feature for one in known for feature in one.features)
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform([{f: 1.0 for f in one.features if counts[f] >= MIN_COUNT} for one in known])
    model = LogisticRegression(C=strength, max_iter=3000)
    model.fit(matrix, np.array([one.right for one in known]))
    weights = dict(zip(vectorizer.get_feature_names_out(), model.coef_[0], strict=True))
    kept = {name: round(float(w), 4) for name, w in weights.items() if abs(w) >= 0.005}
    return Scorer(kept, round(float(model.intercept_[0]), 4))


def tune(weighed: dict[int, list[tuple[Weighed, bool | None]]], gold: int) -> tuple[float, float]:
    """The threshold with the best attributed F1, and that F1; the candidates were weighed by what others taught."""
    best = (0.5, 0.0)
    for threshold in np.arange(0.2, 0.7, 0.025):
        right = kept = 0
        for pairs in weighed.values():
            truth = {(w.extents.content, w.extents.source, w.extents.cue): r for w, r in pairs}
            for chosen in choose([w for w, _ in pairs], threshold=float(threshold)):
                if chosen.parent is None:
                    kept += 1
                    right += bool(truth[(chosen.content, chosen.source, chosen.cue)])
        f1 = 2 * right / max(kept + gold, 1)
        best = max(best, (round(float(threshold), 3), f1), key=lambda pair: pair[1])
    return best


def cross_tune(
    examples: list[Example], articles: list[GoldArticle], strengths: Iterable[float]
) -> tuple[float, float]:
    """The strength and the threshold that do best where each article is weighed by what the others taught."""
    numbers = sorted({one.article for one in examples})
    fold = {number: place % FOLDS for place, number in enumerate(numbers)}
    gold = sum(len(articles[number].attributions) for number in numbers)
    best = (0.0, 0.0, 0.5)
    for strength in strengths:
        weighed: dict[int, list[tuple[Weighed, bool | None]]] = {}
        for part in range(FOLDS):
            scorer = fit([one for one in examples if fold[one.article] != part], strength=strength)
            for one in examples:
                if fold[one.article] == part:
                    pair = Weighed(one.candidate, one.extents, scorer.probability(one.features)), one.right
                    weighed.setdefault(one.article, []).append(pair)
        threshold, f1 = tune(weighed, gold)
        print(f"strength {strength}: attributed F1 {100 * f1:.1f} at threshold {threshold}, {FOLDS} folds")
        best = max(best, (f1, strength, threshold))
    return best[1], best[2]


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
    strength, threshold = cross_tune(examples, articles, (0.1, 0.3))
    data = as_json(replace(fit(examples, strength=strength), threshold=threshold))
    print(f"{len(data['weights'])} weights from {len(examples)} candidates of constructions")
    if Evidence.is_in(docs[0]):
        seen = fit([one for one in examples if not held_out(one.article)], strength=strength)
        layered = make_layered(docs, articles, seen)
        strength, threshold = cross_tune(layered, articles, (0.003, 0.01, 0.03))
        data["evidence"] = as_json(replace(fit(layered, strength=strength), threshold=threshold))
        print(f"{len(data['evidence']['weights'])} weights of evidence from {len(layered)} candidates")
    options.out.write_text(json.dumps(data | {"format": FORMAT}, indent=0, sort_keys=True) + "\n", encoding="utf-8")


def as_json(scorer: Scorer) -> dict[str, Any]:
    """A scorer as plain values."""
    return {"bias": scorer.bias, "threshold": scorer.threshold, "weights": dict(scorer.weights)}


if __name__ == "__main__":
    main()
