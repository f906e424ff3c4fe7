"""Figures of a checkpoint that is not packaged, on gold words and sentences: `python -m training.encoder.measure WORK`.

LAS and UAS (each word's best head, a tree or not) on EWT test and on GUM test's commercial genres, names F1 on UNER-EWT
test, exact F1 of the spans of attributions on PolNeAR dev and Wikinews dev. For comparing runs with each other: a
pipeline, which has to find words and sentences itself, is measured with `training.recipe.evaluate`.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
import spacy
import torch
from torch import Tensor

from quotes.evaluation.pipeline import named_text
from quotes.evaluation.pipeline.corpora import plain_docs, read_ewt, read_gum
from quotes.evaluation.pipeline.corpora_folder import corpus_file, data_folder
from quotes.evaluation.pipeline.counts import Tally
from quotes.evaluation.pipeline.iob import read_documents
from quotes.evaluation.pipeline.measure import NEEDED_FILES, UNER
from quotes.nlp.encoder.pieces import WordPieces
from quotes.nlp.heads.chains import best_labels
from training.encoder.batch import ROLE_NAMES, Batch, make_batch, pack_batches
from training.encoder.corpus import read_attributed
from training.encoder.examples import MISSING, Text
from training.encoder.labels import Labels, Numbers
from training.encoder.losses import FLAT_STEPS, NAME_STEPS
from training.encoder.network import FULL_SHAPE, Network, build, find_heads, shape_of
from training.encoder.streams import cut_at_sentences, cut_randomly
from training.encoder.tokens import set_tokenizer
from training.encoder.wikinews import wikinews_texts

PIECES_PER_BATCH = 6000
TREES, NAMED, SPANS = ("EWT test", "GUM test"), ("UNER test",), ("PolNeAR dev", "Wikinews dev")


def read_tests(folder: Path, labels: Labels, pieces: WordPieces) -> dict[str, list[Text]]:
    """The texts of each data set, cut into windows."""
    nlp, numbers = spacy.blank("en"), Numbers(labels)
    set_tokenizer(nlp)
    sentences = {"EWT test": read_ewt(folder, "test"), "GUM test": read_gum(folder, "test", commercial=True)}
    tests = {
        name: [part for doc in plain_docs(of_treebank, nlp) for part in cut_at_sentences(numbers.text(doc), pieces)]
        for name, of_treebank in sentences.items()
    }
    named = read_documents(*(corpus_file(folder, *parts) for parts in (UNER, NEEDED_FILES[0])))
    tests["UNER test"] = [numbers.text(named_text.to_doc(text, nlp)) for text in named]
    articles = {
        "PolNeAR dev": read_attributed(folder, "dev", nlp, numbers),
        "Wikinews dev": list(wikinews_texts(folder / "wikinews-attributions", "dev", nlp)),
    }
    return tests | {name: cut_articles(texts, pieces) for name, texts in articles.items()}


def cut_articles(texts: Iterable[Text], pieces: WordPieces) -> list[Text]:
    """Articles as windows, the same in each run."""
    rng = random.Random(0)
    return [part for text in texts for part in cut_randomly(text, pieces, rng)]


def measure(network: Network, tests: Mapping[str, Sequence[Text]], pieces: WordPieces) -> dict[str, dict[str, float]]:
    """The figures of each data set, from 0 to 1, by name."""
    figures: dict[str, dict[str, float]] = {}
    network.eval()
    for name, texts in tests.items():
        outputs = read_batches(network, texts, pieces)
        if name in TREES:
            figures[name] = count_arcs(network, outputs)
        elif name in NAMED:
            figures[name] = count_names(network, outputs)
        else:
            figures[name] = count_spans(network, outputs)
    return figures


def read_batches(network: Network, texts: Sequence[Text], pieces: WordPieces) -> Iterator[tuple[Tensor, Batch]]:
    """Vectors (batch, words, width) of all texts, with their labels."""
    device = next(network.parameters()).device
    for passages in pack_batches(texts, pieces, PIECES_PER_BATCH):
        batch = make_batch(passages, pieces, random.Random(0), masked=0.0).to(device)
        with torch.inference_mode(), torch.autocast(device.type, torch.bfloat16):
            vectors = network.vectors(batch.ids, batch.kinds, batch.mask, batch.owner, batch.words)
        yield vectors.float(), batch


@torch.inference_mode()
def count_arcs(network: Network, outputs: Iterator[tuple[Tensor, Batch]]) -> dict[str, float]:
    """LAS and UAS; marks count, as in UD's own script."""
    total = right_heads = right = 0
    for x, batch in outputs:
        for number, places in batch.sentences:
            scores, vectors = network.arcs(x[number, places][None])
            head = scores[0].argmax(1)
            relation = network.relations(x[number, places], vectors[0, head]).argmax(1).cpu().numpy()
            gold = batch.rows["head"][number, places].cpu().numpy()
            found = np.where(head.cpu().numpy() == 0, places, places[head.cpu().numpy() - 1])
            total += len(places)
            right_heads += int((found == gold).sum())
            right += int(((found == gold) & (relation == batch.rows["dep"][number, places].cpu().numpy())).sum())
    return {"LAS": round(right / max(total, 1), 4), "UAS": round(right_heads / max(total, 1), 4)}


@torch.inference_mode()
def count_names(network: Network, outputs: Iterator[tuple[Tensor, Batch]]) -> dict[str, float]:
    """F1 of names with their labels."""
    tally = Tally()
    for x, batch in outputs:
        steps = (network.name_steps.cpu() + NAME_STEPS).numpy()
        lengths = batch.lengths.cpu().numpy()
        found = best_labels(network.name(x).cpu().numpy(), steps, lengths)
        for row, gold, length in zip(found, batch.rows["name"].cpu().numpy(), lengths, strict=True):
            sets = (find_runs(np.where(labels == MISSING, 0, labels)[:length]) for labels in (row, gold))
            tally.add("name", *sets)
    return {"F1": tally.f1("name")}


@torch.inference_mode()
def count_spans(network: Network, outputs: Iterator[tuple[Tensor, Batch]]) -> dict[str, float]:
    """F1 of the spans of each role, in whatever attribution; of spans within each other the longest counts."""
    tally = Tally()
    for x, batch in outputs:
        x = x if network.corpus is None else x + network.corpus(batch.corpus)[:, None]
        scores = network.flat(x).unflatten(-1, (3, 3)).cpu().numpy()
        lengths, gold = batch.lengths.cpu().numpy(), batch.flat.cpu().numpy()
        for number, role in enumerate(ROLE_NAMES):
            steps = (network.flat_steps[number].cpu() + FLAT_STEPS).numpy()
            for row, labels, length in zip(
                best_labels(np.ascontiguousarray(scores[:, :, number]), steps, lengths),
                gold[:, number],
                lengths,
                strict=True,
            ):
                tally.add(role, find_runs(row[:length]), find_runs(labels[:length]))
    return {role: tally.f1(role) for role in ROLE_NAMES}


def find_runs(labels: np.ndarray) -> set[tuple[int, ...]]:
    """(first word, word after the last, kind) of each span of BIO numbers: 0, then B and I of each kind."""
    spans: list[list[int]] = []
    before = 0
    for place, label in enumerate(labels.tolist()):
        if label and (label % 2 or not before or (label + 1) // 2 != (before + 1) // 2):
            spans.append([place, place, (label + 1) // 2])
        if label:
            spans[-1][1] = place + 1
        before = label
    return {tuple(span) for span in spans}


def load_network(work: Path) -> Network:
    """The network of a run's checkpoint, a teacher or not."""
    state = torch.load(work / "checkpoint.pt", map_location="cpu", weights_only=True)["network"]
    encoder = "mpnet" if "encoder.relative.weight" in state else "minilm"
    shape = shape_of(state, "encoder.") if encoder == "minilm" else FULL_SHAPE
    network = build(Labels.from_disk(work / "labels.json"), encoder, find_heads(state), shape=shape)
    network.load_state_dict(state)
    return network


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("work", type=Path, nargs="+", help="folders of runs: checkpoint.pt and labels.json")
    parser.add_argument("--pretrained", type=Path, required=True, help="folder of all-MiniLM-L6-v2")
    options = parser.parse_args()
    pieces = WordPieces.from_disk(options.pretrained / "tokenizer.json")
    device = "cuda" if torch.cuda.is_available() else "cpu"
    for work in options.work:
        tests = read_tests(data_folder(), Labels.from_disk(work / "labels.json"), pieces)
        print(json.dumps({"run": work.name, **measure(load_network(work).to(device), tests, pieces)}), flush=True)


if __name__ == "__main__":
    main()
