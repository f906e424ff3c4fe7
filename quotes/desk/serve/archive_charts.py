"""How many quotations there are by month, as columns: `draw_months("a", profile.dates)`."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from quotes.desk.archive.facets import FacetValue
from quotes.desk.audit.charts import MAX_MARKS, PLOT_HEIGHT, find_height, find_ticks, round_place
from quotes.desk.pages.render import render_macro


def draw_months(name: str, dates: Sequence[FacetValue]) -> Markup:
    """Columns by month, or by year; "" for a single one. `name` is that of the drawing within its page."""
    if len(dates) < 2:
        return Markup("")
    highest = max(date.count for date in dates)
    width = 100 / len(dates)
    columns = [
        {
            "x": round_place((place + 0.1) * width),
            "width": round_place(0.8 * width),
            "y": find_height(date.count, highest),
            "words": f"{date.value}: {date.count:,}",
        }
        for place, date in enumerate(dates)
        if date.count
    ]
    step = -(-len(dates) // MAX_MARKS)
    unit = "month" if len(dates[0].value) > len("2020") else "year"
    return render_macro(
        "charts.html",
        "columns",
        id=f"months-{name}",
        title=f"Quotations by {unit}",
        description="; ".join(str(column["words"]) for column in columns),
        horizontal=unit,
        vertical="quotations",
        columns=columns,
        plot=PLOT_HEIGHT,
        ticks=find_ticks(highest, integers=True),
        marks=[
            {"x": round_place((place + 0.5) * width), "words": date.value}
            for place, date in enumerate(dates)
            if place % step == 0
        ],
    )
