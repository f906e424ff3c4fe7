"""Make the encoder of a packaged pipeline narrower: `python -m training.encoder.slim en_quotes WORK --pretrained …`.

Heads and neurons that its vectors need least are cut out (`narrow`); then it learns to give the same vectors again,
after each layer, on articles of PolNeAR and Wikinews train, unlabelled news and the texts of the treebanks. What the
pipeline's heads read of the vectors counts twice: as a part of them, and by itself. Nothing else of the pipeline
changes: its heads, and the scorers learnt on them, read vectors that are nearly the same. WORK gets checkpoints, and
`model`, the pipeline. With `--start` an encoder that was narrowed before is narrowed further.
"""

from __future__ import annotations

import argparse
import random
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path

import numpy as np
import onnx
import spacy
import torch
from spacy.language import Language
from thinc.api import Model
from torch import Tensor, nn

import quotes
from quotes.evaluation.pipeline.corpora import plain_docs, read_ewt, read_gum
from quotes.evaluation.pipeline.corpora_folder import corpus_file, data_folder
from quotes.nlp.encoder.model import cut_inputs, shim_of
from quotes.nlp.encoder.pieces import WordPieces
from quotes.nlp.encoder.runtime import open_session
from quotes.nlp.encoder.windows import CONTEXT, SIZE
from training.attribution.polnear import is_held_out, read_articles
from training.encoder.graph import build_graph
from training.encoder.narrow import Window, choose_heads, cut_out, measure_heads, measure_inputs
from training.encoder.network import LAYERS, WIDTH, Encoder, shape_of
from training.encoder.package import calibration_texts, ranges_of
from training.encoder.restore import restore_encoder
from training.encoder.run import Run
from training.encoder.tokens import set_tokenizer
from training.encoder.train import group_parameters
from training.recipe.unlabelled import read_unlabelled
from training.speakers.wikinews_sources import read_wikinews

UNLABELLED_TEXTS = 2500
MEASURED_WINDOWS = 128  # over which neurons are weighed and weights fitted
SILENCED_WINDOWS = 16  # over which heads are weighed
TREEBANK_ROUNDS = 3  # their texts are read so often for each time that the news is
PIECES_PER_STEP = 1600
LAYER_WEIGHTS = (0.5, 0.5, 0.5, 0.7, 1.0, 1.5)  # of the vectors after each layer in the loss
READ_WEIGHT = 2.0  # of what the pipeline's heads read of the last


class Teacher:
    """The encoder as it was: gives the vectors after each layer."""

    def __init__(self, graph: bytes) -> None:
        model = onnx.load_from_string(graph)
        self.outputs = [f"layers.{i}.norm2.out" for i in range(LAYERS - 1)]
        for name in self.outputs:
            output = onnx.helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, [1, "pieces", WIDTH])
            model.graph.output.append(output)
        self.session = open_session(model.SerializeToString(), threads=1)

    def read(self, window: Window) -> list[Tensor]:
        """(1, pieces, 384) after each layer."""
        ids, kinds = window
        vectors = self.session.run([*self.outputs, "vectors"], {"ids": ids.numpy(), "kinds": kinds.numpy()})
        return [torch.from_numpy(layer) for layer in vectors]


def read_texts(folder: Path, nlp: Language) -> Iterator[str]:
    """Articles of PolNeAR train that no weights of the engine are tested on, of Wikinews train, and unlabelled news.

    And passages of the treebanks' train parts: without the web's texts, names in them suffer.
    """
    polnear = enumerate(read_articles(folder / "data" / "train"))
    yield from (article.text for number, article in polnear if not is_held_out(number))
    yield from (article.text for article in read_wikinews(folder / "wikinews-attributions" / "train"))
    unlabelled = read_unlabelled(corpus_file(folder, "news-unlabelled.jsonl.xz"), random.Random(1))
    yield from islice(unlabelled, UNLABELLED_TEXTS)
    for _ in range(TREEBANK_ROUNDS):
        for sentences in (read_ewt(folder, "train"), read_gum(folder, "train", commercial=True)):
            yield from (doc.text for doc in plain_docs(sentences, nlp))


def cut_texts(texts: Iterator[str], nlp: Language, pieces: WordPieces) -> Iterator[Window]:
    """The windows of some texts, as the encoder of a pipeline reads them."""
    for text in texts:
        _, windows = cut_inputs(nlp.make_doc(text), pieces, size=SIZE, context=CONTEXT)
        for _, inputs in windows:
            yield torch.from_numpy(inputs["ids"]), torch.from_numpy(inputs["kinds"])


def read_windows(pieces: WordPieces) -> list[Window]:
    """The windows of all texts, shuffled."""
    nlp = spacy.blank("en")
    set_tokenizer(nlp)
    windows = list(cut_texts(read_texts(data_folder(), nlp), nlp, pieces))
    random.Random(0).shuffle(windows)
    return windows


def make_batches(windows: Iterable[Window]) -> Iterator[list[Window]]:
    """Windows in groups of some pieces; what is left at the end makes none."""
    batch: list[Window] = []
    for window in windows:
        batch.append(window)
        if sum(ids.shape[1] for ids, _ in batch) >= PIECES_PER_STEP:
            yield batch
            batch = []


def make_narrow(encoder: Encoder, windows: Sequence[Window], heads: int, inner: int) -> Encoder:
    """The encoder with so many heads in all, and so many neurons in each layer."""
    shape = shape_of(encoder.state_dict())
    if sum(number for number, _ in shape) <= heads and max(width for _, width in shape) <= inner:
        return encoder
    inputs = measure_inputs(encoder, windows)
    moved = measure_heads(encoder, windows[:SILENCED_WINDOWS], inputs)
    return cut_out(encoder, inputs, choose_heads(moved, heads), inner)


def read_encoder(state: Mapping[str, Tensor]) -> Encoder:
    """The encoder with these weights."""
    encoder = Encoder(dropout=0.0, shape=shape_of(state)).eval()
    encoder.load_state_dict(dict(state))
    return encoder


def read_checkpoint(checkpoint: Path) -> Encoder:
    """The encoder in the checkpoint of an earlier run."""
    state = torch.load(checkpoint, map_location="cpu", weights_only=True)["network"]
    return read_encoder({name.removeprefix("encoder."): value for name, value in state.items()})


def find_metric(nlp: Language, teacher: Teacher, windows: Sequence[Window]) -> Tensor:
    """M, (384, 384), such that d·M·d is how far the inputs of the pipeline's heads move if the vectors move by d.

    It is the mean over the heads' first layers, each relative to the variance of what it gives on these windows.
    """
    covariance = torch.cat([teacher.read(window)[-1][0] for window in windows]).T.cov()
    pipes = [nlp.get_pipe(name) for name in nlp.pipe_names]
    models = [pipe.model for pipe in pipes if isinstance(getattr(pipe, "model", None), Model)]
    values = (node.get_param(name) for model in models for node in model.walk() for name in node.param_names)
    layers = [torch.from_numpy(np.array(value)) for value in values if value.ndim == 2 and value.shape[1] == WIDTH]
    return torch.stack([weight.T @ weight / (weight @ covariance * weight).sum() for weight in layers]).mean(0)


def find_loss(encoder: Encoder, teacher: Teacher, metric: Tensor, windows: Sequence[Window]) -> Tensor:
    """The weighted mean of how far the vectors after each layer are from the teacher's, relative to their squares.

    And of how far what the heads read is from what they read of the teacher's.
    """
    total = torch.zeros(())
    for window in windows:
        ids, kinds = window
        layers = list(zip(encoder.hidden(ids, kinds, torch.ones(ids.shape)), teacher.read(window), strict=True))
        for weight, (here, there) in zip(LAYER_WEIGHTS, layers, strict=True):
            total = total + weight * ((here - there) ** 2).mean() / (there**2).mean() * ids.shape[1]
        moved = layers[-1][0] - layers[-1][1]
        total = total + READ_WEIGHT * (moved @ metric * moved).sum()
    return total / sum(ids.shape[1] for ids, _ in windows)


def learn(
    encoder: Encoder,
    teacher: Teacher,
    metric: Tensor,
    batches: Sequence[list[Window]],
    work: Path,
    *,
    minutes: float,
    rate: float,
) -> None:
    """Learn the teacher's vectors for some minutes, or what is left of them."""
    encoder.words.requires_grad_(requires_grad=False)
    modules = nn.ModuleDict({"network": nn.ModuleDict({"encoder": encoder})})
    run = Run(work, minutes, modules["network"], modules, torch.optim.AdamW(group_parameters(modules, rate)))
    run.start_clock()
    read = 0.0
    while run.goes_on:
        run.set_rates()
        batch = batches[run.number % len(batches)]
        read += sum(ids.shape[1] for ids, _ in batch)
        run.step({"hidden": find_loss(encoder, teacher, metric, batch)}, {"hidden": read})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pipeline", help="name or path")
    parser.add_argument("work", type=Path)
    parser.add_argument("--pretrained", type=Path, required=True, help="folder of all-MiniLM-L6-v2")
    parser.add_argument("--heads", type=int, default=48, help="that stay, of 72")
    parser.add_argument("--inner", type=int, default=1280, help="neurons of each layer that stay, of 1536")
    parser.add_argument("--start", type=Path, help="checkpoint of an earlier run to go on from")
    parser.add_argument("--minutes", type=float, default=80)
    parser.add_argument("--rate", type=float, default=0.75, help="factor for the encoder's learning rate")
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(0)
    nlp, tokenizer = quotes.load(options.pipeline), options.pretrained / "tokenizer.json"
    component = nlp.get_pipe("tok2vec")
    shim = shim_of(component.model)  # type: ignore[attr-defined]
    windows = read_windows(WordPieces.from_disk(tokenizer))
    if options.start:
        encoder = read_checkpoint(options.start)
    else:
        encoder = read_encoder({name: torch.from_numpy(value) for name, value in restore_encoder(shim.graph).items()})
    encoder = make_narrow(encoder, windows[:MEASURED_WINDOWS], options.heads, options.inner)
    options.work.mkdir(parents=True, exist_ok=True)
    teacher, batches = Teacher(shim.graph), list(make_batches(windows))
    metric = find_metric(nlp, teacher, windows[:MEASURED_WINDOWS])
    learn(encoder, teacher, metric, batches, options.work, minutes=options.minutes, rate=options.rate)
    state = {name: value.numpy() for name, value in encoder.state_dict().items()}
    ranges = ranges_of(state, tokenizer, calibration_texts(data_folder(), only_open=False))
    shim.set(build_graph(state, "int8", ranges).SerializeToString(), shim.tokenizer)
    shutil.copytree(str(nlp.path), options.work / "model", dirs_exist_ok=True)
    component.to_disk(options.work / "model" / "tok2vec")  # type: ignore[attr-defined]


if __name__ == "__main__":
    main()
