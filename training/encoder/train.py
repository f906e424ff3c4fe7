"""Train the encoder and all heads jointly: `python -m encoder.train work/encoder --minutes 90`.

A teacher (`--encoder mpnet`) also learns from Wikinews, PropBank and QANom, in heads and with a corpus vector of its
own; `--fold 0` shows it every second article alone, so that its judgment of the others is honest.
Reads what `encoder.corpus` wrote, and PolNeAR; goes on from `checkpoint.pt` where there is one. The rates fall to
zero over the given minutes of training (`--minutes`, interruptions left out). A second run may begin with the weights
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
from training.encoder.augment import vary
from training.encoder.batch import SIZE, cut_pieces, make_batch, packed
from training.encoder.corpus import attributed, held_out, read
from training.encoder.examples import Text, join
from training.encoder.frames import HEADS, read_propbank, read_qanom
from training.encoder.labels import NAMES, Labels, Numbers
from training.encoder.losses import WEIGHTS, losses
from training.encoder.mpnet import MpnetEncoder
from training.encoder.network import Network, Sizes
from training.encoder.tokens import set_tokenizer
from training.encoder.wikinews import wikinews_texts

ROOM = 2400  # pieces to a batch
SHARES = {"trees": 0.6, "attributions": 0.3, "names": 0.1}
TEACHER_SHARES = {"trees": 0.3, "attributions": 0.4, "names": 0.08, "wikinews": 0.12, "frames": 0.1}
RATE, HEAD_RATE, WARMUP = 2e-4, 1e-3, 0.04
TEACHER_RATES = (0.3, 0.5)  # of the encoder and of the heads, times the student's
CORPORA = 2  # guidelines of attributions: PolNeAR's, Wikinews'
SAVE = 480  # seconds between checkpoints
JOINED = 0.3  # of the short texts are put together to one as long as an article


def windows(text: Text, pieces: WordPieces, dice: random.Random) -> Iterator[Text]:
    """Cut an article into windows of a random length; they do not overlap."""
    lengths = cut_pieces(text, pieces).lengths
    breaks = [i for i, word in enumerate(text.words) if "\n" in word]
    for window in cut_windows(lengths, breaks, dice.randint(160, SIZE), 0):
        yield text.part(window.first, window.last)


def fitting(text: Text, pieces: WordPieces) -> Iterator[Text]:
    """Cut a text with trees at sentences, so that each part fits."""
    lengths = cut_pieces(text, pieces).lengths
    starts = np.flatnonzero(text.rows.start == 1)
    begin, size = 0, 0
    for start, end in zip(starts, [*starts[1:], len(text.words)], strict=False):
        part = int(lengths[start:end].sum())
        if size + part > SIZE and start > begin:
            yield text.part(begin, int(start))
            begin, size = int(start), 0
        size += part
    if 0 < size <= SIZE:
        yield text.part(begin, len(text.words))


def stream(
    texts: Sequence[Text], pieces: WordPieces, dice: random.Random, *, articles: bool | None, room: int = ROOM
) -> Iterator[list[Text]]:
    """Batches without end: shuffled, varied and cut anew in each round; `articles` None takes texts as they are."""
    while True:
        order = list(texts)
        dice.shuffle(order)
        for start in range(0, len(order), 400 if articles else 2000):
            some = order[start : start + (400 if articles else 2000)]
            if articles is None:
                pass
            elif articles:
                some = [part for text in some for part in windows(vary(text, dice), pieces, dice)]
            else:
                some = list(joined(some, dice))
            batches = list(packed(some, pieces, room))
            dice.shuffle(batches)
            yield from batches


def joined(texts: Sequence[Text], dice: random.Random) -> Iterator[Text]:
    """Join some of the texts to one as long as an article."""
    waiting: list[Text] = []
    for text in texts:
        if dice.random() > JOINED:
            yield text
        elif sum(len(one.words) for one in waiting) + len(text.words) < SIZE * 0.7:
            waiting.append(text)
        else:
            yield from [join(waiting)] if waiting else []
            waiting = [text]
    yield from [join(waiting)] if waiting else []


def build(labels: Labels, encoder: str = "minilm") -> Network:
    """A network with a head for each set of labels; with `encoder` "mpnet" a teacher's."""
    sizes = Sizes(len(labels.tag), len(labels.morph), len(labels.dep), len(NAMES))
    if encoder == "mpnet":
        return Network(sizes, encoder=MpnetEncoder(), corpora=CORPORA, frames=HEADS)
    return Network(sizes)


def folded(texts: Sequence[Text], fold: int | None) -> list[Text]:
    """Every second text, from `fold` on; all of them where it is None."""
    return list(texts) if fold is None else list(texts[fold::2])


def groups(network: Network, factor: float, encoder: float = 1.0, heads: float = 1.0) -> list[dict[str, object]]:
    """Parameters with `factor` times their rates: the encoder slow, the heads fast; no decay of vectors and biases."""
    found: dict[tuple[float, float], list[torch.nn.Parameter]] = defaultdict(list)
    for name, parameter in network.named_parameters():
        rate = factor * (encoder * RATE if name.startswith("encoder.") else heads * HEAD_RATE)
        found[rate, 0.01 if parameter.dim() > 1 and "kinds" not in name else 0.0].append(parameter)
    return [{"params": some, "lr": rate, "peak": rate, "weight_decay": decay} for (rate, decay), some in found.items()]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("work", type=Path)
    parser.add_argument("--minutes", type=float, default=90)
    parser.add_argument("--pretrained", type=Path, help="folder of all-MiniLM-L6-v2")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--start", type=Path, help="a checkpoint to begin with, of a run that is over")
    parser.add_argument("--rate", type=float, default=1.0, help="times the usual rates of learning")
    usual = ", ".join(f"{name} {share}" for name, share in SHARES.items())
    parser.add_argument("--encoder", choices=["minilm", "mpnet"], default="minilm")
    parser.add_argument("--weights", type=Path, help="published weights of mpnet: model.safetensors")
    parser.add_argument("--fold", type=int, choices=[0, 1], help="learn from every second attributed article alone")
    parser.add_argument("--room", type=int, default=ROOM, help="word pieces to a batch")
    parser.add_argument("--shares", type=float, nargs=3, help=f"of the word pieces: {usual} where it is left out")
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
    optimizer = torch.optim.AdamW(groups(network, arguments.rate, *(TEACHER_RATES if teacher else ())), fused=True)
    checkpoint, spent, step = work / "checkpoint.pt", 0.0, 0
    if checkpoint.exists():
        state = torch.load(checkpoint, weights_only=True)
        network.load_state_dict(state["network"])
        optimizer.load_state_dict(state["optimizer"])
        spent, step = state["spent"], state["step"]
    dice = random.Random(step + (1_000_000 if arguments.start else 0))
    files = [path for path in (work / "trees.spacy", work / "more.spacy") if path.exists()]
    treebanks = [doc for path in files for doc in read(path, nlp)]
    trees = [part for doc in treebanks for part in fitting(numbers.text(doc), pieces)]
    names = [numbers.text(doc) for doc in read(work / "names.spacy", nlp)]
    names = [text for text in names if len(cut_pieces(text, pieces).ids) <= SIZE]
    articles = [text for i, text in enumerate(attributed(data_folder(), "train", nlp, numbers)) if not held_out(i)]
    articles = folded(articles, arguments.fold)
    shares = dict(zip(SHARES, arguments.shares or SHARES.values(), strict=True))
    streams = {
        "trees": stream(trees, pieces, dice, articles=False, room=arguments.room),
        "names": stream(names, pieces, dice, articles=False, room=arguments.room),
        "attributions": stream(articles, pieces, dice, articles=True, room=arguments.room),
    }
    if teacher:
        shares = TEACHER_SHARES
        wikinews = list(wikinews_texts(data_folder() / "wikinews-attributions", "train", nlp))
        framed = [
            *read_propbank(data_folder() / "propbank-ewt.jsonl.xz"),
            *read_qanom(data_folder() / "qanom.jsonl.xz"),
        ]
        framed = [text for text in framed if len(cut_pieces(text, pieces).ids) <= SIZE]
        streams["wikinews"] = stream(folded(wikinews, arguments.fold), pieces, dice, articles=True, room=arguments.room)
        streams["frames"] = stream(framed, pieces, dice, articles=None, room=arguments.room)
    used = dict.fromkeys(streams, 0.0)
    means: dict[str, float] = {}
    limit, clock, saved, begun = arguments.minutes * 60, time.monotonic(), time.monotonic(), spent
    total = 0
    network.train()
    while spent < limit:
        kind = min(used, key=lambda name: used[name] / shares[name])
        batch = make_batch(next(streams[kind]), pieces, dice)
        used[kind] += float(batch.mask.sum())
        total += int(batch.mask.sum())
        share = spent / limit
        for group in optimizer.param_groups:
            group["lr"] = group["peak"] * min(share / WARMUP, (1 - share) / (1 - WARMUP), 1.0)
        found = losses(network, batch, autocast=True)
        sum(WEIGHTS[task] * loss for task, loss in found.items()).backward()  # type: ignore[union-attr]
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        for task, loss in found.items():
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
        if time.monotonic() - saved > SAVE or spent >= limit:
            state = {"network": network.state_dict(), "optimizer": optimizer.state_dict(), "spent": spent, "step": step}
            torch.save(state, work / "checkpoint.tmp")
            (work / "checkpoint.tmp").replace(checkpoint)
            saved = time.monotonic()
    (work / "sizes.json").write_text(json.dumps({"used": used, "steps": step, "weights": WEIGHTS}))


if __name__ == "__main__":
    main()
