"""Learn sectors from gold: `python -m training.speakers.train_sectors --cache parsed/`.

Examples are the speakers of Wikinews train and of the own gold on PolNeAR train. Parsed articles are kept in the folder
`--cache`, from which a second run takes half a minute. `--open` reads Wikinews alone, and learns no well-known names:
186 articles agree on too few. `--names` first learns the well-known names again: those whose
descriptions in at least MIN_ARTICLES other articles of PolNeAR train agree. Figures are those of five folds by article,
with the interval of a bootstrap over articles.
"""

from __future__ import annotations

import argparse
import json
import os
import random
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from spacy.language import Language

import quotes
from quotes.engine.speakers import ranking
from quotes.engine.speakers.discourse import Discourse, as_speaker
from quotes.engine.speakers.mentions import find_mentions
from quotes.engine.types import sector_model
from quotes.engine.types.sector_model import SectorFeatures, SectorModel, score
from quotes.engine.types.sector_rules import sector_by_words
from quotes.language.names import name_words
from training.attribution.articles import TAGGER
from training.attribution.polnear import read_articles
from training.speakers.gold_sources import GOLD, read_labels
from training.speakers.sector_examples import Example, count_right, parsed, read_examples
from training.speakers.sector_fit import fit, leave_out

MIN_ARTICLES, AGREEMENT, MIN_SURNAME = 3, 0.7, 8
FOLDS, RESAMPLES = 5, 1000
TARGET = Path(__file__).parents[2] / "quotes" / "model" / "sectors.json"
GROUPS = {
    "descriptions": ("title", "role", "after office", "described", "rules", "is ", "candidacy", "party"),
    "own words": ("own", "name", "source", "last", "head", "person's name"),
    "neighbours": ("before", "after ", "verb", "place"),
    "owners": ("owner", "its organization"),
    "known names": ("known",),
    "words of the article": ("article",),
    "nature and label": ("nature", "label"),
}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, default=Path(os.environ.get("QUOTES_DATA", ".")))
    options.add_argument("--cache", type=Path, required=True, help="folder of parsed articles")
    options.add_argument("--names", action="store_true", help="learn the well-known names again")
    options.add_argument("--groups", action="store_true", help="figures without each group of features")
    options.add_argument("--measure", action="append", default=[], help="wikinews-dev, polnear-dev=FOLDER of labels")
    options.add_argument("--model")
    options.add_argument("--output", type=Path, default=TARGET)
    options.add_argument("--open", action="store_true", help="learn from Wikinews alone, not from PolNeAR; no names")
    chosen = options.parse_args()
    if chosen.names and chosen.open:
        options.error("--names are learnt from PolNeAR; leave them out with --open")
    nlp = quotes.load(chosen.model)
    parts = ("wikinews-train",) if chosen.open else ("wikinews-train", "polnear-train")
    use_own_ranker(nlp, must_have=chosen.open)
    if chosen.open:
        names, surnames = {}, {}
        sector_model.replace_model(SectorModel({}, {}, {}, {}, {}))
    elif chosen.names:
        names, surnames = learn_names(chosen.data, chosen.cache, nlp)
        sector_model.replace_model(SectorModel(names, surnames, {}, {}, {}))
    else:
        known = sector_model.load()
        names, surnames = dict(known.names), dict(known.surnames)
    examples = read_examples(chosen.data, chosen.cache, nlp, parts)
    print(f"{len(examples)} speakers, {sum(one.sectors.total() for one in examples)} records")
    cross_validate(examples, names, surnames)
    if chosen.groups:
        for group, prefixes in GROUPS.items():
            cross_validate(examples, names, surnames, without=prefixes, title=f"without {group}")
    model = fit(examples, names, surnames)
    chosen.output.parent.mkdir(parents=True, exist_ok=True)
    chosen.output.write_text(json.dumps(asdict(model), indent=1) + "\n", encoding="utf-8")
    print(f"{len(model.hints)} hints, {len(model.words)} words, {chosen.output.stat().st_size // 1000} kB")
    for part in chosen.measure:
        measured = read_examples(chosen.data, chosen.cache, nlp, (part,))
        show(part, measured, count_right(measured, lambda features: likeliest(features, model)))


def use_own_ranker(nlp: Language, *, must_have: bool) -> None:
    """Resolve speakers as the pipeline will: by its own ranker, if it has one. Exits if it must and lacks one."""
    folder = getattr(nlp.get_pipe(TAGGER), "weights", "") if TAGGER in nlp.pipe_names else ""
    if folder and Path(folder, ranking.FILE).is_file():
        ranking.replace_weights(ranking.load_weights(folder))
    elif must_have:
        raise SystemExit(f"{nlp.path}: no {ranking.FILE} in its folder engine/; run train_ranker --open first")


def likeliest(features: SectorFeatures, model: SectorModel) -> str:
    """The sector of the highest score."""
    scores = score(features, model)
    return max(scores, key=lambda sector: scores[sector])


def cross_validate(
    examples: Sequence[Example],
    names: dict[str, str],
    surnames: dict[str, str],
    without: tuple[str, ...] = (),
    title: str = "five folds",
) -> None:
    """Print how many records are right when their articles are not learnt from."""
    articles = sorted({example.article for example in examples})
    random.Random(1).shuffle(articles)
    fold_of = {article: i % FOLDS for i, article in enumerate(articles)}
    right: dict[int, tuple[int, int]] = {}
    for fold in range(FOLDS):
        model = fit([one for one in examples if fold_of[one.article] != fold], names, surnames, without)
        held_out = [i for i, one in enumerate(examples) if fold_of[one.article] == fold]
        counts = count_right(
            [examples[i] for i in held_out],
            lambda features: likeliest(leave_out(features, without), model),  # noqa: B023  # used at once
        )
        right.update(zip(held_out, counts, strict=True))
    for corpus in sorted({example.corpus for example in examples}):
        chosen = [i for i, one in enumerate(examples) if one.corpus == corpus]
        show(f"{title}, {corpus}", [examples[i] for i in chosen], [right[i] for i in chosen])


def show(title: str, examples: Sequence[Example], counts: Sequence[tuple[int, int]]) -> None:
    """Print a share of right records with its interval of 95 % over articles, and the share where the name is right."""
    by_article: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for example, (right, total) in zip(examples, counts, strict=True):
        by_article[example.article][0] += right
        by_article[example.article][1] += total
    articles, dice = list(by_article.values()), random.Random(1)
    samples = sorted(share(dice.choices(articles, k=len(articles))) for _ in range(RESAMPLES))
    low, high = samples[RESAMPLES // 40], samples[-RESAMPLES // 40]
    named = [pair for example, pair in zip(examples, counts, strict=True) if example.is_right]
    print(
        f"{title}: {share(articles):.1f} % ({low:.1f} to {high:.1f}) of {sum(n for _, n in articles)}, "
        f"where the name is right {share(named):.1f} %",
        flush=True,
    )


def share(counts: Sequence[Sequence[int]]) -> float:
    """The share of right records in percent: 50.0 of [(1, 2)]."""
    return 100 * sum(right for right, _ in counts) / max(1, sum(total for _, total in counts))


def learn_names(data: Path, cache: Path, nlp: Language) -> tuple[dict[str, str], dict[str, str]]:
    """Full names whose descriptions agree in several articles of PolNeAR train, and such surnames."""
    own = set(read_labels(GOLD))
    articles = [article for article in read_articles(data / "data" / "train") if article.id not in own]
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    sector_model.replace_model(SectorModel({}, {}, {}, {}, {}))
    for doc in parsed(nlp, [article.text for article in articles], cache / "polnear-names.spacy"):
        mentions, discourse = find_mentions(doc, doc.text), Discourse()
        for person in mentions.people:
            sector = sector_by_words(as_speaker(person, person.name, "name", mentions, discourse))[0]
            if sector is not None and len(name_words(person.name)) > 1:
                votes[_key(person.name)][sector] += 1
    names = {
        name: count.most_common(1)[0][0]
        for name, count in sorted(votes.items())
        if count.total() >= MIN_ARTICLES and count.most_common(1)[0][1] >= AGREEMENT * count.total()
    }
    return names, _surnames(votes)


def _key(name: str) -> str:
    words = name_words(name)
    return f"{words[0]} {words[-1]}"


def _surnames(votes: dict[str, Counter[str]]) -> dict[str, str]:
    """Surnames of which nearly all descriptions give one sector: "trump"."""
    by_surname: dict[str, Counter[str]] = defaultdict(Counter)
    for name, count in votes.items():
        by_surname[name.split()[-1]].update(count)
    return {
        name: count.most_common(1)[0][0]
        for name, count in sorted(by_surname.items())
        if count.total() >= MIN_SURNAME and count.most_common(1)[0][1] >= AGREEMENT * count.total()
    }


if __name__ == "__main__":
    main()
