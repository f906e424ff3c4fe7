"""Candidates of Wikinews train with how right they are, within the contents of others and outside of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from quotes.engine.attribution import Attribution
from quotes.engine.decision import decide, find_outermost
from quotes.engine.extents.extents import Extents
from quotes.engine.layout import Layout
from quotes.engine.nested.inner_candidates import Inner, find_inner
from quotes.engine.nested.inner_features import inner_features
from quotes.engine.scoring.features import Features
from quotes.engine.scoring.scorer import scorers_of
from quotes.spans import Range, within
from training.attribution.articles import keep, run
from training.attribution.polnear import characters
from training.speakers.wikinews_sources import WikinewsArticle

MIN_CONTENT_OVERLAP = 0.5  # intersection over union from which two contents are the same, as the figures count
OUTSIDE = "outside"  # the feature of candidates outside of contents, whose weights differ where its pairs say so
PAIRED_WITH_OUTSIDE = ("construction=", "mode=", "odds=", "source=")


@dataclass(frozen=True)
class NestedExample:
    """A candidate with its features; `right` is its overlap with the gold attribution of this number, else 0."""

    inner: Inner
    features: tuple[str, ...]
    right: float
    gold: int | None
    is_nested: bool


@dataclass(frozen=True)
class ArticleExamples:
    """The examples of one article, and how many nested attributions it has."""

    id: str
    examples: tuple[NestedExample, ...]
    nested: int


def parse(nlp: Language, texts: Sequence[str], path: Path) -> list[Doc]:
    """The texts parsed, with the tagger's output and without the engine, from `path` if it exists."""
    return keep(nlp, path, lambda: run(nlp, texts, tagger=True))


def make_examples(doc: Doc, article: WikinewsArticle) -> ArticleExamples:
    """The candidates within the engine's contents, and those outside of the annotated ones."""
    layout, text = Layout.of(doc), article.text
    nested = [_as_characters(gold, text) for gold in article.nested]
    outermost = [_as_characters(gold, text) for gold in article.attributions]
    contents = [tuple(span) for gold in article.attributions for span in gold["content"]]
    features = Features(doc, layout, scorers_of(doc).rules)
    decision = decide(doc, layout)
    attributions, _ = find_outermost(doc, layout, decision)
    examples = list(_inside(doc, layout, features, attributions, decision.candidates, nested))
    for candidate, extents in decision.candidates:
        if extents.cue is not None and not within(extents.cue, contents):
            inner = Inner(candidate, extents, 0)
            names = _with_outside(tuple(dict.fromkeys(inner_features(doc, layout, features, inner))))
            examples.append(NestedExample(inner, names, *judge(extents, outermost, text), is_nested=False))
    return ArticleExamples(article.id, tuple(examples), len(nested))


def _inside(
    doc: Doc,
    layout: Layout,
    features: Features,
    attributions: Sequence[Attribution],
    candidates: Sequence[Any],
    nested: Sequence[tuple[set[int], set[int]]],
) -> Iterator[NestedExample]:
    for inner in find_inner(doc, layout, attributions, candidates):
        names = tuple(dict.fromkeys(inner_features(doc, layout, features, inner)))
        yield NestedExample(inner, names, *judge(inner.extents, nested, layout.text), is_nested=True)


def judge(extents: Extents, gold: Sequence[tuple[set[int], set[int]]], text: str) -> tuple[float, int | None]:
    """The overlap of a content with the gold content of the same source, and its number; 0 and None below a half."""
    content = characters(extents.content, text)
    source = characters((extents.source,) if extents.source else (), text)
    best: tuple[float, int | None] = (0.0, None)
    for number, (gold_content, gold_source) in enumerate(gold):
        overlap = len(content & gold_content) / max(len(content | gold_content), 1)
        shared = 2 * len(source & gold_source) >= min(len(source), len(gold_source))
        if overlap >= MIN_CONTENT_OVERLAP and overlap > best[0] and bool(source) == bool(gold_source) and shared:
            best = overlap, number
    return best


def _as_characters(gold: dict[str, Any], text: str) -> tuple[set[int], set[int]]:
    spans: list[Range] = [(start, end) for start, end in gold["content"]]
    source = gold.get("source")
    return characters(tuple(spans), text), characters(() if source is None else (tuple(source),), text)


def _with_outside(names: tuple[str, ...]) -> tuple[str, ...]:
    paired = (f"{OUTSIDE}&{name}" for name in names if name.startswith(PAIRED_WITH_OUTSIDE) and "&" not in name)
    return (*names, OUTSIDE, *paired)
