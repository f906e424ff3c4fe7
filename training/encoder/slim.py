"""Make a packaged pipeline narrower: `python -m training.encoder.slim en_quotes WORK --pretrained … --labels …`.

Attention heads and neurons that the encoder's vectors need least are cut out (`narrow`). Then it learns to give the
same vectors again, after each layer, and the pipeline's heads learn to say of them what they said of the old ones
(`outputs`), on texts that nobody annotated. The scorers, learnt on what the heads say, stay as they are. WORK gets
checkpoints, of which `encoder.package` makes the pipeline. With `--start` a network that was narrowed before learns on,
or is narrowed further.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Mapping, Sequence
from pathlib import Path

import onnx
import spacy
import torch
from torch import Tensor, nn

import quotes
from quotes.evaluation.pipeline.corpora_folder import data_folder
from quotes.nlp.encoder.model import shim_of
from quotes.nlp.encoder.pieces import WordPieces
from quotes.nlp.encoder.runtime import open_session
from training.encoder.labels import Labels
from training.encoder.narrow import Window, choose_heads, cut_out, measure_heads, measure_inputs
from training.encoder.network import LAYERS, WIDTH, Encoder, Network, build, shape_of
from training.encoder.outputs import WEIGHTS, find_divergences
from training.encoder.restore import restore
from training.encoder.run import Run
from training.encoder.tokens import set_tokenizer
from training.encoder.train import group_parameters
from training.encoder.unlabelled_windows import TextWindow, cut_texts, make_batches, read_texts

MEASURED_WINDOWS = 128  # over which neurons are weighed and weights fitted
SILENCED_WINDOWS = 16  # over which heads are weighed
LAYER_WEIGHTS = (0.25, 0.25, 0.25, 0.35, 0.5, 0.75)  # of the vectors after each layer in the loss
OUTPUTS_FROM = 0.6  # of the run what the heads say counts; before, the vectors alone, in shorter steps
WINDOWS_PER_OUTPUT = 2  # in a batch, whose heads count: for all, each step takes half as long again
HEADS_RATE = 0.2  # the rate of the pipeline's heads, as a factor of what it is where they begin anew


class Teacher:
    """The encoder as it was: gives the vectors after each layer."""

    def __init__(self, graph: bytes) -> None:
        model = onnx.load_from_string(graph)
        self.outputs = [f"layers.{i}.norm2.out" for i in range(LAYERS - 1)]
        for name in self.outputs:
            output = onnx.helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, [1, "pieces", WIDTH])
            model.graph.output.append(output)
        self.session = open_session(model.SerializeToString(), threads=1)  # more wait for those of torch

    def read(self, window: TextWindow) -> list[Tensor]:
        """(1, pieces, 384) after each layer."""
        inputs = {"ids": window.ids.numpy(), "kinds": window.kinds.numpy()}
        return [torch.from_numpy(layer) for layer in self.session.run([*self.outputs, "vectors"], inputs)]


def make_narrow(encoder: Encoder, windows: Sequence[Window], heads: int, inner: int) -> Encoder:
    """The encoder with so many heads in all, and so many neurons in each layer."""
    shape = shape_of(encoder.state_dict())
    if sum(number for number, _ in shape) <= heads and max(width for _, width in shape) <= inner:
        return encoder
    inputs = measure_inputs(encoder, windows)
    moved = measure_heads(encoder, windows[:SILENCED_WINDOWS], inputs)
    return cut_out(encoder, inputs, choose_heads(moved, heads), inner)


def read_network(state: Mapping[str, Tensor], labels: Labels) -> Network:
    """The network with these weights; what is dropped out elsewhere stays."""
    network = build(labels, shape=shape_of(state, "encoder."))
    network.load_state_dict(dict(state))
    for module in network.modules():
        if isinstance(module, nn.Dropout):
            module.p = 0.0
    return network


def find_losses(
    network: Network, teacher: Teacher, teacher_network: Network | None, windows: Sequence[TextWindow]
) -> dict[str, Tensor]:
    """How far the vectors after each layer are from the teacher's, and what the heads say of the last ones.

    "hidden" is the weighted mean over pieces, relative to the squares of the teacher's; "outputs" the weighted sum of
    the heads' divergences for each word. Without the teacher's heads only the vectors count.
    """
    vectors, outputs, words = torch.zeros(()), torch.zeros(()), 0
    for number, window in enumerate(windows):
        layers = network.encoder.hidden(window.ids, window.kinds, torch.ones(window.ids.shape))
        wanted = teacher.read(window)
        for weight, here, there in zip(LAYER_WEIGHTS, layers, wanted, strict=True):
            vectors = vectors + weight * ((here - there) ** 2).mean() / (there**2).mean() * window.ids.shape[1]
        if teacher_network is not None and number % WINDOWS_PER_OUTPUT == 0:
            divergences = find_divergences(network, teacher_network, layers[-1], wanted[-1], window.words)
            outputs = outputs + torch.stack([WEIGHTS[head] * value for head, value in divergences.items()]).sum()
            words += len(window.words.paragraphs)
    losses = {"hidden": vectors / sum(window.ids.shape[1] for window in windows)}
    return losses if teacher_network is None else losses | {"outputs": outputs / words}


def learn(
    network: Network,
    teacher: Teacher,
    teacher_network: Network,
    batches: Sequence[list[TextWindow]],
    run: Run,
) -> None:
    """Learn from the teacher for the minutes of the run, or what is left of them."""
    run.start_clock()
    read = 0.0
    while run.goes_on:
        run.set_rates()
        batch = batches[run.number % len(batches)]
        read += sum(window.ids.shape[1] for window in batch)
        heads = teacher_network if run.share >= OUTPUTS_FROM else None
        run.step(find_losses(network, teacher, heads, batch), {"windows": read})


def parse_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pipeline", help="name or path")
    parser.add_argument("work", type=Path)
    parser.add_argument("--pretrained", type=Path, required=True, help="folder of all-MiniLM-L6-v2")
    parser.add_argument("--labels", type=Path, required=True, help="labels.json of encoder.corpus")
    parser.add_argument("--heads", type=int, default=40, help="that stay, of 72")
    parser.add_argument("--inner", type=int, default=1024, help="neurons of each layer that stay, of 1536")
    parser.add_argument("--start", type=Path, help="checkpoint of an earlier run to go on from")
    parser.add_argument("--minutes", type=float, default=300)
    parser.add_argument("--rate", type=float, default=0.75, help="factor for the learning rates")
    parser.add_argument("--threads", type=int, default=1)
    return parser.parse_args()


def main() -> None:
    options = parse_options()
    torch.set_num_threads(options.threads)
    torch.manual_seed(0)
    nlp, labels = quotes.load(options.pipeline), Labels.from_disk(options.labels)
    state = {name: torch.from_numpy(value) for name, value in restore(nlp, labels).items()}
    teacher_network = read_network(state, labels).eval().requires_grad_(requires_grad=False)
    blank = spacy.blank("en")
    set_tokenizer(blank)
    pieces = WordPieces.from_disk(options.pretrained / "tokenizer.json")
    windows = list(cut_texts(read_texts(data_folder(), blank), blank, pieces))
    random.Random(0).shuffle(windows)
    if options.start:
        state |= torch.load(options.start, map_location="cpu", weights_only=True)["network"]
    network = read_network(state, labels)
    assert isinstance(network.encoder, Encoder)
    measured = [(window.ids, window.kinds) for window in windows[:MEASURED_WINDOWS]]
    network.encoder = make_narrow(network.encoder.eval(), measured, options.heads, options.inner)
    network.train()
    for part in (network.encoder.words, network.corpus):  # the vectors of a packaged pipeline follow its guidelines
        if part is not None:
            part.requires_grad_(requires_grad=False)
    options.work.mkdir(parents=True, exist_ok=True)
    labels.to_disk(options.work / "labels.json")
    modules = nn.ModuleDict({"network": network})
    optimizer = torch.optim.AdamW(group_parameters(modules, options.rate, heads=HEADS_RATE))
    run = Run(options.work, options.minutes, network, modules, optimizer)
    graph = shim_of(nlp.get_pipe("tok2vec").model).graph  # type: ignore[attr-defined]
    learn(network, Teacher(graph), teacher_network, list(make_batches(windows)), run)


if __name__ == "__main__":
    main()
