"""Files on any file system that fsspec opens: `write_whole(system, "s3://bucket/said/manifest.json", data)`."""

from __future__ import annotations

from typing import Any

from quotes.errors import OutputError


def write_whole(system: Any, path: str, data: bytes) -> None:
    """Write a file whole or not at all: object stores always do, elsewhere a temporary file is renamed."""
    path = strip_protocol(system, path)
    if "file" in (system.protocol if isinstance(system.protocol, tuple) else (system.protocol,)):
        system.pipe_file(f"{path}.partial", data)
        system.mv(f"{path}.partial", path)
    else:
        system.pipe_file(path, data)


def open_folder(folder: str) -> tuple[Any, str]:
    """The file system that a folder is on, and the folder's path there. Raises OutputError."""
    try:
        import fsspec

        system, path = fsspec.core.url_to_fs(folder)
    except (ImportError, ValueError) as error:
        raise OutputError(f"{folder}: {str(error).splitlines()[0]}; pip install '.[ray]'") from error
    return system, path


def strip_protocol(system: Any, path: str) -> str:
    """The path without its protocol: "bucket/said" for "s3://bucket/said"."""
    return str(system._strip_protocol(path))
