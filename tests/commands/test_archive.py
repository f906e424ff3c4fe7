"""`quotes archive`, `quotes search` and `quotes timeline` as a user calls them."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer
from support.archive import add, dump, say, write
from typer.testing import CliRunner, Result

from quotes.cli import app


def run(*arguments: object, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments], input=stdin, env={"COLUMNS": "80"})


def succeed(*arguments: object, stdin: bytes | None = None) -> Result:
    result = run(*arguments, stdin=stdin)
    assert result.exit_code == 0, result.output
    return result


@pytest.fixture
def file(tmp_path: Path) -> Path:
    records = [
        say("Ann Lee", "the bridge will be open again by May", "a", "2020-01-05"),
        say("Ann Lee", "the bridge will be open again by June", "b", "2020-02-05"),
        say("Sam Poe", "=the bridge is closed", "c", "2020-03-05"),
    ]
    return write(tmp_path / "said.jsonl", records)


@pytest.fixture
def archive(tmp_path: Path, file: Path) -> Path:
    add(tmp_path / "said.db", file)
    return tmp_path / "said.db"


def test_records_are_added_and_the_words_go_to_the_standard_error(file: Path, tmp_path: Path) -> None:
    added = succeed("archive", "add", tmp_path / "new.db", file)
    again = succeed("archive", "add", tmp_path / "new.db", "-", stdin=file.read_bytes())

    assert added.stdout == again.stdout == ""
    assert added.stderr.startswith("quotes: 3 articles added, 0 changed, 0 as before, 3 records more → ")
    assert again.stderr.startswith("quotes: 0 articles added, 0 changed, 3 as before, 0 records more → ")


def test_export_is_what_was_added(archive: Path, file: Path, tmp_path: Path) -> None:
    assert succeed("archive", "export", archive).stdout_bytes == file.read_bytes()
    assert succeed("archive", "export", archive, "-o", tmp_path / "out.jsonl").stdout == ""
    assert (tmp_path / "out.jsonl").read_bytes() == file.read_bytes()
    assert succeed("archive", "export", archive, "--article", "b").stdout_bytes == file.read_bytes().splitlines(True)[1]


def test_info_in_words_and_in_json(archive: Path) -> None:
    assert "records: 3\n" in succeed("archive", "info", archive).stdout
    info = json.loads(succeed("archive", "info", archive, "--format", "json").stdout)
    assert (info["articles"], info["speakers"], info["first day"]) == (3, 2, "2020-01-05")


def test_removed_articles_are_counted(archive: Path) -> None:
    assert succeed("archive", "remove", archive, "a", "b").stderr.startswith("quotes: 2 articles, 2 records removed")
    assert len(dump(archive)["articles"]) == 1


def test_tables_of_the_newsroom_are_taken_without_records(archive: Path, tmp_path: Path) -> None:
    (tmp_path / "aliases.csv").write_text("variant,name\nSam Poe,Samuel Poe\n", "utf-8")
    (tmp_path / "ids.csv").write_text("name,wikidata\nAnn Lee,Q42\n", "utf-8")
    succeed("archive", "add", archive, "--aliases", tmp_path / "aliases.csv", "--wikidata", tmp_path / "ids.csv")

    assert [(row[1], row[5]) for row in dump(archive)["speakers"]] == [("Samuel Poe", None), ("Ann Lee", "Q42")]


def test_suggestions_are_a_table_of_aliases(archive: Path, tmp_path: Path) -> None:
    add(archive, write(tmp_path / "more.jsonl", [say("Poe", "the road is closed", "d")]))
    rows = list(csv.DictReader(io.StringIO(succeed("archive", "suggest", archive).stdout)))

    assert [(row["variant"], row["name"], row["kind"]) for row in rows] == [("Poe", "Sam Poe", "merge")]
    assert "a short form of the name" in rows[0]["reasons"]
    (line,) = succeed("archive", "suggest", archive, "--format", "jsonl").stdout.splitlines()
    assert json.loads(line)["name"] == "Sam Poe"
    table = succeed("archive", "suggest", archive, "--format", "table").stdout
    assert "Poe" in table
    assert max(map(len, table.splitlines())) <= 80


def test_search_in_each_format(archive: Path) -> None:
    lines = [json.loads(line) for line in succeed("search", archive, "bridge opened").stdout.splitlines()]
    assert {line["speaker"] for line in lines} == {"Ann Lee"}
    assert lines[0]["record"]["speaker"]["id"] == "ann-lee"
    assert "the **bridge** will be **open** again" in lines[0]["snippet"]
    rows = list(csv.DictReader(io.StringIO(succeed("search", archive, "closed", "--format", "csv").stdout)))
    assert [(row["date"], row["speaker"], row["title"]) for row in rows] == [("2020-03-05", "Sam Poe", "Article c")]
    table = succeed("search", archive, "bridge", "--format", "table", "--limit", 2).stdout
    assert "Article a" in table
    assert "The first 2; --limit shows more." in table
    assert max(map(len, table.splitlines())) <= 80


def test_cells_of_csv_are_no_formulas(tmp_path: Path) -> None:
    add(tmp_path / "said.db", write(tmp_path / "said.jsonl", [say("=Poe", "it is so", "a")]))

    rows = list(csv.DictReader(io.StringIO(succeed("search", tmp_path / "said.db", "so", "--format", "csv").stdout)))
    assert rows[0]["speaker"] == "'=Poe"


def test_timeline_in_each_format(archive: Path) -> None:
    arguments = ("timeline", archive, "--speaker", "Lee", "--about", "bridge")
    (entry,) = map(json.loads, succeed(*arguments).stdout.splitlines())
    assert (entry["date"], entry["last"]) == ("2020-01-05", "2020-02-05")
    assert entry["wordings"][0]["only_here"] == ["june"]
    rows = list(csv.DictReader(io.StringIO(succeed(*arguments, "--format", "csv").stdout)))
    assert [(row["statement"], row["date"], row["only_there"]) for row in rows] == [
        ("1", "2020-01-05", ""),
        ("1", "2020-02-05", "may"),
    ]
    table = succeed(*arguments, "--format", "table").stdout
    assert "2020-01-05" in table
    assert max(map(len, table.splitlines())) <= 80


def test_who_is_meant_is_said(archive: Path) -> None:
    assert "no speaker of" in succeed("search", archive, "bridge", "--speaker", "Nobody").stderr
    several = succeed("timeline", archive, "--speaker", "ann-lee").stderr
    assert several == ""
    add(archive, write(archive.with_name("more.jsonl"), [say("Bob Lee", "it is dry", "d")]))
    assert (
        "'Lee' is in the names of Ann Lee (2), Bob Lee (1); all are shown"
        in succeed("timeline", archive, "--speaker", "Lee").stderr
    )


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        pytest.param(["archive", "add", "ARCHIVE"], "name RECORDS, or a table such as --aliases", id="nothing to add"),
        pytest.param(["archive", "add", "ARCHIVE", "missing.jsonl"], "missing.jsonl: no such file", id="no file"),
        pytest.param(["archive", "add", "said.jsonl", "said.jsonl"], "not an archive of quotes", id="no archive"),
        pytest.param(["archive", "info", "missing.db"], "no such archive; make it with", id="missing"),
        pytest.param(["archive", "remove", "missing.db", "a"], "no such archive; make it with", id="remove, missing"),
        pytest.param(["archive", "export", "ARCHIVE", "--article", "z"], "no article 'z'", id="no article"),
        pytest.param(["archive", "export", "ARCHIVE", "-o", "a.pdf"], ".pdf is not a format", id="suffix"),
        pytest.param(["archive", "suggest", "ARCHIVE", "-o", "a.pdf"], ".pdf is not a format", id="suggest, suffix"),
        pytest.param(["search", "ARCHIVE", "bridge", "--format", "jsonl", "-o", "ARCHIVE"], "an archive", id="onto it"),
        pytest.param(["search", "ARCHIVE", "bridge", "--where", "json_extract('x', '$')"], "--where", id="not JSON"),
        pytest.param(
            ["timeline", "ARCHIVE", "--speaker", "Ann Lee", "--where", "json_extract('x', '$')"],
            "--where",
            id="timeline, not JSON",
        ),
        pytest.param(
            ["archive", "add", "ARCHIVE", "said.jsonl", "--texts", "nowhere"],
            "--texts nowhere: no such folder",
            id="texts",
        ),
        pytest.param(
            ["search", "ARCHIVE", "bridge", "--since", "2021-02", "--until", "2020"], "nothing is between", id="years"
        ),
        pytest.param(["archive", "info", "."], "a folder; name the file of an archive", id="folder"),
        pytest.param(["search", "ARCHIVE", '"bridge'], "a phrase is not closed", id="phrase"),
        pytest.param(["search", "ARCHIVE", "bridge", "--since", "May"], "not a date", id="date"),
        pytest.param(["search", "ARCHIVE", "bridge", "-o", "a.pdf"], ".pdf is not a format", id="search, suffix"),
        pytest.param(["timeline", "ARCHIVE"], "Missing option '--speaker'", id="whose timeline"),
        pytest.param(["extract", "a.txt", "--archive", "ARCHIVE", "-o", "b.jsonl"], "leave out -o", id="two outputs"),
    ],
)
def test_errors_are_one_line_and_status_2(
    arguments: list[str], reason: str, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(archive.parent)
    result = run(*(str(archive) if argument == "ARCHIVE" else argument for argument in arguments))

    assert result.exit_code == 2
    assert result.stdout == ""
    assert reason in " ".join(result.stderr.split())


def test_every_command_of_the_archive_has_help() -> None:
    group: Any = typer.main.get_command(app).commands["archive"]  # type: ignore[attr-defined]
    assert set(group.commands) == {"add", "remove", "info", "export", "suggest"}
    for name in group.commands:
        assert "Exit status: 0" in succeed("archive", name, "--help").stdout


@pytest.mark.slow
@pytest.mark.parametrize("colour", [{}, {"NO_COLOR": "1"}], ids=["pipe", "NO_COLOR"])
def test_tables_in_a_pipe_have_no_colours(colour: dict[str, str], archive: Path) -> None:
    command = [sys.executable, "-m", "quotes", "search", str(archive), "bridge", "--format", "table"]
    printed = subprocess.run(command, env=os.environ | {"COLUMNS": "80"} | colour, capture_output=True, check=True)

    assert b"\x1b" not in printed.stdout
