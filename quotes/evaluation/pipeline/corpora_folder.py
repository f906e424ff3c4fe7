"""Find the corpora: `QUOTES_DATA=~/corpora quotes evaluate-model` reads `~/corpora/ud/ewt`, and so on."""

from __future__ import annotations

import os
from pathlib import Path

from quotes.errors import QuotesError

VARIABLE = "QUOTES_DATA"


class DataError(QuotesError):
    """A corpus is not where it should be; the message names the variable and the remedy."""


def data_folder(option: Path | None = None) -> Path:
    """Return the folder of corpora in the option, or else in `QUOTES_DATA`.

    Raises:
        DataError: the variable is unset, or there is no such folder.
    """
    if option is not None:
        if not option.is_dir():
            raise DataError(f"{option}: no such folder; fetch the corpora (see training/README.md)")
        return option
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
        raise DataError(f"{'/'.join(parts)} is missing in {folder}, the folder of corpora; see training/README.md")
    return path
