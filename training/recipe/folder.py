"""Find the corpora: `QUOTES_DATA=~/corpora python -m recipe.convert` reads `~/corpora/ud/ewt`, and so on."""

from __future__ import annotations

import os
from pathlib import Path

VARIABLE = "QUOTES_DATA"


class DataError(Exception):
    """A corpus is not where it should be; the message names the variable and the remedy."""


def data_folder() -> Path:
    """Return the folder of corpora that `QUOTES_DATA` names.

    Raises:
        DataError: the variable is unset, or names no folder.
    """
    value = os.environ.get(VARIABLE)
    if not value:
        raise DataError(f"{VARIABLE} is not set; point it at the folder of corpora (see training/README.md)")
    folder = Path(value).expanduser()
    if not folder.is_dir():
        raise DataError(f"{VARIABLE}={value}: no such folder; fetch the corpora (see training/README.md)")
    return folder


def corpus_file(folder: Path, *parts: str) -> Path:
    """Return the path of one corpus file or folder below `folder`.

    Raises:
        DataError: the corpus is not there.
    """
    path = folder.joinpath(*parts)
    if not path.exists():
        raise DataError(f"{VARIABLE}: {'/'.join(parts)} is missing in {folder} (see training/README.md)")
    return path


def read_lines(name: str) -> tuple[str, ...]:
    """Return the lines of a word list beside this module: `read_lines("places.txt")`."""
    return tuple(Path(__file__).with_name(name).read_text(encoding="utf8").splitlines())
