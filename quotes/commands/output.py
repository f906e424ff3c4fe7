"""Where results go: the standard output, or a file that is written whole or not at all."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from quotes.errors import OutputError


@contextmanager
def open_output(path: Path | None) -> Iterator[TextIO]:
    """A stream for the results. A file appears under its name only when all is written.

    Raises OutputError where it cannot be written; what was there before then stays.
    """
    if path is None or str(path) == "-":
        yield _standard_output()
        return
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written ({error.strerror}); check the folder") from error
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="", errors="surrogatepass") as stream:
            yield stream
        os.chmod(name, 0o666 & ~_umask())
        os.replace(name, path)
    except OSError as error:
        Path(name).unlink(missing_ok=True)
        raise OutputError(f"{path}: cannot be written ({error.strerror}); check the folder") from error
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _standard_output() -> TextIO:
    if hasattr(sys.stdout, "reconfigure") and not sys.stdout.isatty():
        sys.stdout.reconfigure(encoding="utf-8", errors="surrogatepass", newline="")
    return sys.stdout


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
