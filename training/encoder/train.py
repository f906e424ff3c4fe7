"""Train the encoder and all heads jointly: `python -m encoder.train work/encoder --minutes 90`.

A teacher (`--encoder mpnet`) also learns from Wikinews, PropBank and QANom, with heads and a corpus vector for
each; with `--fold 0` it is trained on every second article only, so that its output on the others is honest.
Reads what `encoder.corpus` wrote, and PolNeAR; continues from `checkpoint.pt` if it exists. The rates fall to
zero over the given minutes of training (`--minutes`, without interruptions). A second run may begin with the weights
of a first one (`--start`), at lower rates (`--rate 0.5`).
"""

from __future__ import annotations

import argparse
import json
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import spacy
import torch

from quotes.evaluation.pipeline.corpora_folder import data_folder
from quotes.nlp.encoder.pieces import WordPieces
from training.attribution.polnear import is_held_out
from training.encoder.batch import WINDOW_PIECES, cut_pieces, make_batch
from training.encoder.composed import composed_texts
from training.encoder.corpus import read, read_attributed, read_sentences
from training.encoder.distil import Distillation
from training.encoder.examples import Text
from training.encoder.frames import read_propbank, read_qanom
from training.encoder.labels import Labels, Numbers
from training.encoder.losses import LOSS_WEIGHTS, encode, losses
from training.encoder.network import build
from training.encoder.run import Run
from training.encoder.streams import Mixture, cut_at_sentences, stream_articles, stream_passages, stream_soft
from training.encoder.tokens import set_tokenizer
from training.encoder.wikinews import wikinews_texts

BATCH_PIECES = 2400  # with padding
COMPOSED_ROUNDS = 8  # over the sentences that attributions are composed of
STUDENT_SHARES = {"trees": 0.46, "attributions": 0.26, "wikinews": 0.08, "names": 0.12, "composed": 0.08}
DISTILLED_SHARES = {"trees": 0.3, "attributions": 0.18, "wikinews": 0.06, "names": 0.06, "composed": 0.08, "soft": 0.32}
TEACHER_SHARES = {"trees": 0.24, "attributions": 0.42, "names": 0.12, "wikinews": 0.14, "frames": 0.08}
ENCODER_RATE, HEAD_RATE = 2e-4, 1e-3
TEACHER_RATES = (0.3, 0.5)  # factors for the rates of the encoder and of the heads


def select_fold(texts: Sequence[Text], fold: int | None) -> list[Text]:
    """Every second text, beginning with number `fold`; all of them if it is None."""
    return list(texts) if fold is None else list(texts[fold::2])


def group_parameters(
    network: torch.nn.Module, factor: float, encoder: float = 1.0, heads: float = 1.0
) -> list[dict[str, object]]:
    """Parameters by learning rate: encoder low, heads high, times `factor`; no decay of vectors and biases."""
    parameters: dict[tuple[float, float], list[torch.nn.Parameter]] = defaultdict(list)
    for name, parameter in network.named_parameters():
        rate = factor * (encoder * ENCODER_RATE if name.startswith("network.encoder.") else heads * HEAD_RATE)
        parameters[rate, 0.01 if parameter.dim() > 1 and "kinds" not in name else 0.0].append(parameter)
    return [
        {"params": members, "lr": rate, "peak": rate, "weight_decay": decay}
        for (rate, decay), members in parameters.items()
    ]


def read_streams(
    work: Path, labels: Labels, pieces: WordPieces, rng: random.Random, options: argparse.Namespace
) -> dict[str, Iterator[list[Text]]]:
    """The streams of all corpora; those of a teacher have predicates as well, those of its student soft labels."""
    nlp, numbers = spacy.blank("en"), Numbers(labels)
    set_tokenizer(nlp)
    folder, fold, room = data_folder(), options.fold, options.batch_pieces
    files = [path for path in (work / "trees.spacy", work / "more.spacy") if path.exists()]
    treebanks = [doc for path in files for doc in read(path, nlp)]
    trees = [part for doc in treebanks for part in cut_at_sentences(numbers.text(doc), pieces)]
    names = [numbers.text(doc) for doc in read(work / "names.spacy", nlp)]
    articles = [text for i, text in enumerate(read_attributed(folder, "train", nlp, numbers)) if not is_held_out(i)]
    wikinews = list(wikinews_texts(folder / "wikinews-attributions", "train", nlp))
    sentences, cast = read_sentences(folder)
    composed = [text for _ in range(COMPOSED_ROUNDS) for text in composed_texts(sentences, cast, numbers, nlp, rng)]
    streams = {
        "trees": stream_passages(trees, pieces, rng, room),
        "names": stream_passages(_that_fit(names, pieces), pieces, rng, room),
        "composed": stream_passages(_that_fit(composed, pieces), pieces, rng, room, joined=False),
        "attributions": stream_articles(select_fold(articles, fold), pieces, rng, room),
        "wikinews": stream_articles(select_fold(wikinews, fold), pieces, rng, room),
    }
    if options.soft:
        streams["soft"] = stream_soft(options.soft, pieces, rng, room)
    if options.encoder == "mpnet":
        predicates = [*read_propbank(folder / "propbank-ewt.jsonl.xz"), *read_qanom(folder / "qanom.jsonl.xz")]
        streams["frames"] = stream_passages(_that_fit(predicates, pieces), pieces, rng, room, joined=False)
    return streams


def _that_fit(texts: Sequence[Text], pieces: WordPieces) -> list[Text]:
    return [text for text in texts if len(cut_pieces(text, pieces).ids) <= WINDOW_PIECES]


def read_shares(pairs: Sequence[str], defaults: dict[str, float]) -> dict[str, float]:
    """Shares from `trees=0.8`; a stream that is not named keeps its own. Raises ValueError for an unknown name."""
    shares = dict(defaults)
    for pair in pairs:
        name, _, share = pair.partition("=")
        if name not in defaults:
            raise ValueError(f"--shares {pair}: no such texts; there are {', '.join(defaults)}")
        shares[name] = float(share)
    return {name: share for name, share in shares.items() if share}


def parse_options() -> argparse.Namespace:
    """The options of the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("work", type=Path)
    parser.add_argument("--minutes", type=float, default=90)
    parser.add_argument("--pretrained", type=Path, required=True, help="folder of all-MiniLM-L6-v2")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--start", type=Path, help="the checkpoint of a finished run to begin with")
    parser.add_argument("--rate", type=float, default=1.0, help="factor for the learning rates")
    parser.add_argument("--seed", type=int, default=1, help="of the order of the texts and of dropout")
    parser.add_argument("--encoder", choices=["minilm", "mpnet"], default="minilm")
    parser.add_argument("--weights", type=Path, help="published weights of mpnet: model.safetensors")
    parser.add_argument("--layers", type=int, help="layers of mpnet, if they are fewer: what `encoder.prune` left")
    parser.add_argument("--soft", type=Path, help="folder of a teacher's soft labels")
    parser.add_argument("--teacher", type=Path, help="folder of the teacher that gave them")
    parser.add_argument("--fold", type=int, choices=[0, 1], help="train only on every second article with attributions")
    parser.add_argument("--batch-pieces", type=int, default=BATCH_PIECES, help="word pieces per batch")
    parser.add_argument("--shares", nargs="*", default=[], help="shares of the word pieces, as trees=0.8 names=0.1")
    options = parser.parse_args()
    if bool(options.soft) != bool(options.teacher):
        parser.error("--soft and --teacher belong together: the teacher's heads read its soft labels")
    return options


def main() -> None:
    options = parse_options()
    work: Path = options.work
    teacher = options.encoder == "mpnet"
    defaults = TEACHER_SHARES if teacher else DISTILLED_SHARES if options.soft else STUDENT_SHARES
    shares = read_shares(options.shares, defaults)
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    labels, pieces = Labels.from_disk(work / "labels.json"), WordPieces.from_disk(options.pretrained / "tokenizer.json")
    network = build(labels, options.encoder, options.layers).to(device)
    network.encoder.load_pretrained(options.weights or options.pretrained / "model.safetensors")
    if options.start:
        network.load_state_dict(torch.load(options.start, weights_only=True)["network"])
    distillation = Distillation.from_disk(options.teacher, network.width).to(device) if options.soft else None
    modules = torch.nn.ModuleDict({"network": network} | ({"distillation": distillation} if distillation else {}))
    optimizer = torch.optim.AdamW(
        group_parameters(modules, options.rate, *(TEACHER_RATES if teacher else ())), fused=True
    )
    run = Run(work, options.minutes, network, modules, optimizer)
    rng = random.Random(run.number + 1_000_000 * bool(options.start) + 7_000_000 * (options.seed - 1))
    streams = read_streams(work, labels, pieces, rng, options)
    mixture = Mixture({name: streams[name] for name in shares}, shares)
    network.train()
    run.start_clock()
    while run.goes_on:
        kind, texts = mixture.take()
        batch = make_batch(texts, pieces, rng).to(device)
        mixture.count(kind, float(batch.mask.sum()))
        run.set_rates()
        x = encode(network, batch)
        loss_by_task = losses(network, x, batch)
        if distillation and batch.vectors is not None:
            loss_by_task |= distillation.losses(network, x, batch, rng)
        run.step({task: loss / float(batch.lengths.sum()) for task, loss in loss_by_task.items()}, mixture.used)
    (work / "sizes.json").write_text(json.dumps({"used": mixture.used, "steps": run.number, "weights": LOSS_WEIGHTS}))


if __name__ == "__main__":
    main()
