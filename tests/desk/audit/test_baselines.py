"""Several baselines side by side, links to reports, whole tables, and the summary in words."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from support.desk import make_records, write_records
from support.said import said, write
from typer.testing import CliRunner

from quotes.cli import app


def run(*arguments: object) -> str:
    result = CliRunner().invoke(app, ["audit", *map(str, arguments)])
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.fixture
def other(tmp_path: Path) -> Path:
    records = [
        said(1, "Vladimir Putin"),
        said(1, "poll", nature="document"),
        said(1, "x").model_copy(update={"speaker": None}),
    ]
    return write(tmp_path / "other.jsonl", *records)


def test_each_baseline_has_columns_of_its_own(records_path: Path, other: Path, tmp_path: Path) -> None:
    page, folder = tmp_path / "audit.html", tmp_path / "csv"
    run(records_path, "--baseline", other, "--baseline", f"Last year={records_path}", "-o", page, "--csv", folder)

    text = page.read_text("utf-8")
    assert "Against other: " in text
    assert "Against Last year: no share differs" in text
    assert '<th scope="col" class="number">other</th><th scope="col" class="number">difference</th>' in text
    with (folder / "nature.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = {row["nature"]: row for row in csv.DictReader(stream)}
    assert (rows["named_person"]["share, other"], rows["named_person"]["share, Last year"]) == ("66.7", "80")
    assert (rows["document"]["records"], rows["document"]["share, other"]) == ("0", "33.3")


def test_the_summary_is_in_words(records_path: Path, other: Path) -> None:
    text = " ".join(run(records_path, "--baseline", other).split())

    assert "5 attributions in 2 articles, by 4 speakers;" in text
    assert "Half of the attributions go to 2 of 4 speakers. The most quoted is Jens Stoltenberg, with 40.0 %." in text
    assert (
        "20.0 % come from anonymous persons: of these 1, 1 asked not to be named, and for 1 the text gives a reason."
        in text
    )
    assert "Of 1 speaker with a full name, 1 is not in it." in text


def test_every_row_is_in_the_files(tmp_path: Path) -> None:
    path = write(tmp_path / "quotes.jsonl", *(said(number, "Putin") for number in range(40)))
    run(path, "--csv", tmp_path / "csv", "-o", tmp_path / "audit.html")

    assert len((tmp_path / "csv" / "most-quoted.csv").read_text("utf-8").splitlines()) == 41
    assert "The first 25 of 40; --csv FOLDER writes all." in (tmp_path / "audit.html").read_text("utf-8")


def test_articles_lead_to_their_reports(tmp_path: Path) -> None:
    path = write_records(tmp_path / "quotes.jsonl", make_records())
    reports = tmp_path / "pages" / "reports"
    CliRunner().invoke(app, ["report", str(path), "-o", str(tmp_path / "pages")])
    (tmp_path / "pages").rename(tmp_path / "the reports")
    run(path, "-o", tmp_path / "audit.html", "--reports", tmp_path / "the reports")

    names = [page.name for page in (tmp_path / "the reports").glob("*.html") if page.stem != "index"]
    text = (tmp_path / "audit.html").read_text("utf-8")
    assert names
    assert all(f'"report":"the%20reports/{name}"' in text for name in names)
    result = CliRunner().invoke(app, ["audit", str(path), "--reports", str(reports)])
    assert (result.exit_code, "no such folder; write it with 'quotes report" in result.stderr) == (2, True)


def test_only_addresses_of_the_web_are_followed(records_path: Path, tmp_path: Path) -> None:
    run(records_path, "-o", tmp_path / "audit.html")

    assert "isWeb(article.url)" in (tmp_path / "audit.html").read_text("utf-8")


def test_terms_are_explained_and_the_contents_lead_to_them(records_path: Path, tmp_path: Path) -> None:
    import re

    run(records_path, "-o", tmp_path / "audit.html")
    text = (tmp_path / "audit.html").read_text("utf-8")
    targets = re.findall(r'<a href="#([a-z-]+)">', text)

    assert "terms" in targets
    assert "most-quoted" in targets
    assert [target for target in targets if f'id="{target}"' not in text] == []
    assert "<dt>anonymous person</dt>" in text
