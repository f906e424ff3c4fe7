"""Figures as tables: the targets for a terminal, and the details as Markdown for the model card."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from quotes.evaluation.pipeline.counts import NameFigures
from quotes.evaluation.pipeline.measure import Figures, TreeFigures
from quotes.evaluation.pipeline.targets import Measured, Row, Target

if TYPE_CHECKING:
    from rich.console import Console

STYLES = {"goal": "green", "bar": "yellow", "below": "red"}


def percent(share: float) -> str:
    """A share as a percentage: 0.84321 → `84.3`."""
    return f"{100 * share:.1f}"


def write_value(target: Target, value: float | None) -> str:
    """A value with the digits of its figure: `9,258`, `84.3`, `–` where nothing was measured."""
    return "–" if value is None else f"{value:,.{target.digits}f}"


def write_limit(target: Target, limit: float | None) -> str:
    """A bar or a goal: `≥ 87`, `≤ 1.5`."""
    return "" if limit is None else f"{'≤' if target.most else '≥'} {limit:g}"


def print_targets(names: Sequence[str], rows: Sequence[Row], console: Console) -> None:
    """Print each figure with its bar, its goal and the values of the pipelines; values below the bar are marked."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column("figure")
    for name in ("bar", "goal", *names):
        table.add_column(Text(name), justify="right", overflow="fold")
    for target, values in rows:
        cells = []
        for value in values:
            verdict = target.verdict(value)
            short = " !" if verdict == "below" else ""
            cells.append(Text(write_value(target, value) + short, style=STYLES.get(verdict, "")))
        table.add_row(target.name, write_limit(target, target.bar), write_limit(target, target.goal), *cells)
    console.print(table)


def targets_table(names: Sequence[str], rows: Sequence[Row]) -> str:
    """The same as Markdown."""
    lines = [f"| figure | bar | goal | {' | '.join(names)} |", "|---|" + "---:|" * (2 + len(names))]
    for target, values in rows:
        limits = (write_limit(target, target.bar), write_limit(target, target.goal))
        lines.append(f"| {target.name} | {' | '.join((*limits, *(write_value(target, v) for v in values)))} |")
    return "\n".join(lines)


def figures_table(measured: Mapping[str, Measured]) -> str:
    """The details of some pipelines as Markdown: trees, names, spans."""
    parts = [_trees(measured), _names(measured), _spans(measured)]
    return "\n\n".join("\n".join(part) for part in parts if part)


def _trees(measured: Mapping[str, Measured]) -> list[str]:
    rows = [
        "| treebank | LAS | UAS | tags (PTB) | UPOS | features | lemmas | sentences F1 | tokens |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for name, figures in _each(measured):
        for corpus, tree in (("EWT test", figures.ewt), ("GUM test", figures.gum)):
            rows.append(f"| {corpus}{name} | {' | '.join(_tree_cells(tree))} | {tree.tokens} |")
    return rows


def _tree_cells(tree: TreeFigures) -> list[str]:
    return [
        percent(share)
        for share in (tree.las, tree.uas, tree.tags, tree.pos, tree.features, tree.lemmas, tree.sentences)
    ]


def _names(measured: Mapping[str, Measured]) -> list[str]:
    rows = [
        "| names | F1 | precision | recall | PERSON | ORG | LOC | names |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for name, figures in _each(measured):
        for corpus, names in (("UNER-EWT test", figures.uner), ("PolNeAR dev (silver)", figures.polnear)):
            rows.append(f"| {corpus}{name} | {' | '.join(_name_cells(names))} | {names.names} |")
    return rows


def _name_cells(names: NameFigures) -> list[str]:
    return [percent(share) for share in (names.f1, names.precision, names.recall, *names.by_label.values())]


def _spans(measured: Mapping[str, Measured]) -> list[str]:
    rows = [
        f"| PolNeAR dev{name} | {percent(spans.source)} | {percent(spans.cue)} | {percent(spans.content)} "
        f"| {spans.spans} |"
        for name, figures in _each(measured)
        if (spans := figures.spans) is not None
    ]
    head = ["| spans of the attribution tagger, F1 | source | cue | content | spans |", "|---|---|---|---|---|"]
    return head + rows if rows else []


def _each(measured: Mapping[str, Measured]) -> list[tuple[str, Figures]]:
    """The figures of each pipeline with the suffix to write after the corpus: ", fast", or "" for a single pipeline."""
    return [(f", {name}" if len(measured) > 1 else "", pipeline.figures) for name, pipeline in measured.items()]
