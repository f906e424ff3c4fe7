"""Train the scorer: candidates of PolNeAR's training articles, right or wrong, weighed by logistic regression.

`QUOTES_DATA=… python -m training.attribution.train --model PATH --out quotes/model/scorer.json`
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from spacy.language import Language
from spacy.tokens import Doc, DocBin

import quotes
from quotes.attribute.choose import Weighed, choose
from quotes.attribute.engine import find_candidates
from quotes.attribute.extents import Extents
from quotes.attribute.features import find_features
from quotes.attribute.scorer import FORMAT
from quotes.attribution import Candidate
from quotes.detect.layout import Layout
from training.attribution.polnear import GoldArticle, characters, read_articles

OVERLAP = 0.5  # intersection over union from which two contents are the same, as the benchmark counts
MIN_COUNT = 3  # candidates in which a feature must stand to be learned


@dataclass(frozen=True)
class Example:
    """One candidate of one article: its features, and whether gold has it (None where gold cannot tell)."""

    article: int
    candidate: Candidate
    extents: Extents
    features: tuple[str, ...]
    right: bool | None


def parse(nlp: Language, articles: list[GoldArticle], cache: Path | None) -> list[Doc]:
    """The parsed articles; read from the cache where it holds them already."""
    if cache and cache.exists():
        return list(DocBin().from_disk(cache).get_docs(nlp.vocab))
    with nlp.select_pipes(disable=[name for name in nlp.pipe_names if name == "quotes"]):
        docs = list(nlp.pipe((article.text for article in articles), batch_size=8))
    if cache:
        cache.parent.mkdir(parents=True, exist_ok=True)
        DocBin(docs=docs, store_user_data=False).to_disk(cache)
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


def fit(examples: Iterable[Example], *, strength: float) -> tuple[dict[str, float], float]:
    """Weights by feature, and the bias."""
    known = [one for one in examples if one.right is not None]
    counts = Counter(feature for one in known for feature in one.features)
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform([{f: 1.0 for f in one.features if counts[f] >= MIN_COUNT} for one in known])
    model = LogisticRegression(C=strength, max_iter=2000)
    model.fit(matrix, np.array([one.right for one in known]))
    weights = dict(zip(vectorizer.get_feature_names_out(), model.coef_[0], strict=True))
    return {name: round(float(w), 4) for name, w in weights.items() if abs(w) >= 0.005}, float(model.intercept_[0])


def tune(examples: list[Example], weights: dict[str, float], bias: float, gold: int) -> tuple[float, float]:
    """The threshold with the best attributed F1 on held-out articles, and that F1."""
    from quotes.attribute.scorer import Scorer

    scorer = Scorer(weights, bias)
    by_article: dict[int, list[tuple[Weighed, bool | None]]] = {}
    for one in examples:
        weighed = Weighed(one.candidate, one.extents, scorer.probability(one.features))
        by_article.setdefault(one.article, []).append((weighed, one.right))
    best = (0.5, 0.0)
    for threshold in np.arange(0.2, 0.7, 0.025):
        right = kept = 0
        for pairs in by_article.values():
            truth = {(w.extents.content, w.extents.source, w.extents.cue): r for w, r in pairs}
            for chosen in choose([w for w, _ in pairs], threshold=float(threshold)):
                if chosen.parent is None:
                    kept += 1
                    right += bool(truth[(chosen.content, chosen.source, chosen.cue)])
        f1 = 2 * right / max(kept + gold, 1)
        best = max(best, (round(float(threshold), 3), f1), key=lambda pair: pair[1])
    return best


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
    random.seed(0)
    held = set(random.sample(range(len(articles)), len(articles) // 8))
    inside, outside = [e for e in examples if e.article not in held], [e for e in examples if e.article in held]
    gold = sum(len(articles[i].attributions) for i in held)
    best = (0.0, 0.0, 0.5)
    for strength in (0.1, 0.3):
        threshold, f1 = tune(outside, *fit(inside, strength=strength), gold)
        print(f"C {strength}: held-out attributed F1 {100 * f1:.1f} at threshold {threshold}")
        best = max(best, (f1, strength, threshold))
    weights, bias = fit(examples, strength=best[1])
    data = {"format": FORMAT, "bias": round(bias, 4), "threshold": best[2], "weights": weights}
    options.out.write_text(json.dumps(data, indent=0, sort_keys=True) + "\n", encoding="utf-8")
    print(
        f"{len(weights)} weights from {len(examples)} candidates, {sum(bool(e.right) for e in examples)} of them right"
    )


if __name__ == "__main__":
    main()
