"""`quotes serve`: a web page and an HTTP interface for people and programs without a terminal."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from quotes.commands.options import Model
from quotes.errors import OutputError

if TYPE_CHECKING:
    from threading import Thread

    from starlette.routing import BaseRoute

MIN_KEY_CHARACTERS = 20  # of --token: 100 bits of letters and digits cannot be guessed
_KEY = re.compile(r"[A-Za-z0-9._~-]+")
_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_ANY = ("0.0.0.0", "::")  # all addresses of this computer


def serve_cli(
    archive: Annotated[
        Path | None,
        typer.Argument(metavar="[ARCHIVE]", help="Show this archive, too; 'quotes archive add' makes one."),
    ] = None,
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="Port; 0: any free port.")] = 0,
    host: Annotated[
        str,
        typer.Option(
            "--host", metavar="ADDRESS", help="Address to listen on; another than this computer's own needs --token."
        ),
    ] = "127.0.0.1",
    token: Annotated[
        str | None,
        typer.Option(
            "--token",
            metavar="KEY",
            envvar="QUOTES_TOKEN",
            help="Key of the server, at least 20 letters and digits; default: a new one.",
        ),
    ] = None,
    name: Annotated[
        list[str] | None,
        typer.Option("--name", metavar="HOST", help="A name under which the server is asked (repeat for several)."),
    ] = None,
    origin: Annotated[
        list[str] | None,
        typer.Option(
            "--origin",
            metavar="URL",
            help="A site whose pages may send articles with the key: https://cms.example.org (repeat for several).",
        ),
    ] = None,
    model: Model = None,
    workers: Annotated[
        int, typer.Option("--workers", "-w", min=1, max=64, metavar="N", help="Articles read at the same time.")
    ] = 2,
    timeout: Annotated[
        float, typer.Option("--timeout", min=1, max=3600, metavar="SECONDS", help="Time limit per article.")
    ] = 60.0,
    max_bytes: Annotated[
        int, typer.Option("--max-bytes", min=1000, max=100_000_000, metavar="N", help="Maximum size of a request.")
    ] = 20_000_000,
    browse: Annotated[bool | None, typer.Option("--open/--no-open", help="Open the page in the browser.")] = None,
) -> None:
    """Serve a page that shows who said what, and an HTTP interface for programs.

    Paste a text, give an address or drop files; programs post articles to /extract and get the records of 'quotes
    extract'. Nothing is written to a disk, and results are forgotten after an hour. With an archive, the page also
    searches it and shows its speakers and articles; programs ask /search, /speakers and /articles.

    Exit status: 2 wrong usage, no such model, not an archive, or the port is in use; 130 stopped by Ctrl-C.
    """
    check_key(host, token)
    serve(
        archive=archive,
        port=port,
        host=host,
        token=token,
        names=tuple(name or ()),
        origins=tuple(origin or ()),
        model=model,
        workers=workers,
        timeout=timeout,
        max_bytes=max_bytes,
        browse=browse,
    )


def check_key(host: str, token: str | None) -> None:
    """Raise OutputError for an address that others reach without a key of the user's, and for a weak key."""
    if token is None and host not in _LOOPBACK:
        raise OutputError(f"--host {host}: others can reach it; add a key with --token, or in QUOTES_TOKEN")
    if token is not None and (len(token) < MIN_KEY_CHARACTERS or not _KEY.fullmatch(token)):
        raise OutputError(
            f"--token: at least {MIN_KEY_CHARACTERS} letters, digits, '-', '.', '_' or '~'; "
            "'openssl rand -hex 32' makes one"
        )


def find_names(host: str, names: tuple[str, ...]) -> frozenset[str]:
    """The hosts that requests may name: those given, and where others reach the server, this computer's own."""
    if host in _LOOPBACK:
        return frozenset(names) | ({"[::1]"} if host == "::1" else frozenset())
    import socket

    own = {"127.0.0.1", "localhost", socket.gethostname().lower(), *(() if host in _ANY else (host.lower(),))}
    if host in _ANY:
        own |= _find_own_addresses()
    return frozenset(f"[{entry}]" if ":" in entry else entry for entry in own) | {entry.lower() for entry in names}


def _find_own_addresses() -> set[str]:
    """The addresses of this computer's name, as far as it knows them."""
    import socket

    try:
        return {str(entry[4][0]) for entry in socket.getaddrinfo(socket.gethostname(), None)}
    except OSError:
        return set()


def serve(
    *,
    archive: Path | None,
    port: int,
    host: str,
    token: str | None,
    names: tuple[str, ...],
    origins: tuple[str, ...],
    model: str | None,
    workers: int,
    timeout: float,
    max_bytes: int,
    browse: bool | None,
) -> None:
    """Serve until Ctrl-C. Raises QuotesError."""
    from quotes.commands.review import has_screen
    from quotes.desk.serve.application import make_rules, make_settings
    from quotes.desk.serve.application import serve as serve_pages
    from quotes.desk.serve.jobs import Jobs
    from quotes.desk.serve.limits import Limits
    from quotes.desk.web.listener import listen, new_token

    more = open_pages(archive) if archive is not None else []
    limits = Limits(workers=workers, max_bytes=max_bytes, timeout=timeout)
    rules = make_rules(limits, names=find_names(host, names), origins=frozenset(map(_clean_origin, origins)))
    jobs = Jobs(make_settings(limits, model), workers=workers, max_waiting=limits.max_waiting)
    with listen(port, "127.0.0.1" if host == "localhost" else host) as sock:
        loading = _start_to_load() if archive is not None else None
        jobs.start()
        if loading is not None:
            loading.join()
        key = token or new_token()
        shown = "127.0.0.1" if host in (*_ANY, "localhost") else f"[{host}]" if ":" in host else host
        address = f"http://{shown}:{sock.getsockname()[1]}"
        typer.echo("quotes: the address contains the key, keep it secret; Ctrl-C stops the server", err=True)
        typer.echo(f"quotes: programs post to {address}/extract with 'Authorization: Bearer KEY'", err=True)
        typer.echo(f"{address}/{key}/")
        sys.stdout.flush()
        if browse if browse is not None else has_screen():
            import webbrowser

            webbrowser.open(f"{address}/{key}/")
        try:
            serve_pages(jobs, limits, sock, token=key, rules=rules, more=more)
        finally:
            jobs.close()


def open_pages(archive: Path) -> list[BaseRoute]:
    """The routes over an archive. Raises ArchiveError for one that is not there, damaged or too new."""
    from quotes.desk.serve.archive_access import ArchiveAccess
    from quotes.desk.serve.archive_routes import archive_routes

    access = ArchiveAccess(archive)
    access.check()
    return [*archive_routes(access)]


def _start_to_load() -> Thread:
    """Load what finds the subjects of speakers, which takes seconds, while the workers load the pipeline."""
    from threading import Thread

    from quotes.desk.claims.key_terms import load

    loading = Thread(target=load, daemon=True)
    loading.start()
    return loading


def _clean_origin(origin: str) -> str:
    """The origin as browsers write it. Raises OutputError for anything else.

    >>> _clean_origin("https://CMS.example.org/")
    'https://cms.example.org'
    """
    cleaned = origin.rstrip("/").lower()
    if not re.fullmatch(r"https?://[^/?#@\s]+", cleaned):
        raise OutputError(f"--origin {origin}: write it as https://cms.example.org, without a path")
    return cleaned
