"""`quotes watch`: new articles of feeds and folders, into an archive; and what is new in it, as a page."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from ipaddress import ip_network
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Annotated, Any

import typer

from quotes.commands.options import Model, choice_option

if TYPE_CHECKING:
    from quotes.commands.watch_request import WatchRequest
    from quotes.desk.watch.stop import Stop

MAX_MINUTES, MAX_DAYS, MAX_DELAY = 525_600, 36_525, 86_400  # a year, a century, a day in seconds: clocks overflow
_STOPPED = {"SIGINT": 130, "SIGTERM": 143}  # as shells report both signals


def watch_cli(
    sources: Annotated[
        list[str] | None,
        typer.Argument(metavar="FEED|FOLDER", help="Addresses of RSS, Atom or sitemaps; folders of articles."),
    ] = None,
    archive: Annotated[
        Path, typer.Option("--archive", metavar="ARCHIVE", help="Add the articles to this archive; made if not there.")
    ] = ...,  # type: ignore[assignment]
    every: Annotated[
        float | None,
        typer.Option(
            "--every",
            min=0.01,
            max=MAX_MINUTES,
            metavar="MINUTES",
            help="Look again every so many minutes; default: once.",
        ),
    ] = None,
    digest: Annotated[
        Path | None,
        typer.Option("--digest", metavar="FILE", help="Write what is new since the last digest here, as a page."),
    ] = None,
    days: Annotated[
        float,
        typer.Option(
            "--days", min=0, max=MAX_DAYS, metavar="N", help="Leave out what a feed dates before that many days."
        ),
    ] = 7.0,
    limit: Annotated[
        int, typer.Option("--limit", min=1, metavar="N", help="Maximum of new articles of one feed per visit.")
    ] = 200,
    delay: Annotated[
        float,
        typer.Option("--delay", min=0, max=MAX_DELAY, metavar="SECONDS", help="Between two requests to one host."),
    ] = 1.0,
    network: Annotated[
        list[str] | None,
        typer.Option(
            "--network",
            metavar="NETWORK",
            help="A private network whose feeds may be fetched: 10.1.0.0/16 (repeat for several).",
        ),
    ] = None,
    model: Model = None,
    workers: Annotated[
        int | None, typer.Option("--workers", "-w", min=0, metavar="N", help="Worker processes; 0: this process.")
    ] = None,
    timeout: Annotated[
        float | None,
        typer.Option("--timeout", min=0, metavar="SECONDS", help="Time limit per article; 0: no limit; default: 120."),
    ] = None,
    language: Annotated[
        str,
        choice_option("--language", names=("en", "any"), help="en refuses text in other languages; any reads it."),
    ] = "en",
) -> None:
    """Read new articles of feeds and folders into an archive.

    RSS, Atom and sitemaps (indexes and news sitemaps too, also packed) list articles, which are fetched as 'quotes
    extract' fetches them, one host at a time with a delay, as its robots.txt allows. What was read is noted in the
    archive: after an interruption, the same command continues. Without FEED or FOLDER only --digest is written.

    Exit status: 0 all was read, 1 a feed or an article could not be read (each is named on stderr), 2 wrong usage or an
    archive that cannot be written, 130 stopped by Ctrl-C, 143 by SIGTERM; the article in work is finished first.
    """
    from quotes.commands.watch_request import WatchRequest

    if not sources and digest is None:
        raise typer.BadParameter("name a feed or a folder, or --digest FILE", param_hint="FEED|FOLDER")
    if not sources and every is not None:
        raise typer.BadParameter("name a feed or a folder to look at", param_hint="FEED|FOLDER")
    request = WatchRequest(
        sources=tuple(dict.fromkeys(sources or ())),
        archive=archive,
        digest=digest,
        days=days,
        limit=limit,
        delay=delay,
        networks=tuple(map(_check_network, network or ())),
        model=model,
        workers=workers,
        timeout=timeout,
        language=language,
    )
    raise typer.Exit(watch(request, every))


def watch(request: WatchRequest, every: float | None) -> int:
    """Watch once, or until a signal; returns the exit status. Raises QuotesError."""
    from quotes.commands.watch_round import watch_once, write_digest
    from quotes.desk.watch.lock import lock_archive
    from quotes.desk.watch.stop import Stop
    from quotes.errors import QuotesError

    stop = Stop()
    status, rounds = 0, 0
    lock = lock_archive(request.archive) if request.sources else nullcontext()  # a digest only reads articles
    with lock, stop_at_signals(stop) as signals:
        while True:
            begun = time.monotonic()
            try:
                failures = watch_once(request, stop) if request.sources else 0
                if request.digest is not None and not stop:
                    write_digest(request.archive, request.digest)
                status = 1 if failures else 0
            except QuotesError as error:
                if rounds == 0 or every is None:
                    raise
                typer.echo(f"quotes: {error}", err=True)  # a full disk, for example: the next round may do
            rounds += 1
            if every is None or stop or not stop.sleep(max(every * 60 - (time.monotonic() - begun), 0)):
                break
    if signals:
        typer.echo("quotes: stopped; the same command continues", err=True)
        return _STOPPED[signals[0]]
    return status


@contextmanager
def stop_at_signals(stop: Stop) -> Iterator[list[str]]:
    """Ctrl-C and SIGTERM set `stop`; gives the names of those that came. Another one ends the command at once."""
    came: list[str] = []

    def handle(number: int, frame: FrameType | None) -> None:
        if came:
            raise KeyboardInterrupt
        came.append(signal.Signals(number).name)
        stop.set()

    before: dict[int, Any] = {}
    try:
        for number in (signal.SIGINT, signal.SIGTERM):
            before[number] = signal.signal(number, handle)
    except ValueError:  # not in the main thread, as in a test: signals are its own affair
        pass
    try:
        yield came
    finally:
        for name, handler in before.items():
            signal.signal(name, handler)


def _check_network(network: str) -> str:
    """The network. Raises typer.BadParameter for what is none."""
    try:
        return str(ip_network(network))
    except ValueError as error:
        raise typer.BadParameter(
            f"{network}: write it as 10.1.0.0/16 or 127.0.0.1/32", param_hint="--network"
        ) from error
