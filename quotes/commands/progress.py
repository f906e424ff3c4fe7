"""A progress bar on the standard error where a person watches, and nothing in a pipe."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

Item = TypeVar("Item")


def track(items: Iterable[Item], *, total: int, label: str) -> Iterator[Item]:
    """The items as they come, with a bar for more than one of them."""
    if total < 2 or not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import track as rich_track

    yield from rich_track(items, total=total, description=label, console=Console(stderr=True), transient=True)
