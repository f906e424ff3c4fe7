"""The files of learnt weights: `find_weights("ranker.json", folder)` is the pipeline's own, or else the package's.

A pipeline brings its own in its folder `engine/`: `scorer.json`, `nested.json`, `ranker.json`, `sectors.json`, or some
of them.
"""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

from quotes.errors import ModelError


def find_weights(name: str, folder: str = "") -> Path:
    """The file of that name in a pipeline's folder of weights; the package's where the folder is "" or lacks it."""
    own = Path(folder, name)
    return own if folder and own.is_file() else Path(str(files("quotes.model")), name)


def read_weights(name: str, folder: str = "") -> dict[str, Any]:
    """The values in a file of weights. Raises ModelError where it is missing or damaged."""
    try:
        data = json.loads(find_weights(name, folder).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise damaged(name) from error
    if not isinstance(data, dict):
        raise damaged(name)
    return data


def damaged(name: str) -> ModelError:
    """The error for a file of weights that cannot be used."""
    return ModelError(f"{name}: missing or damaged; reinstall quotes")
