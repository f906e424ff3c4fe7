"""Make the training corpus of the encoder: `QUOTES_DATA=~/corpora python -m encoder.corpus work/encoder`.

Writes `trees.spacy` and `names.spacy`, several variants of each passage, and `labels.json`. With `--more`, once
settings are chosen, `more.spacy` has the trees that they were chosen on: EWT dev and GUM dev. `--teacher PIPELINE`
names an earlier pipeline: the names that it finds on EWT train are added to `names.spacy`, and those in Wikinews train
written to `article-names.json`. `--open` reads nothing that
has no open licence (see `open_data.py`), and marks the folder, so that training keeps to such data as well.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

import quotes
from quotes.evaluation.pipeline import named_text
from quotes.evaluation.pipeline.corpora import SEED, polnear, read_ewt, read_gum
from quotes.evaluation.pipeline.corpora_folder import data_folder
from quotes.evaluation.pipeline.sentence import Sentence
from training.encoder.examples import Text, polnear_texts
from training.encoder.labels import Labels, Numbers
from training.encoder.open_data import NO_DERIVATIVES, check_sources, mark_open, open_cast, unmark
from training.encoder.wikinews import ARTICLE_NAMES, find_article_names
from training.recipe import silver, web_names
from training.recipe.clauses import Cast
from training.recipe.convert import name_docs, named_docs, tree_docs, treebank_docs, write
from training.recipe.names import gum_entities

ROUNDS = 2  # of three variants each


def read(path: Path, nlp: Language) -> Iterator[Doc]:
    """The Docs of one `.spacy` file."""
    yield from DocBin().from_disk(path).get_docs(nlp.vocab)


def more_docs(
    folder: Path, nlp: Language, rng: random.Random, cast: Cast, without: tuple[str, ...] = ()
) -> Iterator[Doc]:
    """The Docs of EWT dev and of what may be used commercially in GUM dev, once the settings are chosen."""
    gum = read_gum(folder, "dev", gum_entities, commercial=True, without=without)
    for sentences in (read_ewt(folder, "dev"), gum):
        yield from treebank_docs(sentences, cast, nlp, rng)


def read_sentences(folder: Path, *, only_open: bool = False) -> tuple[list[Sentence], Cast]:
    """The training sentences of the treebanks that may be used commercially, and names for composed clauses.

    With `only_open`, both from open data alone.
    """
    without = NO_DERIVATIVES if only_open else ()
    sentences = [*read_ewt(folder, "train"), *read_gum(folder, "train", commercial=True, without=without)]
    cast = open_cast(folder) if only_open else silver.cast_of(list(polnear(folder, "train", consistent=True)))
    return sentences, cast


def read_attributed(folder: Path, part: str, nlp: Language, numbers: Numbers) -> list[Text]:
    """The articles of one part of PolNeAR with attributions and silver names."""
    articles_by_text = {article.text: article for article in polnear(folder, part, consistent=part == "train")}
    texts = []
    for article, _, text in polnear_texts(folder / "data" / part, nlp):
        if article.text in articles_by_text:
            rows = numbers.text(named_text.to_doc(articles_by_text[article.text], nlp)).rows
            text.rows.name[:] = rows.name
        texts.append(text)
    return texts


def load_teacher(teacher: Path, *, must_be_open: bool) -> Language:
    """The earlier pipeline that finds names. Raises ClosedDataError if it must be open and is not."""
    nlp = quotes.load(str(teacher))
    if must_be_open:
        check_sources(str(teacher), nlp.meta.get("sources") or [])
    return nlp


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument(
        "--more", action="store_true", help="also write more.spacy, the trees that settings were chosen on"
    )
    parser.add_argument("--teacher", type=Path, help="the pipeline that finds silver names")
    parser.add_argument("--commercial", action="store_true", help="use only texts that may be used commercially")
    parser.add_argument("--open", action="store_true", help="use only texts with an open licence; implies --commercial")
    options = parser.parse_args()
    out: Path = options.out
    out.mkdir(parents=True, exist_ok=True)
    unmark(out)
    (out / ARTICLE_NAMES).unlink(missing_ok=True)
    folder, nlp = data_folder(), spacy.blank("en")
    commercial, without = options.commercial or options.open, NO_DERIVATIVES if options.open else ()
    teacher = load_teacher(options.teacher, must_be_open=options.open) if options.teacher else None
    cast = open_cast(folder) if options.open else silver.cast_of(list(polnear(folder, "train", consistent=True)))
    rounds = [random.Random(SEED + number) for number in range(ROUNDS)]
    write(
        (doc for rng in rounds for doc in tree_docs(folder, nlp, rng, cast, commercial=commercial, without=without)),
        out / "trees.spacy",
    )
    docs_with_names = list(name_docs(folder, nlp, random.Random(SEED), commercial=commercial))
    if options.more:
        write((doc for rng in rounds for doc in more_docs(folder, nlp, rng, cast, without)), out / "more.spacy")
    if teacher is not None:
        docs_with_names += named_docs(list(web_names.silver_texts(folder, teacher)), nlp, random.Random(SEED))
        names = find_article_names(folder / "wikinews-attributions", teacher)
        (out / ARTICLE_NAMES).write_text(json.dumps(names), encoding="utf-8")
    write(docs_with_names, out / "names.spacy")
    if options.open:
        mark_open(out)
    Labels.collect(read(out / "trees.spacy", nlp)).to_disk(out / "labels.json")


if __name__ == "__main__":
    main()
