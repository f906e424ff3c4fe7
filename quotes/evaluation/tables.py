"""Scores as tables on a terminal, within 80 columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from quotes.evaluation.calibration import Calibration
from quotes.evaluation.said_by import SpeakerScores
from quotes.evaluation.scores import Group, Rate, Scores
from quotes.text.terminal import clean_line

MEASURE_NAMES = {"attributed": "attributed", "content": "content", "exact": "exact", "cue": "with cue"}
SUBSET_NAMES = {"speech": "reported speech", "quoted": "quoted speech"}
FIRST_COLUMN_WIDTH = 24  # the same in all tables, so that their columns align


def print_scores(scores: Scores, console: Console) -> None:
    """Print all figures."""
    headline = scores.headline
    console.print(
        f"{len(scores.matchings):,} articles, {headline.gold:,} attributions in gold, {headline.found:,} found"
    )
    rates = [(MEASURE_NAMES[name], rate) for name, rate in scores.measures.items()]
    if scores.nested is not None:
        rates.append(("nested ones alone", scores.nested))
    subsets = _table("recall of", "gold", *(MEASURE_NAMES[name] for name in scores.measures))
    for name, recalls in scores.subsets.items():
        subsets.add_row(
            SUBSET_NAMES[name], f"{recalls['content'].gold:,}", *(f"{rate.recall:.1f}" for rate in recalls.values())
        )
    for table in (
        _rates("", rates),
        subsets,
        _rates("spans, identical", scores.spans.items()),
        _rates("characters", scores.characters.items()),
        _groups("quote type", scores.quote_types),
        _groups("mode", scores.modes),
        _groups("construction", scores.constructions),
        *(() if scores.speakers is None else (_speakers(scores.speakers),)),
    ):
        console.print()
        console.print(table)
    console.print()
    print_calibration(scores.calibration, console)


def _table(title: str, *columns: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0), expand=False)
    table.add_column(Text(title), min_width=FIRST_COLUMN_WIDTH, no_wrap=True)
    for column in columns:
        table.add_column(Text(column), justify="right", no_wrap=True)
    return table


def _rates(title: str, rates: Iterable[tuple[str, Rate]]) -> Table:
    table = _table(title, "precision", "recall", "F1", "right", "found", "gold")
    for name, rate in rates:
        table.add_row(
            Text(name, style="bold" if name == "attributed" else ""),
            f"{rate.precision:.1f}",
            f"{rate.recall:.1f}",
            f"{rate.f1:.1f}",
            f"{rate.right:,}",
            f"{rate.found:,}",
            f"{rate.gold:,}",
        )
    return table


def _groups(title: str, groups: Sequence[Group]) -> Table:
    """A table by group; recall and F1 only where gold has the groups."""
    full = any(group.gold is not None for group in groups)
    more = ("recall", "F1") if full else ()
    table = _table(title, "precision", *more, "right", "found", *(("gold",) if full else ()))
    for group in groups:
        precision = f"{group.precision:.1f}" if group.found else "–"
        more = (_number(group.recall), _number(group.f1)) if full else ()
        gold = ("–" if group.gold is None else f"{group.gold:,}",) if full else ()
        table.add_row(Text(clean_line(group.name)), precision, *more, f"{group.right:,}", f"{group.found:,}", *gold)
    return table


def _speakers(scores: SpeakerScores) -> Table:
    table = _table("who said it", "right %", "right", "of")
    for name, share in scores.rows:
        table.add_row(Text(name), _number(share.percent), f"{share.right:,}", f"{share.of:,}")
    return table


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.1f}"


def print_calibration(calibration: Calibration, console: Console) -> None:
    """Print the reliability table and the errors of calibration."""
    table = _table("confidence", "mean", "right", "records")
    for group in calibration.bins:
        table.add_row(
            f"{group.low:.1f} to {group.high:.1f}", f"{group.confidence:.2f}", f"{group.right:.2f}", f"{group.count:,}"
        )
    console.print(table)
    console.print(
        f"expected calibration error {calibration.expected_error:.3f}, largest {calibration.largest_error:.3f}, "
        f"Brier score {calibration.brier:.3f}"
    )
    if calibration.sure_right is not None:
        console.print(
            f"at 0.9 and more: {calibration.sure:,} records, {100 * calibration.sure_right:.1f} % of them right"
        )
