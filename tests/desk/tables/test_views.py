"""`quotes table`: what is counted, and that no format lets a cell do harm."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from rich.console import Console
from support.desk import FIRST, build, make_records, reject, write_records
from typer.testing import CliRunner

from quotes.cli import app
from quotes.columns import COLUMNS
from quotes.desk.selection.selection import Selection
from quotes.desk.tables.cells import markdown, show
from quotes.desk.tables.store import ExpressionError, open_corpus
from quotes.desk.tables.table_terminal import print_table
from quotes.desk.tables.views import VIEWS, select
from quotes.errors import ReadError


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


def test_compressed_files_parquet_and_names_with_brackets_are_read(records_path: Path, tmp_path: Path) -> None:
    import duckdb

    packed = tmp_path / "quotes [1].jsonl.gz"
    packed.write_bytes(gzip.compress(records_path.read_bytes()))
    parquet = tmp_path / "quotes.parquet"
    duckdb.connect().execute(f"COPY (SELECT * FROM read_json('{records_path}')) TO '{parquet}' (FORMAT parquet)")
    with (
        open_corpus([str(records_path)]) as one,
        open_corpus([str(packed)]) as two,
        open_corpus([str(parquet)]) as three,
    ):
        everything = one.rows("SELECT * FROM records ORDER BY id")
        assert everything == two.rows("SELECT * FROM records ORDER BY id")
        assert everything == three.rows("SELECT * FROM records ORDER BY id")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param('{"a": 1}\n', "not a record of quotes", id="other JSON"),
        pytest.param("\nnot JSON\n", "2: not a record of quotes .the line: Invalid JSON", id="broken line"),
    ],
)
def test_what_is_no_record_is_named(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(ReadError, match=rf"bad\.jsonl.*{message}"), open_corpus([str(path)]):
        pass


def test_a_missing_file_is_status_2() -> None:
    result = CliRunner().invoke(app, ["table", "nowhere.jsonl"])

    assert result.exit_code == 2
    assert "nowhere.jsonl" in result.stderr


def test_no_records_are_an_empty_table(tmp_path: Path) -> None:
    (tmp_path / "none.jsonl").write_text("", encoding="utf-8")

    assert rows(tmp_path / "none.jsonl", "--by", "speaker") == []


HOSTILE = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"]


@pytest.fixture
def hostile_path(tmp_path: Path) -> Path:
    records = make_records()[:1] * len(HOSTILE)
    changed = [
        record.model_copy(update={"speaker": record.speaker and record.speaker.model_copy(update={"name": name})})
        for record, name in zip(records, HOSTILE, strict=True)
    ]
    return write_records(tmp_path / "hostile.jsonl", changed)


def test_no_cell_of_csv_is_a_formula(hostile_path: Path) -> None:
    assert [row["speaker"] for row in rows(hostile_path)] == ["'" + name.replace("\r", "\n") for name in HOSTILE]


def test_no_cell_of_a_workbook_is_a_formula(hostile_path: Path, tmp_path: Path) -> None:
    run(hostile_path, "-o", tmp_path / "out.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx").active

    assert sheet is not None
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert not [cell.value for cell in cells if str(cell.value).startswith(("=", "+", "-", "@"))]


def test_a_workbook_has_frozen_header_filters_and_wrapped_text(records_path: Path, tmp_path: Path) -> None:
    run(records_path, "-o", tmp_path / "out.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx").active

    assert sheet is not None
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == "A1:N6"
    assert sheet["J2"].alignment.wrap_text
    assert [cell.value for cell in sheet[1]] == [field.name for field in VIEWS["record"].fields]
    assert sheet["L4"].value == 0.3


def test_an_output_that_fails_leaves_the_old_one(records_path: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.xlsx"
    out.write_text("old", encoding="utf-8")
    result = CliRunner().invoke(app, ["table", str(records_path), "-o", str(out), "--where", "nonsense"])

    assert result.exit_code == 2
    assert out.read_text(encoding="utf-8") == "old"
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith(".")) == []


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


def test_a_column_that_can_be_chosen_by_has_its_name_in_expressions() -> None:
    names = {column.name for column in COLUMNS}

    assert {field.name for field in VIEWS["record"].fields} <= names


def test_a_narrow_terminal_shows_each_article_once(records_path: Path) -> None:
    stream = io.StringIO()
    with open_corpus([str(records_path)]) as corpus:
        print_table(select(corpus), Console(file=stream, width=80))
    lines = [line.strip() for line in stream.getvalue().splitlines()]

    assert (lines.count("first"), lines.count("second")) == (1, 1)
    assert not any("asked not to be named" in line for line in lines)  # the sentence is for wider terminals


@pytest.mark.parametrize(
    ("output", "begins"),
    [pytest.param(False, b"article", id="a pipe"), pytest.param(True, b"\xef\xbb\xbfarticle", id="a file, for Excel")],
)
def test_csv_for_excel_begins_with_a_byte_order_mark(
    records_path: Path, tmp_path: Path, output: bool, begins: bytes
) -> None:
    text = run(records_path, *(["-o", tmp_path / "t.csv"] if output else ["--to", "csv"]))
    written = (tmp_path / "t.csv").read_bytes() if output else text.encode()

    assert written.startswith(begins)


def test_the_page_has_the_first_rows_without_its_script(records_path: Path, tmp_path: Path) -> None:
    path = write_records(tmp_path / "many.jsonl", make_records() * 30)
    page = run(path, "--to", "html")

    assert "The first 100 rows" in page
    assert len(re.findall("<tr>", page)) == 101
    data = json.loads(re.search(r'id="data">(.*?)</script>', page)[1])  # type: ignore[index]
    assert len(data["rows"]) == 150
    assert [data["fields"][column[0]]["name"] for column in data["columns"]] == [
        "article",
        "speaker",
        "cue",
        "content",
        "confidence",
    ]
    assert "The first" not in run(records_path, "--to", "html")


def test_an_empty_page_says_so(tmp_path: Path) -> None:
    (tmp_path / "none.jsonl").write_text("", encoding="utf-8")

    assert "No records." in run(tmp_path / "none.jsonl", "--to", "html")


def test_a_terminal_sees_no_control_codes_and_no_markup() -> None:
    assert show("a\x1b[31mb\u202ec\n d") == "a[31mbc d"
    assert show("[bold]x[/bold]") == "[bold]x[/bold]"
    assert markdown("a|<b>[x](y)") == r"a\|&lt;b&gt;\[x\](y)"


def test_the_html_table_escapes_and_names_its_only_script(hostile_path: Path, tmp_path: Path) -> None:
    records = make_records()[:1]
    evil = records[0].speaker and records[0].speaker.model_copy(update={"name": "<script>alert(1)</script>"})
    path = write_records(tmp_path / "evil.jsonl", [records[0].model_copy(update={"speaker": evil})])
    page = run(path, "--to", "html")

    assert "&lt;script&gt;alert(1)" in page
    assert len(re.findall("<script", page)) == 2  # the rows as data, and the script
    assert re.search(r"script-src (&#39;|')sha256-", page)
    assert not re.search("https?://", page)


def test_the_limit_is_said(records_path: Path) -> None:
    assert "2 of 5 rows shown" in run(records_path, "--to", "terminal", "--limit", "2")


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
