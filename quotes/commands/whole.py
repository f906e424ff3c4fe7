"""A file that a library writes by its path: under a temporary name, put in place when it is whole."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from quotes.errors import OutputError


@contextmanager
def replace_whole(path: Path) -> Iterator[Path]:
    """The temporary path to write to. Raises OutputError where the file cannot be written; the old one then stays."""
    path = Path(os.path.realpath(path))
    try:
        folder = tempfile.TemporaryDirectory(prefix=f".{path.name}.", dir=path.parent)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written ({error.strerror}); check the folder") from error
    with folder as name:
        yield Path(name, path.name)
        try:
            Path(name, path.name).replace(path)
        except OSError as error:
            raise OutputError(f"{path}: cannot be written ({error.strerror}); check the folder") from error
