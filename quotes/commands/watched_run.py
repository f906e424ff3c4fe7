"""A run on this machine as the user sees it: how many worker processes, the progress bar, a line for each failure."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Sequence
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from quotes.commands.one_thread import use_one_thread
from quotes.commands.run_request import Request, find_own_files
from quotes.errors import QuotesError

if TYPE_CHECKING:
    from quotes.corpus.chunks import Chunk
    from quotes.corpus.journal import Progress
    from quotes.corpus.settings import Settings
    from quotes.corpus.sinks import Sink
    from quotes.formats.readers.document import Failure, ReadOptions

MAX_FAILURES_NAMED = 20  # on the standard error; the failures file has all of them
MAX_BYTES_WITHOUT_WORKER = 100_000  # the longest newspaper articles have half of that, and take some seconds


def run_watched(request: Request, settings: Settings, sink: Sink, partial: Path | None) -> None:
    """Run, with a bar for a person and a line for each failure."""
    from quotes.commands.progress import is_watched, show_loading, show_run
    from quotes.corpus.local import Stopped, run_local
    from quotes.formats.readers.paths import find_paths

    files = find_paths(request.paths, find_own_files(request, settings))
    first = tuple(islice(files, 2))
    if not first:
        typer.echo("quotes: no articles there; see 'quotes extract --help' for the formats that are read", err=True)
    workers = request.workers
    if workers is None:
        workers = 0 if not request.watched and is_small(first, settings.read) else default_workers()
    if workers == 0:
        use_one_thread()
    many = len(first) > 1 or request.paths[0] == "-" or partial is not None
    bar = many and settings.form != "table" and is_watched()
    files = chain(first, files)
    names = list(files) if bar else []  # the bar shows the share of their bytes
    done = 0
    with contextlib.ExitStack() as shown:
        show = shown.enter_context(show_run(names, wanted=bar))
        loaded = shown.enter_context(show_loading(wanted=is_watched() and not bar))

        def report(progress: Progress, chunk: Chunk, failed: list[Failure]) -> None:
            nonlocal done
            done += chunk.size
            for number, failure in enumerate(failed, progress.failures - len(failed)):
                if partial is None or number < MAX_FAILURES_NAMED:
                    typer.echo(f"quotes: {failure.message}", err=True)
                elif number == MAX_FAILURES_NAMED:
                    typer.echo("quotes: further failures are only in the failures file", err=True)
            show(done, progress.articles, progress.words, progress.failures)

        def watch(size: int, articles: int) -> None:
            loaded()
            now = sink.progress
            show(done + size, now.articles + articles, now.words, now.failures)

        try:
            run_local(
                names if bar else files,
                settings,
                sink,
                workers=workers,
                live=request.paths == ("-",) and partial is None,
                fail_fast=request.fail_fast,
                report=report,
                watch=watch if is_watched() else None,
            )
        except Stopped as stop:
            remedy = f"; fix it and continue with --resume ({partial})" if partial and sink.progress.chunks else ""
            raise QuotesError(f"stopped at the first failure{remedy}") from stop


def default_workers() -> int:
    """The default number of worker processes."""
    return 1 if os.name == "posix" else 0  # on Windows the pipes to them cannot be watched


def is_small(files: Sequence[str], options: ReadOptions) -> bool:
    """Is this a single small local document? Starting a process for it would take longer than extracting it."""
    from quotes.formats.readers.streams import is_remote
    from quotes.formats.registry import READABLE, find_format

    if len(files) != 1 or files[0] == "-" or is_remote(files[0]):
        return False
    form = options.format or find_format(files[0])
    if form is None or READABLE[form].container:
        return False
    try:
        status = Path(files[0]).stat()
    except (OSError, ValueError):
        return True  # nothing to read: this is reported at once
    return stat.S_ISREG(status.st_mode) and status.st_size <= MAX_BYTES_WITHOUT_WORKER
