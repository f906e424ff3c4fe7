"""Speakers with their gold sectors, to learn from: `read_examples(data, cache, nlp)`.

Gold attributions are resolved by the engine itself, so that the classifier sees speakers as it will see them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, DocBin

from quotes.engine.attribution import Attribution
from quotes.engine.layout import Layout
from quotes.engine.speakers.resolve import resolve
from quotes.engine.speakers.speaker import ResolvedSpeaker
from quotes.engine.types.context import Context, key_of
from quotes.engine.types.sector_features import describe
from quotes.engine.types.sector_model import SectorFeatures
from training.speakers.gold_sources import GOLD, Label, as_attributions, read_labelled, read_labels
from training.speakers.measure import same_speaker
from training.speakers.wikinews_sources import read_wikinews, wikinews_attributions


@dataclass(frozen=True)
class Example:
    """A speaker of an article with the sectors that its attributions have."""

    corpus: str
    article: str
    features: SectorFeatures | None  # None for nobody and for the author, who need no classifier
    sectors: Counter[str]
    answer: str | None = None  # where `features` is None: what is answered
    is_right: bool = True  # whether the name is right in most of the attributions


def read_examples(data: Path, cache: Path, nlp: Language, parts: Sequence[str]) -> list[Example]:
    """The examples of "wikinews-train", "wikinews-dev", "polnear-train", "polnear-dev=FOLDER" (of its labels)."""
    return [example for part in parts for example in _read_part(data, cache, nlp, part)]


def _read_part(data: Path, cache: Path, nlp: Language, part: str) -> Iterator[Example]:
    name, _, labels_folder = part.partition("=")
    corpus, _, compartment = name.partition("-")
    if corpus == "wikinews":
        articles = list(read_wikinews(data / "wikinews-attributions" / compartment))
        docs = parsed(nlp, [article.text for article in articles], cache / f"{name}.spacy")
        for article, doc in zip(articles, docs, strict=True):
            yield from _as_examples(corpus, article.id, doc, wikinews_attributions(doc, article))
        return
    labels = read_labels(Path(labels_folder) if labels_folder else GOLD)
    labelled = read_labelled(data / "data" / compartment, labels)
    docs = parsed(nlp, [article.text for article in labelled], cache / f"{name}.spacy")
    for gold, doc in zip(labelled, docs, strict=True):
        order, attributions = as_attributions(doc, gold)
        pairs = [(one, labels[gold.id].get(i)) for i, one in zip(order, attributions, strict=True)]
        yield from _as_examples(corpus, gold.id, doc, pairs)


def parsed(nlp: Language, texts: list[str], path: Path) -> list[Doc]:
    """The texts parsed, the engine itself left out; read from `path` if they are there, else written to it."""
    if path.exists():
        docs = list(DocBin().from_disk(path).get_docs(nlp.vocab))
        if [doc.text for doc in docs] == texts:
            return docs
    with nlp.select_pipes(disable=[pipe for pipe in ("quotes",) if pipe in nlp.pipe_names]):
        docs = list(nlp.pipe(texts, batch_size=8))
    path.parent.mkdir(parents=True, exist_ok=True)
    DocBin(docs=docs).to_disk(path)
    return docs


def _as_examples(
    corpus: str, article: str, doc: Doc, pairs: Sequence[tuple[Attribution, Label | None]]
) -> Iterator[Example]:
    answers = resolve(doc, Layout.of(doc), [attribution for attribution, _ in pairs])
    speakers = [answer.speaker for answer in answers]
    context = Context(doc, speakers)
    groups: dict[str, list[tuple[ResolvedSpeaker | None, Label]]] = defaultdict(list)
    for speaker, (_, label) in zip(speakers, pairs, strict=True):
        if label is not None and label.sector != "unknown":
            groups["" if speaker is None else " author" if speaker.author else key_of(speaker)].append((speaker, label))
    for key, group in groups.items():
        speaker = group[0][0]
        right = sum(same_speaker(label, one and one.name) for one, label in group)
        yield Example(
            corpus,
            article,
            None if speaker is None or speaker.author else describe(context.mentions_of(speaker), context),
            Counter(label.sector for _, label in group),
            answer={"": "unknown", " author": "media"}.get(key),
            is_right=2 * right > len(group),
        )


def count_right(examples: Sequence[Example], find: Callable[[SectorFeatures], str]) -> list[tuple[int, int]]:
    """For each example how many of its records are right, and how many there are."""
    answers = (example.answer if example.features is None else find(example.features) for example in examples)
    return [
        (example.sectors[str(answer)], example.sectors.total())
        for example, answer in zip(examples, answers, strict=True)
    ]
