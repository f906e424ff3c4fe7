"""Parses of texts that nobody annotated, by the larger pipeline: `python -m training.recipe.silver_trees work/silver`.

The fast pipeline learns from them beside the treebanks: tags, features, lemmas, trees, sentence bounds and names. One
file per 100,000 words; a file that exists is not made again, so that a run goes on where it stopped.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterable, Iterator
from pathlib import Path

from spacy.tokens import Doc, DocBin
from tqdm import tqdm

import quotes
from quotes.evaluation.pipeline.corpora_folder import corpus_file, data_folder
from training.recipe.unlabelled import group_texts, read_unlabelled

WORDS_PER_FILE = 100_000
MAX_CHARACTERS = 2_000  # of a text: the parser in training reads each text whole, in time that grows with its square


def cut_texts(texts: Iterable[str]) -> Iterator[str]:
    """Texts cut at the ends of their lines into pieces of at most `MAX_CHARACTERS`; a longer line is left out."""
    for text in texts:
        piece = ""
        for line in text.splitlines(keepends=True):
            if piece and len(piece) + len(line) > MAX_CHARACTERS:
                yield piece.strip()
                piece = ""
            piece += line if len(line) <= MAX_CHARACTERS else ""
        if piece.strip():
            yield piece.strip()


def parse(texts: Iterable[str], model: str | None) -> Iterator[Doc]:
    """The texts with the pipeline's annotation, the attributions left out."""
    nlp = quotes.load(model)
    unused = [name for name in nlp.pipe_names if name in ("quotes", "attribution_tagger")]
    with nlp.select_pipes(disable=unused):
        yield from nlp.pipe(texts)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path, help="folder for the .spacy files")
    parser.add_argument("--model", help="the larger pipeline; without it the bundled one")
    parser.add_argument("--words", type=int, default=2_000_000)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    texts = cut_texts(read_unlabelled(corpus_file(data_folder(), "news-unlabelled.jsonl.xz"), random.Random(1)))
    groups = group_texts(texts, WORDS_PER_FILE, lambda text: text.count(" ") + 1)
    for number in tqdm(range(options.words // WORDS_PER_FILE), unit="file", disable=None):
        group, path = next(groups, None), options.out / f"{number:03}.spacy"
        if group and not path.exists():
            DocBin(store_user_data=False, docs=list(parse(group, options.model))).to_disk(path)


if __name__ == "__main__":
    main()
