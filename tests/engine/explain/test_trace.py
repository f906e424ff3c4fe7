"""Why something was found and something else was not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import Result
from spacy.language import Language
from spacy.tokens import Doc
from support.traces import parse
from typer.testing import CliRunner

from quotes.cli import app
from quotes.engine.candidates.propose import match
from quotes.engine.constructions.construction import PathPattern
from quotes.engine.constructions.registry import ALL
from quotes.engine.decision import attribute
from quotes.engine.explain.trace import Trace, explain_failure, trace
from quotes.engine.scoring.scorer import Scorer, load_scorers
from quotes.nlp.heads.tagger_output import TaggerOutput

pytestmark = pytest.mark.usefixtures("_one_pipeline")


def deciding(doc: Doc) -> Scorer:
    """The scorer that decides about a document: the combined one where the tagger ran."""
    scorers = load_scorers()
    return scorers.combined if scorers.combined is not None and TaggerOutput.is_in(doc) else scorers.rules


BY_PATHS = [construction for construction in ALL if isinstance(construction.pattern, PathPattern)]
LEFT_OUT = "the tagger sees no cue there"


def run(*arguments: str | Path, data: str | None = None) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments], input=data)


# What fired, what lost


def test_what_fired_is_what_the_engine_finds(said: tuple[Doc, Trace]) -> None:
    doc, results = said
    attributions = attribute(doc)

    assert attributions
    assert [(item.construction, item.content, item.confidence) for item in results.fired] == [
        (attribution.construction, attribution.content, attribution.confidence) for attribution in attributions
    ]
    assert all(item.reason is None for item in results.fired)
    assert results.fired[0].features


def test_who_lost_to_another_had_less_of_what_is_shown(said: tuple[Doc, Trace]) -> None:
    _, results = said
    shown = {(item.construction, f"{item.probability:.2f}") for item in results.fired}

    for item in results.lost:
        winner = re.search(r"(?:with|as) ([\w-]+)(?:, which has| at) (0\.\d\d)$", item.reason or "")
        assert item.confidence is None
        if winner:
            assert winner.groups() in shown
            assert float(winner[2]) >= round(item.probability, 2)


def test_every_loser_says_why(said: tuple[Doc, Trace]) -> None:
    _, results = said

    assert results.lost
    for item in results.lost:
        assert item.reason is not None
        if item.probability < results.threshold:
            assert item.reason.startswith(("too improbable", LEFT_OUT))
        else:
            assert re.search(r"^(shares (the cue|words of the content) with|the same reading as) ", item.reason)


def test_features_are_those_that_weigh_most(said: tuple[Doc, Trace]) -> None:
    doc, results = said
    weights = deciding(doc).weights

    for item in (*results.fired, *results.lost):
        values = [abs(weight) for _, weight in item.features]
        assert values == sorted(values, reverse=True)
        own = load_scorers().rules.weights if (item.reason or "").startswith(LEFT_OUT) else weights
        if item.nested:
            own = load_scorers().nested.weights
        assert all(own[name] == weight for name, weight in item.features)


def test_candidate_that_was_not_weighed_is_told(nlp: Language) -> None:
    doc = parse(nlp, "He knows people who have the plan to leave.")
    results = [item for item in trace(doc).lost if item.cue and doc.text[slice(*item.cue)] == "plan"]

    assert results
    assert all((item.reason or "").startswith((LEFT_OUT, "too improbable")) for item in results)
    assert all(doc.text[slice(*miss.cue)] != "plan" for miss in trace(doc).near_misses)


def test_cue_that_came_to_nothing(nlp: Language) -> None:
    doc = parse(nlp, "Stoltenberg said nothing at noon.")
    results = trace(doc)
    (miss,) = (near_misse for near_misse in results.near_misses if doc.text[slice(*near_misse.cue)] == "said")

    assert results.fired == ()
    assert ("verb-complement", "no content at >ccomp") in miss.reasons


def test_part_of_a_trace(said: tuple[Doc, Trace]) -> None:
    doc, results = said
    second = list(doc.sents)[-1]
    part = results.within(second.start_char, second.end_char)

    assert part.fired == ()
    assert all(
        any(span and span[1] > second.start_char for span in (item.source, item.cue, *item.content))
        for item in part.lost
    )
    assert results.within(0, len(doc.text)) == results


@pytest.mark.parametrize("construction", BY_PATHS, ids=lambda one: one.name)
def test_failure_is_told_of_each_counterexample(nlp: Language, construction) -> None:  # type: ignore[no-untyped-def]
    for sentence in construction.counterexamples:
        for token in parse(nlp, sentence):
            if match(construction, token) is None:
                assert re.match(r"no content at|no source at|“|[<>]", explain_failure(construction, token))


def test_empty_text(nlp: Language) -> None:
    doc = parse(nlp, "")
    assert trace(doc) == Trace((), (), (), deciding(doc).threshold)


@pytest.mark.parametrize(
    ("text", "speaker", "cases", "rivals"),
    [
        pytest.param("He said that he left.", None, ("he-or-she",), (), id="nobody"),
        pytest.param("Stoltenberg said that he left.", "Stoltenberg", ("name",), (), id="a name"),
        pytest.param(
            "Putin and Stoltenberg met. Putin left Stoltenberg behind. He said that he would return.",
            "Putin",
            ("he-or-she",),
            ("Stoltenberg",),
            id="a pronoun, and who lost",
        ),
    ],
)
def test_finding_tells_the_case_that_named_the_speaker(
    nlp: Language, text: str, speaker: str | None, cases: tuple[str, ...], rivals: tuple[str, ...]
) -> None:
    naming = trace(nlp(text)).fired[0].naming

    assert naming is not None
    assert (naming.speaker, naming.cases, tuple(name for name, _ in naming.lost)) == (speaker, cases, rivals)
