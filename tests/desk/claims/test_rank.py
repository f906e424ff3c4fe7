"""`quotes claims`: what makes a statement worth a check."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.records import make_record
from typer.testing import CliRunner

from quotes.cli import app
from quotes.desk.claims.claim_sentence import make_sentence
from quotes.desk.claims.rank import rank_claims
from quotes.desk.claims.signals import find_reasons, find_statement, split_sentences
from quotes.formats.records.jsonl import write_jsonl
from quotes.record import Record


def say(said: str, name: str | None = "Jens Stoltenberg", **changes: Any) -> Record:
    record = make_record(said=said, verbatim=[], **changes)
    if name is None:
        return record.model_copy(update={"speaker": None})
    assert record.speaker is not None
    return record.model_copy(update={"speaker": record.speaker.model_copy(update={"name": name})})


def signals(said: str, **changes: Any) -> dict[str, tuple[str, ...]]:
    return {reason.signal: reason.words for reason in find_reasons(say(said, **changes))}


@pytest.fixture(scope="module")
def first(seed_records: tuple[Record, ...]) -> list[Record]:
    return list(seed_records)


@pytest.mark.parametrize(
    ("said", "signal"),
    [
        pytest.param("the alliance is ready to defend its members", "number", id="no number"),
        pytest.param("the mayor may come to the meeting", "date", id="may is no month"),
        pytest.param("they march in the street every day", "date", id="march is no month"),
        pytest.param("Troops are near the border of the country", "name", id="capital of a sentence is no name"),
        pytest.param("Stoltenberg is ready for the talks now", "name", id="own name"),
        pytest.param("we need more of it indeed and with speed", "past", id="need is no past"),
        pytest.param("a united front is what they want", "past", id="united is no past"),
        pytest.param("the talks other ministers want", "comparison", id="other is no comparison"),
        pytest.param("the roof falls down on the people there", "comparison", id="a thing that falls down"),
        pytest.param("most voters there want to go home", "comparison", id="most voters"),
        pytest.param("the so-called allies there are far from it", "past", id="so-called"),
        pytest.param("the road will be closed at the border", "past", id="will be closed"),
        pytest.param("they say We and Nobody and Because and Mr. and Sunday and That", "name", id="no names"),
    ],
)
def test_no_such_sign(said: str, signal: str) -> None:
    assert signal not in signals(said)


@pytest.mark.parametrize(
    ("said", "signal", "words"),
    [
        pytest.param("a force of 13,000 troops", "number", ("13,000",), id="digits"),
        pytest.param("growth of 2.5 per cent", "number", ("2.5 per cent",), id="per cent"),
        pytest.param("it cost $1.5 billion", "number", ("$1.5 billion",), id="money"),
        pytest.param("dozens of strikes hit the town", "number", ("dozens",), id="in words"),
        pytest.param("they left in March 2015", "date", ("March 2015",), id="month and year"),
        pytest.param("it fell last year", "date", ("last year",), id="last year"),
        pytest.param("fewer people work there than before", "comparison", ("fewer people work there than",), id="than"),
        pytest.param("the biggest reinforcement", "comparison", ("biggest",), id="superlative"),
        pytest.param("prices there fell by 4 per cent", "comparison", ("prices there fell",), id="prices fell"),
        pytest.param("deaths from it have doubled", "comparison", ("doubled",), id="doubled"),
        pytest.param("we know that I'm here for Because Hama", "name", ("Hama",), id="a name after no names"),
        pytest.param("our army is in the town", "first person", ("our",), id="first person"),
        pytest.param("they fled because of it", "cause", ("because",), id="cause"),
        pytest.param("the army went to Hama", "name", ("Hama",), id="name"),
        pytest.param("the army went to Hama", "past", ("went",), id="irregular past"),
        pytest.param("it will rain", "prospect", ("will",), id="prospect"),
        pytest.param("is it over now or not yet?", "question", ("?",), id="question"),
    ],
)
def test_sign(said: str, signal: str, words: tuple[str, ...]) -> None:
    assert signals(said)[signal] == words


def test_year_is_a_date_and_no_number() -> None:
    assert "number" not in signals("it happened in 2015")


def test_a_long_quotation_is_judged_by_its_best_sentence() -> None:
    best = "Russia fired 40 missiles at Hama on Wednesday."
    long = f"“We thank them all for it. {best} We will see. It was in Syria, in Iran and in Iraq that they saw it.”"
    short, padded = (next(rank_claims([say(text)])) for text in (f"“{best}”", long))

    assert padded.score == short.score
    assert padded.statement == best


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        pytest.param("We won", ["We won"], id="one"),
        pytest.param("Mr. Lee won in the U.S. They lost.", ["Mr. Lee won in the U.S. They lost."], id="abbreviations"),
        pytest.param("“We won.” “They lost.”", ["“We won.”", "“They lost.”"], id="marks"),
        pytest.param("We won! Did they? It is 4.5.", ["We won!", "Did they?", "It is 4.5."], id="all marks"),
        pytest.param("", [""], id="nothing"),
    ],
)
def test_sentences_of_a_content(text: str, sentences: list[str]) -> None:
    assert split_sentences(text) == sentences


@pytest.mark.parametrize(
    ("said", "construction", "expected"),
    [
        pytest.param("they are at the border", "verb-complement", None, id="a clause"),
        pytest.param("the border agreement of both countries", "annotated", -2.0, id="a noun phrase"),
        pytest.param("a call made late in the evening", "annotated", -2.0, id="a participle"),
        pytest.param("the 40 air strikes on the town", "annotated", -1.0, id="a noun phrase with a number"),
        pytest.param("the man to be in the town", "annotated", None, id="an infinitive with a subject"),
        pytest.param("to stay in the town for now", "annotated", -2.0, id="an infinitive"),
    ],
)
def test_words_that_state_nothing_count_less(said: str, construction: str, expected: float | None) -> None:
    record = say(said).model_copy(update={"construction": construction, "quote_type": "indirect"})
    points = {reason.signal: reason.points for reason in find_reasons(record)}

    assert points.get("no sentence") == expected


def test_first_article_has_figures_before_feelings(first: list[Record]) -> None:
    claims = list(rank_claims(first))
    said = [claim.record.content[0].text for claim in claims]

    figures = " ".join(said[:3])
    assert "1,500km" in figures
    assert "at least 40 Russian air strikes" in figures
    assert "We are facing" in " ".join(said[len(said) // 2 :])
    assert [claim.rank for claim in claims] == list(range(1, len(claims) + 1))
    assert [claim.score for claim in claims] == sorted((claim.score for claim in claims), reverse=True)


@pytest.mark.slow
@given(said=st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=60))
def test_score_is_the_sum_of_its_reasons(said: str) -> None:
    (claim,) = rank_claims([say(said)])

    assert claim.score == pytest.approx(sum(reason.points for reason in claim.reasons))
    json.dumps(claim.to_json())


def test_command_writes_json_lines_and_a_table(first: list[Record], tmp_path: Path) -> None:
    stream = io.StringIO()
    write_jsonl(first, stream)
    (tmp_path / "quotes.jsonl").write_text(stream.getvalue(), "utf-8")
    run = CliRunner().invoke(app, ["claims", str(tmp_path / "quotes.jsonl"), "--top", "3"])
    lines = [json.loads(line) for line in run.output.splitlines()]

    assert run.exit_code == 0
    assert [line["rank"] for line in lines] == [1, 2, 3]
    assert all(Record.model_validate(line["record"]) for line in lines)
    for line in lines:
        record = Record.model_validate(line["record"])
        assert line["claim"] == make_sentence(record, find_statement(record).text)
    table = CliRunner().invoke(app, ["claims", str(tmp_path / "quotes.jsonl"), "--to", "table"], env={"COLUMNS": "80"})
    assert max(len(line) for line in table.output.splitlines()) <= 80


def test_command_names_a_broken_line(tmp_path: Path) -> None:
    (tmp_path / "quotes.jsonl").write_text('{"id": 1}\n', "utf-8")
    run = CliRunner().invoke(app, ["claims", str(tmp_path / "quotes.jsonl")])

    assert run.exit_code == 2
    assert "quotes.jsonl:1" in run.output
