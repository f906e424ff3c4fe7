"""How far two blind reviewers agree."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from support.desk import make_records, write_records
from typer.testing import CliRunner

from quotes.cli import app
from quotes.desk.review.agreement import cohen_kappa, find_agreements
from quotes.desk.review.decision_journal import Journal
from quotes.desk.review.decisions import Correction, Decision
from quotes.desk.review.state import ReviewState

RECORDS = make_records()
ONE, TWO, THREE, FOUR, FIVE = RECORDS


@pytest.mark.parametrize(
    ("first", "second", "kappa"),
    [
        pytest.param("", "", None, id="nothing to compare"),
        pytest.param("aaa", "aaa", None, id="one label leaves chance nothing"),
        pytest.param("aarr", "aarr", 1.0, id="always"),
        pytest.param("aarr", "rraa", -1.0, id="never"),
        pytest.param("aar", "arr", 0.4, id="two of three"),
        pytest.param(
            "a" * 25 + "r" * 25, "a" * 20 + "r" * 5 + "a" * 10 + "r" * 15, 0.4, id="of 50, as in Cohen's case"
        ),
    ],
)
def test_kappa(first: str, second: str, kappa: float | None) -> None:
    value = cohen_kappa(list(zip(first, second, strict=True)))

    assert value == pytest.approx(kappa) if kappa is not None else value is None


def review(path: Path, verdicts: str, **correction: object) -> ReviewState:
    """A review of the five records: "a" accepts, "r" rejects, "-" leaves it open."""
    journal = Journal(path)
    for record, verdict in zip(RECORDS, verdicts, strict=True):
        if verdict == "c":
            change = Correction(**correction)  # type: ignore[arg-type]
            journal.append(Decision(kind="correct", record=record.id, correction=change, by="x"), base=0)
        elif verdict != "-":
            kind = "accept" if verdict == "a" else "reject"
            journal.append(Decision(kind=kind, record=record.id, by="x"), base=0)
    return ReviewState(RECORDS, journal)


def test_what_both_decided_and_finished_is_compared(tmp_path: Path) -> None:
    ada = review(tmp_path / "ada.db", "aarac", mode="thought")
    grace = review(tmp_path / "grace.db", "aaara")
    (agreement,) = find_agreements([("Ada", ada), ("Grace", grace)])

    assert (agreement.records, agreement.same, agreement.articles) == (5, 3, 2)
    assert agreement.kappa == pytest.approx((3 / 5 - 17 / 25) / (1 - 17 / 25))
    assert agreement.f1 == agreement.f1_exact == 75.0  # three of four on either side
    assert agreement.labels["mode"][0] == pytest.approx(2 / 3)
    assert agreement.labels["speaker"][0] == 1


def test_an_article_that_one_of_them_left_open_has_no_f1(tmp_path: Path) -> None:
    ada = review(tmp_path / "ada.db", "aaa--")
    grace = review(tmp_path / "grace.db", "aaaaa")
    (agreement,) = find_agreements([("Ada", ada), ("Grace", grace)])

    assert (agreement.records, agreement.articles, agreement.f1) == (3, 0, None)


def test_who_keeps_nothing_of_an_article_misses_it(tmp_path: Path) -> None:
    ada = review(tmp_path / "ada.db", "aaaar")
    grace = review(tmp_path / "grace.db", "aaaaa")
    (agreement,) = find_agreements([("Ada", ada), ("Grace", grace)])

    assert agreement.f1 == pytest.approx(88.9)


def test_the_command_compares_the_blind_journals(tmp_path: Path) -> None:
    path = write_records(tmp_path / "q.jsonl", RECORDS)
    lone = CliRunner().invoke(app, ["review", str(path), "--agreement"])
    assert lone.exit_code == 2
    assert "agreement needs two" in lone.stderr
    for name, verdicts in (("Ada", "aarra"), ("Grace", "aaara")):
        review(tmp_path / f"q.jsonl.review.{name}.db", verdicts).journal.close()

    done = CliRunner().invoke(app, ["review", str(path), "--agreement"])
    assert "Ada and Grace" in done.stdout
    assert "kappa" in done.stdout
    out = tmp_path / "agreement.json"
    assert CliRunner().invoke(app, ["review", str(path), "--agreement", "-o", str(out)]).exit_code == 0
    assert json.loads(out.read_text(encoding="utf-8"))[0]["reviewers"] == ["Ada", "Grace"]
