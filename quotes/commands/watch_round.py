"""A round of `quotes watch` as the user sees it: a bar on a terminal, a line for each failure and for the sum."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from quotes.commands.one_thread import use_one_thread
from quotes.commands.progress import is_watched, show_articles
from quotes.commands.run import count
from quotes.commands.watch_request import WatchRequest
from quotes.commands.watched_run import default_workers
from quotes.text.terminal import remove_controls

if TYPE_CHECKING:
    from quotes.corpus.settings import Settings
    from quotes.desk.watch.stop import Stop


def watch_once(request: WatchRequest, stop: Stop) -> int:
    """Visit all sources and read what is new; returns how many feeds and articles failed. Raises QuotesError."""
    from quotes.desk.archive.archive import open_archive
    from quotes.desk.watch.hosts import Hosts
    from quotes.desk.watch.lock import SUFFIX
    from quotes.desk.watch.rounds import Counts, Talk, run_round
    from quotes.desk.watch.state import State
    from quotes.desk.watch.visits import Visitor

    workers = default_workers() if request.workers is None else request.workers
    if workers == 0:
        use_one_thread()
    own = [f"{request.archive}{suffix}" for suffix in ("", "-wal", "-shm", SUFFIX)]
    own += [str(request.digest)] if request.digest else []
    with open_archive(request.archive, write=True) as archive, show_articles() as bar:
        state = State(archive)
        hosts = Hosts(state.sites(), delay=request.delay, sleep=stop.sleep)
        visitor = Visitor(state, hosts, stop, request.days, request.limit, request.networks, own)
        talk = Talk(
            tell=_tell, begin=bar.begin, step=lambda counts: bar.show(counts.items, counts.articles, counts.records)
        )
        counts = run_round(archive, visitor, request.sources, make_settings(request), workers=workers, talk=talk)
    if counts.waiting:
        _tell(f"{count(counts.waiting, 'article')} left for later: the site wants to be left alone or does not answer")
    if counts != Counts(failures=counts.failures) or is_watched():
        name = remove_controls(request.archive.name)
        _tell(f"{count(counts.articles, 'new article')}, {count(counts.records, 'record')} → {name}")
    return counts.failures


def make_settings(request: WatchRequest) -> Settings:
    """The settings of the workers, as `quotes extract --archive` has them."""
    from quotes.corpus.settings import TIMEOUT, Settings
    from quotes.formats.readers.document import ReadOptions
    from quotes.rows import DEFAULT_MODES

    return Settings(
        model=request.model,
        modes=frozenset(DEFAULT_MODES),
        timeout=TIMEOUT if request.timeout is None else request.timeout or None,
        articles=True,
        read=ReadOptions(language=request.language),
    )


def write_digest(path: Path, output: Path) -> None:
    """Write what is new since the last digest; where nothing is, the file stays as it is. Raises QuotesError."""
    from quotes.commands.options import PAGE, need_suffix
    from quotes.commands.output import open_output
    from quotes.desk.archive.archive import need_archive, open_archive
    from quotes.desk.archive.people import refresh_speakers
    from quotes.desk.watch.digest import find_period, read_digest, save_period
    from quotes.desk.watch.digest_page import render_digest
    from quotes.desk.watch.state import State

    need_suffix(output, *PAGE)
    need_archive(path)
    with open_archive(path, write=True) as archive:
        State(archive)
        refresh_speakers(archive)
        period, is_new = find_period(archive)
        if not is_new and output.exists():
            if is_watched():
                _tell(f"nothing new since the last digest; {remove_controls(output.name)} stays as it is")
            return
        with open_output(output) as stream:
            stream.write(render_digest(read_digest(archive, period)))
        if is_new:
            save_period(archive, period)


def _tell(message: str) -> None:
    typer.echo(f"quotes: {remove_controls(message)}", err=True)
