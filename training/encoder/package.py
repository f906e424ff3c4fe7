"""Make a spaCy pipeline from a checkpoint: `python -m encoder.package work/encoder work/encoder/model`.

The encoder becomes an ONNX graph; tagger, morphologizer and senter are spaCy's on
`spacy.Tok2VecListener`, with the trained weights; parser, names and attributions are those of `quotes.nlp.heads`.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import spacy
import torch
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

from quotes.evaluation.pipeline.corpora_folder import data_folder
from quotes.nlp.encoder.model import shim_of
from quotes.nlp.encoder.pieces import WordPieces
from quotes.nlp.encoder.quoted import find_quoted
from quotes.nlp.heads import attributions, parser
from quotes.nlp.heads import entities as names
from quotes.nlp.heads.layers import PARSER, ROLES, TABLES
from quotes.nlp.heads.lemmas import LemmaTable
from training.attribution.polnear import GoldArticle, read_articles
from training.encoder.calibrate import find_ranges
from training.encoder.graph import WEIGHT_FORMATS, build_graph
from training.encoder.labels import NAMES, Labels
from training.encoder.lemma_table import make_table
from training.encoder.network import Encoder, shape_of
from training.encoder.open_data import check_open, is_open
from training.encoder.tokens import set_tokenizer
from training.speakers.wikinews_sources import WikinewsArticle, read_wikinews

LISTENER = {"@architectures": "spacy.Tok2VecListener.v1", "width": 384, "upstream": "*"}
TAGGER = {"@architectures": "spacy.Tagger.v2", "nO": None, "normalize": False, "tok2vec": LISTENER}
State = dict[str, np.ndarray]
STARTING_SHARE = 0.5  # share of the weights that the run began with, in the mean of both
# Added to the log-odds of a sentence start, so that a probability of 0.3 is enough: two joined sentences cost more arcs
# than a divided one. Chosen on EWT dev with the weights of a first run, which was not trained on it: UAS + 0.12.
SENTENCE_START_BIAS = np.array([0.0, 0.85], dtype=np.float32)
WIKINEWS_SHARE = 0.5  # of the vector of the guidelines that the packaged heads follow
READ_GUIDELINES = ("flat", "role_cue", "role_word", "mix_word", "mix_cue")  # layers that the vector is an input of
CALIBRATION_ARTICLES = 24  # over which the largest inputs of layers are measured before the weights are rounded


def assemble(state: State, labels: Labels, tokenizer: Path, weights: str, *, only_open: bool = False) -> Language:
    """The pipeline with the weights of a network; `only_open` where nothing without an open licence may be read."""
    nlp = spacy.blank("en")
    set_tokenizer(nlp)
    encoder = nlp.add_pipe("tok2vec", config={"model": {"@architectures": "quotes.OnnxEncoder.v1"}})
    inner = {name.removeprefix("encoder."): value for name, value in state.items() if name.startswith("encoder.")}
    texts = calibration_texts(data_folder(), only_open=only_open)
    ranges = ranges_of(inner, tokenizer, texts) if weights == "int8" else None
    graph = build_graph(inner, weights, ranges).SerializeToString()
    shim_of(encoder.model).set(graph, tokenizer.read_text(encoding="utf8"))  # type: ignore[attr-defined]
    nlp.add_pipe("tagger", config={"model": TAGGER})
    nlp.add_pipe("morphologizer", config={"model": TAGGER, "extend": False, "overwrite": True})
    nlp.add_pipe("quotes_lemmas")
    nlp.add_pipe("quotes_paragraphs")
    nlp.add_pipe("senter", config={"model": TAGGER})
    nlp.add_pipe("quotes_parser", name="parser")
    nlp.add_pipe("quotes_ner", name="ner")
    nlp.add_pipe("quotes_attribution_tagger", name="attribution_tagger")
    nlp.config["initialize"]["components"] = {"tagger": {"labels": labels.tag}}
    nlp.initialize(lambda: list(_examples(nlp, labels)))
    _set_softmax(nlp.get_pipe("tagger"), state["tag.weight"], state["tag.bias"])
    _set_softmax(nlp.get_pipe("senter"), state["start.weight"], state["start.bias"] + SENTENCE_START_BIAS)
    table, lemmas = make_table(data_folder(), only_open=only_open), nlp.get_pipe("quotes_lemmas")
    assert isinstance(lemmas, LemmaTable)
    lemmas.forms, lemmas.words = table.forms, table.words
    morphs = nlp.get_pipe("morphologizer")
    order = [labels.morph.index(_sorted_label(label, labels.morph)) for label in morphs.labels]  # type: ignore[attr-defined]
    _set_softmax(morphs, state["morph.weight"][order], state["morph.bias"][order])
    _set_parser(nlp.get_pipe("parser"), state, labels)
    name_tagger = nlp.get_pipe("ner")
    assert isinstance(name_tagger, names.NameTagger)
    name_tagger.cfg["bio"] = list(NAMES)
    _set(
        name_tagger.model,
        {"label_W": state["name.weight"], "label_b": state["name.bias"], "steps": state["name_steps"]},
    )
    tagger = nlp.get_pipe("attribution_tagger")
    assert isinstance(tagger, attributions.AttributionTagger)
    set_attributions(tagger.model, state)
    del nlp.config["initialize"]["components"]
    return nlp


def calibration_texts(folder: Path, *, only_open: bool) -> Iterator[str]:
    """Training articles over which the encoder's inputs are measured: PolNeAR's, or Wikinews' with `only_open`."""
    if only_open:
        articles: Iterable[GoldArticle | WikinewsArticle] = read_wikinews(folder / "wikinews-attributions" / "train")
    else:
        articles = read_articles(folder / "data" / "train")
    return (article.text for article in islice(articles, CALIBRATION_ARTICLES))


def ranges_of(state: State, tokenizer: Path, texts: Iterable[str]) -> dict[str, np.ndarray]:
    """The largest inputs of the encoder's layers over some articles."""
    encoder, pieces, blank = Encoder(shape=shape_of(state)), WordPieces.from_disk(tokenizer), spacy.blank("en")
    encoder.load_state_dict({name: torch.from_numpy(value) for name, value in state.items()})
    pieces_by_text = [
        pieces.cut([token.text for token in doc], find_quoted(doc.text, [token.idx for token in doc]))
        for doc in blank.pipe(texts)
    ]
    return find_ranges(encoder, pieces_by_text, pieces)


def _set_parser(pipe: Callable[[Doc], Doc], state: State, labels: Labels) -> None:
    assert isinstance(pipe, parser.BiaffineParser)
    pipe.cfg["labels"] = labels.dep
    weights = {
        f"{name}_{'Wb'[i]}": state[f"{name}.{long}"] for name in PARSER for i, long in enumerate(("weight", "bias"))
    }
    _set(pipe.model, weights | {"arc": state["arc"], "rel": state["rel"], "root": state["root"]})


def set_attributions(model: Any, state: State) -> None:
    """Give an attribution tagger the weights of its heads."""
    weights = {
        f"{name}_{'Wb'[i]}": state[f"{name}.{long}"] for name in ROLES for i, long in enumerate(("weight", "bias"))
    }
    _set(model, weights | {name: state[name if name in state else f"{name}.weight"] for name in TABLES})


def _set(model: Any, weights: State) -> None:
    for name, value in weights.items():
        model.set_param(name, np.ascontiguousarray(value, dtype=np.float32))


def _set_softmax(pipe: Any, weight: np.ndarray, bias: np.ndarray) -> None:
    """Give a tagger's last layer its weights."""
    layer = next(node for node in pipe.model.walk() if node.has_param("W") and node.has_param("b"))
    assert layer.get_param("W").shape == weight.shape, (pipe.name, layer.get_param("W").shape, weight.shape)
    _set(layer, {"W": weight, "b": bias})


def _sorted_label(label: str, collected: list[str]) -> str:
    """The label as it was collected: spaCy sorts the features of its labels."""
    if label in collected:
        return label
    parts = sorted(label.split("|"))
    return next(candidate for candidate in collected if sorted(candidate.split("|")) == parts)


def _examples(nlp: Language, labels: Labels) -> Iterable[Example]:
    """One example for each label, so that every head gets its size."""
    for label in labels.morph:
        feats = [part for part in label.split("|") if not part.startswith("POS=")]
        pos = next(part[4:] for part in label.split("|") if part.startswith("POS="))
        doc = Doc(
            nlp.vocab,
            words=["said", "so"],
            tags=labels.tag[:2],
            pos=[pos, "ADV"],
            morphs=["|".join(feats), ""],
            lemmas=["say", "so"],
            sent_starts=[True, False],
        )
        yield Example(nlp.make_doc("said so"), doc)


def follow_guidelines(state: State, share: float) -> State:
    """Weights without the vectors of the guidelines: the mean of both, a `share` of Wikinews', moves into biases."""
    vector = (1 - share) * state["corpus.weight"][0] + share * state["corpus.weight"][1]
    moved = {f"{name}.bias": state[f"{name}.bias"] + state[f"{name}.weight"] @ vector for name in READ_GUIDELINES}
    return {name: value for name, value in (state | moved).items() if name != "corpus.weight"}


def read_checkpoint(path: Path) -> State:
    """The weights of a checkpoint as arrays, without the auxiliary heads."""
    weights = torch.load(path, map_location="cpu", weights_only=True)["network"]
    return {name: value.float().numpy() for name, value in weights.items() if not name.startswith("frames.")}


def average(state: State, other: State, share: float) -> State:
    """The mean of two sets of weights, with `share` for the other; one run must have begun with the other.

    Such means often generalise better than either set (Wortsman and others 2022).
    """
    return {name: (1 - share) * value + share * other[name] for name, value in state.items()}


def main() -> None:
    options_parser = argparse.ArgumentParser(description=__doc__)
    options_parser.add_argument("work", type=Path)
    options_parser.add_argument("out", type=Path)
    options_parser.add_argument("--tokenizer", type=Path, required=True)
    options_parser.add_argument("--weights", choices=WEIGHT_FORMATS, default="int8")
    options_parser.add_argument("--average", type=Path, help="the weights that the run began with: package the mean")
    options_parser.add_argument(
        "--share", type=float, default=STARTING_SHARE, help="share of those weights in the mean"
    )
    options_parser.add_argument(
        "--wikinews",
        type=float,
        help="share of Wikinews' guidelines, the rest is PolNeAR's; by default a half, or all if PolNeAR was not read",
    )
    options = options_parser.parse_args()
    state, labels = read_checkpoint(options.work / "checkpoint.pt"), Labels.from_disk(options.work / "labels.json")
    if options.average:
        state = average(state, read_checkpoint(options.average), options.share)
    only_open = is_open(options.work)
    check_open(options.work, options.average and options.average.parent)
    share = (1.0 if only_open else WIKINEWS_SHARE) if options.wikinews is None else options.wikinews
    state = follow_guidelines(state, share)
    nlp = assemble(state, labels, options.tokenizer, options.weights, only_open=only_open)
    nlp.to_disk(options.out)


if __name__ == "__main__":
    main()
