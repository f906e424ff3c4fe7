"""One watcher per archive: `with lock_archive(Path("said.db")): …` holds the lock file `said.db-watch`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from quotes.corpus.journal_file import lock
from quotes.errors import OutputError

SUFFIX = "-watch"


@contextmanager
def lock_archive(archive: Path) -> Iterator[None]:
    """Hold the lock. Raises OutputError where another process holds it; its end, also a kill, frees it."""
    path = archive.with_name(archive.name + SUFFIX)
    try:
        stream = path.open("ab")
    except OSError as error:
        raise OutputError(f"{path}: cannot be written ({error.strerror}); check the folder") from error
    with stream:
        try:
            lock(stream, path)
        except OutputError as error:
            raise OutputError(f"{archive}: another 'quotes watch' works on it; end that one first") from error
        yield
