"""The articles that the scorers learn from, parsed: PolNeAR's and Wikinews' training parts.

What the attribution tagger says of an article counts only where it was not trained on it. Of PolNeAR it never sees
every tenth article. Of Wikinews it sees all; there two other pipelines replace it, each trained on every second one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from spacy.language import Language
from spacy.tokens import Doc, DocBin

from quotes.nlp.heads.tagger_output import KEY
from training.attribution.polnear import GoldArticle, GoldAttribution, is_held_out, read_articles
from training.speakers.wikinews_sources import WikinewsArticle, read_wikinews

Corpus = Literal["polnear", "wikinews"]
TAGGER = "attribution_tagger"
PER_BATCH = 8


@dataclass(frozen=True)
class TrainingArticle:
    """An article with its gold; `is_tagged` where the tagger's output in the document is honest."""

    corpus: Corpus
    gold: GoldArticle
    doc: Doc
    is_tagged: bool


def read_polnear(folder: Path, nlp: Language, cache: Path | None) -> list[TrainingArticle]:
    """PolNeAR's training articles, with the tagger's output where it was not trained on them."""
    articles = list(read_articles(folder / "data" / "train"))

    def parse() -> list[Doc]:
        docs = [Doc(nlp.vocab)] * len(articles)
        for held_out in (False, True):  # the tagger's output is large, and used only where it is honest
            numbers = [number for number in range(len(articles)) if is_held_out(number) == held_out]
            texts = [articles[number].text for number in numbers]
            for number, doc in zip(numbers, run(nlp, texts, tagger=held_out), strict=True):
                docs[number] = doc
        return docs

    docs = keep(nlp, cache and cache / "polnear.spacy", parse)
    return [
        TrainingArticle("polnear", gold, doc, is_held_out(number))
        for number, (gold, doc) in enumerate(zip(articles, docs, strict=True))
    ]


def read_wikinews_train(
    folder: Path, nlp: Language, folds: Sequence[Language], cache: Path | None
) -> list[TrainingArticle]:
    """Wikinews' training articles with the output of the fold's tagger that was not trained on them.

    `folds` are pipelines trained with `--fold 0` and `--fold 1`; without them the pipeline's own tagger counts, which
    is honest only if it never saw Wikinews.
    """
    articles = list(read_wikinews(folder / "wikinews-attributions" / "train"))
    texts = [article.text for article in articles]

    def parse() -> list[Doc]:
        docs = run(nlp, texts, tagger=not folds)
        for fold, other in enumerate(folds):
            unseen = [number for number in range(len(docs)) if number % len(folds) != fold]
            for number, doc in zip(unseen, run(other, [texts[i] for i in unseen], tagger=True), strict=True):
                take_output(docs[number], doc)
        return docs

    docs = keep(nlp, cache and cache / "wikinews.spacy", parse)
    return [
        TrainingArticle("wikinews", as_gold(article), doc, is_tagged=True)
        for article, doc in zip(articles, docs, strict=True)
    ]


def run(nlp: Language, texts: Sequence[str], *, tagger: bool) -> list[Doc]:
    """The texts parsed, without the engine, and without the attribution tagger unless it is wanted."""
    off = ["quotes"] if tagger else ["quotes", TAGGER]
    with nlp.select_pipes(disable=[name for name in nlp.pipe_names if name in off]):
        return list(nlp.pipe(texts, batch_size=PER_BATCH))


def take_output(doc: Doc, other: Doc) -> None:
    """Give a document the tagger's output in another of the same words. Raises ValueError if the words differ."""
    if [token.text for token in doc] != [token.text for token in other]:
        raise ValueError("the pipelines cut the text into different words: train the folds with the same tokenizer")
    doc.user_data[KEY] = other.user_data[KEY]


def keep(nlp: Language, path: Path | None, parse: Callable[[], list[Doc]]) -> list[Doc]:
    """The documents of a cache file; if there is none, those that `parse` makes are written to it."""
    if path is not None and path.exists():
        return list(DocBin().from_disk(path).get_docs(nlp.vocab))
    docs = parse()
    if path is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
        DocBin(docs=docs, store_user_data=True).to_disk(path)
    return docs


def as_gold(article: WikinewsArticle) -> GoldArticle:
    """A Wikinews article with its outermost attributions in PolNeAR's form."""
    attributions = (
        GoldAttribution(
            source=tuple(tuple(span) for span in (item["source"],) if span),
            cue=tuple(tuple(span) for span in (item["cue"],) if span),
            content=tuple(tuple(span) for span in item["content"]),
        )
        for item in article.attributions
    )
    return GoldArticle(article.id, article.text, tuple(attributions))
