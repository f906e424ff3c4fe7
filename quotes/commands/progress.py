"""A progress bar on the standard error of a terminal; nothing in a pipe."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.progress import Progress

Show = Callable[[int, int, int, int], None]


def is_watched() -> bool:
    """Is the standard error a terminal?"""
    return sys.stderr.isatty()


@contextmanager
def show_step() -> Iterator[Callable[[str], None]]:
    """Show the current step on a terminal: `with show_step() as announce: announce("GUM test")`."""
    if not sys.stderr.isatty():
        yield lambda words: None
        return
    from rich.console import Console

    with Console(stderr=True).status("loading the model") as status:
        yield lambda words: status.update(words)


@contextmanager
def show_loading(*, wanted: bool) -> Iterator[Callable[[], None]]:
    """Say that the model is loading until what this gives is called; then nothing of it is left on the screen."""
    if not wanted:
        yield lambda: None
        return
    from rich.console import Console

    with Console(stderr=True).status("loading the model") as status:
        yield status.stop


@contextmanager
def show_counts() -> Iterator[Callable[[str], None]]:
    """Show on a terminal how far a command has come, in words; nothing in a pipe."""
    if not sys.stderr.isatty():
        yield lambda words: None
        return
    from rich.console import Console

    with Console(stderr=True).status("reading the records") as status:
        yield lambda words: status.update(words)


@contextmanager
def show_run(files: Iterable[str], *, wanted: bool) -> Iterator[Show]:
    """A bar for a run over many files; call it with (bytes of input, articles, words, failures) so far.

    Until the first call it says that the model is loading. The bar shows the share of bytes, since the number of
    articles in an archive is not known in advance. Words per second are those since the run was started or resumed.
    """
    if not wanted:
        yield lambda size, articles, words, failures: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn

    total = sum(map(_size, files))
    with Progress(
        SpinnerColumn(),
        TextColumn("{task.fields[text]}"),
        BarColumn(bar_width=None),
        TextColumn("{task.percentage:>3.0f}%"),
        TimeRemainingColumn(compact=True),
        console=Console(stderr=True),
        transient=True,
    ) as bar:
        task = bar.add_task("", total=None, text="loading the model")  # without a total the bar only pulses
        start: float | None = None
        first = shown = 0

        def show(size: int, articles: int, words: int, failures: int) -> None:
            nonlocal start, first, shown
            if start is None:
                start, first = time.monotonic(), words
            shown = max(shown, size)  # a chunk that is done again does not move the bar back
            speed = (words - first) / max(time.monotonic() - start, 0.1)
            pace = f", {speed:,.0f} words/s" if words > first else ""
            failed = f", [red]{failures:,} failed[/red]" if failures else ""
            bar.update(task, total=total or None, completed=shown, text=f"{articles:,} articles{pace}{failed}")

        yield show


def _size(name: str) -> int:
    try:
        return os.stat(name).st_size  # noqa: PTH116 - a million of these
    except (OSError, ValueError):
        return 0


class ArticleBar:
    """A bar over new articles: `bar.begin(12)`, then `bar.show(3, 2, 41)` when 3 are done, 2 of them read."""

    def __init__(self, progress: Progress | None) -> None:
        self.progress = progress
        self.task = None if progress is None else progress.add_task("", total=None, text="looking for new articles")

    def begin(self, articles: int) -> None:
        """Show how many there are."""
        self._update(total=articles, text=f"{articles:,} new, loading the model")

    def show(self, done: int, articles: int, records: int) -> None:
        """Show how many are done and read, and the records in them."""
        self._update(completed=done, text=f"{articles:,} articles, {records:,} records")

    def _update(self, **values: Any) -> None:
        if self.progress is not None and self.task is not None:
            self.progress.update(self.task, **values)


@contextmanager
def show_articles() -> Iterator[ArticleBar]:
    """The bar, on a terminal; in a pipe one that shows nothing."""
    if not is_watched():
        yield ArticleBar(None)
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn

    columns = (SpinnerColumn(), TextColumn("{task.fields[text]}"), BarColumn(bar_width=None))
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        yield ArticleBar(progress)
