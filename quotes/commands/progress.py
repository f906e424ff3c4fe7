"""A progress bar on the standard error of a terminal; nothing in a pipe."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

Show = Callable[[int, int, int, int], None]


def is_watched() -> bool:
    """Is the standard error a terminal?"""
    return sys.stderr.isatty()


@contextmanager
def show_step() -> Iterator[Callable[[str], None]]:
    """Show the current step on a terminal: `with show_step() as tell: tell("GUM test")`."""
    if not sys.stderr.isatty():
        yield lambda words: None
        return
    from rich.console import Console

    with Console(stderr=True).status("loading the model") as status:
        yield lambda words: status.update(words)


@contextmanager
def show_run(files: Iterable[str], *, wanted: bool) -> Iterator[Show]:
    """A bar for a run over many files; call it with (bytes of input, articles, words, failures) so far.

    The bar shows the share of bytes, since the number of articles in an archive is not known in advance. Words per
    second are those since the run was started or resumed.
    """
    if not wanted:
        yield lambda size, articles, words, failures: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    total = sum(map(_size, files))
    with Progress(
        TextColumn("{task.fields[counts]}"),
        BarColumn(bar_width=None),
        TextColumn("{task.percentage:>3.0f}%"),
        TimeRemainingColumn(compact=True),
        console=Console(stderr=True),
        transient=True,
    ) as bar:
        task = bar.add_task("", total=total or None, counts="loading the model")
        start, first = time.monotonic(), None

        def show(size: int, articles: int, words: int, failures: int) -> None:
            nonlocal first
            first = words if first is None else first
            speed = (words - first) / max(time.monotonic() - start, 0.1)
            failed = f", [red]{failures:,} failed[/red]" if failures else ""
            bar.update(task, completed=size, counts=f"{articles:,} articles, {speed:,.0f} words/s{failed}")

        yield show


def _size(name: str) -> int:
    try:
        return os.stat(name).st_size  # noqa: PTH116 - a million of these
    except (OSError, ValueError):
        return 0
