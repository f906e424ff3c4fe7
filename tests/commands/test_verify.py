"""`quotes verify` and `quotes report --verdicts`, as a user calls them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import Result
from support.desk import reject, write_records
from support.quotations import BRIEFING, make_quotation
from typer.testing import CliRunner

from quotes.cli import app

EXACT = make_quotation("a troubling escalation of Russian military activities")
ALTERED = make_quotation("We will accept the three violations of Turkish airspace")
ABSENT = make_quotation("Nobody came to the funeral of the queen in March")
INDIRECT = make_quotation("NATO was able to defend all of the allies", quote_type="indirect")
RECORDS = [EXACT, ALTERED, ABSENT, INDIRECT]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with records and with the texts to check them against."""
    monkeypatch.chdir(tmp_path)
    write_records(tmp_path / "quotes.jsonl", RECORDS)
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "briefing.txt").write_text(BRIEFING.text, "utf-8")
    return tmp_path


def run(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(app, ["verify", *arguments], input=stdin, env={"COLUMNS": "80", "NO_COLOR": "1"})


def verdicts(result: Result) -> list[str]:
    return [json.loads(line)["verdict"] for line in result.stdout.splitlines()]


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        pytest.param(["quotes.jsonl"], "Missing option '--against'", id="nothing to check against"),
        pytest.param(["none.jsonl", "--against", "texts"], "none.jsonl: no such file", id="no records"),
        pytest.param(["quotes.jsonl", "--against", "none"], "none: no text to check against", id="no such texts"),
        pytest.param(["quotes.jsonl", "--against", "quotes.jsonl"], "no text to check against", id="records as texts"),
        pytest.param(["-", "--against", "-"], "cannot be both", id="the standard input twice"),
        pytest.param(["quotes.jsonl", "--against", "texts", "--only", "wrong"], "'wrong' is not one of", id="verdict"),
        pytest.param(["quotes.jsonl", "--against", "texts", "-o", "a.pdf"], ".pdf is not a format", id="suffix"),
        pytest.param(["quotes.jsonl", "--against", "texts", "-o", "no/a.csv"], "cannot be written", id="no folder"),
    ],
)
def test_wrong_usage(arguments: list[str], reason: str) -> None:
    result = run(*arguments)

    assert result.exit_code == 2
    assert reason in result.stderr
    assert result.stdout == ""


def test_text_that_cannot_be_read_is_named_and_the_others_are_used(folder: Path) -> None:
    (folder / "texts" / "bad.txt").write_bytes(b"\x00\x01")
    result = run("quotes.jsonl", "--against", "texts")

    assert result.exit_code == 1
    assert "bad.txt: binary, not text" in result.stderr
    assert verdicts(result) == ["exact", "altered", "not found"]


@pytest.mark.usefixtures("folder")
def test_indirect_speech_is_left_out_and_told_unless_wanted() -> None:
    result = run("quotes.jsonl", "--against", "texts")
    with_indirect = run("quotes.jsonl", "--against", "texts", "--all")

    assert (result.exit_code, verdicts(result)) == (0, ["exact", "altered", "not found"])
    assert "1 record without quoted words is left out; --all checks it" in result.stderr
    assert verdicts(with_indirect) == ["exact", "altered", "not found", "paraphrased"]
    assert with_indirect.stderr == ""


@pytest.mark.usefixtures("folder")
def test_lines_have_passage_and_differences() -> None:
    line = json.loads(run("quotes.jsonl", "--against", "texts", "--only", "altered").stdout)

    assert (line["record"], line["speaker"]) == (ALTERED.id, "Jens Stoltenberg")
    passage = line["passage"]
    assert passage["text"] == BRIEFING.text[passage["start"] : passage["end"]]
    assert (passage["path"], passage["label"]) == ("texts/briefing.txt", "JENS STOLTENBERG")
    (difference,) = line["differences"]
    assert (difference["kind"], difference["about"], difference["marked"]) == ("left_out", "negation", False)
    assert difference["quoted"]["text"] == ""
    assert difference["source"]["text"] == "not"


def test_table_marks_what_differs_and_fits_the_terminal(folder: Path) -> None:
    result = run("quotes.jsonl", "--against", "texts", "--format", "table")
    lines = result.stdout.splitlines()

    assert max(map(len, lines)) <= 80
    assert "We will‹not› accept the three violations" in result.stdout
    assert "3 quotations: 1 exact, 0 elided, 1 altered, 0 paraphrased, 1 not found" in lines
    assert "altered: words, a number or a negation differ." in lines
    assert "\x1b" not in result.stdout


def test_csv_is_safe_for_spreadsheets(folder: Path) -> None:
    write_records(folder / "evil.jsonl", [make_quotation("=1+1 a troubling escalation of Russian activities")])
    result = run("evil.jsonl", "--against", "texts", "--format", "csv")
    (row,) = csv.DictReader(io.StringIO(result.stdout))

    assert row["quotation"].startswith("'=1+1")
    assert run("quotes.jsonl", "--against", "texts", "-o", "v.csv").exit_code == 0
    assert (folder / "v.csv").read_bytes().startswith(b"\xef\xbb\xbfverdict,score,")


def test_standard_input_is_records_or_text(folder: Path) -> None:
    records = (folder / "quotes.jsonl").read_text("utf-8")

    assert verdicts(run("-", "--against", "texts", stdin=records)) == ["exact", "altered", "not found"]
    assert verdicts(run("quotes.jsonl", "--against", "-", stdin=BRIEFING.text)) == ["exact", "altered", "not found"]


def test_own_article_among_the_texts_is_told(folder: Path) -> None:
    (folder / "texts" / "story.txt").write_text(ABSENT.context.text, "utf-8")
    result = run("quotes.jsonl", "--against", "texts")

    assert verdicts(result) == ["exact", "altered", "not found"]
    assert "1 of 2 texts is the article of a record" in result.stderr
    assert verdicts(run("quotes.jsonl", "--against", "texts", "--own")) == ["exact", "altered", "exact"]


def test_rejected_and_unselected_records_are_not_checked(folder: Path) -> None:
    write_records(folder / "quotes.jsonl", [reject(EXACT), ALTERED, ABSENT.model_copy(update={"confidence": 0.2})])
    result = run("quotes.jsonl", "--against", "texts", "--min-confidence", "0.5")

    assert verdicts(result) == ["altered"]
    assert "1 record below confidence 0.5 is left out" in result.stderr


def test_captions_are_checked_against(folder: Path) -> None:
    captions = (
        "1\n00:00:01,000 --> 00:00:03,000\n>> STOLTENBERG: WE HAVE SEEN A TROUBLING\n\n"
        "2\n00:00:03,000 --> 00:00:05,000\nESCALATION OF RUSSIAN MILITARY ACTIVITIES.\n"
    )
    (folder / "hearing.srt").write_text(captions, "utf-8")
    line = json.loads(run("quotes.jsonl", "--against", "hearing.srt", "--only", "exact").stdout)

    assert line["passage"]["label"] == "STOLTENBERG"
    assert line["passage"]["text"] == "A TROUBLING ESCALATION OF RUSSIAN MILITARY ACTIVITIES"


def report(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["report", *arguments])


def test_report_marks_the_verdicts(folder: Path) -> None:
    (folder / "story.txt").write_text(ALTERED.context.text, "utf-8")
    write_records(folder / "story.jsonl", [ALTERED])
    run("story.jsonl", "--against", "texts", "-o", "verdicts.jsonl")
    result = report("story.jsonl", "--verdicts", "verdicts.jsonl", "-o", "story.html")
    page = (folder / "story.html").read_text("utf-8")

    assert result.exit_code == 0, result.stderr
    assert '<span class="verdict w-altered">≠ altered</span>' in page
    assert "We will<span" in page.replace("\n", "")
    assert "JENS STOLTENBERG" in page
    assert report("story.jsonl", "-o", "plain.html").exit_code == 0
    assert "w-altered" not in (folder / "plain.html").read_text("utf-8").split("</style>")[1]


@pytest.mark.parametrize(
    ("verdict", "reason"),
    [
        pytest.param("", "no verdict on these records", id="none"),
        pytest.param("{}", "verdicts.jsonl:1: not a verdict (record: Field required)", id="another object"),
        pytest.param("[", "verdicts.jsonl:1: not a verdict", id="damaged"),
    ],
)
def test_report_refuses_verdicts_that_are_none(verdict: str, reason: str, folder: Path) -> None:
    write_records(folder / "story.jsonl", [ALTERED])
    (folder / "verdicts.jsonl").write_text(verdict, "utf-8")
    result = report("story.jsonl", "--verdicts", "verdicts.jsonl", "-o", "story.html")

    assert result.exit_code == 2
    assert reason in result.stderr
    assert not (folder / "story.html").exists()


def test_hostile_words_are_text_on_the_page(folder: Path) -> None:
    hostile = "a troubling <script>alert(1)</script> escalation of Russian military activities"
    write_records(folder / "evil.jsonl", [make_quotation(hostile)])
    (folder / "texts" / "briefing.txt").write_text(
        f"<b onload=alert(2)>: {hostile.replace('military', '<img src=x>')}\n\n\x1b[31mLEE: No.\n", "utf-8"
    )
    run("evil.jsonl", "--against", "texts", "-o", "evil.verdicts.jsonl")
    report("evil.jsonl", "--verdicts", "evil.verdicts.jsonl", "-o", "evil.html")
    page = (folder / "evil.html").read_text("utf-8")

    assert "w-altered" in page
    assert "<img" not in page
    assert "<script>alert" not in page
    assert "&lt;img src=x&gt;" in page


@pytest.mark.parametrize("name", ["quotes.jsonl", "./quotes.jsonl", "texts/briefing.txt"])
def test_what_is_read_is_not_replaced_by_the_verdicts(name: str, folder: Path) -> None:
    before = (folder / name).read_bytes()
    result = run("quotes.jsonl", "--against", "texts/briefing.txt", "-o", name, "--format", "jsonl")

    assert result.exit_code == 2
    assert "would be replaced; name another file" in result.stderr
    assert (folder / name).read_bytes() == before
