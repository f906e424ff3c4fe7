"""Put a trained tagger into the fast pipeline: `python -m training.fast.package work/fast_tagger work/fast`."""

from __future__ import annotations

import argparse
from pathlib import Path

import torch
from spacy.language import Language

import quotes
from training.encoder.package import WIKINEWS_SHARE, follow_guidelines, set_attributions
from training.fast.network import SHARED_WIDTH, TreeEncoder, build, set_vectors

NAME = "attribution_tagger"
LISTENER = {"@architectures": "spacy.Tok2VecListener.v1", "width": SHARED_WIDTH, "upstream": "*"}
MODEL = {
    "@architectures": "quotes.AttributionTagger.v1",
    "tok2vec": {"@architectures": "quotes.TreeVectors.v1", "tok2vec": LISTENER},
}


def add_tagger(nlp: Language, checkpoint: Path, wikinews: float = WIKINEWS_SHARE) -> Language:
    """The pipeline with the tagger of a checkpoint after its names; `wikinews` is the share of its guidelines."""
    network = build()
    network.load_state_dict(torch.load(checkpoint, weights_only=True)["network"])
    if NAME in nlp.pipe_names:
        nlp.remove_pipe(NAME)
    tagger = nlp.add_pipe("quotes_attribution_tagger", name=NAME, config={"model": MODEL}, after="ner")
    encoder = network.encoder
    assert isinstance(encoder, TreeEncoder)
    set_vectors(tagger.model, encoder)  # type: ignore[attr-defined]
    state = {name: value.float().numpy() for name, value in network.state_dict().items()}
    set_attributions(tagger.model, follow_guidelines(state, wikinews))  # type: ignore[attr-defined]
    return nlp


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("work", type=Path, help="folder with checkpoint.pt")
    parser.add_argument("out", type=Path)
    parser.add_argument("--model", default="fast", help="the pipeline that the tagger is for")
    parser.add_argument("--wikinews", type=float, default=WIKINEWS_SHARE, help="share of Wikinews' guidelines")
    options = parser.parse_args()
    nlp = add_tagger(quotes.load(options.model), options.work / "checkpoint.pt", options.wikinews)
    nlp.remove_pipe("quotes")
    nlp.to_disk(options.out)


if __name__ == "__main__":
    main()
