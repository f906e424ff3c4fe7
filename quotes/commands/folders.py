"""A folder of results: made under a temporary name, put in place when it is whole."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from quotes.errors import OutputError


@contextmanager
def make_folder(path: Path) -> Iterator[Path]:
    """The temporary folder to write into. Raises OutputError; a folder that is there and not empty is never touched."""
    path = Path(os.path.realpath(path))
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise OutputError(f"{path}: already there; name a new or an empty folder")
    try:
        holder = tempfile.TemporaryDirectory(prefix=f".{path.name}.", dir=path.parent)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written ({error.strerror}); check the folder") from error
    with holder as name:
        made = Path(name, path.name)
        made.mkdir()
        yield made
        try:
            if path.is_dir():
                path.rmdir()
            made.rename(path)
        except OSError as error:
            raise OutputError(f"{path}: cannot be written ({error.strerror}); check the folder") from error
