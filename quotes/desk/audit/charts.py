"""Charts as SVG in the page: no scripts, no network, colours for light and dark.

This module has the arithmetic, `charts.html` the drawings. Widths are in per cent, heights in pixels.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from quotes.desk.audit.figures import Answer, Figures
from quotes.desk.pages.render import render_macro

MAX_BARS = 15
MAX_LABEL = 30  # characters: a longer name is cut, and shown in full under the pointer
MAX_COLUMNS = 30  # of a distribution: more would be too narrow on a phone
MAX_MARKS = 6  # words below an axis: more would run into each other on a phone
PLOT_HEIGHT = 150  # pixels
ROW_HEIGHT = 24  # pixels of a group with one bar
BASELINE_HEIGHT = 12  # pixels more for the bar of each baseline under it
MAX_BASELINES_DRAWN = 3  # the table has all; more bars than these cannot be told apart
_KINDS = ("two", "three", "four")  # the colours of baselines
_SHOWN_SHARE = 0.99  # of the articles: the few with the most attributions would squash the rest


@dataclass(frozen=True)
class Bar:
    """A bar of a group: its length in per cent of the longest, and its value in words."""

    y: int
    height: int
    width: float
    words: str
    kind: str


@dataclass(frozen=True)
class Group:
    """A group of records with a bar, or with the baseline's under it."""

    name: str
    label: str
    y: int
    bars: tuple[Bar, ...]


def draw_bars(answer: Answer, baselines: Sequence[Answer] = ()) -> Markup:
    """Bars of the question's figure for each group, with the bars of the baselines under them."""
    question = answer.question
    position = [figure.name for figure in question.figures].index(question.chart or "")
    sets = [("", _values(answer, position))]
    sets += [(kind, _values(other, position)) for kind, other in zip(_KINDS, baselines, strict=False)]
    names = list(dict.fromkeys(name for _, values in sets for name in values))[:MAX_BARS]
    if not names:
        return Markup("")
    longest = max(values.get(name, 0) for _, values in sets for name in names) or 1
    unit = " %" if question.figures[position].kind == "share" else ""
    row_height = ROW_HEIGHT + BASELINE_HEIGHT * (len(sets) - 1)
    height = (row_height - 6) // len(sets)
    groups = []
    for row, name in enumerate(names):
        bars = tuple(
            Bar(
                y=row * row_height + 3 + place * height,
                height=height - 1,
                width=round_place(80 * values[name] / longest),
                words=f"{values[name]:,}{unit}",
                kind=kind,
            )
            for place, (kind, values) in enumerate(sets)
            if name in values
        )
        label = name if len(name) <= MAX_LABEL else name[: MAX_LABEL - 1] + "…"
        groups.append(Group(name, label, row * row_height, bars))
    return render_macro(
        "charts.html",
        "bars",
        id=f"chart-{question.name}",
        title=question.title,
        description="; ".join(f"{group.name}: {_list_bars(group)}" for group in groups),
        groups=groups,
        height=len(groups) * row_height,
        row=row_height,
    )


def draw_spread(figures: Figures, name: str) -> Markup:
    """Columns: the number of articles by number of attributions or sources; "" for a single article."""
    counts = [(number, articles) for kind, number, articles in figures.spread if kind == name]
    total, counted, last = sum(articles for _, articles in counts), 0, 0
    if total < 2:  # one article is no distribution
        return Markup("")
    for number, articles in counts:
        last, counted = number, counted + articles
        if counted >= _SHOWN_SHARE * total:
            break
    step = max(1, -(-last // MAX_COLUMNS))
    bins: Counter[int] = Counter()
    for number, articles in counts:
        if number <= last:
            bins[number // step] += articles
    first, highest = min(bins), max(bins.values())
    places = range(first, max(bins) + 1)
    ranges = {place: _range_words(place * step, step) for place in places}
    width = 100 / len(places)
    columns = [
        {
            "x": round_place((place - first + 0.08) * width),
            "width": round_place(0.84 * width),
            "y": find_height(bins[place], highest),
            "words": f"{ranges[place]}: {_articles(bins[place])}",
        }
        for place in places
        if bins[place]
    ]
    mark_step = -(-len(places) // MAX_MARKS)
    return render_macro(
        "charts.html",
        "columns",
        id=f"spread-{name}",
        title=f"Articles by number of {name}",
        description="; ".join(str(column["words"]) for column in columns),
        horizontal=f"{name} per article",
        vertical="articles",
        columns=columns,
        plot=PLOT_HEIGHT,
        ticks=find_ticks(highest, integers=True),
        marks=[
            {"x": round_place((place - first + 0.5) * width), "words": ranges[place]} for place in places[::mark_step]
        ],
    )


def _values(answer: Answer, position: int) -> dict[str, float]:
    """The figure of each group: {"named person": 63.2}."""
    cells = ((_label(keys), row[position].value) for keys, row in answer.rows)
    return {name: value for name, value in cells if value is not None}


def _label(keys: Sequence[Any]) -> str:
    from quotes.desk.tables.cells import show

    return show(keys[0], code=True) or "–"


def _list_bars(group: Group) -> str:
    return ", ".join(f"baseline {bar.words}" if bar.kind else bar.words for bar in group.bars)


def _articles(number: int) -> str:
    return "1 article" if number == 1 else f"{number:,} articles"


def _range_words(start: int, step: int) -> str:
    return str(start) if step == 1 else f"{start}–{start + step - 1}"


def find_ticks(highest: float, *, integers: bool) -> list[dict[str, Any]]:
    """Lines across the chart at round values: 0, 10, 20, 30 for 34; `whole` ones for numbers of articles."""
    scale = 10.0 ** (len(str(int(highest))) - 1)
    steps = [size * scale / 10 for size in (1, 2, 5, 10, 20, 50, 100)]
    step = next((size for size in steps if highest / size <= 4 and (size >= 1 or not integers)), highest)
    values = [step * number for number in range(int(highest / step) + 1)]
    return [{"y": find_height(value, highest), "words": f"{value:,g}"} for value in values]


def find_height(value: float, highest: float) -> float:
    """Pixels from the top of the plot."""
    return round_place(PLOT_HEIGHT * (1 - value / highest))


def round_place(value: float) -> float:
    """A place in the drawing with as many digits as a screen can show."""
    return round(value, 2)
