"""`quotes audit`: figures that can be counted by hand, and numbers that lead to their records."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest
from support.desk import make_records, write_records
from typer.testing import CliRunner

from quotes.cli import app
from quotes.desk.audit.charts import draw_spread
from quotes.desk.audit.figures import Figures, audit, find_records
from quotes.desk.tables.store import open_corpus


@pytest.fixture
def figures(records_path: Path) -> Figures:
    with open_corpus([str(records_path)]) as corpus:
        return audit(corpus)


def values(figures: Figures, name: str) -> dict[object, dict[str, object]]:
    answer = figures.answers[name]
    names = [figure.name for figure in answer.question.figures]
    return {keys[0]: dict(zip(names, (cell.value for cell in cells), strict=True)) for keys, cells in answer.rows}


def test_the_overview_counts(figures: Figures) -> None:
    assert {name: cell.value for name, cell in figures.overview.items()} == {
        "articles": 2,
        "speakers": 4,
        "attributions": 5,
        "direct or mixed": 1,
        "from anonymous persons": 1,
        "from groups, institutions, spokespeople": 0,
        "without a speaker": 0,
        "with a distancing verb": 1,
        "attributions per article (median)": 2.5,
        "different speakers per article (median)": 2.0,
    }


def test_shares_add_up_to_the_whole(figures: Figures) -> None:
    for name in ("nature", "sector", "quote-type", "verb-class", "anonymity", "pronouns", "recurrence"):
        shares = [row["share"] for row in values(figures, name).values()]
        assert sum(shares) == pytest.approx(100, abs=0.3)  # type: ignore[arg-type]


def test_the_reason_for_anonymity_is_looked_for(figures: Figures) -> None:
    requested = values(figures, "anonymity")["requested"]

    assert (requested["records"], requested["reason given"], requested["reason missing"]) == (1, 1, 0)


def test_articles_of_one_speaker_need_two_attributions(tmp_path: Path) -> None:
    one, two = make_records()[:2]
    lonely = make_records()[4]
    with open_corpus([str(write_records(tmp_path / "r.jsonl", [one, two, lonely]))]) as corpus:
        results = audit(corpus).answers["single-source"]

    assert [keys[2] for keys, _ in results.rows] == ["Jens Stoltenberg"]


def test_main_claims_on_unnamed_sources(tmp_path: Path) -> None:
    records = make_records()[:4]
    unnamed = records[3].source_type
    mostly = [record.model_copy(update={"source_type": unnamed}) for record in records[:2]] + records[2:]
    with open_corpus([str(write_records(tmp_path / "r.jsonl", mostly))]) as corpus:
        ((_, cells),) = audit(corpus).answers["unnamed-lead"].rows
    with open_corpus([str(write_records(tmp_path / "named.jsonl", records))]) as corpus:
        named = audit(corpus).answers["unnamed-lead"].rows

    assert [cell.value for cell in cells] == [2, 2, 4]
    assert named == []


def test_who_claims_and_who_says_needs_enough_cues(tmp_path: Path) -> None:
    says, claims = make_records()[0], make_records()[2]
    many = [says] * 4 + [claims.model_copy(update={"speaker": says.speaker})]
    with open_corpus([str(write_records(tmp_path / "r.jsonl", many))]) as corpus:
        enough = values(audit(corpus), "distancing")
    with open_corpus([str(write_records(tmp_path / "few.jsonl", many[1:]))]) as corpus:
        few = values(audit(corpus), "distancing")

    assert enough["Jens Stoltenberg"]["distancing share"] == 20.0
    assert enough["Jens Stoltenberg"]["by"] == "claim (1)"
    assert few == {}


def test_every_count_leads_to_as_many_records(records_path: Path) -> None:
    with open_corpus([str(records_path)]) as corpus:
        figures = audit(corpus)
        for answer in figures.answers.values():
            for _, cells in answer.rows:
                for cell, figure in zip(cells, answer.question.figures, strict=True):
                    if figure.where is not None:
                        assert len(cell.records) == cell.value
        listed = figures.answers["anonymity"].rows[0][1][0].records
        assert [record["said"] for record in find_records(corpus, listed).values()] == ["Turkey protested"]


@pytest.mark.slow
def test_the_page_is_one_file_with_a_chart_and_linked_numbers(records_path: Path, tmp_path: Path) -> None:
    out = tmp_path / "audit.html"
    result = CliRunner().invoke(
        app,
        ["audit", str(records_path), "-o", str(out), "--csv", str(tmp_path / "csv"), "--baseline", str(records_path)],
    )
    assert result.exit_code == 0, result.output
    page = out.read_text(encoding="utf-8")

    assert page.count('<svg class="chart" role="img"') >= 6
    assert not re.search(r"(?:src|href)=\"(?!#|data:,)", page)
    assert "+0.0" in page  # the same corpus: no difference
    data = json.loads(re.search(r'id="data">(.*?)</script>', page, re.S).group(1))  # type: ignore[union-attr]
    for number in re.findall(r'data-list="(\d+)"', page):
        rows, _ = data["lists"][int(number)]
        assert {data["records"][str(row)]["place"] for row in rows} <= set(data["articles"])
    assert {"overview", "spread", "concentration", "time"} < {path.stem for path in (tmp_path / "csv").iterdir()}
    with (tmp_path / "csv" / "nature.csv").open(encoding="utf-8-sig", newline="") as stream:
        assert [row["records"] for row in csv.DictReader(stream)] == ["4", "1"]


def test_every_number_of_attributions_has_a_bar_of_its_own() -> None:
    spread = [("attributions", 4, 1), ("attributions", 5, 3), ("attributions", 6, 2)]
    drawing = draw_spread(Figures(31, 0, {}, spread, {}), "attributions")

    assert re.findall(r'<rect class="bar"[^>]*><title>([^<]+)</title>', drawing) == [
        "4: 1 article",
        "5: 3 articles",
        "6: 2 articles",
    ]
    assert re.findall(r"<text[^>]*>(\d+)</text>", drawing) == ["0", "1", "2", "3", "4", "5", "6"]


def test_what_a_chart_shows_is_in_its_description() -> None:
    spread = [("sources", 2, 3), ("sources", 45, 1)]
    drawing = draw_spread(Figures(9, 0, {}, spread, {}), "sources")

    assert '<svg class="chart" role="img" aria-labelledby="spread-sources-title spread-sources-desc"' in drawing
    assert '<desc id="spread-sources-desc">2–3: 3 articles; 44–45: 1 article</desc>' in drawing


def test_one_article_is_no_distribution() -> None:
    assert draw_spread(Figures(5, 0, {}, [("sources", 5, 1)], {}), "sources") == ""


def test_no_record_ends_the_script_that_holds_it(tmp_path: Path) -> None:
    record = make_records()[0]
    evil = record.content[0].model_copy(update={"text": "</script><script>alert(1)</script><!--"})
    path = write_records(tmp_path / "evil.jsonl", [record.model_copy(update={"content": (evil,)})])
    result = CliRunner().invoke(app, ["audit", str(path), "-o", str(tmp_path / "a.html")])
    page = (tmp_path / "a.html").read_text(encoding="utf-8")

    assert result.exit_code == 0, result.output
    assert "<script>alert" not in page
    assert page.count("<script") == 2


def test_the_terminal_fits_80_columns_and_no_records_are_said(records_path: Path, tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["audit", str(records_path)], env={"COLUMNS": "80"})
    assert result.exit_code == 0
    assert max(map(len, result.stdout.splitlines())) <= 80
    assert "Main claims" not in result.stdout
    assert re.search(r"^ outlet .* distancing *$", result.stdout, re.M)

    (tmp_path / "none.jsonl").write_text("", encoding="utf-8")
    empty = CliRunner().invoke(app, ["audit", str(tmp_path / "none.jsonl"), "-o", str(tmp_path / "none.html")])
    assert empty.exit_code == 0, empty.output
    assert "no records" in (tmp_path / "none.html").read_text(encoding="utf-8")
