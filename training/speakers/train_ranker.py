"""Learn whom pronouns and descriptions stand for: `python -m training.speakers.train_ranker --cache FOLDER`.

Reads the training part of the Wikinews gold, the labelled articles of PolNeAR and GUM's coreference, below QUOTES_DATA;
`--open` leaves PolNeAR out. Weights are learnt twice, as what is said of one source depends on those before it. The
confidence is then learnt from answers that folds of articles give without having been learnt from. Prints what
cross-validation by article gives, with its bootstrap interval.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

import quotes
from quotes.engine.scoring.scorer import logistic
from quotes.engine.speakers import ranking
from quotes.engine.speakers.confidence import KIND as CONFIDENCE
from quotes.engine.speakers.ranking import add_up
from quotes.evaluation.pipeline.corpora_folder import data_folder
from training.speakers.coreference import read_subjects
from training.speakers.decisions import Decision, LabelledArticle, Outcome, read_articles, read_decisions, read_outcomes
from training.speakers.ranker_fit import fit_confidence, fit_ranker

KINDS = ("pronoun", "group", "description")
FOLDS, ROUNDS, SAMPLES = 5, 2, 1000
MIN_WEIGHT = 0.005
THRESHOLDS = (0.5, 0.7, 0.8, 0.9, 0.95)
TARGET = Path(__file__).parents[2] / "quotes" / "model" / "ranker.json"
Weights = Mapping[str, Mapping[str, float]]
GROUPS = {  # of features, by the beginnings of their names
    "nearness": ("distance", "same sentence", "sentence before", "two sentences", "same paragraph", "paragraph before",
                 "nearest", "named", "alone", "below"),
    "syntax": ("subject", "oblique", "possessor", "modifier", "opens", "same verb", "in content", "only in quotation",
               "unnamed subject", "unnamed in its"),
    "salience": ("mentions", "share", "most named", "in the headline", "headline"),
    "who spoke": ("spoke", "speaks", "is a source", "is last source", "unnamed spoke"),
    "gender": ("said so", "name agrees", "name differs", "unnamed says"),
    "roles and names": ("has the role", "other role", "no role", "called so", "modifiers shared", "no modifier",
                        "complement", "only one with", "only one of the name", "telling"),
    "sectors": ("same sector", "other sector", "sectors differ", "definite and same", "only one of the sector"),
    "what kind of candidate": ("it ", "they ", "role for", "kind for", "body for", "place for", "person for",
                               "other for", "carrier for", "unnamed", "unnamed indefinite"),
    "nobody named": ("nobody",),
}  # fmt: skip


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--cache", type=Path, required=True, help="a folder for parsed articles, outside the checkout")
    options.add_argument("--model")
    options.add_argument("--output", type=Path, default=TARGET)
    options.add_argument("--groups", action="store_true", help="figures without each group of features, and no weights")
    options.add_argument("--open", action="store_true", help="learn from Wikinews and GUM alone, not from PolNeAR")
    chosen = options.parse_args()
    nlp = quotes.load(chosen.model)
    articles = list(read_articles(data_folder(), chosen.cache, nlp, only_open=chosen.open))
    weights: dict[str, dict[str, float]] = {}
    for _ in range(ROUNDS):
        use(weights)
        decisions = [decision for article in articles for decision in read_decisions(article)]
        pronouns = list(read_subjects(data_folder() / "ud" / "gum", chosen.cache, nlp))
        weights = learn(decisions, pronouns)
    if chosen.groups:
        for group, prefixes in GROUPS.items():
            print(f"without {group}:")
            rest = [[leave_out(decision, prefixes) for decision in some] for some in (decisions, pronouns)]
            report(cross_validate(articles, *rest), ())
        return
    outcomes = cross_validate(articles, decisions, pronouns)
    report(outcomes)
    weights[CONFIDENCE] = fit_confidence([outcome for outcome, _ in outcomes if outcome.features])
    rounded = {
        kind: {name: round(w, 3) for name, w in sorted(row.items()) if abs(w) >= MIN_WEIGHT}
        for kind, row in weights.items()
    }
    chosen.output.parent.mkdir(parents=True, exist_ok=True)
    chosen.output.write_text(json.dumps({"weights": rounded}, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def use(weights: Weights) -> None:
    """Make the engine rank with these weights from now on."""
    ranking.replace_weights(weights)


def learn(decisions: Sequence[Decision], pronouns: Sequence[Decision]) -> dict[str, dict[str, float]]:
    """The weights of each kind."""
    return {
        kind: fit_ranker(
            [decision for decision in decisions if decision.kind == kind],
            [decision for decision in pronouns if decision.kind == kind],
        )
        for kind in KINDS
    }


def leave_out(decision: Decision, prefixes: tuple[str, ...]) -> Decision:
    """The decision without the features whose names begin with one of these."""
    rows = tuple(
        ({name: value for name, value in features.items() if not name.startswith(prefixes)}, is_right)
        for features, is_right in decision.candidates
    )
    return replace(decision, candidates=rows)


def cross_validate(
    articles: Sequence[LabelledArticle], decisions: Sequence[Decision], pronouns: Sequence[Decision]
) -> list[tuple[Outcome, float]]:
    """The answers of folds of articles by weights that were learnt from the others, each with its confidence."""
    names = sorted(article.id for article in articles)
    random.Random(3).shuffle(names)
    fold_of = {name: i % FOLDS for i, name in enumerate(names)}
    outcomes: list[Outcome] = []
    for fold in range(FOLDS):
        use(learn([d for d in decisions if fold_of[d.article] != fold], pronouns))
        outcomes += [o for article in articles if fold_of[article.id] == fold for o in read_outcomes(article)]
    judged: list[tuple[Outcome, float]] = []
    for fold in range(FOLDS):
        row = fit_confidence([o for o in outcomes if o.features and fold_of[o.article] != fold])
        judged += [(o, _confidence(o, row)) for o in outcomes if fold_of[o.article] == fold]
    return judged


def _confidence(outcome: Outcome, row: Mapping[str, float]) -> float:
    if not outcome.features:
        return 0.0
    return logistic(add_up(row, outcome.features))


def report(outcomes: Sequence[tuple[Outcome, float]], thresholds: Sequence[float] = THRESHOLDS) -> None:
    """Print how many names are right, by corpus, and at which confidence."""
    for corpus in sorted({outcome.article.split()[0] for outcome, _ in outcomes}, reverse=True):
        by_article: dict[str, list[bool]] = {}
        for outcome, _ in outcomes:
            if outcome.article.startswith(corpus):
                by_article.setdefault(outcome.article, []).append(outcome.is_right)
        groups = [np.array(group) for group in by_article.values()]
        dice = np.random.default_rng(1)
        samples = [
            np.concatenate([groups[i] for i in dice.integers(0, len(groups), len(groups))]).mean()
            for _ in range(SAMPLES)
        ]
        low, high = np.percentile(samples, [2.5, 97.5])
        mean = np.concatenate(groups).mean()
        print(
            f"{corpus}: {100 * mean:.1f} % of names right ({100 * low:.1f} to {100 * high:.1f}), five folds by article"
        )
    right = np.array([outcome.is_right for outcome, _ in outcomes])
    sure = np.array([confidence for _, confidence in outcomes])
    for threshold in thresholds:
        chosen = sure >= threshold
        print(f"confidence {threshold}: {100 * right[chosen].mean():.1f} % right, {100 * chosen.mean():.1f} % of all")


if __name__ == "__main__":
    main()
