"""What the ranker decided on gold sources, and which candidates were right: what it learns from.

The engine resolves the sources of an article in order, so that what it has said before is as it will be in use.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from quotes.engine.attribution import Attribution
from quotes.engine.layout import Layout
from quotes.engine.speakers.confidence import describe_answer, find_confidence
from quotes.engine.speakers.discourse import Answer, Discourse
from quotes.engine.speakers.phrases import end_of
from quotes.engine.speakers.ranking import Candidate, Ranking
from quotes.engine.speakers.resolve import find_answer, find_noun_answer
from quotes.engine.speakers.scene import Scene, Source
from training.speakers.gold_sources import GOLD, Label, as_attributions, read_labelled, read_labels
from training.speakers.measure import name_key, same_speaker
from training.speakers.sector_examples import parsed
from training.speakers.wikinews_sources import read_wikinews, wikinews_with_nested

UNNAMED = ("unnamed_person", "unnamed_group", "document", "none")


@dataclass(frozen=True)
class LabelledArticle:
    """A parsed article with its gold attributions; None for those without a label."""

    id: str
    doc: Doc
    sources: Sequence[tuple[Attribution, Label | None]]


@dataclass(frozen=True)
class Decision:
    """The candidates for one source: their features, and whether each is right; a right one may be missing."""

    kind: str
    article: str
    candidates: tuple[tuple[Mapping[str, float], bool], ...]

    @property
    def is_possible(self) -> bool:
        """Is any candidate right?"""
        return any(is_right for _, is_right in self.candidates)


@dataclass(frozen=True)
class Outcome:
    """One answer of the engine: the features of its confidence, and whether the name is right; none for nobody."""

    article: str
    features: Mapping[str, float]
    is_right: bool


def read_articles(data: Path, cache: Path, nlp: Language, *, only_open: bool = False) -> Iterator[LabelledArticle]:
    """The training part of the Wikinews gold, and PolNeAR's training articles that have labels of speakers.

    With `only_open`, Wikinews alone.
    """
    wikinews = list(read_wikinews(data / "wikinews-attributions" / "train"))
    docs = parsed(nlp, [article.text for article in wikinews], cache / "wikinews-train.spacy")
    for article, doc in zip(wikinews, docs, strict=True):
        yield LabelledArticle(f"wikinews {article.id}", doc, wikinews_with_nested(doc, article))
    if only_open:
        return
    labels = read_labels(GOLD)
    labelled = read_labelled(data / "data" / "train", labels)
    docs = parsed(nlp, [article.text for article in labelled], cache / "polnear-train.spacy")
    for gold, doc in zip(labelled, docs, strict=True):
        order, attributions = as_attributions(doc, gold)
        pairs = [(one, labels[gold.id].get(i)) for i, one in zip(order, attributions, strict=True)]
        yield LabelledArticle(f"polnear {gold.id}", doc, pairs)


def resolve_gold(article: LabelledArticle) -> Iterator[tuple[Source, Scene, Discourse, Answer, Label | None]]:
    """The engine's answers on an article's gold sources, each with all that it was given on."""
    scene = Scene.of(article.doc, Layout.of(article.doc), [attribution for attribution, _ in article.sources])
    discourse = Discourse()
    for attribution, label in article.sources:
        source = Source.of(attribution, scene)
        answer = find_answer(source, scene, discourse)
        yield source, scene, discourse, answer, label
        discourse.note(replace(answer, confidence=find_confidence(answer, source, scene, discourse)))


def read_decisions(article: LabelledArticle) -> Iterator[Decision]:
    """The rankings of an article's labelled sources."""
    for source, scene, discourse, answer, label in resolve_gold(article):
        if label is not None and answer.ranking is not None:
            yield _judge(article.id, answer.ranking, label, source, scene, discourse)


def read_outcomes(article: LabelledArticle) -> Iterator[Outcome]:
    """The answers on an article's labelled sources that have a speaker."""
    for source, scene, discourse, answer, label in resolve_gold(article):
        if label is not None and label.speaker not in (None, "AUTHOR", "GENERIC"):
            features = describe_answer(answer, source, scene, discourse)
            is_right = answer.speaker is not None and same_speaker(label, answer.speaker.name)
            yield Outcome(article.id, features, is_right)


def _judge(
    article: str, ranking: Ranking, label: Label, source: Source, scene: Scene, discourse: Discourse
) -> Decision:
    right = [_is_right(candidate, label, source, scene, discourse) for candidate in ranking.candidates]
    if not any(right) and (label.nature in UNNAMED or not label.speaker):
        right = [candidate.is_nobody for candidate in ranking.candidates]
    return Decision(
        ranking.kind, article, tuple((c.features, r) for c, r in zip(ranking.candidates, right, strict=True))
    )


def _is_right(candidate: Candidate, label: Label, source: Source, scene: Scene, discourse: Discourse) -> bool:
    if candidate.is_nobody or not label.speaker:
        return False
    if candidate.entity is not None:
        name: str | None = candidate.entity.name
        if label.nature in UNNAMED and name_key(name) != name_key(label.speaker):
            return False  # a university is not the scientists from it
    else:
        noun = candidate.noun
        assert noun is not None  # neither entity nor noun is nobody
        answer = find_noun_answer(source.instead(noun, noun.left_edge.i, end_of(noun), "pronoun"), scene, discourse)
        name = None if answer.speaker is None else answer.speaker.name
    return name is not None and same_speaker(label, name)
