"""A progress bar on the standard error where a person watches, and nothing in a pipe."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

Show = Callable[[int, int, int, int], None]


def is_watched() -> bool:
    """Does a person watch the standard error?"""
    return sys.stderr.isatty()


@contextmanager
def show_step() -> Iterator[Callable[[str], None]]:
    """Tell a watching person what is being done: call what it gives with a few words, `tell("GUM test")`."""
    if not sys.stderr.isatty():
        yield lambda words: None
        return
    from rich.console import Console

    with Console(stderr=True).status("loading the model") as status:
        yield lambda words: status.update(words)


@contextmanager
def show_run(files: Iterable[str], *, wanted: bool) -> Iterator[Show]:
    """A bar for a run over many files: give it (bytes of input, articles, words, failures) so far.

    The bar is by bytes, as nobody knows beforehand how many articles an archive holds; words a second are those of
    this run, not of one that it goes on from.
    """
    if not wanted:
        yield lambda size, articles, words, failures: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    total = sum(map(_size, files))
    with Progress(
        TextColumn("{task.fields[told]}"),
        BarColumn(bar_width=None),
        TextColumn("{task.percentage:>3.0f}%"),
        TimeRemainingColumn(compact=True),
        console=Console(stderr=True),
        transient=True,
    ) as bar:
        task = bar.add_task("", total=total or None, told="loading the model")
        start, first = time.monotonic(), None

        def show(size: int, articles: int, words: int, failures: int) -> None:
            nonlocal first
            first = words if first is None else first
            speed = (words - first) / max(time.monotonic() - start, 0.1)
            failed = f", [red]{failures:,} failed[/red]" if failures else ""
            bar.update(task, completed=size, told=f"{articles:,} articles, {speed:,.0f} words/s{failed}")

        yield show


def _size(name: str) -> int:
    try:
        return os.stat(name).st_size  # noqa: PTH116 - a million of these
    except (OSError, ValueError):
        return 0
