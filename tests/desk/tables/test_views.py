"""`quotes table`: what is counted, and for whom."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from support.desk import make_records, reject, write_records
from typer.testing import CliRunner

from quotes.cli import app
from quotes.columns import COLUMNS
from quotes.desk.selection.selection import Selection
from quotes.desk.tables.store import ExpressionError, open_corpus
from quotes.desk.tables.views import VIEWS


def run(*arguments: object) -> str:
    result = CliRunner().invoke(app, ["table", *map(str, arguments)])
    assert result.exit_code == 0, result.output
    return result.stdout


def rows(*arguments: object) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(run(*arguments, "--to", "csv"))))


def test_each_record_is_a_row(records_path: Path) -> None:
    results = rows(records_path)

    assert [row["speaker"] for row in results] == [
        "Jens Stoltenberg",
        "Jens Stoltenberg",
        "secretary general",
        "official",
        "Putin",
    ]
    assert results[2]["cue"] == "claimed"
    assert (results[3]["quote_type"], results[3]["nature"]) == ("indirect", "unnamed_person")
    assert results[3]["context"].startswith("An official, who asked not to be named")
    assert list(results[0]) == [field.name for field in VIEWS["record"].fields]


def test_by_speaker_counts_records_and_articles(records_path: Path) -> None:
    first = rows(records_path, "--by", "speaker")[0]

    assert (first["speaker"], first["records"], first["articles"], first["quoted"]) == (
        "Jens Stoltenberg",
        "2",
        "1",
        "1",
    )
    assert set(first["verbs"].split(", ")) == {"said (1)", "added (1)"}


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        pytest.param("article", {"4", "1"}, id="article"),
        pytest.param("source-type", {"4", "1"}, id="source type"),
        pytest.param("verb", {"3", "1"}, id="verb"),
        pytest.param("publisher", {"5"}, id="publisher"),
    ],
)
def test_groups_add_up(records_path: Path, by: str, expected: set[str]) -> None:
    results = rows(records_path, "--by", by)

    assert sum(int(row["records"]) for row in results) == 5
    assert {row["records"] for row in results} == expected


@pytest.mark.parametrize(
    ("name", "count"),
    [("stoltenberg", 2), ("JENS  Stoltenberg", 2), ("jens-stoltenberg", 2), ("Stolten", 0), ("general", 1)],
)
def test_a_speaker_is_found_by_whole_words(records_path: Path, name: str, count: int) -> None:
    assert len(rows(records_path, "--speaker", name)) == count


def test_where_takes_an_expression(records_path: Path) -> None:
    results = rows(records_path, "--where", "verb_class = 'distancing' OR confidence < 0.65")

    assert [row["speaker"] for row in results] == ["secretary general", "Putin"]


@pytest.mark.parametrize(
    "expression",
    [
        pytest.param("1 = 1); DROP TABLE records; --", id="second statement"),
        pytest.param("true) UNION SELECT * FROM read_text('/etc/hostname') WHERE (true", id="another file"),
        pytest.param("id IN (SELECT content FROM read_text('/etc/hostname'))", id="file in a subquery"),
        pytest.param("nobody = 1", id="no such column"),
        pytest.param("confidence >", id="half an expression"),
    ],
)
def test_an_expression_can_do_nothing_but_choose(records_path: Path, expression: str) -> None:
    with (
        pytest.raises(ExpressionError, match="--where"),
        open_corpus([str(records_path)], Selection(where=expression)),
    ):
        pass
    with open_corpus([str(records_path)]) as corpus:
        with pytest.raises(ExpressionError, match="--where"):
            corpus.check_expression(expression)
        assert corpus.rows("SELECT count(*) FROM records") == [(5,)]


def test_every_column_can_be_named(records_path: Path) -> None:
    with open_corpus([str(records_path)]) as corpus:
        for column in COLUMNS:
            corpus.check_expression(f'"{column.name}" IS NULL')


def test_what_a_reviewer_rejected_is_left_out(tmp_path: Path) -> None:
    records = make_records()
    path = write_records(tmp_path / "r.jsonl", [reject(records[0]), *records[1:]])

    with open_corpus([str(path)]) as corpus:
        assert (corpus.total, corpus.rejected) == (4, 1)


def test_a_column_that_can_be_chosen_by_has_its_name_in_expressions() -> None:
    names = {column.name for column in COLUMNS}

    assert {field.name for field in VIEWS["record"].fields} <= names


def _guide(start: str, end: str) -> list[str]:
    guide = (Path(__file__).parents[3] / "docs" / "desk.md").read_text(encoding="utf-8")
    return re.findall(r"`(\w+)`", guide[guide.index(start) : guide.index(end)])


def test_the_guide_names_every_column() -> None:
    assert _guide("The columns of `--where`:", "The expression can read") == [
        *(column.name for column in COLUMNS),
        "unnamed",
    ]


def test_the_guide_names_the_columns_of_the_table() -> None:
    names = _guide("A record has these columns", "A terminal of 80")
    assert names == [field.name for field in VIEWS["record"].fields]
