"""The audit as a page in one file, and as CSV files, one per table."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from markupsafe import Markup

from quotes.desk.audit.charts import TIME_LINES, draw_bars, draw_spread, draw_time
from quotes.desk.audit.figures import Answer, Cell, Figures, find_records
from quotes.desk.pages.render import render
from quotes.desk.tables.cells import csv_cell, show
from quotes.desk.tables.store import Corpus

# Questions with few fixed groups, whose shares can be compared with a baseline.
COMPARED = ("nature", "sector", "quote-type", "verb-class", "anonymity")


@dataclass(frozen=True)
class Section:
    """A question on the page: its chart, and its table with the shares of a baseline."""

    answer: Answer
    chart: Markup
    baseline: dict[tuple[Any, ...], float] | None  # the share of each group there

    @property
    def code(self) -> bool:
        """True if its keys are labels of the record."""
        return self.answer.question.name in COMPARED


class Links:
    """The lists of records that the numbers link to, each stored once."""

    def __init__(self) -> None:
        self.lists: dict[tuple[int, ...], int] = {}

    def __call__(self, cell: Cell) -> int | None:
        """The number of the list of a cell; None if it has no link."""
        if not cell.records or not cell.value:
            return None
        return self.lists.setdefault(cell.records, len(self.lists))


def write_page(corpus: Corpus, figures: Figures, baseline: Figures | None, stream: TextIO, *, title: str) -> None:
    """Write the page."""
    links = Links()
    sections = []
    for name, answer in figures.answers.items():
        other = baseline.answers[name] if baseline and name in COMPARED else None
        sections.append(Section(answer, _chart(name, answer, other), _shares(other)))
    values = {
        "title": title,
        "figures": figures,
        "sections": sections,
        "baseline": baseline,
        "show": show,
        "spreads": [draw_spread(figures, name) for name in ("attributions", "sources")] if figures.records else [],
        "lines": [words for words, _ in TIME_LINES],
        "paths": corpus.paths,
        "link": links,
        "share": _share,
    }
    body = Markup(render("audit_body.html", **values))
    rows = {row for numbers in links.lists for row in numbers}
    stream.write(
        render(
            "audit.html",
            title=title,
            body=body,
            lists=list(links.lists),
            records=find_records(corpus, rows),
        )
    )


def write_tables(figures: Figures, folder: Path) -> list[Path]:
    """Write every table as CSV into a folder; returns the files."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, answer in figures.answers.items():
        head = [key for key, _ in answer.question.keys] + [figure.name for figure in answer.question.figures]
        rows = [[*keys, *(cell.value for cell in cells)] for keys, cells in answer.rows]
        written.append(_write_csv(folder / f"{name}.csv", head, rows))
    overview = [[name, cell.value] for name, cell in figures.overview.items()]
    written.append(_write_csv(folder / "overview.csv", ["figure", "value"], overview))
    spread = [list(row) for row in figures.spread]
    written.append(_write_csv(folder / "spread.csv", ["what", "in an article", "articles"], spread))
    return written


def _write_csv(path: Path, head: list[str], rows: list[list[Any]]) -> Path:
    with path.open("w", encoding="utf-8", newline="", errors="surrogatepass") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(head)
        for row in rows:
            writer.writerow([csv_cell(cell) for cell in row])
    return path


def _chart(name: str, answer: Answer, baseline: Answer | None) -> Markup:
    if name == "time":
        return draw_time(answer)
    if answer.question.chart is None or len(answer.rows) < 2:
        return Markup("")
    return draw_bars(answer, baseline)


def _shares(answer: Answer | None) -> dict[tuple[Any, ...], float] | None:
    if answer is None:
        return None
    place = [figure.name for figure in answer.question.figures].index("share")
    return {keys: cells[place].value for keys, cells in answer.rows}


def _share(figures: Figures, name: str) -> float | None:
    """The overview's figure in per cent of the attributions."""
    part = figures.overview[name]
    return 100 * part.value / figures.records if figures.records and part.kind == "count" else None
