"""Charts as drawings in the page: no script, no network, colours that follow light and dark."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from markupsafe import Markup, escape

from quotes.desk.audit.figures import Answer, Figures

# Stand-ins that no chart uses otherwise, and the colours of the page that take their places.
_COLOURS = {
    "#010101": "var(--ink)",
    "#020202": "var(--soft)",
    "#030303": "var(--line)",
    "#040404": "var(--bar)",
    "#050505": "var(--bar-2)",
}
_INK, _SOFT, _LINE, _BAR, _OTHER = _COLOURS
WIDTH = 460  # pixels
MOST_MONTHS = 36
_EXTENT = 0.99  # of the articles: the few longest would squeeze all others


def draw_bars(answer: Answer, baseline: Answer | None = None) -> Markup:
    """The figure that the question names, for each of its groups, with that of the baseline under it."""
    import altair as alt

    question = answer.question
    position = [figure.name for figure in question.figures].index(question.chart or "")
    rows = [(_label(keys), cells[position].value, "these") for keys, cells in answer.rows]
    if baseline is not None:
        rows += [(_label(keys), cells[position].value, "baseline") for keys, cells in baseline.rows]
    rows = [row for row in rows if row[1] is not None]
    if not rows:
        return Markup("")
    order = list(dict.fromkeys(row[0] for row in rows))[:15]
    unit = " %" if question.figures[position].kind == "share" else ""
    data = [
        {"name": name, "value": float(value), "set": which, "words": f"{value:,}{unit}"}
        for name, value, which in rows
        if name in order
    ]
    base = alt.Chart(alt.InlineData(data)).encode(
        y=alt.Y("name:N", sort=order, title=None, axis=alt.Axis(labelLimit=200, ticks=False, domain=False)),
        x=alt.X("value:Q", title=None, axis=None, scale=alt.Scale(domainMin=0, padding=30)),
        description=alt.Description("words:N"),
    )
    if baseline is not None:
        base = base.encode(yOffset=alt.YOffset("set:N", sort=["these", "baseline"]))
    colour = alt.Color("set:N", scale=alt.Scale(domain=["these", "baseline"], range=[_BAR, _OTHER]), legend=None)
    bars = base.mark_bar(cornerRadiusEnd=3).encode(color=colour)
    words = base.mark_text(align="left", dx=4, color=_INK).encode(text="words:N")
    return _draw(
        alt.layer(bars, words).properties(width=WIDTH - 160, height=alt.Step(13 if baseline else 24)), question.title
    )


def draw_spread(figures: Figures, name: str) -> Markup:
    """How many articles have how many attributions, or different sources; nothing for a single article."""
    import altair as alt

    found = [(number, articles) for kind, number, articles in figures.spread if kind == name]
    total, seen, last = sum(articles for _, articles in found), 0, 0
    for number, articles in found:
        last, seen = number, seen + articles
        if seen >= _EXTENT * total:
            break
    data = [{"number": number, "articles": articles} for number, articles in found if number <= last]
    step = max(1, -(-last // 30))
    bins: Counter[int] = Counter()
    for row in data:
        bins[row["number"] // step] += row["articles"]
    if total < 2:  # one article is no distribution
        return Markup("")
    highest = max(bins.values())
    # Vega takes the upper end of the extent into the last bin, so it ends where no article is
    extent = [min(bins) * step, (max(bins) + 1) * step]
    chart = (
        alt.Chart(alt.InlineData(data))
        .mark_bar(color=_BAR)
        .encode(
            x=alt.X(
                "number:Q",
                bin=alt.Bin(step=step, extent=extent),
                title=f"{name} in an article",
                axis=alt.Axis(grid=False, format="d", tickMinStep=1, labelOverlap=True),
            ),
            y=alt.Y(
                "sum(articles):Q",
                title="articles",
                axis=alt.Axis(values=list(range(0, highest + 1, max(1, highest // 4))), format=",d"),
            ),
        )
    )
    return _draw(chart.properties(width=WIDTH - 70, height=150), f"Articles by number of {name}")


def draw_time(answer: Answer) -> Markup:
    """The share of unnamed sources month by month, or year by year where there are many months."""
    import altair as alt

    names = [figure.name for figure in answer.question.figures]
    groups: dict[str, list[int]] = {}
    monthly = len(answer.rows) <= MOST_MONTHS
    for (month,), cells in answer.rows:
        group = groups.setdefault(month if monthly else month[:4], [0, 0, 0])
        for place, name in enumerate(("records", "unnamed", "distancing")):
            group[place] += cells[names.index(name)].value
    if len(groups) < 2:
        return Markup("")
    data = [
        {"when": when, "share": 100 * counts[place] / counts[0], "kind": kind}
        for when, counts in groups.items()
        for place, kind in ((1, "from unnamed sources"), (2, "with a distancing verb"))
    ]
    chart = (
        alt.Chart(alt.InlineData(data))
        .mark_line(point=alt.OverlayMarkDef(size=35), strokeWidth=2)
        .encode(
            x=alt.X("when:O", title=None, axis=alt.Axis(labelAngle=0, labelOverlap=True, grid=False)),
            y=alt.Y("share:Q", title="% of attributions", scale=alt.Scale(zero=True), axis=alt.Axis(tickCount=4)),
            color=alt.Color(
                "kind:N", scale=alt.Scale(range=[_BAR, _OTHER]), legend=alt.Legend(title=None, orient="top")
            ),
        )
    )
    return _draw(chart.properties(width=2 * WIDTH - 70, height=190), answer.question.title)


def _label(keys: Sequence[Any]) -> str:
    return str(keys[0]).replace("_", " ")


def _draw(chart: Any, title: str) -> Markup:
    """The chart as SVG that the page can hold: what it says is escaped by Vega, what styles it is the page's."""
    import vl_convert

    config = {
        "background": None,
        "padding": 14,
        "view": {"stroke": None},
        "font": "system-ui, sans-serif",
        "axis": {
            "labelColor": _INK,
            "titleColor": _SOFT,
            "gridColor": _LINE,
            "domainColor": _LINE,
            "tickColor": _LINE,
            "labelFontSize": 12,
            "titleFontSize": 12,
            "titleFontWeight": "normal",
        },
        "legend": {"labelColor": _INK, "labelFontSize": 12},
        "text": {"fontSize": 12},
    }
    svg = vl_convert.vegalite_to_svg({**chart.to_dict(), "config": config})
    for stand_in, colour in _COLOURS.items():
        svg = svg.replace(stand_in, colour)
    svg = re.sub(r"<style>.*?</style>", "", svg, flags=re.S)
    svg = re.sub(r' style="[^"]*"', "", svg)  # the page's policy allows no inline styles
    svg = re.sub(r' (?:role|aria-[a-z]+|tabindex)="[^"]*"', "", svg)  # the table beside it says the same
    svg = re.sub(
        r"<svg ", f'<svg role="img" aria-label="Chart: {escape(title)}; the table has its figures." ', svg, count=1
    )
    return Markup(svg)
