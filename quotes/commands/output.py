"""Where results go: the standard output, or a file or folder that is written whole or not at all."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TextIO

from quotes.errors import OutputError


@contextmanager
def open_output(path: Path | None) -> Iterator[TextIO]:
    """A stream for the results. A file gets its name only when all is written.

    Raises OutputError where it cannot be written; an existing file is then kept.
    """
    if path is None or not is_file(path):
        yield _standard_output()
        return
    path = Path(os.path.realpath(path))  # a link is kept, its target is replaced
    if _is_special(path):  # a pipe or a device cannot be replaced by a file
        with _open_special(path) as stream:
            yield stream
        return
    from quotes.desk.archive.archive import looks_like_archive  # here, since it loads SQLite

    if looks_like_archive(path):
        raise OutputError(f"{path}: an archive, which the results would replace; name another file")
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


def is_file(output: Path | None) -> bool:
    """True for an output that has a name, which the standard output has not."""
    return output is not None and str(output) != "-"


def keep_inputs(output: Path | None, inputs: Iterable[str]) -> None:
    """Raise OutputError where the results would replace a file that they are made from."""
    target = resolve_output(None if output is None else str(output))
    if target is not None and any(name != "-" and os.path.realpath(name) == str(target) for name in inputs):
        raise OutputError(f"{output}: is read by this command, and would be replaced; name another file")


@contextmanager
def replace_whole(path: Path) -> Iterator[Path]:
    """The temporary path to write to. Raises OutputError where it cannot be written; the old file is then kept."""
    path = Path(os.path.realpath(path))
    try:
        folder = tempfile.TemporaryDirectory(prefix=f".{path.name}.", dir=path.parent)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written ({error.strerror}); check the folder") from error
    with folder as name:
        try:
            yield Path(name, path.name)
            Path(name, path.name).replace(path)
        except OSError as error:
            raise OutputError(f"{path}: cannot be written ({error.strerror}); check the folder") from error


@contextmanager
def make_folder(path: Path) -> Iterator[Path]:
    """The temporary folder to write into. Raises OutputError; a folder that is not empty is never changed."""
    path = Path(os.path.realpath(path))
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise OutputError(f"{path}: already exists; name a new or an empty folder")
    try:
        holder = tempfile.TemporaryDirectory(prefix=f".{path.name}.", dir=path.parent)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written ({error.strerror}); check the folder") from error
    with holder as name:
        made = Path(name, path.name)
        try:
            made.mkdir()
            yield made
            if path.is_dir():
                path.rmdir()
            made.rename(path)
        except OSError as error:
            raise OutputError(f"{path}: cannot be written ({error.strerror}); check the folder") from error


def resolve_output(output: str | None) -> Path | None:
    """The file to write, links followed; None for the standard output, a pipe or a device."""
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


def need_folder(folder: Path) -> None:
    """Make the folder for the results, if it does not exist. Raises OutputError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{folder}: cannot be made ({error.strerror}); name another folder") from error


def _is_special(path: Path) -> bool:
    try:
        return path.exists() and not path.is_file() and not path.is_dir()
    except OSError:  # a name that is too long, for example: opening it will raise the error
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
