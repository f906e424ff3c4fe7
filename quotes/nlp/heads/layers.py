"""Models of the heads: spaCy's listener on the encoder, with named weights.

Each architecture takes a `tok2vec` (usually `spacy.Tok2VecListener.v1`); its `predict` gives the vectors of the tokens,
and the component reads the weights by name. They are trained outside of spaCy and serialised with the model.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from spacy.tokens import Doc
from spacy.util import registry
from thinc.api import Model
from thinc.types import Floats2d

Floats = np.ndarray[Any, np.dtype[np.float32]]
Vectors = Model[list[Doc], list[Floats2d]]

PARSER = ("arc_dep", "arc_head", "rel_dep", "rel_head", "arc_bias", "arc_near", "arc_far")
ROLES = ("role_cue", "role_word", "role", "mix_word", "mix_cue", "mix", "flat")
TABLES = ("near", "mix_near", "mix_paragraph", "flat_steps", "role_steps")


@registry.architectures("quotes.BiaffineParser.v1")
def make_parser_model(tok2vec: Vectors) -> Vectors:
    """Weights of a biaffine parser (Dozat and Manning 2017): projections, `arc`, `rel` and the vector of the root.

    `arc_near` has for each word a weight for each distance to its head, `arc_far` to its dependents.
    """
    return _with_weights("biaffine_parser", tok2vec, [*_linear(*PARSER), "arc", "rel", "root"])


@registry.architectures("quotes.ChainTagger.v1")
def make_chain_model(tok2vec: Vectors) -> Vectors:
    """Weights of a linear-chain tagger: scores of labels, and the steps between them."""
    return _with_weights("chain_tagger", tok2vec, [*_linear("label"), "steps"])


@registry.architectures("quotes.AttributionTagger.v1")
def make_attribution_model(tok2vec: Vectors) -> Vectors:
    """Weights of the attribution tagger: flat chains, and the roles of words for each cue."""
    return _with_weights("attribution_tagger", tok2vec, [*_linear(*ROLES), *TABLES])


def linear(model: Model[Any, Any], name: str, x: Floats) -> Floats:
    """Multiply with the weights `name` and add their bias."""
    product = x @ model.get_param(f"{name}_W").T
    product += model.get_param(f"{name}_b")
    return np.asarray(product, dtype=np.float32)


def gelu(model: Model[Any, Any], name: str, x: Floats) -> Floats:
    """`linear`, and the Gaussian error linear unit after it (Hendrycks and Gimpel 2016)."""
    return gelu_of(linear(model, name, x))


def gelu_of(x: Floats) -> Floats:
    """The Gaussian error linear unit of each value, by its tanh (within 0.0005 of the exact one, twice as fast)."""
    inner = x * x  # one array, changed in place: it stays in the processor's cache
    inner *= np.float32(0.044715 * 0.79788456)
    inner += np.float32(0.79788456)
    inner *= x
    np.tanh(inner, out=inner)
    inner += np.float32(1.0)
    inner *= x
    inner *= np.float32(0.5)
    return np.asarray(inner, dtype=np.float32)


def _linear(*names: str) -> list[str]:
    return [f"{name}_{part}" for name in names for part in "Wb"]


def _with_weights(name: str, tok2vec: Vectors, weights: list[str]) -> Vectors:
    return Model(name, _forward, layers=[tok2vec], params=dict.fromkeys(weights), dims={"nO": None})


def _forward(model: Vectors, docs: list[Doc], is_train: bool) -> tuple[list[Floats2d], Callable[[Any], Any]]:
    return model.layers[0](docs, is_train)
