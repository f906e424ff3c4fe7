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
REJECTED = "Putin/PROPN/nsubj/1 rejected/VERB/ROOT/1 the/DET/det/3 {noun}/NOUN/obj/1 ./PUNCT/punct/1"
SUPPORTED = "Putin/PROPN/nsubj/1 supported/VERB/ROOT/1 the/DET/det/3 bill/NOUN/obj/1 ./PUNCT/punct/1"
REFUSED = "Putin/PROPN/nsubj/1 refused/VERB/ROOT/1 to/PART/mark/3 go/INF/xcomp/1 ./PUNCT/punct/1"
REJECTED_FOR = """Putin/PROPN/nsubj/1 rejected/VERB/ROOT/1 Moscow/PROPN/obj/1 for/ADP/case/4 violations/NOUNS/obl/1
./PUNCT/punct/1"""
PASSIVE = """The/DET/det/1 sale/NOUN/nsubj:pass/3 is/AUX/aux:pass/3 {verb}/VBN/ROOT/3 to/PART/mark/5 end/INF/xcomp/3
by/ADP/case/7 Putin/PROPN/obl:agent/3"""
SAID = "Putin/PROPN/nsubj/1 said/VERB/ROOT/1 it/PRON/nsubj/3 ended/VERB/ccomp/1 ./PUNCT/punct/1"
CONCERN = """Putin/PROPN/nsubj/1 {verb}/VERB/ROOT/1 concern/NOUN/obj/1 about/ADP/case/5 the/DET/det/5 bill/NOUN/nmod/2
./PUNCT/punct/1"""
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


@pytest.mark.parametrize(
    ("rows", "cue", "content", "construction", "mode"),
    [
        pytest.param(SAID, "said", "it ended", "verb-complement", "statement", id="what is said is no intention"),
        pytest.param(
            REJECTED.format(noun="claim"),
            "rejected",
            "the claim",
            "nominal-object",
            "statement",
            id="whoever rejects a claim speaks",
        ),
        pytest.param(
            REJECTED.format(noun="plan"),
            "rejected",
            "the plan",
            "nominal-object",
            "intention",
            id="whoever rejects a plan takes a stand",
        ),
        pytest.param(
            REJECTED_FOR,
            "rejected",
            "Moscow for violations",
            "object-prepositional",
            "intention",
            id="rejected somebody for something",
        ),
        pytest.param(
            PASSIVE.format(verb="asked"),
            "asked",
            "to end",
            "passive-report",
            "statement",
            id="asked to end is asked for",
        ),
        pytest.param(
            PASSIVE.format(verb="ruled"), "ruled", "to end", "passive-report", "statement", id="ruled to end: a clause"
        ),
        pytest.param(
            PASSIVE.format(verb="proposed"), "proposed", "to end", "passive-report", "intention", id="proposed to end"
        ),
        pytest.param(SUPPORTED, "supported", "the bill", "nominal-object", "intention", id="support"),
        pytest.param(SUPPORTED, "supported", "the bill", "tagged", "intention", id="no construction, but an object"),
        pytest.param(REFUSED, "refused", "to go", "infinitive-complement", "intention", id="refusal"),
        pytest.param(REFUSED, "refused", "to go", "tagged", "intention", id="no construction, but an infinitive"),
        pytest.param(
            CONCERN.format(verb="had"),
            "concern about",
            "the bill",
            "noun-prepositional",
            "thought",
            id="concern is a thought",
        ),
        pytest.param(
            CONCERN.format(verb="expressed"),
            "concern about",
            "the bill",
            "noun-prepositional",
            "statement",
            id="concern that is expressed",
        ),
    ],
)
def test_mode(rows: str, cue: str, content: str, construction: str, mode: str) -> None:
    doc = tree(rows)
    one = attribution(doc, "Putin", cue, content, construction=construction)
    assert mode_of(doc, one, "named_person") == mode
