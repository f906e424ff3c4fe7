"""Train the encoder and all heads jointly: `python -m encoder.train work/encoder --minutes 90`.

A teacher (`--encoder mpnet`) also learns from PropBank and QANom, with heads for each that are never packaged. In a
folder that `encoder.corpus --open` made, attributions are learnt from Wikinews, PropBank, QANom and GUM's discourse
alone; PolNeAR is never read, and first weights and a teacher must be from such a folder, too. With `--fold 0` a run
reads every second article only, so that its output on the others is honest.

Reads what `encoder.corpus` wrote, and the corpora; continues from `checkpoint.pt` if it exists. The rates fall to zero
over the given minutes of training (`--minutes`, without interruptions) or steps (`--steps`). A second run may begin
with the weights of a first one (`--start`), at lower rates (`--rate 0.5`). On a GPU, one process cannot make batches
as fast as they are learnt from: `--workers 3`.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

import torch

from quotes.evaluation.pipeline.corpora_folder import data_folder
from quotes.nlp.encoder.pieces import WordPieces
from training.encoder.distil import Distillation
from training.encoder.frames import LABELS_BY_HEAD
from training.encoder.labels import Labels
from training.encoder.loader import Batches, load_batches
from training.encoder.losses import LOSS_WEIGHTS, encode, losses
from training.encoder.network import FULL_SHAPE, TEACHER_HEADS, Shape, build, shape_of
from training.encoder.open_data import ClosedDataError, check_open, is_open
from training.encoder.run import Run
from training.encoder.texts import TrainingTexts

BATCH_PIECES = 2400  # with padding
STUDENT_SHARES = {"trees": 0.46, "attributions": 0.26, "wikinews": 0.08, "names": 0.12, "composed": 0.08}
DISTILLED_SHARES = {"trees": 0.3, "attributions": 0.18, "wikinews": 0.06, "names": 0.06, "composed": 0.08, "soft": 0.32}
OPEN_SHARES = {
    "trees": 0.44,
    "wikinews": 0.18,
    "names": 0.12,
    "composed": 0.1,
    "propbank": 0.08,
    "qanom": 0.04,
    "discourse": 0.04,
}
OPEN_DISTILLED_SHARES = {
    "trees": 0.3,
    "wikinews": 0.14,
    "names": 0.06,
    "composed": 0.06,
    "propbank": 0.04,
    "qanom": 0.02,
    "discourse": 0.02,
    "soft": 0.36,
}
TEACHER_SHARES = {"trees": 0.24, "attributions": 0.42, "names": 0.12, "wikinews": 0.14, "frames": 0.08}
ENCODER_RATE, HEAD_RATE = 2e-4, 1e-3
TEACHER_RATES = (0.3, 0.5)  # factors for the rates of the encoder and of the heads


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
    parser.add_argument("--steps", type=int, help="end after so many batches, whatever time they take")
    parser.add_argument("--workers", type=int, default=0, help="processes that make batches")
    parser.add_argument("--pretrained", type=Path, required=True, help="folder of all-MiniLM-L6-v2")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--start", type=Path, help="the checkpoint of a finished run to begin with")
    parser.add_argument("--rate", type=float, default=1.0, help="factor for the learning rates")
    parser.add_argument("--seed", type=int, default=1, help="of the order of the texts and of dropout")
    parser.add_argument("--encoder", choices=["minilm", "mpnet"], default="minilm")
    parser.add_argument("--layers", type=int, help="layers of mpnet, if they are fewer: what `encoder.prune` left")
    parser.add_argument("--weights", type=Path, help="published weights of mpnet: model.safetensors")
    parser.add_argument("--soft", type=Path, help="folder of a teacher's soft labels")
    parser.add_argument("--teacher", type=Path, help="folder of the teacher that gave them")
    parser.add_argument("--fold", type=int, choices=[0, 1], help="train only on every second article with attributions")
    parser.add_argument("--batch-pieces", type=int, default=BATCH_PIECES, help="word pieces per batch")
    parser.add_argument("--shares", nargs="*", default=[], help="shares of the word pieces, as trees=0.8 names=0.1")
    parser.add_argument("--without", nargs="*", default=[], choices=sorted(LOSS_WEIGHTS), help="losses to leave out")
    parser.add_argument("--wikinews-articles", type=int, help="learn from so many articles of Wikinews, not from all")
    options = parser.parse_args()
    if bool(options.soft) != bool(options.teacher):
        parser.error("--soft and --teacher belong together: the teacher's heads read its soft labels")
    try:
        check_open(options.work, options.start and options.start.parent, options.teacher)
    except ClosedDataError as error:
        parser.error(str(error))
    return options


def default_shares(work: Path, encoder: str, *, soft: bool) -> dict[str, float]:
    """The shares of the word pieces by stream; those for a folder of open data have no stream of anything else."""
    if is_open(work):
        return OPEN_DISTILLED_SHARES if soft else OPEN_SHARES
    if encoder == "mpnet":  # with soft labels, a smaller network of its kind
        return TEACHER_SHARES | ({"soft": 0.2, "composed": 0.06} if soft else {})
    return DISTILLED_SHARES if soft else STUDENT_SHARES


def find_auxiliary(streams: Iterable[str]) -> list[str]:
    """The heads for predicates that the texts of some streams have labels for."""
    heads_by_stream = {"frames": TEACHER_HEADS} | {name: (name,) for name in LABELS_BY_HEAD}
    return [head for stream in streams for head in heads_by_stream.get(stream, ())]


def read_shape(path: Path) -> Shape:
    """The shape of the student's encoder in a checkpoint: one that `encoder.slim` left has fewer heads and neurons."""
    return shape_of(torch.load(path, map_location="cpu", weights_only=True, mmap=True)["network"], "encoder.")


def load_start(network: torch.nn.Module, path: Path) -> None:
    """Begin with the weights of a checkpoint; one restored from a pipeline has no auxiliary heads, which begin anew.

    Raises ValueError if it lacks others, or has more.
    """
    state = torch.load(path, map_location="cpu", weights_only=True)["network"]
    missing, unexpected = network.load_state_dict(state, strict=False)
    if wrong := [name for name in (*missing, *unexpected) if not name.startswith("frames.")]:
        raise ValueError(f"{path}: not the weights of such a network: {', '.join(wrong[:3])}")


def main() -> None:
    options = parse_options()
    work: Path = options.work
    teacher = options.encoder == "mpnet"
    defaults = default_shares(work, options.encoder, soft=bool(options.soft))
    shares = read_shares(options.shares, defaults)
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    labels, pieces = Labels.from_disk(work / "labels.json"), WordPieces.from_disk(options.pretrained / "tokenizer.json")
    shape = read_shape(options.start) if options.start and not teacher else FULL_SHAPE
    network = build(labels, options.encoder, find_auxiliary(defaults), options.layers, shape).to(device)
    if options.start:
        load_start(network, options.start)
    else:
        network.encoder.load_pretrained(options.weights or options.pretrained / "model.safetensors")
    distillation = Distillation.from_disk(options.teacher, network.width).to(device) if options.soft else None
    modules = torch.nn.ModuleDict({"network": network} | ({"distillation": distillation} if distillation else {}))
    optimizer = torch.optim.AdamW(
        group_parameters(modules, options.rate, *(TEACHER_RATES if teacher else ())), fused=True
    )
    run = Run(work, options.minutes, network, modules, optimizer, options.steps)
    seed = run.number + 1_000_000 * bool(options.start) + 7_000_000 * (options.seed - 1)
    texts = TrainingTexts(
        work, data_folder(), labels, pieces, random.Random(seed), options.fold, options.wikinews_articles
    )
    batches = load_batches(Batches(texts, shares, options.batch_pieces, seed, options.soft), options.workers)
    rng, used = random.Random(seed), dict.fromkeys(shares, 0.0)
    network.train()
    run.start_clock()
    while run.goes_on:
        kind, batch = next(batches)
        used[kind] += float(batch.mask.sum())
        batch = batch.to(device)
        run.set_rates()
        x = encode(network, batch)
        loss_by_task = losses(network, x, batch)
        if distillation and batch.vectors is not None:
            loss_by_task |= distillation.losses(network, x, batch, rng)
        count = float(batch.lengths.sum())
        run.step({task: loss / count for task, loss in loss_by_task.items() if task not in options.without}, used)
    (work / "sizes.json").write_text(json.dumps({"used": used, "steps": run.number, "weights": LOSS_WEIGHTS}))


if __name__ == "__main__":
    main()
