"""Figures of the tagger over spans, and the names of their features, from probabilities by hand."""

from __future__ import annotations

import numpy as np
import pytest
from support.trees import layout, tree

from quotes.engine.attribution import Candidate
from quotes.engine.extents.extents import Extents
from quotes.engine.scoring.scorer import Scorer
from quotes.engine.scoring.tagger_features import SpanProbabilities, find_anchor, tagger_parts
from quotes.nlp.heads.tagger_output import TaggerOutput
from quotes.spans import Range

DOC = tree("Putin/PROPN/nsubj/1 said/VERB/ROOT/1 warships/NOUNS/nsubj/3 fired/VERB/ccomp/1")
SAID = Candidate("verb-complement", (1, 2), 1, (0, 1), 0, ((2, 4),), 3)
EXTENTS = Extents((0, 5), (6, 10), ((11, 25),), None, ())


def output() -> TaggerOutput:
    """Source, cue and content of “Putin said warships fired”, each word of its role with probability 0.9."""
    flat = np.zeros((4, 3, 3), dtype=np.float32)
    flat[:, :, 0] = 1.0
    for token, role, label in ((0, 0, 1), (1, 1, 1), (2, 2, 1), (3, 2, 2)):
        flat[token, role, 0] = 0.1
        flat[token, role, label] = 0.9
    spans: dict[str, list[Range]] = {"source": [(0, 1)], "cue": [(1, 2)], "content": [(2, 4)]}
    return TaggerOutput(flat, spans, (), np.zeros((1, 1), dtype=np.float32))


@pytest.mark.parametrize(
    ("role", "spans", "mean"),
    [
        pytest.param("source", [], 0.0, id="no span"),
        pytest.param("source", [(1, 3)], 0.0, id="words of other roles"),
        pytest.param("source", [(0, 2)], 0.45, id="one word of two"),
        pytest.param("content", [(2, 4)], 0.9, id="all words"),
        pytest.param("content", [(0, 1), (2, 3)], 0.45, id="two spans"),
    ],
)
def test_mean(role: str, spans: list[Range], mean: float) -> None:
    assert SpanProbabilities.of(output()).mean(role, spans) == pytest.approx(mean)


@pytest.mark.parametrize(
    ("role", "spans", "probability"),
    [
        pytest.param("content", [(3, 4)], 0.0, id="begins inside the span"),
        pytest.param("content", [(2, 3)], 0.1, id="ends inside the span"),
        pytest.param("content", [(2, 4)], 0.9, id="both edges"),
        pytest.param("content", [], 1.0, id="no span"),
    ],
)
def test_edges(role: str, spans: list[Range], probability: float) -> None:
    assert SpanProbabilities.of(output()).edges(role, spans) == pytest.approx(probability)


def test_no_span_has_no_bins() -> None:
    assert SpanProbabilities.of(output()).flat_bins("source", ()) == ("-", "-", "-")


@pytest.mark.parametrize(("span", "exact"), [((2, 3), "False"), ((2, 4), "True")])
def test_whether_spans_are_the_flat_spans(span: Range, exact: str) -> None:
    assert SpanProbabilities.of(output()).flat_bins("content", (span,))[2] == exact


def test_no_anchor_has_the_cue() -> None:
    assert find_anchor(SpanProbabilities.of(output()), (1, 2)) is None


def test_features_of_a_candidate_without_an_anchor() -> None:
    parts = tagger_parts(
        layout(DOC), SpanProbabilities.of(output()), Scorer({"source_exact=True": 0.5}), SAID, EXTENTS, 0.5
    )
    names = {name for part, _ in parts for name in part}

    assert {"construction=verb-complement", "marks=plain", "pieces=1", "source_exact=True", "no_anchor&odds=5"} <= names
    assert sum(weight for _, weight in parts) == pytest.approx(0.5)
