"""The facts of a cue by its construction and its words, on trees built by hand."""

from __future__ import annotations

import pytest
from support.trees import attribution, tree

from quotes.engine.constructions.construction import Construction
from quotes.engine.constructions.registry import ALL
from quotes.engine.types.cues import describe_cue, mode_of, tense_of

SIGNED = "Ready/ADJ/ROOT/0 ―/PUNCT/punct/2 Stoltenberg/PROPN/appos/0"
NOT_SAID = """Putin/PROPN/nsubj/4 has/AUX/aux/4 never/ADV/advmod/4 publicly/ADV/advmod/4 said/VERB/ROOT/4
so/ADV/advmod/4"""
WARNING = "A/DET/det/1 warning/NOUN/ROOT/1 by/ADP/case/3 Putin/PROPN/nmod/1 came/VERB/acl/1"


def test_a_signature_is_a_nonverbal_cue() -> None:
    doc = tree(SIGNED)
    signed = attribution(doc, "Stoltenberg", "―", "Ready", construction="dash")
    cue = describe_cue(doc, doc.text, signed)

    assert cue is not None
    assert (cue.lemma, cue.verb_class, cue.tense, cue.negated) == ("―", "nonverbal", None, False)


@pytest.mark.parametrize("nature", ["named_person", "document"])
def test_what_is_signed_is_a_statement(nature: str) -> None:
    doc = tree(SIGNED)

    assert mode_of(doc, attribution(doc, "Stoltenberg", "―", "Ready", construction="dash"), nature) == "statement"


NONVERBAL = [construction for construction in ALL if construction.cue_kind == "nonverbal"]


@pytest.mark.parametrize("construction", NONVERBAL, ids=lambda construction: construction.name)
def test_nonverbal_cues_have_neither_tense_nor_negation(construction: Construction) -> None:
    doc = tree(NOT_SAID)
    cue = describe_cue(doc, doc.text, attribution(doc, "Putin", "said", "so", construction=construction.name))

    assert cue is not None
    assert (cue.lemma, cue.verb_class, cue.tense, cue.negated) == ("said", "nonverbal", None, False)


@pytest.mark.parametrize(
    ("rows", "source", "cue", "content", "facts"),
    [
        pytest.param(
            SIGNED, "Stoltenberg", "―", "Ready", ("―", None, None, False), id="a mark has no class of its own"
        ),
        pytest.param(NOT_SAID, "Putin", "said", "so", ("say", "neutral", "past", True), id="has never said"),
        pytest.param(WARNING, "Putin", "warning", "came", ("warning", "directive", None, False), id="noun"),
    ],
)
def test_facts_of_a_verb_or_noun(rows: str, source: str, cue: str, content: str, facts: tuple[str | None, ...]) -> None:
    doc = tree(rows)
    described = describe_cue(doc, doc.text, attribution(doc, source, cue, content))

    assert described is not None
    assert (described.lemma, described.verb_class, described.tense, described.negated) == facts


@pytest.mark.parametrize(
    ("rows", "tense"),
    [
        pytest.param("to/PART/mark/1 say/INF/ROOT/1", None, id="infinitive"),
        pytest.param("said/VERB/ROOT/0", "past", id="said"),
        pytest.param("says/VBZ/ROOT/0", "present", id="says"),
        pytest.param("will/AUX/aux/1 say/INF/ROOT/1", "future", id="will say"),
        pytest.param("’ll/AUX/aux/1 say/INF/ROOT/1", "future", id="’ll say"),
        pytest.param("has/AUX/aux/1 said/VERB/ROOT/1", "past", id="has said"),
        pytest.param("did/AUX/aux/2 not/PART/advmod/2 say/INF/ROOT/2", "past", id="did not say"),
        pytest.param("is/AUX/aux/1 saying/VBG/ROOT/1", "present", id="is saying"),
    ],
)
def test_tense(rows: str, tense: str | None) -> None:
    doc = tree(rows)

    assert tense_of(next(token for token in doc if token.dep_ == "ROOT")) == tense
