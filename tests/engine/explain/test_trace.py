"""Why something was found and something else not; what the list of constructions says."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import pytest
from click.testing import Result
from rich.console import Console
from spacy.language import Language
from spacy.tokens import Doc
from typer.testing import CliRunner

import quotes
from quotes.cli import app
from quotes.desk.explain.explain_page import make_page
from quotes.desk.explain.explain_terminal import print_catalogue, print_trace
from quotes.engine.candidates.propose import match
from quotes.engine.constructions.construction import PathPattern
from quotes.engine.constructions.registry import ALL
from quotes.engine.decision import attribute
from quotes.engine.explain.catalogue import Entry, catalogue, load_figures, split_example
from quotes.engine.explain.roles import role_of_tokens
from quotes.engine.explain.trace import Trace, explain_failure, trace
from quotes.engine.scoring.scorer import Scorer, load_scorers
from quotes.nlp.heads.tagger_output import TaggerOutput

SAID = '"NATO is ready to defend all of the allies," Jens Stoltenberg said. The minister wrote it down.'


pytestmark = pytest.mark.usefixtures("_one_pipeline")


def parse(nlp: Language, text: str) -> Doc:
    with nlp.select_pipes(disable=["quotes"]):
        return nlp(text)


def deciding(doc: Doc) -> Scorer:
    """The scorer that decides about a document: the combined one where the tagger ran."""
    scorers = load_scorers()
    return scorers.combined if scorers.combined is not None and TaggerOutput.is_in(doc) else scorers.rules


@pytest.fixture(scope="module")
def said(nlp: Language) -> tuple[Doc, Trace]:
    doc = parse(nlp, SAID)
    return doc, trace(doc)


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


def test_roles_of_tokens(said: tuple[Doc, Trace]) -> None:
    doc, results = said
    roles = role_of_tokens(doc, results.fired)

    assert {doc[i].text: role for i, role in roles.items() if role != "content"} == {
        "Jens": "source",
        "Stoltenberg": "source",
        "said": "cue",
    }


# On a terminal and as a page


def test_terminal(said: tuple[Doc, Trace]) -> None:
    doc, results = said
    stream = io.StringIO()
    print_trace(doc, results, Console(file=stream, width=80))
    shown = stream.getvalue()

    assert "said ROOT VERB (say)" in shown
    assert re.search(r"Fired\n +[\w-]+ 0\.\d\d, confidence 0\.\d\d\n +source +Jens Stoltenberg *\n +cue +said", shown)
    assert "below the threshold" in shown
    assert max(map(len, shown.splitlines())) <= 80


def test_terminal_gets_no_control_codes(nlp: Language) -> None:
    doc = parse(nlp, "The mayor said \x1b[2Jthe bridge was \u009bsafe.")
    stream = io.StringIO()
    print_trace(doc, trace(doc), Console(file=stream, width=80))

    assert "\x1b" not in stream.getvalue()
    assert "\u009b" not in stream.getvalue()


def test_page_is_displacy_and_escapes(nlp: Language) -> None:
    doc = parse(nlp, 'The mayor said <img src="x"> the bridge & the <i>road</i> were safe.')
    page = make_page(doc, trace(doc), title="<script>1</script>")

    assert 'class="displacy"' in page
    assert "displacy-arc" in page
    assert re.search(r"<(img|i|script)\b", page) is None
    assert "&lt;script&gt;1" in page
    assert re.search(r"default-src &#39;none&#39;|default-src 'none'", page)


def test_page_of_nothing(nlp: Language) -> None:
    doc = parse(nlp, "Rain.")

    assert "Nothing." in make_page(doc, trace(doc), title="Rain")


# The command


def test_explain_a_sentence(tmp_path: Path) -> None:
    result = run("explain", SAID)
    page = tmp_path / "why.html"

    assert result.exit_code == 0
    assert "Jens Stoltenberg" in result.stdout
    assert run("explain", "-", "--html", page, data=SAID).stdout == ""
    assert "displacy" in page.read_text(encoding="utf-8")


def test_explain_a_record_in_its_article(tmp_path: Path, nlp: Language) -> None:
    article, records = tmp_path / "a.txt", tmp_path / "a.jsonl"
    article.write_text(f"Hama was quiet on Friday.\n\n{SAID}\n", encoding="utf-8")
    (record,) = quotes.extract(quotes.Article(text=article.read_text("utf-8"), source_path=str(article)), nlp)
    records.write_text(record.model_dump_json() + "\n", encoding="utf-8")
    result = run("explain", records, "--id", record.id[:8])

    assert (result.exit_code, result.stderr) == (0, "")
    assert f"{record.construction} " in result.stdout
    assert "quiet" not in result.stdout, "other sentences are no part of the question"
    article.unlink()
    alone = run("explain", records, "--id", record.id)
    assert alone.exit_code == 0
    assert "explaining the sentence alone" in alone.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param(("explain", " "), "give a sentence", id="nothing"),
        pytest.param(("explain", "none.jsonl", "--id", "1"), "none.jsonl", id="no file"),
        pytest.param(("explain", "x", "--model", "no_such_model"), "no_such_model", id="no model"),
        pytest.param(("constructions", "nonsense"), "no construction 'nonsense'", id="no construction"),
    ],
)
def test_wrong_usage(arguments: tuple[str, ...], message: str) -> None:
    result = run(*arguments)

    assert result.exit_code == 2
    assert message in result.stderr


def test_unknown_id_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("", encoding="utf-8")

    assert "no record 12ab" in run("explain", tmp_path / "a.jsonl", "--id", "12ab").stderr


# The list of constructions


def test_every_construction_is_listed_once_with_its_examples() -> None:
    entries = catalogue()
    names = [entry.name for entry in entries]

    assert len(set(names)) == len(names)
    assert {construction.name for construction in ALL} == set(names)
    assert all(entry.examples and entry.summary for entry in entries)


def test_figures_are_of_constructions_that_there_are() -> None:
    measured, figures = load_figures()

    assert measured is not None
    assert measured.articles == 84
    assert not measured.model.endswith("pipeline 0.0.0"), "measured with an unnamed pipeline"
    gone = set(figures) - {entry.name for entry in catalogue()}
    assert not gone, "measure anew: python benchmarks/constructions.py --write"
    assert all(0 <= value.right <= value.content <= value.fired for value in figures.values())
    assert sum(value.fired for value in figures.values()) > 1000


@pytest.mark.parametrize(
    ("marked", "pieces"),
    [
        ("no roles", [("no roles", None)]),
        ("[Lee]{source} left", [("Lee", "source"), (" left", None)]),
        ("a [b]{cue}[c]{content}", [("a ", None), ("b", "cue"), ("c", "content")]),
    ],
)
def test_split_example(marked: str, pieces: list[tuple[str, str | None]]) -> None:
    assert split_example(marked) == pieces


def test_list_on_a_terminal() -> None:
    stream = io.StringIO()
    print_catalogue(
        [Entry("dash", "a dash", ("[―]{cue} [Lee]{source}",), ("no ― dash",), None)], None, Console(file=stream)
    )

    assert stream.getvalue().splitlines()[:4] == ["dash", "  a dash", "  + [―]cue [Lee]source", "  - no ― dash"]


def test_constructions_command() -> None:
    shown = run("constructions", "verb-complement").stdout
    plain = json.loads(run("constructions", "--format", "json").stdout)

    assert shown.startswith("verb-complement  fired ")
    assert "according-to" not in shown
    assert [entry["name"] for entry in plain["constructions"]] == [entry.name for entry in catalogue()]


@pytest.mark.parametrize(
    ("text", "speaker", "cases", "rivals"),
    [
        pytest.param("He said that he left.", None, ("he-or-she",), (), id="nobody"),
        pytest.param("Stoltenberg said that he left.", "Stoltenberg", ("name",), (), id="a name"),
        pytest.param(
            "Stoltenberg met Putin. Putin left. He said that he would return.",
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
