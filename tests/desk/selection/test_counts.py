"""Table, speakers and audit count the same speakers and records, whatever is selected."""

from __future__ import annotations

import csv
import io
from collections import Counter
from pathlib import Path

import pytest
from support.desk import reject
from support.said import said, said_jointly, write
from typer.testing import CliRunner

from quotes.cli import app
from quotes.desk.selection.selected_records import read_selected
from quotes.desk.selection.selection import Selection
from quotes.record import Record

OPTIONS = (
    "--where",
    "--min-confidence",
    "--min-speaker-confidence",
    "--aliases",
    "--wikidata",
    "--attributes",
    "--dedupe",
)
Speakers = Counter[tuple[str, int]]


def sure(record: Record, confidence: float) -> Record:
    assert record.speaker is not None
    return record.model_copy(update={"speaker": record.speaker.model_copy(update={"confidence": confidence})})


def make_corpus() -> list[Record]:
    """A full name in three articles, its surname in a fourth, a joint source, strangers, nobody, a rejected record."""
    stranger = {"nature": "unnamed_group"}
    copy = said(5, "Angela Merkel")
    same_text = copy.article.model_copy(update={"id": "other", "source_path": "other.txt"})
    return [
        sure(said(1, "Vladimir Putin"), 0.9),
        said(1, "Vladimir Putin", "he", resolution="pronoun", confidence=0.4),
        sure(said(2, "President Vladimir Putin"), 0.2),
        said(3, "Putin"),
        said_jointly(4, "Vladimir Putin", "Angela Merkel"),
        said(1, "officials", speaker="officials-1", **stranger),
        said(2, "officials", speaker="officials-2", **stranger),
        said(3, "officials", speaker="officials", **stranger),
        said(4, "officials", speaker="officials", **stranger),
        said(2, "nobody").model_copy(update={"speaker": None}),
        reject(said(2, "Barack Obama")),
        copy,
        copy.model_copy(update={"article": same_text}),
    ]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    records = [
        record.model_copy(update={"id": f"{number:016x}" if number < 12 else f"{11:016x}"})
        for number, record in enumerate(make_corpus())
    ]
    (tmp_path / "aliases.csv").write_text("variant,name,sector\nPutin,Vladimir Putin,government\n", encoding="utf-8")
    (tmp_path / "people.csv").write_text("name,home\nAngela Merkel,Berlin\n", encoding="utf-8")
    return write(tmp_path / "quotes.jsonl", *records)


def run(*arguments: object) -> str:
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    assert result.exit_code == 0, result.output
    return result.stdout


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def count_in_table(path: Path, *options: str) -> tuple[Speakers, int]:
    by_speaker = rows(run("table", path, "--by", "speaker", "--to", "csv", *options))
    speakers = Counter((row["speaker"], int(row["records"])) for row in by_speaker if row["speaker"] != "(no speaker)")
    return speakers, len(rows(run("table", path, "--to", "csv", *options)))


def count_in_speakers(path: Path, *options: str) -> Speakers:
    results = rows(run("speakers", path, "--to", "csv", *options))
    return Counter((row["speaker"], int(row["records"])) for row in results)


def count_in_audit(path: Path, *options: str) -> tuple[Speakers, int, int]:
    folder = path.parent / "audit"
    run("audit", path, "--csv", folder, *options)
    most = rows((folder / "most-quoted.csv").read_text("utf-8"))
    overview = {row["figure"]: row["value"] for row in rows((folder / "overview.csv").read_text("utf-8"))}
    speakers = Counter((row["speaker"], int(row["records"])) for row in most)
    return speakers, int(overview["speakers"]), int(overview["attributions"])


@pytest.mark.parametrize(
    ("options", "putin", "records"),
    [
        pytest.param((), 4, 12, id="everything"),
        pytest.param(("--aliases", "aliases.csv"), 5, 12, id="aliases"),
        pytest.param(("--min-confidence", "0.7"), 3, 11, id="confidence"),
        pytest.param(("--min-speaker-confidence", "0.5"), 3, 11, id="speaker's confidence"),
        pytest.param(("--where", "nature = 'named_person'"), 4, 8, id="expression"),
        pytest.param(("--aliases", "aliases.csv", "--where", "speaker = 'Vladimir Putin'"), 4, 4, id="both"),
        pytest.param(("--dedupe",), 4, 11, id="the same text twice"),
    ],
)
def test_table_speakers_and_audit_agree(
    corpus: Path, monkeypatch: pytest.MonkeyPatch, options: tuple[str, ...], putin: int, records: int
) -> None:
    monkeypatch.chdir(corpus.parent)
    in_table, records_in_table = count_in_table(corpus, *options)
    in_audit, speakers_in_audit, records_in_audit = count_in_audit(corpus, *options)

    assert in_table == count_in_speakers(corpus, *options) == in_audit
    assert speakers_in_audit == in_table.total()
    assert records_in_table == records_in_audit == records
    assert ("Vladimir Putin", putin) in in_table


def test_strangers_of_different_articles_are_never_merged(corpus: Path) -> None:
    assert count_in_speakers(corpus)["officials", 1] == 4


def test_a_joint_source_credits_each_member(corpus: Path) -> None:
    joint = {row["speaker"]: row["joint"] for row in rows(run("speakers", corpus, "--to", "csv"))}

    assert (joint["Vladimir Putin"], joint["Angela Merkel"]) == ("1", "1")
    assert not any(" and " in name for name in joint)


@pytest.mark.parametrize("command", ["table", "speakers", "audit", "report", "claims", "export"])
def test_every_command_has_every_option(command: str) -> None:
    text = run(command, "-h")

    assert [option for option in OPTIONS if option not in text] == []


@pytest.mark.parametrize(
    ("options", "note"),
    [
        pytest.param((), "1 article has the text of another and is counted; --dedupe counts each text once", id="copy"),
        pytest.param((), "1 record that a reviewer rejected is left out", id="rejected"),
        pytest.param(("--dedupe",), "1 article with the text of another is left out", id="copy left out"),
        pytest.param(("--min-confidence", "0.7"), "1 record below confidence 0.7 is left out", id="confidence"),
        pytest.param(("--where", "start < 0"), "12 records without start < 0 are left out", id="expression"),
    ],
)
def test_what_was_cut_is_told_on_stderr_and_on_the_page(corpus: Path, options: tuple[str, ...], note: str) -> None:
    page = corpus.parent / "audit.html"
    result = CliRunner().invoke(app, ["audit", str(corpus), "-o", str(page), *options])

    assert f"quotes: {note}\n" in result.stderr
    assert f"{note[0].upper()}{note[1:]}.".replace("<", "&lt;") in page.read_text("utf-8")


def test_the_records_one_by_one_are_those_that_are_counted(corpus: Path) -> None:
    told: list[str] = []
    selection = Selection(aliases=corpus.parent / "aliases.csv", where="speaker = 'Vladimir Putin'", min_confidence=0.7)
    records = list(read_selected([str(corpus)], selection, tell=told.extend, rejected=False))

    assert [(record.speaker and record.speaker.name, record.article.id) for record in records] == [
        ("Vladimir Putin", "article-1"),
        ("Vladimir Putin", "article-2"),
        ("Vladimir Putin", "article-3"),
    ]
    assert [record.source_type.sector for record in records] == ["government"] * 3
    assert len(told) == 4


def test_records_are_streamed_where_nothing_is_selected(corpus: Path) -> None:
    assert len(list(read_selected([str(corpus)], Selection(), tell=pytest.fail))) == 13


@pytest.mark.parametrize(
    ("command", "number"),
    [
        pytest.param(("export", "--to", "csv"), 4, id="export"),
        pytest.param(("claims", "--format", "jsonl"), 1, id="claims"),
        pytest.param(("table", "--to", "csv"), 4, id="table"),
    ],
)
def test_commands_that_read_records_one_by_one_select_too(corpus: Path, command: tuple[str, ...], number: int) -> None:
    aliases = str(corpus.parent / "aliases.csv")
    name, *options = command
    text = run(name, corpus, *options, "--aliases", aliases, "--where", "speaker = 'Vladimir Putin'")
    lines = rows(text) if "csv" in options else text.splitlines()

    assert len(lines) == number


def test_a_report_says_what_was_left_out(corpus: Path) -> None:
    page = corpus.parent / "report.html"
    run("report", corpus, "--article", "article-1", "--min-confidence", "0.7", "-o", page)

    assert "1 record below confidence 0.7 is left out." in page.read_text("utf-8")


def test_no_records_of_an_article_can_be_selected(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Putin said no.", encoding="utf-8")
    result = CliRunner().invoke(app, ["report", str(tmp_path / "a.txt"), "--min-confidence", "0.7", "-o", "-"])

    assert result.exit_code == 2
    assert "extract them first" in result.stderr


def test_the_standard_input_is_read_twice(corpus: Path) -> None:
    arguments = ["export", "-", "--to", "csv", "--where", "nature = 'unnamed_group'"]
    result = CliRunner().invoke(app, arguments, input=corpus.read_bytes())

    assert result.exit_code == 0, result.output
    assert len(rows(result.stdout)) == 4
