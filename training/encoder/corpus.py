"""Make the training corpus of the encoder: `QUOTES_DATA=~/corpora python -m encoder.corpus work/encoder`.

Writes `trees.spacy` and `names.spacy`, several variants of each passage, and `labels.json`. With `--more`, once
settings are chosen, `more.spacy` has the trees that they were chosen on: EWT dev and GUM dev. `--teacher PIPELINE`
names an earlier pipeline: the names that it finds on EWT train are added to `names.spacy`.
"""

from __future__ import annotations

import argparse
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
from training.recipe import silver, web_names
from training.recipe.clauses import Cast
from training.recipe.convert import name_docs, named_docs, tree_docs, treebank_docs, write
from training.recipe.names import gum_entities

ROUNDS = 2  # of three variants each


def read(path: Path, nlp: Language) -> Iterator[Doc]:
    """The Docs of one `.spacy` file."""
    yield from DocBin().from_disk(path).get_docs(nlp.vocab)


def more_docs(folder: Path, nlp: Language, rng: random.Random, cast: Cast) -> Iterator[Doc]:
    """The Docs of EWT dev and of what may be used commercially in GUM dev, once the settings are chosen."""
    for sentences in (read_ewt(folder, "dev"), read_gum(folder, "dev", gum_entities, commercial=True)):
        yield from treebank_docs(sentences, cast, nlp, rng)


def read_sentences(folder: Path) -> tuple[list[Sentence], Cast]:
    """The training sentences of the treebanks that may be used commercially, and names for composed clauses."""
    sentences = [*read_ewt(folder, "train"), *read_gum(folder, "train", commercial=True)]
    return sentences, silver.cast_of(list(polnear(folder, "train", consistent=True)))


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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument(
        "--more", action="store_true", help="also write more.spacy, the trees that settings were chosen on"
    )
    parser.add_argument("--teacher", type=Path, help="the pipeline that finds silver names")
    parser.add_argument("--commercial", action="store_true", help="use only texts that may be used commercially")
    options = parser.parse_args()
    out = options.out
    out.mkdir(parents=True, exist_ok=True)
    folder, nlp = data_folder(), spacy.blank("en")
    cast = silver.cast_of(list(polnear(folder, "train", consistent=True)))
    rounds = [random.Random(SEED + number) for number in range(ROUNDS)]
    write(
        (doc for rng in rounds for doc in tree_docs(folder, nlp, rng, cast, commercial=options.commercial)),
        out / "trees.spacy",
    )
    docs_with_names, rng = (
        list(name_docs(folder, nlp, random.Random(SEED), commercial=options.commercial)),
        random.Random(SEED),
    )
    if options.more:
        write((doc for rng in rounds for doc in more_docs(folder, nlp, rng, cast)), out / "more.spacy")
    if options.teacher:
        docs_with_names += named_docs(list(web_names.silver_texts(folder, quotes.load(options.teacher))), nlp, rng)
    write(docs_with_names, out / "names.spacy")
    Labels.collect(read(out / "trees.spacy", nlp)).to_disk(out / "labels.json")


if __name__ == "__main__":
    main()
