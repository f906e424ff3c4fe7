"""Find the pipeline `open`, a wheel of its own, among the installed packages: `open_folder()` has its config.cfg.

It is found by the metadata that an installer writes, and nothing in it is run: it is a folder of data. A package in the
folder that a command was started in does not count.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib.metadata import Distribution, distributions
from pathlib import Path

from quotes.errors import ModelError

OPEN_DISTRIBUTION = "quotes-en-open"
OPEN_MODULE = "en_quotes_open"
OPEN_PIPELINE = "pipeline"  # the folder in the module that `nlp.to_disk` wrote
OPEN_CARD = "MODEL_CARD.md"
REMEDY = "install it from a checkout of quotes with 'pip install ./open'"


def open_folder() -> Path:
    """The folder of the installed pipeline. Raises ModelError, which says how to get it, where there is none."""
    installed = next(_find_distributions(), None)
    if installed is None:
        raise ModelError(f"the pipeline 'open' is not installed; {REMEDY}")
    for module in _find_modules(installed):
        if (module / OPEN_PIPELINE / "config.cfg").is_file():
            return module / OPEN_PIPELINE
    raise ModelError(f"{OPEN_DISTRIBUTION} {installed.version} is installed without its weights; {REMEDY}")


def _find_distributions() -> Iterator[Distribution]:
    return iter(distributions(name=OPEN_DISTRIBUTION, path=[str(folder) for folder in _find_folders()]))


def _find_modules(installed: Distribution) -> Iterator[Path]:
    """Where the module may be: beside its metadata, or, installed with `pip install -e`, on the path."""
    yield Path(str(installed.locate_file(OPEN_MODULE)))
    yield from (folder / OPEN_MODULE for folder in _find_folders())


def _find_folders() -> Iterator[Path]:
    """The folders that packages are installed in: those of `sys.path` but the current one."""
    here = Path.cwd()
    return (Path(entry) for entry in sys.path if entry and Path(entry).resolve() != here)
