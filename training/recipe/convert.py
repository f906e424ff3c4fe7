"""Convert every corpus to spaCy's format: `QUOTES_DATA=~/corpora python -m training.recipe.convert work/corpus`.

Writes `train/gold.spacy`, beside which `training.recipe.silver_trees` puts a larger pipeline's parses, and `dev.spacy`.
What is for non-commercial use alone is left out.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from quotes.evaluation.pipeline import named_text
from quotes.evaluation.pipeline.corpora import SEED, passages, plain_docs, polnear, read_ewt, read_gum
from quotes.evaluation.pipeline.corpora_folder import corpus_file, data_folder
from quotes.evaluation.pipeline.iob import read_documents
from quotes.evaluation.pipeline.named_text import NamedText
from quotes.evaluation.pipeline.sentence import Sentence, to_doc
from training.recipe import iob, silver
from training.recipe.augment import augment_sentences, augment_text
from training.recipe.clauses import Cast
from training.recipe.names import gum_entities

VARIANTS_PER_PASSAGE = 3  # of each treebank passage: marks, case and whitespace differ
MIN_PIECE_CHARACTERS = 1500  # of a piece of an article


def treebank_docs(sentences: Sequence[Sentence], cast: Cast, nlp: Language, rng: random.Random) -> Iterator[Doc]:
    """Make the training Docs of one treebank, in all its variants."""
    for _ in range(VARIANTS_PER_PASSAGE):
        for passage in passages(sentences, rng):
            yield to_doc(augment_sentences(passage, rng, cast), nlp.vocab)


def named_docs(texts: Sequence[NamedText], nlp: Language, rng: random.Random, *, joined: int = 1) -> Iterator[Doc]:
    """Make training Docs from texts with names; `joined` short texts share a Doc."""
    for start in range(0, len(texts), joined):
        text = named_text.join(list(texts[start : start + joined]), rng.choice((" ", "\n\n", "\n")))
        yield named_text.to_doc(augment_text(text, rng), nlp)


def training_docs(folder: Path, nlp: Language) -> Iterator[Doc]:
    """Yield every training Doc: trees from EWT and GUM, names from GUM and the rest."""
    rng = random.Random(SEED)
    articles = list(polnear(folder, "train", consistent=True))
    yield from tree_docs(folder, nlp, rng, silver.cast_of(articles), commercial=True)
    yield from name_docs(folder, nlp, rng, commercial=True)
    for article in articles:
        yield from named_docs(list(silver.paragraphs(article, MIN_PIECE_CHARACTERS)), nlp, rng)


def tree_docs(
    folder: Path,
    nlp: Language,
    rng: random.Random,
    cast: Cast,
    *,
    commercial: bool = False,
    without: tuple[str, ...] = (),
) -> Iterator[Doc]:
    """Yield the Docs with trees, each passage in all its variants; `commercial` and `without` as in `read_gum`."""
    yield from treebank_docs(read_ewt(folder, "train"), cast, nlp, rng)
    gum = read_gum(folder, "train", gum_entities, commercial=commercial, without=without)
    yield from treebank_docs(gum, cast, nlp, rng)


def name_docs(folder: Path, nlp: Language, rng: random.Random, *, commercial: bool = False) -> Iterator[Doc]:
    """Yield the Docs of the open corpora that have names and no trees.

    With `commercial`, re3d is left out: its BBC part is for non-commercial use, and its rows do not name their source.
    """
    ner = corpus_file(folder, "ner")
    wikigold = iob.read_plain(corpus_file(ner, "wikigold", "CONLL-format", "data", "wikigold.conll.txt"))
    yield from named_docs(wikigold, nlp, rng, joined=5)
    if not commercial:
        re3d = iob.read_re3d(corpus_file(ner, "re3d", "CONLL-format", "data", "train", "re3d-train.conll"))
        yield from named_docs(re3d, nlp, rng, joined=5)
    wnut = iob.read_plain(corpus_file(ner, "WNUT17", "CONLL-format", "data", "train", "wnut17train.conll"))
    yield from named_docs(wnut, nlp, rng, joined=4)
    for part in "abefgh":
        tweets = iob.read_tweets(corpus_file(ner, "BTC", "CONLL-format", "data", f"{part}.conll"))
        yield from named_docs(tweets, nlp, rng, joined=6)
    trees = corpus_file(folder, "ud", "ewt", "en_ewt-ud-dev.conllu")
    uner = read_documents(corpus_file(ner, "uner-ewt", "en_ewt-ud-dev.iob2"), trees)
    for _ in range(2 * VARIANTS_PER_PASSAGE):
        yield from named_docs(uner, nlp, rng)


def dev_docs(folder: Path, nlp: Language) -> Iterator[Doc]:
    """Yield the Docs by which the best checkpoint is chosen: trees of EWT and GUM dev, names of PolNeAR dev."""
    yield from plain_docs(read_ewt(folder, "dev"), nlp)
    yield from plain_docs(read_gum(folder, "dev", gum_entities), nlp)
    for article in polnear(folder, "dev", consistent=False):
        yield named_text.to_doc(article, nlp)


def write(docs: Iterable[Doc], path: Path) -> None:
    """Write Docs to one `.spacy` file and print how many there are."""
    store = DocBin(store_user_data=False)
    words = 0
    for doc in docs:
        store.add(doc)
        words += len(doc)
    store.to_disk(path)
    print(f"{path.name}: {len(store)} docs, {words} tokens")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path, help="folder for train/gold.spacy and dev.spacy")
    out: Path = parser.parse_args().out
    folder = data_folder()
    (out / "train").mkdir(parents=True, exist_ok=True)
    nlp = spacy.blank("en")
    write(training_docs(folder, nlp), out / "train" / "gold.spacy")
    write(dev_docs(folder, nlp), out / "dev.spacy")


if __name__ == "__main__":
    main()
