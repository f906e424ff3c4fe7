"""Learn sectors from the speakers that the training articles describe: `python -m training.speakers.train_sectors`.

Names: a full name whose descriptions in at least MIN_ARTICLES articles agree. Weights: a multinomial logistic
regression from the words around a speaker, and in the article, to the sector that its description gives; the words of
descriptions themselves are part of what it sees, as they are where it is used for people described elsewhere.
The articles with own gold are left out.
"""

from __future__ import annotations

import argparse
import json
import os
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

from spacy.language import Language
from spacy.tokens import Doc, DocBin

import quotes
from quotes.engine.layout import Layout
from quotes.engine.speakers.discourse import Discourse, as_speaker
from quotes.engine.speakers.mentions import find_mentions
from quotes.engine.speakers.resolve import resolve
from quotes.engine.speakers.speaker import ResolvedSpeaker
from quotes.engine.types import context as contexts
from quotes.engine.types.context import Context
from quotes.engine.types.source_types import sector_by_words, sector_of_others
from quotes.language.names import name_words
from quotes.record import Sector
from training.attribution.polnear import GoldArticle, read_articles
from training.speakers.gold_sources import GOLD, as_attributions, parse, read_labels

MIN_ARTICLES, AGREEMENT, MIN_SURNAME = 3, 0.7, 8
SECTORS = tuple(sector for sector in get_args(Sector) if sector != "unknown")
TARGET = Path(__file__).parents[2] / "quotes" / "model" / "sectors.json"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--corpus", type=Path, default=Path(os.environ.get("QUOTES_DATA", ".")) / "data" / "train")
    options.add_argument("--docs", type=Path, help="the compartment parsed before, a DocBin in the order of the names")
    options.add_argument("--model")
    options.add_argument("--output", type=Path, default=TARGET)
    chosen = options.parse_args()
    own = set(read_labels(GOLD))
    contexts.load = lambda: {"names": {}, "surnames": {}, "weights": {}}  # type: ignore[assignment]
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    rows: list[dict[str, float]] = []
    targets: list[str] = []
    for article, doc in _read(chosen.corpus, chosen.docs, quotes.load(chosen.model)):
        if article.id in own:
            continue
        words = Context(doc)
        mentions, discourse = find_mentions(doc, doc.text), Discourse()
        for person in mentions.people:
            sector = _told(as_speaker(person, person.name, "name", mentions, discourse))
            if sector is not None and len(name_words(person.name)) > 1:
                votes[_key(person.name)][sector] += 1
        for speaker in _distinct(doc, article):
            sector = _told(speaker)
            if sector is not None and speaker.label in ("PERSON", "ORG") and not speaker.plural:
                rows.append(words.describe(speaker))
                targets.append(sector)
    names = {
        name: count.most_common(1)[0][0]
        for name, count in votes.items()
        if count.total() >= MIN_ARTICLES and count.most_common(1)[0][1] >= AGREEMENT * count.total()
    }
    model = {"names": dict(sorted(names.items())), "surnames": _surnames(votes), "weights": _fit(rows, targets)}
    chosen.output.write_text(json.dumps(model, indent=1) + "\n", encoding="utf-8")
    print(f"{len(names)} names, {len(model['surnames'])} surnames, {len(rows)} speakers of {len(set(targets))} sectors")


def _read(corpus: Path, docs: Path | None, nlp: Language) -> Iterator[tuple[GoldArticle, Doc]]:
    articles = list(read_articles(corpus))
    if docs is None:
        yield from zip(articles, parse(nlp, articles), strict=True)
        return
    for article, doc in zip(
        sorted(articles, key=lambda one: one.id), DocBin().from_disk(docs).get_docs(nlp.vocab), strict=True
    ):
        if doc.text != article.text:
            raise SystemExit(f"{docs}: the text of {article.id} differs; parse the articles again")
        yield article, doc


def _distinct(doc: Doc, article: GoldArticle) -> list[ResolvedSpeaker]:
    _, attributions = as_attributions(doc, article)
    found: dict[str, ResolvedSpeaker] = {}
    for answer in resolve(doc, Layout.of(doc), attributions):
        speaker = answer.speaker
        if speaker is not None and not speaker.author:
            found[speaker.name] = speaker
    return list(found.values())


def _told(speaker: ResolvedSpeaker) -> str | None:
    return sector_by_words(speaker)[0] if speaker.label == "PERSON" else sector_of_others(speaker)


def _key(name: str) -> str:
    words = name_words(name)
    return f"{words[0]} {words[-1]}"


def _surnames(votes: dict[str, Counter[str]]) -> dict[str, str]:
    """Surnames of which nearly all that is told is one sector: "trump"."""
    by_surname: dict[str, Counter[str]] = defaultdict(Counter)
    for name, count in votes.items():
        by_surname[name.split()[-1]].update(count)
    return {
        name: count.most_common(1)[0][0]
        for name, count in sorted(by_surname.items())
        if count.total() >= MIN_SURNAME and count.most_common(1)[0][1] >= AGREEMENT * count.total()
    }


def _fit(rows: list[dict[str, float]], targets: list[str]) -> dict[str, dict[str, float]]:
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform(rows)
    model = LogisticRegression(C=1.0, max_iter=2000).fit(matrix, targets)
    names = vectorizer.get_feature_names_out()
    return {
        sector: {"bias": round(float(bias), 3)}
        | {name: round(float(w), 3) for name, w in zip(names, row, strict=True) if abs(w) >= 0.01}
        for sector, row, bias in zip(model.classes_, model.coef_, model.intercept_, strict=True)
    }


if __name__ == "__main__":
    main()
