"""The audit as a page in one file: a summary in words, then each question with its chart and its table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from markupsafe import Markup

from quotes.desk.audit.audit_summary import share_of_attributions, summarize
from quotes.desk.audit.charts import MAX_BASELINES_DRAWN, draw_bars, draw_spread
from quotes.desk.audit.figures import Answer, Cell, Figures, find_articles, find_records
from quotes.desk.audit.terms import TERMS
from quotes.desk.audit.time_chart import TIME_LINES, draw_time
from quotes.desk.pages.render import render
from quotes.desk.tables.cells import show
from quotes.desk.tables.store import Corpus

Shares = dict[tuple[Any, ...], float]


@dataclass(frozen=True)
class Section:
    """A question on the page: its chart, and its table with the shares of each baseline."""

    answer: Answer
    chart: Markup
    baselines: dict[str, Shares]
    lacking: tuple[tuple[Any, ...], ...]  # groups of a baseline that are not here


class Links:
    """The lists of records that the numbers link to, each stored once."""

    def __init__(self) -> None:
        self.lists: dict[tuple[tuple[int, ...], str | None], int] = {}

    def __call__(self, cell: Cell) -> int | None:
        """The number of the list of a cell; None if it has no link."""
        if not cell.records or not cell.value:
            return None
        return self.lists.setdefault((cell.records, cell.ask), len(self.lists))


def write_page(
    corpus: Corpus,
    figures: Figures,
    baselines: Mapping[str, Figures],
    stream: TextIO,
    *,
    title: str,
    reports: Mapping[str, str] | None = None,
) -> None:
    """Write the page; `reports` are what `find_reports` gives."""
    links = Links()
    values = {
        "title": title,
        "figures": figures,
        "summary": summarize(figures, baselines) if figures.records else [],
        "parts": _make_parts(figures, baselines),
        "baselines": baselines,
        "colours": ("two", "three", "four")[: len(baselines)],
        "show": show,
        "spreads": [draw_spread(figures, name) for name in ("attributions", "sources")] if figures.records else [],
        "lines": [words for words, _ in TIME_LINES],
        "paths": corpus.paths,
        "link": links,
        "share": share_of_attributions,
        "terms": TERMS,
    }
    body = Markup(render("audit_body.html", **values))
    rows = {row for records, _ in links.lists for row in records}
    articles = find_articles(corpus, rows)
    for article in articles.values():
        article["report"] = (reports or {}).get(article.pop("sha256")[:16])
    lists = [[list(records), ask] for records, ask in links.lists]
    stream.write(
        render(
            "audit.html",
            title=title,
            body=body,
            lists=lists,
            records=find_records(corpus, rows),
            articles=articles,
        )
    )


def find_reports(folder: Path, page: Path | None) -> dict[str, str]:
    """The pages that `quotes report -o FOLDER` has written, by the 16 digits of the text's hash that begin their names.

    Addresses are relative to the folder of the audit's page.
    """
    import os
    from urllib.parse import quote

    start = Path() if page is None else page.parent
    return {
        path.stem[:16]: quote(os.path.relpath(path, start).replace(os.sep, "/"))
        for path in sorted(folder.glob("*.html"))
        if path.stem != "index"
    }


def _make_parts(figures: Figures, baselines: Mapping[str, Figures]) -> dict[str, list[Section]]:
    """The sections of each part of the page; questions that nothing answers are left out, but those on names."""
    parts: dict[str, list[Section]] = {}
    for part, names in figures.groups.items():
        sections = [_make_section(name, figures.answers[name], baselines) for name in names]
        parts[part] = [section for section in sections if section.answer.rows or part == "Sources without a name"]
    return parts


def _make_section(name: str, answer: Answer, baselines: Mapping[str, Figures]) -> Section:
    others = {
        label: other.answers[name]
        for label, other in baselines.items()
        if answer.question.compared and name in other.answers
    }
    shares = {label: _find_shares(other) for label, other in others.items()}
    here = {keys for keys, _ in answer.rows}
    lacking = dict.fromkeys(keys for other in shares.values() for keys in other if keys not in here)
    if name == "time":
        chart = draw_time(answer)
    elif answer.question.chart is None or len(answer.rows) < 2:
        chart = Markup("")
    else:
        chart = draw_bars(answer, list(others.values())[:MAX_BASELINES_DRAWN])
    return Section(answer, chart, shares, tuple(lacking))


def _find_shares(answer: Answer) -> Shares:
    place = [figure.name for figure in answer.question.figures].index("share")
    return {keys: cells[place].value for keys, cells in answer.rows}
