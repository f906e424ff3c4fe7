"""The leaderboard: its page has the lines that the command writes, and writing changes nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("textacy", reason="a peer, which needs Python 3.12 or older")

from benchmarks.leaderboard import BEGIN, END, ENTRIES, HEADER, PAGE, write
from benchmarks.peers import FINDERS


def read_table(page: Path) -> list[list[str]]:
    """The cells of the table of a page."""
    table = page.read_text("utf-8").partition(BEGIN)[2].partition(END)[0]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table.strip().splitlines()]


def test_page_has_a_line_for_every_system_best_first() -> None:
    header, _, *rows = read_table(PAGE)
    scores = [float(row[2].rpartition("/")[2].strip(" *")) for row in rows]

    assert header == HEADER
    assert sorted(row[0] for row in rows) == sorted(system for systems in ENTRIES.values() for system in systems)
    assert {row[0] for row in rows} <= FINDERS.keys()
    assert scores == sorted(scores, reverse=True)


def test_table_is_replaced_and_the_rest_stays(tmp_path: Path) -> None:
    page = tmp_path / "leaderboard.md"
    page.write_text(f"# Before\n\n{BEGIN}\n| old |\n{END}\n\nAfter\n", "utf-8")
    write(page, "| new |\n|---|")

    assert page.read_text("utf-8") == f"# Before\n\n{BEGIN}\n| new |\n|---|\n{END}\n\nAfter\n"
