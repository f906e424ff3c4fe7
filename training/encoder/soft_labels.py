"""A teacher's vectors of words, from which its heads give soft labels: `python -m training.encoder.soft_labels`.

Reads texts without annotation, and the treebanks' sentences, which have trees and no names. Writes one file per
64,000 words; a file that exists is not made again, so that a run goes on where it stopped. A student may read them
while they are written (`training.encoder.train --soft FOLDER`). No text of the articles with attributions is read:
the teacher was trained on them.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import spacy
import torch
from spacy.language import Language
from tqdm import tqdm

from quotes.evaluation.pipeline.corpora_folder import corpus_file, data_folder
from quotes.nlp.encoder.pieces import WordPieces
from training.encoder.batch import make_batch, pack_batches
from training.encoder.corpus import read
from training.encoder.examples import Rows, Text
from training.encoder.labels import Labels, Numbers
from training.encoder.network import Network, build, find_heads
from training.encoder.open_data import is_open
from training.encoder.soft_files import write_file
from training.encoder.streams import cut_at_sentences, cut_randomly
from training.encoder.tokens import set_tokenizer
from training.recipe.unlabelled import group_texts, read_unlabelled

WORDS_PER_FILE = 64_000  # some 100 MB with vectors of 768 numbers in 16 bits
PIECES_PER_BATCH = 3200  # with padding
TREE_FILE_SHARE = 0.15  # of the files hold sentences of the treebanks


def label(texts: Iterable[Text], teacher: Network, pieces: WordPieces) -> Iterator[Text]:
    """Give each text, at most as long as a window, the teacher's vectors."""
    rng = random.Random(0)
    device = next(teacher.parameters()).device
    for batch_texts in pack_batches(list(texts), pieces, PIECES_PER_BATCH):
        batch = make_batch(batch_texts, pieces, rng, masked=0.0).to(device)
        with torch.inference_mode(), torch.autocast(device.type, torch.bfloat16):
            vectors = teacher.vectors(batch.ids, batch.kinds, batch.mask, batch.owner, batch.words)
        for text, of_text in zip(batch_texts, vectors.float().cpu().numpy(), strict=True):
            yield replace(text, vectors=of_text[: len(text.words)].astype(np.float16))


def news_texts(path: Path, nlp: Language, rng: random.Random, sources: Collection[str] | None = None) -> Iterator[Text]:
    """The texts of `read_unlabelled` as words without annotation."""
    for text in read_unlabelled(path, rng, sources):
        doc = nlp.make_doc(text)
        yield Text(tuple(token.text for token in doc), tuple(token.whitespace_ for token in doc), Rows.empty(len(doc)))


def count_words(text: Text) -> int:
    """How many words a text has."""
    return len(text.words)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("teacher", type=Path, help="folder of a teacher: checkpoint.pt, labels.json, trees.spacy")
    parser.add_argument("out", type=Path)
    parser.add_argument("--pretrained", type=Path, required=True, help="folder of all-MiniLM-L6-v2")
    parser.add_argument("--words", type=int, default=4_000_000, help="of unlabelled texts")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--sources", nargs="*", help="of the unlabelled texts; without it all, with none the treebanks")
    options = parser.parse_args()
    if is_open(options.teacher) and options.sources is None:
        parser.error("an open teacher reads open texts: name their --sources")
    options.out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(options.threads)
    labels = Labels.from_disk(options.teacher / "labels.json")
    state = torch.load(options.teacher / "checkpoint.pt", map_location="cpu", weights_only=True)["network"]
    teacher = build(labels, "mpnet", find_heads(state)).eval().to("cuda" if torch.cuda.is_available() else "cpu")
    teacher.load_state_dict(state)
    nlp, rng = spacy.blank("en"), random.Random(1)
    set_tokenizer(nlp)
    pieces = WordPieces.from_disk(options.pretrained / "tokenizer.json")
    news = corpus_file(data_folder(), "news-unlabelled.jsonl.xz")
    articles = (
        part for text in news_texts(news, nlp, rng, options.sources) for part in cut_randomly(text, pieces, rng)
    )
    numbers = Numbers(labels)
    trees = [
        part
        for doc in read(options.teacher / "trees.spacy", nlp)
        for part in cut_at_sentences(numbers.text(doc), pieces)
    ]
    rng.shuffle(trees)
    groups = {
        "news": group_texts(articles, WORDS_PER_FILE, count_words),
        "trees": group_texts(trees, WORDS_PER_FILE, count_words),
    }
    counts = {"news": options.words // WORDS_PER_FILE}
    counts["trees"] = round(counts["news"] * TREE_FILE_SHARE / (1 - TREE_FILE_SHARE))
    order = [kind for kind, count in counts.items() for _ in range(count)]
    random.Random(2).shuffle(order)
    for number, kind in enumerate(tqdm(order, unit="file", disable=None)):
        group, path = next(groups[kind], None), options.out / f"{number:04}-{kind}.npz"
        if group and not path.exists():
            write_file(list(label(group, teacher, pieces)), path)


if __name__ == "__main__":
    main()
