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
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import spacy
import torch

from quotes.evaluation.pipeline.corpora_folder import data_folder
from quotes.nlp.encoder.pieces import WordPieces
from quotes.nlp.encoder.windows import cut_windows
from training.attribution.polnear import is_held_out
from training.encoder.augment import vary
from training.encoder.batch import WINDOW_PIECES, cut_pieces, make_batch, pack_batches
from training.encoder.corpus import read, read_attributed
from training.encoder.examples import Text, join
from training.encoder.frames import LABELS_BY_HEAD, read_propbank, read_qanom
from training.encoder.labels import NAMES, Labels, Numbers
from training.encoder.losses import LOSS_WEIGHTS, losses
from training.encoder.mpnet import MpnetEncoder
from training.encoder.network import Network, Sizes
from training.encoder.tokens import set_tokenizer
from training.encoder.wikinews import wikinews_texts

BATCH_PIECES = 2400  # with padding
STUDENT_SHARES = {"trees": 0.6, "attributions": 0.3, "names": 0.1}
TEACHER_SHARES = {"trees": 0.24, "attributions": 0.42, "names": 0.12, "wikinews": 0.14, "frames": 0.08}
ENCODER_RATE, HEAD_RATE, WARMUP_SHARE = 2e-4, 1e-3, 0.04
TEACHER_RATES = (0.3, 0.5)  # factors for the rates of the encoder and of the heads
GUIDELINES = 2  # of annotated attributions: PolNeAR's, Wikinews'
CHECKPOINT_SECONDS = 480  # between checkpoints
JOINED_SHARE = 0.3  # of the short texts are joined to texts as long as an article


def cut_randomly(text: Text, pieces: WordPieces, rng: random.Random) -> Iterator[Text]:
    """Cut an article into windows of a random length; they do not overlap."""
    lengths = cut_pieces(text, pieces).lengths
    breaks = [i for i, word in enumerate(text.words) if "\n" in word]
    for window in cut_windows(lengths, breaks, rng.randint(160, WINDOW_PIECES), 0):
        yield text.part(window.first, window.last)


def cut_at_sentences(text: Text, pieces: WordPieces) -> Iterator[Text]:
    """Cut a text with trees between sentences, so that each part fits into a window."""
    lengths = cut_pieces(text, pieces).lengths
    starts = np.flatnonzero(text.rows.start == 1)
    begin, size = 0, 0
    for start, end in zip(starts, [*starts[1:], len(text.words)], strict=False):
        part = int(lengths[start:end].sum())
        if size + part > WINDOW_PIECES and start > begin:
            yield text.part(begin, int(start))
            begin, size = int(start), 0
        size += part
    if 0 < size <= WINDOW_PIECES:
        yield text.part(begin, len(text.words))


def stream(
    texts: Sequence[Text],
    pieces: WordPieces,
    rng: random.Random,
    *,
    articles: bool | None,
    max_pieces: int = BATCH_PIECES,
) -> Iterator[list[Text]]:
    """Batches without end: shuffled, varied and cut again in each round; `articles` None: unchanged."""
    while True:
        order = list(texts)
        rng.shuffle(order)
        for start in range(0, len(order), 400 if articles else 2000):
            selected = order[start : start + (400 if articles else 2000)]
            if articles is None:
                pass
            elif articles:
                selected = [part for text in selected for part in cut_randomly(vary(text, rng), pieces, rng)]
            else:
                selected = list(join_short(selected, rng))
            batches = list(pack_batches(selected, pieces, max_pieces))
            rng.shuffle(batches)
            yield from batches


def join_short(texts: Sequence[Text], rng: random.Random) -> Iterator[Text]:
    """Join some of the texts to texts as long as an article."""
    waiting: list[Text] = []
    for text in texts:
        if rng.random() > JOINED_SHARE:
            yield text
        elif sum(len(earlier.words) for earlier in waiting) + len(text.words) < WINDOW_PIECES * 0.7:
            waiting.append(text)
        else:
            yield from [join(waiting)] if waiting else []
            waiting = [text]
    yield from [join(waiting)] if waiting else []


def build(labels: Labels, encoder: str = "minilm") -> Network:
    """A network with a head for each set of labels; with `encoder` "mpnet", the network of a teacher."""
    sizes = Sizes(len(labels.tag), len(labels.morph), len(labels.dep), len(NAMES))
    if encoder == "mpnet":
        return Network(sizes, encoder=MpnetEncoder(), corpora=GUIDELINES, frames=LABELS_BY_HEAD)
    return Network(sizes)


def select_fold(texts: Sequence[Text], fold: int | None) -> list[Text]:
    """Every second text, beginning with number `fold`; all of them if it is None."""
    return list(texts) if fold is None else list(texts[fold::2])


def group_parameters(
    network: Network, factor: float, encoder: float = 1.0, heads: float = 1.0
) -> list[dict[str, object]]:
    """Parameters by learning rate: encoder low, heads high, times `factor`; no decay of vectors and biases."""
    parameters: dict[tuple[float, float], list[torch.nn.Parameter]] = defaultdict(list)
    for name, parameter in network.named_parameters():
        rate = factor * (encoder * ENCODER_RATE if name.startswith("encoder.") else heads * HEAD_RATE)
        parameters[rate, 0.01 if parameter.dim() > 1 and "kinds" not in name else 0.0].append(parameter)
    return [
        {"params": members, "lr": rate, "peak": rate, "weight_decay": decay}
        for (rate, decay), members in parameters.items()
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("work", type=Path)
    parser.add_argument("--minutes", type=float, default=90)
    parser.add_argument("--pretrained", type=Path, help="folder of all-MiniLM-L6-v2")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--start", type=Path, help="the checkpoint of a finished run to begin with")
    parser.add_argument("--rate", type=float, default=1.0, help="factor for the learning rates")
    usual = ", ".join(f"{name} {share}" for name, share in STUDENT_SHARES.items())
    parser.add_argument("--encoder", choices=["minilm", "mpnet"], default="minilm")
    parser.add_argument("--weights", type=Path, help="published weights of mpnet: model.safetensors")
    parser.add_argument("--fold", type=int, choices=[0, 1], help="train only on every second article with attributions")
    parser.add_argument("--batch-pieces", "--room", type=int, default=BATCH_PIECES, help="word pieces per batch")
    parser.add_argument("--shares", type=float, nargs=3, help=f"shares of the word pieces; default: {usual}")
    arguments = parser.parse_args()
    work: Path = arguments.work
    torch.set_num_threads(arguments.threads)
    torch.manual_seed(1)
    nlp, labels = spacy.blank("en"), Labels.from_disk(work / "labels.json")
    set_tokenizer(nlp)
    numbers, pieces = Numbers(labels), WordPieces.from_disk(arguments.pretrained / "tokenizer.json")
    teacher = arguments.encoder == "mpnet"
    network = build(labels, arguments.encoder)
    network.encoder.load_pretrained(arguments.weights or arguments.pretrained / "model.safetensors")
    if arguments.start:
        network.load_state_dict(torch.load(arguments.start, weights_only=True)["network"])
    optimizer = torch.optim.AdamW(
        group_parameters(network, arguments.rate, *(TEACHER_RATES if teacher else ())), fused=True
    )
    checkpoint, spent, step = work / "checkpoint.pt", 0.0, 0
    if checkpoint.exists():
        state = torch.load(checkpoint, weights_only=True)
        network.load_state_dict(state["network"])
        optimizer.load_state_dict(state["optimizer"])
        spent, step = state["spent"], state["step"]
    rng = random.Random(step + (1_000_000 if arguments.start else 0))
    files = [path for path in (work / "trees.spacy", work / "more.spacy") if path.exists()]
    treebanks = [doc for path in files for doc in read(path, nlp)]
    trees = [part for doc in treebanks for part in cut_at_sentences(numbers.text(doc), pieces)]
    names = [numbers.text(doc) for doc in read(work / "names.spacy", nlp)]
    names = [text for text in names if len(cut_pieces(text, pieces).ids) <= WINDOW_PIECES]
    articles = [
        text for i, text in enumerate(read_attributed(data_folder(), "train", nlp, numbers)) if not is_held_out(i)
    ]
    articles = select_fold(articles, arguments.fold)
    shares = dict(zip(STUDENT_SHARES, arguments.shares or STUDENT_SHARES.values(), strict=True))
    streams = {
        "trees": stream(trees, pieces, rng, articles=False, max_pieces=arguments.batch_pieces),
        "names": stream(names, pieces, rng, articles=False, max_pieces=arguments.batch_pieces),
        "attributions": stream(articles, pieces, rng, articles=True, max_pieces=arguments.batch_pieces),
    }
    if teacher:
        shares = TEACHER_SHARES
        wikinews = list(wikinews_texts(data_folder() / "wikinews-attributions", "train", nlp))
        frame_texts = [
            *read_propbank(data_folder() / "propbank-ewt.jsonl.xz"),
            *read_qanom(data_folder() / "qanom.jsonl.xz"),
        ]
        frame_texts = [text for text in frame_texts if len(cut_pieces(text, pieces).ids) <= WINDOW_PIECES]
        streams["wikinews"] = stream(
            select_fold(wikinews, arguments.fold), pieces, rng, articles=True, max_pieces=arguments.batch_pieces
        )
        streams["frames"] = stream(frame_texts, pieces, rng, articles=None, max_pieces=arguments.batch_pieces)
    used = dict.fromkeys(streams, 0.0)
    means: dict[str, float] = {}
    limit, clock, saved, begun = arguments.minutes * 60, time.monotonic(), time.monotonic(), spent
    total = 0
    network.train()
    while spent < limit:
        kind = min(used, key=lambda name: used[name] / shares[name])
        batch = make_batch(next(streams[kind]), pieces, rng)
        used[kind] += float(batch.mask.sum())
        total += int(batch.mask.sum())
        share = spent / limit
        for group in optimizer.param_groups:
            group["lr"] = group["peak"] * min(share / WARMUP_SHARE, (1 - share) / (1 - WARMUP_SHARE), 1.0)
        loss_by_task = losses(network, batch, autocast=True)
        sum(LOSS_WEIGHTS[task] * loss for task, loss in loss_by_task.items()).backward()  # type: ignore[union-attr]
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        for task, loss in loss_by_task.items():
            means[task] = 0.98 * means.get(task, float(loss.detach())) + 0.02 * float(loss.detach())
        step += 1
        spent = begun + time.monotonic() - clock
        if step % 50 == 0:
            rounded = {task: round(mean, 4) for task, mean in sorted(means.items())}
            speed = round(total / (spent - begun))
            print(json.dumps({"step": step, "minutes": round(spent / 60, 1), "speed": speed, **rounded}), flush=True)
            hint = work / "threads"
            if hint.exists():
                torch.set_num_threads(int(hint.read_text()))
        if time.monotonic() - saved > CHECKPOINT_SECONDS or spent >= limit:
            state = {"network": network.state_dict(), "optimizer": optimizer.state_dict(), "spent": spent, "step": step}
            torch.save(state, work / "checkpoint.tmp")
            (work / "checkpoint.tmp").replace(checkpoint)
            saved = time.monotonic()
    (work / "sizes.json").write_text(json.dumps({"used": used, "steps": step, "weights": LOSS_WEIGHTS}))


if __name__ == "__main__":
    main()
