"""The audit as CSV files, one per table, each with all of its rows: `write_tables(corpus, figures, Path("audit"))`."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from quotes.desk.audit.figures import Answer, Figures, stream_rows
from quotes.desk.tables.cells import csv_cell
from quotes.desk.tables.store import Corpus


def write_tables(corpus: Corpus, figures: Figures, folder: Path, baselines: Mapping[str, Figures]) -> list[Path]:
    """Write every table into a folder, with the shares of each baseline; returns the files."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, answer in figures.answers.items():
        question = answer.question
        head = [key.name for key in question.keys] + [figure.name for figure in question.figures]
        rows: Iterable[Sequence[Any]]
        if answer.total > len(answer.rows):
            rows = stream_rows(corpus, question)
        else:
            rows = [[*keys, *(cell.value for cell in cells)] for keys, cells in answer.rows]
        others = {label: other.answers[name] for label, other in baselines.items() if name in other.answers}
        if question.compared and others:
            head += [f"share, {label}" for label in others]
            rows = _add_shares(answer, rows, list(others.values()))
        written.append(_write_csv(folder / f"{name}.csv", head, rows))
    overview = [
        [name, cell.value, *(other.overview[name].value for other in baselines.values())]
        for name, cell in figures.overview.items()
    ]
    written.append(_write_csv(folder / "overview.csv", ["figure", "value", *baselines], overview))
    written.append(_write_csv(folder / "spread.csv", ["what", "in an article", "articles"], figures.spread))
    return written


def _add_shares(answer: Answer, rows: Iterable[Sequence[Any]], others: list[Answer]) -> list[list[Any]]:
    """The rows with the share of each baseline, and those that only a baseline has."""
    width = len(answer.question.keys)
    place = [figure.name for figure in answer.question.figures].index("share")
    shares = [{keys: cells[place].value for keys, cells in other.rows} for other in others]
    here = {tuple(row[:width]): list(row) for row in rows}
    for keys in (keys for other in shares for keys in other):
        here.setdefault(keys, [*keys, *(0 if at in (0, place) else None for at in range(len(answer.question.figures)))])
    return [[*row, *(other.get(keys, 0.0) for other in shares)] for keys, row in here.items()]


def _write_csv(path: Path, head: list[str], rows: Iterable[Sequence[Any]]) -> Path:
    with path.open("w", encoding="utf-8-sig", newline="", errors="surrogatepass") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(map(csv_cell, head))
        for row in rows:
            writer.writerow([csv_cell(round(cell, 1) if isinstance(cell, float) else cell) for cell in row])
    return path
