"""Train the attribution tagger of the fast pipeline: `python -m training.fast.train work/fast_tagger --minutes 60`.

It reads the vectors of the pipeline's encoder, which stay as they are, words, trees and quotation marks, and learns
from PolNeAR and Wikinews and, with `--soft`, from a teacher's probabilities on texts that nobody annotated. Takes
checkpoints and continues from the last one; `training.fast.package` puts the tagger into the pipeline.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from pathlib import Path

import torch
from spacy.language import Language
from torch import Tensor

import quotes
from quotes.evaluation.pipeline.corpora_folder import data_folder
from quotes.nlp.encoder.pieces import WordPieces
from training.attribution.polnear import is_held_out
from training.encoder.composed import composed_texts
from training.encoder.corpus import read_sentences
from training.encoder.distil import Distillation
from training.encoder.examples import Text, polnear_texts
from training.encoder.labels import Labels, Numbers
from training.encoder.losses import flat_loss, role_loss
from training.encoder.network import Network
from training.encoder.run import Run
from training.encoder.soft_files import read_file
from training.encoder.streams import Mixture
from training.encoder.texts import select_fold
from training.encoder.wikinews import wikinews_texts
from training.fast.network import TreeEncoder, build
from training.fast.texts import Inputs, Parsed, make_inputs, pack, parse, stream

SHARES = {"attributions": 0.36, "wikinews": 0.1, "composed": 0.08, "soft": 0.46}
COMPOSED_ROUNDS = 2  # over the sentences that attributions are composed of
RATE = 2e-3


def stream_soft(folder: Path, nlp: Language, rng: random.Random) -> Iterator[list[Parsed]]:
    """Batches without end of the texts with a teacher's vectors, file by file."""
    while True:
        for path in rng.sample(paths := sorted(folder.glob("*-news.npz")), len(paths)):
            yield from pack(list(parse(read_file(path), nlp)), rng)


def vectors_of(network: Network, inputs: Inputs) -> Tensor:
    """(batch, words, width) the vectors of the words, some of their numbers dropped."""
    encoder = network.encoder
    assert isinstance(encoder, TreeEncoder)
    vectors: Tensor = network.dropout(encoder(inputs.shared, inputs.rows, inputs.inside))
    return vectors


def losses(
    network: Network, x: Tensor, inputs: Inputs, distillation: Distillation | None, rng: random.Random
) -> dict[str, Tensor]:
    """The losses of a batch, per word."""
    batch = inputs.batch
    assert network.corpus is not None
    with_corpus = x + network.corpus(batch.corpus)[:, None]
    loss_by_task: dict[str, Tensor] = {}
    if len(batch.attributed):
        loss_by_task["flat"] = flat_loss(network, with_corpus, batch)
    if len(batch.cue_text):
        loss_by_task["role"] = role_loss(network, with_corpus, batch)
    if distillation and batch.vectors is not None:
        loss_by_task |= distillation.attribution_losses(network, x, batch, rng)
    return {task: loss / float(batch.lengths.sum()) for task, loss in loss_by_task.items()}


def read_streams(nlp: Language, rng: random.Random, options: argparse.Namespace) -> dict[str, Iterator[list[Parsed]]]:
    """The streams of the corpora, parsed."""
    folder = data_folder()
    texts_of_polnear = (text for _, _, text in polnear_texts(folder / "data" / "train", nlp))
    articles: list[Text] = [text for i, text in enumerate(texts_of_polnear) if not is_held_out(i)]
    wikinews = list(wikinews_texts(folder / "wikinews-attributions", "train", nlp))
    sentences, cast = read_sentences(folder)
    no_rows = Numbers(Labels([], [], []))
    composed = [text for _ in range(COMPOSED_ROUNDS) for text in composed_texts(sentences, cast, no_rows, nlp, rng)]
    streams = {
        "composed": stream(list(parse(composed, nlp)), rng),
        "attributions": stream(list(parse(select_fold(articles, options.fold), nlp)), rng),
        "wikinews": stream(list(parse(select_fold(wikinews, options.fold), nlp)), rng),
    }
    return streams | ({"soft": stream_soft(options.soft, nlp, rng)} if options.soft else {})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("work", type=Path)
    parser.add_argument("--model", default="fast", help="the pipeline that the tagger is for")
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--pretrained", type=Path, required=True, help="folder of all-MiniLM-L6-v2")
    parser.add_argument("--soft", type=Path, help="folder of a teacher's soft labels")
    parser.add_argument("--teacher", type=Path, help="folder of the teacher that gave them")
    parser.add_argument("--fold", type=int, choices=[0, 1], help="train only on every second article with attributions")
    options = parser.parse_args()
    work: Path = options.work
    work.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(1)
    torch.manual_seed(1)
    nlp, pieces = quotes.load(options.model), WordPieces.from_disk(options.pretrained / "tokenizer.json")
    network = build()
    distillation = Distillation.from_disk(options.teacher, network.width) if options.soft else None
    optimizer = torch.optim.AdamW([{"params": network.parameters(), "peak": RATE}], lr=RATE, weight_decay=0.01)
    run = Run(work, options.minutes, network, network, optimizer)
    rng = random.Random(run.number)
    streams = read_streams(nlp, rng, options)
    mixture = Mixture(streams, {name: SHARES[name] for name in streams})
    network.train()
    run.start_clock()
    while run.goes_on:
        kind, texts = mixture.take()
        inputs = make_inputs(texts, pieces, rng)
        mixture.count(kind, float(inputs.inside.sum()))
        run.set_rates()
        run.step(losses(network, vectors_of(network, inputs), inputs, distillation, rng), mixture.used)


if __name__ == "__main__":
    main()
