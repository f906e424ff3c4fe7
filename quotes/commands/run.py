"""The run that `quotes extract` asks for: where the output goes, what is said while it goes on and when it ends."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from quotes.errors import OutputError, QuotesError

if TYPE_CHECKING:
    from quotes.corpus.chunks import Chunk
    from quotes.corpus.journal import Journal, Progress
    from quotes.corpus.settings import Settings
    from quotes.corpus.sinks import Sink
    from quotes.formats.readers.document import Failure

TOLD = 20  # failures that are named on the standard error where a file has them all


@dataclass(frozen=True)
class Request:
    """What is to be run, beside the settings that the output depends on."""

    paths: tuple[str, ...]
    output: str | None = None
    form: str = "jsonl"
    failures: Path | None = None
    workers: int | None = None
    resume: bool = False
    fail_fast: bool = False
    ray: bool = False
    address: str | None = None
    shard_size: int = 1000


def default_workers() -> int:
    """Processes besides this one where nobody says how many."""
    return 1 if os.name == "posix" else 0  # the pipes to them cannot be watched elsewhere


def run(request: Request, settings: Settings) -> int:
    """Run it; the number of articles that failed. Raises QuotesError for what ends the run."""
    from quotes.corpus.own_files import check_inputs
    from quotes.formats.readers.paths import find_paths

    if request.form == "parquet":
        from quotes.formats.records.parquet import import_pyarrow

        import_pyarrow(request.output or "-")
        if request.output in (None, "-"):
            raise OutputError("-: Parquet cannot be streamed; name a file with -o")
    if request.form == "table" and (settings.compress or request.ray):
        raise OutputError(f"{request.output or '-'}: a table is to be read, not packed or sharded; take --format jsonl")
    if settings.text_dir:
        _make_folder(Path(settings.text_dir))
    own = _find_own_files(request, settings)
    for name in check_inputs(request.paths, own):
        typer.echo(f"quotes: {name}: left out, this run writes it", err=True)
    if request.ray:
        return _run_ray(request, settings)
    first = next(find_paths(request.paths, own), None)
    if first is None:
        typer.echo("quotes: no articles there; see 'quotes extract --help' for the formats that are read", err=True)
    path = _regular(request.output)
    if path is not None:
        return _run_into_file(request, settings, path)
    return _run_into_stream(request, settings)


def _run_into_file(request: Request, settings: Settings, path: Path) -> int:
    from quotes.corpus.sinks import JournalSink, convert_to_parquet

    journal = _journal(request, settings, path)
    convert = {"parquet": convert_to_parquet(settings.compress), "table": _convert_to_table}.get(request.form)
    packing = None if convert else settings.compress
    try:
        journal.open(resume=request.resume)
        if not journal.progress.done:
            head = _csv_head() if request.form == "csv" else b""
            sink = JournalSink(journal, compress=packing, dedupe=settings.dedupe, head=head)
            _watch(request, settings, sink, journal.partial)
        if journal.progress.chunks == 0 and request.form == "csv":
            journal.write(_csv_head(), [], [], journal.progress)
            journal.commit(done=True)
        journal.finish(keep_failures=request.failures is not None, convert=convert)
    except KeyboardInterrupt:
        with contextlib.suppress(OutputError):
            journal.commit()
        if journal.sure.chunks:
            typer.echo(
                f"\nquotes: stopped after {journal.sure.articles:,} articles; {journal.partial} holds their records, "
                "go on with --resume",
                err=True,
            )
        raise
    finally:
        journal.close()
    progress = journal.sure
    if progress.failures:
        typer.echo(
            f"quotes: {progress.failures:,} of {progress.articles:,} articles failed, see {journal.failures}", err=True
        )
    return progress.failures


def _journal(request: Request, settings: Settings, path: Path) -> Journal:
    """The journal of a run into a file. Raises OutputError where its failures would go into the same file."""
    from quotes.corpus.journal import Journal

    failures = request.failures or path.with_name(f"{path.name}.failures.jsonl")
    return Journal(path, failures, settings=settings.digest([*request.paths, request.form]))


def _find_own_files(request: Request, settings: Settings) -> list[str]:
    """All that the run writes, by which it is known among the input."""
    from quotes.corpus.own_files import STREAMS

    own = [*STREAMS, *(str(name) for name in (settings.text_dir, request.failures) if name)]
    if request.ray:
        return [*own, str(request.output)]
    path = _regular(request.output)
    return own if path is None else [*own, *map(str, _journal(request, settings, path).files)]


def _run_into_stream(request: Request, settings: Settings) -> int:
    from quotes.commands.output import open_binary
    from quotes.corpus.sinks import StreamSink

    if request.resume:
        raise OutputError("-: only a run into a file can be gone on with; name one with -o")
    with contextlib.ExitStack() as stack:
        stream = stack.enter_context(open_binary(request.output))
        failures = stack.enter_context(request.failures.open("wb")) if request.failures else None
        if request.form == "table":
            stream = _TableStream(sys.stdout)  # type: ignore[assignment]
        elif request.form == "csv":
            stream.write(_csv_head())
        sink = StreamSink(stream, failures, compress=settings.compress, dedupe=settings.dedupe)
        _watch(request, settings, sink, None)
    return sink.progress.failures


def _watch(request: Request, settings: Settings, sink: Sink, partial: Path | None) -> None:
    """Run, with a bar for a person and a line for each failure."""
    from quotes.commands.progress import show_run
    from quotes.corpus.local import Stopped, run_local
    from quotes.formats.readers.paths import find_paths

    many = len(request.paths) > 1 or request.paths[0] == "-" or Path(request.paths[0]).is_dir() or partial is not None
    live = request.paths == ("-",) and partial is None
    done = 0
    own = _find_own_files(request, settings)
    with show_run(find_paths(request.paths, own), wanted=many and request.form != "table") as show:

        def report(progress: Progress, chunk: Chunk, failed: list[Failure]) -> None:
            nonlocal done
            done += chunk.size
            for number, one in enumerate(failed, progress.failures - len(failed)):
                if partial is None or number < TOLD:
                    typer.echo(f"quotes: {one.message}", err=True)
                elif number == TOLD:
                    typer.echo("quotes: further failures are in the failures file alone", err=True)
            show(done, progress.articles, progress.words, progress.failures)

        workers = default_workers() if request.workers is None else request.workers
        try:
            run_local(
                find_paths(request.paths, own),
                settings,
                sink,
                workers=workers,
                live=live,
                fail_fast=request.fail_fast,
                report=report,
            )
        except Stopped as stop:
            told = f"; mend it and go on with --resume ({partial})" if partial and sink.progress.chunks else ""
            if partial is not None:
                sink.journal.commit()  # type: ignore[attr-defined]
            raise QuotesError(f"stopped at the first failure{told}") from stop


class _TableStream:
    """Takes records as JSON Lines and prints the table of each article."""

    def __init__(self, stream: Any) -> None:
        from rich.console import Console

        self.console = Console(file=stream, highlight=False)

    def write(self, payload: bytes) -> None:
        """Print the tables of all articles in the payload."""
        self.print(payload.splitlines())

    def print(self, lines: Iterable[bytes]) -> None:
        """Print the tables of all articles in lines of JSON."""
        from itertools import groupby

        from quotes.formats.records.terminal_table import print_table
        from quotes.record import Record

        records = (Record.model_validate_json(line) for line in lines)
        for _, several in groupby(records, key=lambda record: (record.article.source_path, record.article.id)):
            print_table(list(several), self.console)

    def flush(self) -> None:
        """Nothing is held back."""


def _convert_to_table(partial: Path, made: Path) -> None:
    """Write the tables of a partial output in JSON Lines."""
    with partial.open("rb") as lines, made.open("w", encoding="utf-8") as stream:
        _TableStream(stream).print(lines)


def _run_ray(request: Request, settings: Settings) -> int:
    from quotes.corpus.ray import run_ray

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
        form=request.form,
    )
    if progress.failures:
        typer.echo(f"quotes: {progress.failures:,} of {progress.articles:,} articles failed", err=True)
    return progress.failures


def _regular(output: str | None) -> Path | None:
    """The path of an output that can be replaced by a file; None for the standard output, pipes and devices."""
    from quotes.commands.output import resolve_output

    return resolve_output(output)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{folder}: cannot be made ({error.strerror}); name another folder") from error


def _csv_head() -> bytes:
    from quotes.formats.records.csv import dump_rows

    return dump_rows([], header=True)
