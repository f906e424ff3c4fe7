"""The table on a terminal: whole words and numbers in its width, no control codes."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console
from support.desk import FIRST, build, write_records
from typer.testing import CliRunner

from quotes.cli import app
from quotes.desk.tables.cells import markdown, show
from quotes.desk.tables.store import open_corpus
from quotes.desk.tables.table_terminal import print_table
from quotes.desk.tables.views import VIEWS, select


def run(*arguments: object) -> str:
    result = CliRunner().invoke(app, ["table", *map(str, arguments)])
    assert result.exit_code == 0, result.output
    return result.stdout


def rows(*arguments: object) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(run(*arguments, "--to", "csv"))))


@pytest.mark.parametrize("by", VIEWS)
def test_the_terminal_table_fits_80_columns(records_path: Path, by: str) -> None:
    stream = io.StringIO()
    with open_corpus([str(records_path)]) as corpus:
        print_table(select(corpus, by), Console(file=stream, width=80))

    lines = stream.getvalue().splitlines()
    assert max(map(len, lines)) <= 80
    for field in VIEWS[by].fields:
        is_column = field.under is None and field.name != VIEWS[by].heading
        assert field.wide or not is_column or field.name in stream.getvalue()


@pytest.mark.parametrize("by", VIEWS)
def test_words_stay_whole_at_80_columns(records_path: Path, by: str) -> None:
    long = {"nature": "named_organization", "sector": "international_organization", "anonymity": None}
    path = write_records(
        records_path,
        [
            build(
                FIRST,
                "that NATO is ready",
                "added",
                "He",
                "Jens Stoltenberg",
                "first.txt",
                source_type=long,
            )
        ],
    )
    stream = io.StringIO()
    with open_corpus([str(path)]) as corpus:
        table = select(corpus, by)
        shown = [number for number, field in enumerate(table.view.fields) if not field.wide]
        rows = list(table.rows)
        print_table(replace(table, rows=iter(rows)), Console(file=stream, width=80))

    printed = set(stream.getvalue().split())
    for number in shown:
        assert set(show(rows[0][number], code=table.view.fields[number].code).split()) <= printed


def test_numbers_stay_whole_on_a_narrow_terminal(records_path: Path) -> None:
    stream = io.StringIO()
    with open_corpus([str(records_path)]) as corpus:
        print_table(select(corpus, "article"), Console(file=stream, width=60))

    assert max(map(len, stream.getvalue().splitlines())) <= 60
    assert "2015-10-08" in stream.getvalue()


def test_a_narrow_terminal_shows_each_article_once(records_path: Path) -> None:
    stream = io.StringIO()
    with open_corpus([str(records_path)]) as corpus:
        print_table(select(corpus), Console(file=stream, width=80))
    lines = [line.strip() for line in stream.getvalue().splitlines()]

    assert (lines.count("first"), lines.count("second")) == (1, 1)
    assert not any("asked not to be named" in line for line in lines)  # the sentence is for wider terminals


def test_a_terminal_sees_no_control_codes_and_no_markup() -> None:
    assert show("a\x1b[31mb\u202ec\n d") == "a[31mbc d"
    assert show("[bold]x[/bold]") == "[bold]x[/bold]"
    assert markdown("a|<b>[x](y)") == r"a\|&lt;b&gt;\[x\](y)"


def test_the_limit_is_said(records_path: Path) -> None:
    assert "2 of 5 rows shown" in run(records_path, "--to", "terminal", "--limit", "2")
