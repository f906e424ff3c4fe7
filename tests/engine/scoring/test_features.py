"""The names of a candidate's features, on trees built by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.trees import layout, tree

from quotes.engine.attribution import Candidate
from quotes.engine.extents.extents import Extents
from quotes.engine.scoring.features import Features
from quotes.engine.scoring.scorer import Scorer

DOC = tree(
    """Putin/PROPN/nsubj/1 said/VERB/ROOT/1 warships/NOUNS/nsubj/3 fired/VERB/ccomp/1 missiles/NOUNS/obj/3
    ./PUNCT/punct/1""",
    names={"Putin": "PERSON"},
)
SAID = Candidate("verb-complement", (1, 2), 1, (0, 1), 0, ((2, 5),), 3)
EXTENTS = Extents((0, 5), (6, 10), ((11, 34),), None, ())
SCORER = Scorer(weights={"lemma=say": 2.0, "source=PERSON": 0.5}, bias=-1.0)


def names_of(candidate: Candidate) -> list[str]:
    return Features(DOC, layout(DOC), SCORER).of(candidate, EXTENTS)


@pytest.mark.parametrize(
    ("candidate", "name"),
    [
        pytest.param(SAID, "passive", id="active"),
        pytest.param(SAID, "cue_in_quotation", id="no quotation"),
        pytest.param(SAID, "question", id="no question"),
        pytest.param(SAID, "document", id="a person is not a document"),
        pytest.param(replace(SAID, cue_head=None), "lemma=say", id="no cue"),
        pytest.param(replace(SAID, source_head=None), "source=PERSON", id="no source"),
    ],
)
def test_feature_is_absent(candidate: Candidate, name: str) -> None:
    assert name not in names_of(candidate)


@pytest.mark.parametrize(
    ("candidate", "name"),
    [
        pytest.param(SAID, "construction=verb-complement", id="construction"),
        pytest.param(SAID, "lemma=say", id="cue"),
        pytest.param(SAID, "source=PERSON", id="entity label of the source"),
        pytest.param(SAID, "quote=none", id="without quotation marks"),
        pytest.param(SAID, "length=3", id="words of the content"),
        pytest.param(SAID, "order=scq", id="source, cue, content"),
        pytest.param(replace(SAID, source_head=None), "source=none", id="no source"),
        pytest.param(replace(SAID, source_head=4), "source=NOUNs", id="plural noun"),
    ],
)
def test_feature_is_present(candidate: Candidate, name: str) -> None:
    assert name in names_of(candidate)


def test_each_feature_counts_once() -> None:
    assert len(set(names_of(SAID))) == len(names_of(SAID))


def test_log_odds_are_the_bias_and_the_weights() -> None:
    assert Features(DOC, layout(DOC), SCORER).log_odds(SAID, EXTENTS) == pytest.approx(1.5)
