"""The run of `quotes extract`: where the output goes, and what the user sees during the run and at its end."""

from __future__ import annotations

import contextlib
import io
import os
import stat
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from quotes.commands.one_thread import use_one_thread
from quotes.errors import OutputError, QuotesError
from quotes.text.terminal import remove_controls

if TYPE_CHECKING:
    from quotes.corpus.chunks import Chunk
    from quotes.corpus.journal import Journal, Progress
    from quotes.corpus.settings import Settings
    from quotes.corpus.sinks import Sink
    from quotes.formats.readers.document import Failure, ReadOptions

MAX_FAILURES_NAMED = 20  # on the standard error; the failures file has all of them
MAX_BYTES_WITHOUT_WORKER = 100_000  # the longest newspaper articles have half of that, and take some seconds


@dataclass(frozen=True)
class Request:
    """What to run, in addition to the settings that the output depends on."""

    paths: tuple[str, ...]
    output: str | None = None
    failures: Path | None = None
    workers: int | None = None
    watched: bool = False  # an article that takes too long is stopped, which needs a separate process
    resume: bool = False
    fail_fast: bool = False
    ray: bool = False
    address: str | None = None
    shard_size: int = 1000


def default_workers() -> int:
    """The default number of worker processes."""
    return 1 if os.name == "posix" else 0  # on Windows the pipes to them cannot be watched


def run(request: Request, settings: Settings) -> int:
    """Run it, and return the number of articles that failed. Raises QuotesError for what ends the run."""
    from quotes.commands.output import need_folder, resolve_output
    from quotes.corpus.own_files import check_inputs

    if settings.form == "parquet":
        from quotes.formats.records.parquet import import_pyarrow

        import_pyarrow(request.output or "-")
        if request.output in (None, "-"):
            raise OutputError("-: Parquet cannot be streamed; name a file with -o")
    if settings.form == "table" and (settings.compress or request.ray):
        raise OutputError(f"{request.output or '-'}: a table cannot be compressed or sharded; use --format jsonl")
    if settings.text_dir:
        need_folder(Path(settings.text_dir))
    own = _find_own_files(request, settings)
    for name in check_inputs(request.paths, own):
        typer.echo(f"quotes: {name}: left out, this run writes it", err=True)
    if request.ray:
        return _run_ray(request, settings)
    path = resolve_output(request.output)
    if settings.form == "table":
        from quotes.formats.records.terminal_table import measure_screen

        settings = replace(
            settings, screen=measure_screen(sys.stdout if request.output in (None, "-") else io.StringIO())
        )
    return _run_into_stream(request, settings) if path is None else _run_into_file(request, settings, path)


def summarize(progress: Progress, path: Path) -> str:
    """What a run has written: "5 articles, 30 records → quotes.jsonl"."""
    name = remove_controls(path.name)
    return f"{count(progress.articles, 'article')}, {count(progress.records, 'record')} → {name}"


def count(number: int, noun: str) -> str:
    """ "1 article", "1,200 articles"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _run_into_file(request: Request, settings: Settings, path: Path) -> int:
    from quotes.commands.progress import is_watched
    from quotes.corpus.sinks import JournalSink

    writer = settings.writer()
    journal = _journal(request, settings, path)
    try:
        journal.open(resume=request.resume)
        if not journal.progress.done:
            _watch(request, settings, JournalSink(journal, writer=writer, dedupe=settings.dedupe), journal.partial)
        journal.finish(
            keep_failures=request.failures is not None, convert=None if writer.is_appended else writer.finish
        )
    except KeyboardInterrupt:
        with contextlib.suppress(OutputError):
            journal.commit()
        if journal.committed.chunks:
            typer.echo(
                f"\nquotes: stopped after {journal.committed.articles:,} articles; {journal.partial} "
                "contains their records, continue with --resume",
                err=True,
            )
        raise
    finally:
        journal.close()
    progress = journal.committed
    if progress.failures:
        typer.echo(
            f"quotes: {progress.failures:,} of {progress.articles:,} articles failed, see {journal.failures}", err=True
        )
    if is_watched():
        typer.echo(summarize(progress, path), err=True)
    return progress.failures


def _journal(request: Request, settings: Settings, path: Path) -> Journal:
    """The journal of a run into a file. Raises OutputError where its failures would go into the same file."""
    from quotes.corpus.journal import Journal

    failures = request.failures or path.with_name(f"{path.name}.failures.jsonl")
    return Journal(path, failures, settings=settings.digest(list(request.paths)))


def _find_own_files(request: Request, settings: Settings) -> list[str]:
    """The paths of all that the run writes, so that it is not read as input."""
    from quotes.commands.output import resolve_output
    from quotes.corpus.own_files import STREAMS

    written = [*STREAMS, *(str(name) for name in (settings.text_dir, request.failures) if name)]
    if request.ray:
        return [*written, str(request.output)]
    path = resolve_output(request.output)
    return written if path is None else [*written, *map(str, _journal(request, settings, path).files)]


def _run_into_stream(request: Request, settings: Settings) -> int:
    from quotes.commands.output import open_binary
    from quotes.corpus.sinks import StreamSink

    if request.resume:
        raise OutputError("-: only a run into a file can be resumed; name one with -o")
    writer = settings.writer()
    if not writer.is_appended:
        raise OutputError(f"{request.output}: {settings.form} cannot be streamed; name a file with -o")
    with contextlib.ExitStack() as stack:
        stream = stack.enter_context(open_binary(request.output))
        failures = stack.enter_context(request.failures.open("wb")) if request.failures else None
        sink = StreamSink(stream, failures, writer=writer, dedupe=settings.dedupe)
        _watch(request, settings, sink, None)
    return sink.progress.failures


def _watch(request: Request, settings: Settings, sink: Sink, partial: Path | None) -> None:
    """Run, with a bar for a person and a line for each failure."""
    from quotes.commands.progress import is_watched, show_loading, show_run
    from quotes.corpus.local import Stopped, run_local
    from quotes.formats.readers.paths import find_paths

    files = find_paths(request.paths, _find_own_files(request, settings))
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


def _run_ray(request: Request, settings: Settings) -> int:
    from quotes.corpus.ray.cluster_run import run_ray

    if request.output in (None, "-"):
        raise OutputError("-: --engine ray writes a folder of files; name it with -o")
    if "-" in request.paths:
        raise OutputError("-: --engine ray cannot read the standard input; save it, and name the file")
    if request.fail_fast or request.failures:
        raise OutputError(f"{request.output}: --fail-fast and --failures are for --engine local; leave them out")
    progress = run_ray(
        list(request.paths),
        str(request.output),
        settings,
        workers=request.workers or 2,
        address=request.address,
        shard_size=request.shard_size,
        resume=request.resume,
    )
    if progress.failures:
        typer.echo(f"quotes: {progress.failures:,} of {progress.articles:,} articles failed", err=True)
    return progress.failures
