"""Where results go: the standard output, or a file that is written whole or not at all."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TextIO

from quotes.errors import OutputError


@contextmanager
def open_output(path: Path | None) -> Iterator[TextIO]:
    """A stream for the results. A file appears under its name only when all is written.

    Raises OutputError where it cannot be written; what was there before then stays.
    """
    if path is None or str(path) == "-":
        yield _standard_output()
        return
    path = Path(os.path.realpath(path))  # a link stays, what it points to is replaced
    if _is_special(path):  # a pipe or a device cannot be replaced by a file
        with _open_special(path) as stream:
            yield stream
        return
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written ({error.strerror}); check the folder") from error
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="", errors="surrogatepass") as stream:
            yield stream
        Path(name).chmod(0o666 & ~_umask())
        Path(name).replace(path)
    except OSError as error:
        Path(name).unlink(missing_ok=True)
        raise OutputError(f"{path}: cannot be written ({error.strerror}); check the folder") from error
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def resolve_output(output: str | None) -> Path | None:
    """The file that is to be written, links followed; None for the standard output, a pipe or a device."""
    if output is None or output == "-":
        return None
    path = Path(os.path.realpath(output))
    return None if _is_special(path) else path


@contextmanager
def open_binary(output: str | None) -> Iterator[BinaryIO]:
    """The standard output, or a pipe or device, for bytes. Raises OutputError where it cannot be written."""
    if output is None or output == "-":
        sys.stdout.flush()
        yield sys.stdout.buffer
        return
    try:
        with Path(output).open("wb") as stream:
            yield stream
    except OSError as error:
        raise OutputError(f"{output}: cannot be written ({error.strerror}); name a file") from error


def _is_special(path: Path) -> bool:
    try:
        return path.exists() and not path.is_file() and not path.is_dir()
    except OSError:  # a name that is too long, say: opening it will say so
        return False


def _open_special(path: Path) -> TextIO:
    try:
        return path.open("w", encoding="utf-8", newline="", errors="surrogatepass")
    except OSError as error:
        raise OutputError(f"{path}: cannot be written ({error.strerror}); name a file") from error


def _standard_output() -> TextIO:
    if hasattr(sys.stdout, "reconfigure") and not sys.stdout.isatty():
        sys.stdout.reconfigure(encoding="utf-8", errors="surrogatepass", newline="")
    return sys.stdout


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
