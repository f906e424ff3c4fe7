"""Trees as in `quotes.evaluation.pipeline.treebank`, with names on request."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import conllu

from quotes.evaluation.pipeline import treebank
from quotes.evaluation.pipeline.sentence import Sentence
from training.recipe.names import gum_entities


def read_conllu(path: Path, *, named: bool = False) -> Iterator[Sentence]:
    """Yield the sentences of a CoNLL-U file; with `named`, the names of GUM's `Entity=` as well."""
    return treebank.read_conllu(path, gum_entities if named else None)


def read_tokens(tokens: conllu.TokenList, *, named: bool = False) -> Sentence:
    """Turn one sentence of the `conllu` package into a Sentence. Empty nodes (`8.1`) are left out."""
    return treebank.read_tokens(tokens, gum_entities if named else None)
