"""Shares over time as lines, on an axis where a month has its true place, and a gap without articles is a gap."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from markupsafe import Markup

from quotes.desk.audit.charts import MAX_MARKS, PLOT_HEIGHT, find_height, find_ticks, round_place
from quotes.desk.audit.figures import Answer
from quotes.desk.pages.render import render_macro

_MONTH = re.compile("[0-9]{4}(-(0[1-9]|1[0-2]))?")
MAX_MONTHS = 36  # a longer time is drawn by years
MIN_ATTRIBUTIONS = 20  # of a month: the share of fewer is drawn hollow, as chance moves it much
TIME_LINES = (("from anonymous persons", "anonymous"), ("with a distancing verb", "distancing"))  # words, figure


def draw_time(answer: Answer) -> Markup:
    """The shares of unnamed sources and distancing verbs by month, or by year where there are many months."""
    names = [figure.name for figure in answer.question.figures]
    monthly = len(answer.rows) <= MAX_MONTHS
    counts: dict[str, Counter[str]] = {}
    for (month,), cells in answer.rows:
        if not _MONTH.fullmatch(month or ""):  # an article may have any words for its date
            continue
        group = counts.setdefault(month if monthly else month[:4], Counter())
        group.update({name: cell.value for name, cell in zip(names, cells, strict=True) if cell.kind == "count"})
    if len(counts) < 2:
        return Markup("")
    shares = {
        words: {when: 100 * group[figure] / group["records"] for when, group in counts.items()}
        for words, figure in TIME_LINES
    }
    highest = max(max(values.values()) for values in shares.values()) or 1
    first, last = _month_number(min(counts)), _month_number(max(counts))
    xs = {when: round_place(100 * (_month_number(when) - first) / (last - first or 1)) for when in counts}
    step = 1 if monthly else 12
    lines: list[dict[str, Any]] = []
    for kind, (words, values) in zip(("", "two"), shares.items(), strict=True):
        dots = [
            {
                "x": xs[when],
                "y": find_height(share, highest),
                "hollow": counts[when]["records"] < MIN_ATTRIBUTIONS,
                "words": f"{when}: {share:.1f} % {words}, of {counts[when]['records']:,} attributions",
            }
            for when, share in values.items()
        ]
        months = [_month_number(when) for when in values]
        lines.append({"kind": kind, "dots": dots, "pieces": _join_neighbours(months, dots, step)})
    return render_macro(
        "charts.html",
        "lines",
        id="chart-time",
        title=answer.question.title,
        description="; ".join(str(dot["words"]) for line in lines for dot in line["dots"]),
        vertical="% of attributions",
        lines=lines,
        plot=PLOT_HEIGHT,
        ticks=find_ticks(highest, integers=False),
        marks=[{"x": xs[when], "words": when} for when in _thin_out(xs)],
    )


def _join_neighbours(months: list[int], dots: list[dict[str, Any]], step: int) -> list[str]:
    """The points of each unbroken piece of a line: months without articles break it."""
    pieces: list[list[str]] = []
    for at, (month, dot) in enumerate(zip(months, dots, strict=True)):
        if at == 0 or month - months[at - 1] != step:
            pieces.append([])
        pieces[-1].append(f"{dot['x']},{dot['y']}")
    return [" ".join(points) for points in pieces if len(points) > 1]


def _thin_out(places: dict[str, float]) -> list[str]:
    """The moments with words below the axis: the last, and others that leave enough room."""
    shown: list[str] = []
    for when in sorted(places, reverse=True):
        if not shown or places[shown[-1]] - places[when] >= 100 / MAX_MARKS:
            shown.append(when)
    return shown[::-1]


def _month_number(when: str) -> int:
    """Months since the year 0: "2015-10" is 24189, and a year counts from its January."""
    year, _, month = when.partition("-")
    return 12 * int(year) + int(month or 1) - 1
