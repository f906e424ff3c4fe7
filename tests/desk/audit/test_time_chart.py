"""Months have their true place, a gap breaks the line, and a month with few attributions is hollow."""

from __future__ import annotations

import re
from pathlib import Path

from support.said import said, write

from quotes.desk.audit.figures import audit
from quotes.desk.audit.time_chart import draw_time
from quotes.desk.tables.store import open_corpus


def draw(tmp_path: Path, **attributions: int) -> str:
    records = []
    for number, (month, size) in enumerate(attributions.items()):
        record = said(number, "Vladimir Putin")
        published = month.removeprefix("m").replace("_", "-")
        info = record.article.model_copy(update={"published": published})
        records += [record.model_copy(update={"article": info})] * size
    with open_corpus([str(write(tmp_path / "quotes.jsonl", *records))]) as corpus:
        return draw_time(audit(corpus).answers["time"])


def test_one_month_is_no_line(tmp_path: Path) -> None:
    assert draw(tmp_path, m2015_10=30) == ""


def test_a_gap_is_a_gap(tmp_path: Path) -> None:
    drawing = draw(tmp_path, m2015_01=30, m2015_02=30, m2015_11=30, m2015_12=3)
    places = re.findall(r'<circle class="(bar|hollow) " cx="([\d.]+)%"', drawing)

    assert places == [("bar", "0.0"), ("bar", "9.09"), ("bar", "90.91"), ("hollow", "100.0")]
    assert len(re.findall(r'<polyline class="line "', drawing)) == 2
    assert "2015-12: 0.0 % from anonymous persons, of 3 attributions" in drawing
