"""Candidates of training articles with their features, each with how right it is by the gold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from quotes.engine.attribution import Candidate
from quotes.engine.decision import decide, find_candidates
from quotes.engine.extents.extents import Extents
from quotes.engine.layout import Layout
from quotes.engine.scoring.features import Features
from quotes.engine.scoring.scorer import Scorer, Scorers
from training.attribution.articles import Corpus, TrainingArticle
from training.attribution.polnear import GoldArticle, GoldAttribution, characters

MIN_CONTENT_OVERLAP = 0.5  # intersection over union from which two contents are the same, as the benchmark counts
WORTH_BY_CUE_OVERLAP = {True: 0.95, False: 0.6}  # 1 is for the gold cue itself


@dataclass(frozen=True)
class Example:
    """One candidate of one article, by number; `right` is None where gold cannot say."""

    corpus: Corpus
    article: int
    candidate: Candidate
    extents: Extents
    features: tuple[str, ...]
    right: float | None


def make_examples(articles: Iterable[TrainingArticle]) -> Iterator[Example]:
    """The candidates of the constructions."""
    for number, article in enumerate(articles):
        layout = Layout.of(article.doc)
        features = Features(article.doc, layout, Scorer({}))
        for candidate, extents in find_candidates(article.doc, layout):
            names = tuple(features.of(candidate, extents))
            yield Example(article.corpus, number, candidate, extents, names, judge(extents, article.gold))


def make_combined(articles: Iterable[TrainingArticle], scorer_of: Mapping[int, Scorer]) -> Iterator[Example]:
    """The candidates of constructions and tagger where its output is honest.

    `scorer_of` has the scorer of constructions for each article by number, one that was not trained on it.
    """
    for number, article in enumerate(articles):
        if article.is_tagged:
            scorers = Scorers(scorer_of[number], Scorer({}))
            for weighed in decide(article.doc, Layout.of(article.doc), scorers).weighed:
                right = judge(weighed.extents, article.gold)
                yield Example(
                    article.corpus, number, weighed.candidate, weighed.extents, tuple(weighed.features), right
                )


def judge(extents: Extents, article: GoldArticle) -> float | None:
    """Overlap of a candidate's content with the gold content of the same source, 0 below a half; less with another cue.

    None for a candidate whose cue is in a gold content: what is nested there is decided by another scorer.
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
