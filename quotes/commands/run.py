"""The run of `quotes extract`: into a file that can be resumed, into a stream, or on a cluster."""

from __future__ import annotations

import contextlib
import io
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from quotes.commands.run_request import Request, find_own_files, make_journal
from quotes.commands.watched_run import run_watched
from quotes.errors import OutputError, QuotesError
from quotes.text.terminal import remove_controls

if TYPE_CHECKING:
    from quotes.corpus.journal import Progress
    from quotes.corpus.settings import Settings


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
    own = find_own_files(request, settings)
    for name in check_inputs(request.paths, own):
        typer.echo(f"quotes: {name}: left out, this run writes it", err=True)
    if request.archive:
        return _run_into_archive(request, settings, request.archive)
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
    journal = make_journal(request, settings, path)
    try:
        journal.open(resume=request.resume)
        if not journal.progress.done:
            run_watched(request, settings, JournalSink(journal, writer=writer, dedupe=settings.dedupe), journal.partial)
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
        run_watched(request, settings, sink, None)
    return sink.progress.failures


def _run_into_archive(request: Request, settings: Settings, path: Path) -> int:
    from quotes.commands.progress import is_watched
    from quotes.desk.archive.archive import open_archive
    from quotes.desk.archive.sink import ArchiveSink

    with contextlib.ExitStack() as stack:
        archive = stack.enter_context(open_archive(path, write=True))
        failures = stack.enter_context(request.failures.open("wb")) if request.failures else None
        digest = settings.digest(list(request.paths))
        sink = ArchiveSink(archive, failures, settings=digest, dedupe=settings.dedupe, resume=request.resume)
        try:
            run_watched(request, settings, sink, None)
        except KeyboardInterrupt:
            with contextlib.suppress(QuotesError):
                sink.flush()
            articles = count(sink.progress.articles, "article")
            typer.echo(f"\nquotes: stopped after {articles}, which are in {path}; continue with --resume", err=True)
            raise
    if is_watched():
        typer.echo(summarize(sink.progress, path), err=True)
    return sink.progress.failures


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
