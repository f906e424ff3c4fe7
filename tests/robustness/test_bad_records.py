"""Records that others made: every command refuses the same bad ones in one line, and shows the good ones safely.

`QUOTES_BAD_RECORDS=100000 pytest tests/robustness/test_bad_records.py` makes a hundred thousand of them.
"""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from support.bad_records import bad_lines, make_hostile_records, make_lines
from support.desk import FIRST, make_records, write_records
from support.memory import measure_children
from typer.testing import CliRunner, Result

from quotes.cli import app
from quotes.errors import ReadError
from quotes.formats.records.jsonl import dump
from quotes.formats.records.read import parse_record
from quotes.formats.registry import EXPORTABLE

COUNT = int(os.environ.get("QUOTES_BAD_RECORDS", "300"))
MAX_MEMORY = 2_000_000  # kB of each process
IN, OUT = "IN.jsonl", "OUT"
COMMANDS = {
    "table": ["table", IN],
    "table by speaker": ["table", IN, "--by", "speaker"],
    "speakers": ["speakers", IN],
    "audit": ["audit", IN],
    "audit as a page": ["audit", IN, "-o", OUT],
    "report": ["report", IN, "-o", f"{OUT}/"],
    "review --apply": ["review", IN, "--journal", "journal.db", "--apply"],
    "claims": ["claims", IN],
    "compare": ["compare", IN, IN],
    "evaluate": ["evaluate", IN, IN],
    "explain": ["explain", IN, "--id", "f"],
    "export": ["export", IN, "--to", "csv"],
}
TABLES = {
    "table": ["table", IN, "--to", "csv"],
    "table by speaker": ["table", IN, "--by", "speaker", "--to", "csv"],
    "table by article": ["table", IN, "--by", "article", "--to", "csv"],
    "table by publisher": ["table", IN, "--by", "publisher", "--to", "csv"],
    "speakers": ["speakers", IN, "--to", "csv"],
    "export": ["export", IN, "--to", "csv"],
}
PAGES = {
    "audit": ["audit", IN, "-o", OUT],
    "table": ["table", IN, "--to", "html"],
    "table by speaker": ["table", IN, "--by", "speaker", "--to", "html"],
    "report": ["report", IN, "-o", f"{OUT}/"],
    "evaluate": ["evaluate", IN, IN, "--report", OUT],
}


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("journal.db").touch()


def run(arguments: list[str]) -> Result:
    return CliRunner().invoke(app, arguments)


@pytest.mark.slow
@pytest.mark.parametrize("line", [pytest.param(line, id=name) for name, line in bad_lines().items()])
@pytest.mark.parametrize("command", [pytest.param(arguments, id=name) for name, arguments in COMMANDS.items()])
def test_no_command_takes_a_bad_record(command: list[str], line: str) -> None:
    good = make_records()[0].model_dump_json()
    Path(IN).write_text(f"{good}\n{line}\n", encoding="utf-8")
    result = run(command)

    assert result.exit_code == 2
    assert result.stderr.startswith(f"quotes: {IN}:2: ")
    assert result.stderr.count("\n") == 1
    assert len(result.stderr) < 1000
    assert "Traceback" not in result.stderr


@pytest.mark.slow
@pytest.mark.parametrize("command", [pytest.param(arguments, id=name) for name, arguments in TABLES.items()])
def test_no_cell_of_csv_is_a_formula_and_no_row_is_broken(command: list[str]) -> None:
    write_records(Path(IN), make_hostile_records())
    result = run(command)
    rows = list(csv.reader(io.StringIO(result.stdout, newline="")))

    assert result.exit_code == 0, result.stderr
    check_rows(rows)


def check_rows(rows: list[list[str]]) -> None:
    assert len(rows) > 1
    assert {len(row) for row in rows} == {len(rows[0])}
    assert [cell for row in rows for cell in row if "\r" in cell] == []
    assert [cell for row in rows for cell in row if cell.strip(" \t\r\n\x00\x1b")[:1] in tuple("=+-@＝＋－＠")] == []


def test_no_table_of_an_audit_is_a_formula() -> None:
    write_records(Path(IN), make_hostile_records())
    assert run(["audit", IN, "--csv", OUT]).exit_code == 0
    files = sorted(Path(OUT).glob("*.csv"))
    assert len(files) > 5
    for path in files:
        rows = list(csv.reader(io.StringIO(path.read_text("utf-8"), newline="")))
        if len(rows) > 1:
            check_rows(rows)


@pytest.mark.slow
@pytest.mark.parametrize("command", [pytest.param(arguments, id=name) for name, arguments in PAGES.items()])
def test_no_page_has_a_control_character_or_markup_of_a_record(command: list[str]) -> None:
    write_records(Path(IN), make_hostile_records())
    result = run(command)
    written = Path(OUT)
    files = written.rglob("*.html") if written.is_dir() else filter(Path.exists, [written])
    pages = [path.read_text("utf-8") for path in files]
    pages = pages or [result.stdout]

    assert result.exit_code == 0, result.stderr
    for page in pages:
        assert "<html" in page
        assert [char for char in page if (ord(char) < 32 and char not in "\t\n\r\f") or "\x7f" <= char < "\xa0"] == []
        assert "<img" not in page


@pytest.mark.slow
@pytest.mark.parametrize(
    "command",
    [pytest.param(arguments, id=name) for name, arguments in COMMANDS.items() if name != "explain"],
)
def test_hostile_strings_are_taken_by_every_command(command: list[str]) -> None:
    write_records(Path(IN), make_hostile_records())
    result = run(command)

    assert result.exit_code == 0, result.stderr
    assert "\x1b" not in result.stdout or command[0] in ("export", "table")  # CSV, as the article has it


@pytest.mark.parametrize("form", EXPORTABLE)
def test_long_ids_and_hostile_strings_are_exported(form: str) -> None:
    records = make_hostile_records()
    write_records(Path(IN), records)
    result = run(["export", IN, "--to", form, "-o", OUT])

    assert result.exit_code in (0, 1), result.stderr  # 1: the text of an article is needed, and not at hand
    assert "Traceback" not in result.stderr
    assert result.exception is None or isinstance(result.exception, SystemExit)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="a device that is always full, and a limit on files")
@pytest.mark.parametrize(
    "command",
    [pytest.param(arguments, id=name) for name, arguments in COMMANDS.items() if OUT not in " ".join(arguments)],
)
def test_a_full_output_is_told_in_one_line(command: list[str]) -> None:
    record = make_records()[0]
    write_records(Path(IN), [record])
    if command[0] == "explain":
        command = [*command[:-1], record.id]
    quotes = str(Path(sys.executable).with_name("quotes"))
    shell = ["bash", "-c", 'exec "$0" "$@" > /dev/full', quotes, *command]
    result = subprocess.run(shell, capture_output=True, text=True, timeout=120, check=False)
    assert result.returncode == 2
    assert "cannot be written" in result.stderr.splitlines()[-1]
    assert "Traceback" not in result.stderr


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="a limit on the size of files")
@pytest.mark.parametrize("form", ["brat", "docbin", "citron", "csv", "parquet"])
def test_an_export_to_a_full_disk_is_told_in_one_line(form: str) -> None:
    Path("first.txt").write_bytes(FIRST.encode("utf-8"))
    write_records(Path(IN), make_records()[:1])
    quotes = str(Path(sys.executable).with_name("quotes"))
    shell = ["bash", "-c", 'ulimit -f 0; exec "$0" "$@"', quotes, "export", IN, "--to", form, "-o", OUT]
    # a measurement of coverage would write a separate file, which is also refused
    bare = {key: value for key, value in os.environ.items() if not key.startswith("COVERAGE_")}
    result = subprocess.run(shell, capture_output=True, text=True, timeout=120, check=False, env=bare)

    assert result.returncode == 2
    assert "cannot be written" in result.stderr.splitlines()[-1]
    assert "Traceback" not in result.stderr
    assert sorted(path.name for path in Path().iterdir()) == sorted(["first.txt", IN, "journal.db"])


def test_file_names_of_exports_fit_a_file_system() -> None:
    from quotes.formats.interchange.annotated import file_stems, group_by_article

    stems = [stem for stem, _ in file_stems(group_by_article(make_hostile_records()))]
    assert len(set(stems)) == len(stems)
    assert max(len(stem.encode("utf-8")) for stem in stems) < 200


@pytest.mark.slow
@pytest.mark.parametrize("command", [pytest.param(arguments, id=name) for name, arguments in COMMANDS.items()])
def test_halves_of_characters_poison_no_command(command: list[str]) -> None:
    record = make_records()[0]
    half = record.model_copy(
        update={
            "article": record.article.model_copy(update={"id": "caf\udce9", "source_path": "caf\udce9.txt"}),
            "source": record.source and record.source.model_copy(update={"text": "a\ud800b"}),
        }
    )
    Path(IN).write_text(dump(half) + "\n" + dump(record) + "\n", encoding="utf-8")
    result = run([*command[:-1], record.id] if command[0] == "explain" else command)

    assert result.exit_code == 0, result.stderr
    result.stdout.encode("utf-8")


def test_a_whole_character_in_halves_stays_one() -> None:
    line = dump(make_records()[0]).replace("2015-10-08", r"\ud83d\ude00\\ud83d\ud83d").encode()
    record, whole = parse_record(line, "a.jsonl:1")
    assert record.article.published == "😀\\ud83d\ufffd"
    assert parse_record(whole, "a.jsonl:1")[0] == record


@pytest.mark.slow
def test_hostile_lines() -> None:
    before = measure_children()
    kept = refused = 0
    start = time.monotonic()
    with Path(IN).open("wb") as stream:
        for number, line in enumerate(make_lines(COUNT), start=1):
            try:
                _, whole = parse_record(line, f"{IN}:{number}")
            except ReadError as error:
                refused += str(error).startswith(f"{IN}:{number}: ")
            else:
                stream.write(whole + b"\n")
                kept += 1
    taken = time.monotonic() - start
    assert kept > COUNT // 20
    assert refused == COUNT - kept > COUNT // 20
    quotes = str(Path(sys.executable).with_name("quotes"))
    commands = (["table", IN, "--to", "csv"], ["claims", IN], ["audit", IN, "-o", OUT], ["export", IN, "--to", "csv"])
    for arguments in commands:
        begin = time.monotonic()
        result = subprocess.run([quotes, *arguments], capture_output=True, timeout=60 + COUNT / 100, check=False)
        print(f"{arguments[0]}: {kept} of {COUNT} lines, {time.monotonic() - begin:.0f} s")
        assert result.returncode == 0, result.stderr[-2000:]
        assert b"Traceback" not in result.stderr
    most = measure_children()
    assert most <= max(before, MAX_MEMORY)  # larger commands of other tests, which ended before, do not count
    print(f"{COUNT} lines: {kept} are records, {refused} refused in {taken:.0f} s, {most / 1e6:.2f} GB at most")
