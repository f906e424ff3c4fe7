"""Refuse to build the package without its weights, or with more than the wheel may have."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PARTS = ("config.cfg", "meta.json", "LICENSES_SOURCES", "engine/scorer.json", "engine/ranker.json")
MAX_MEGABYTES = 35  # of all files: a wheel larger than that is a mistake


class CheckWeights(BuildHookInterface[Any]):
    """Look for the parts of the pipeline before anything is packed."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Raises FileNotFoundError, which says how to make what is missing, and ValueError for too many megabytes."""
        pipeline = Path(self.root, "en_quotes_open", "pipeline")
        missing = [part for part in PARTS if not (pipeline / part).is_file()]
        if missing:
            raise FileNotFoundError(
                f"{pipeline}: no {', '.join(missing)}; take the weights from a whole checkout, or make them with "
                "'weasel run open' in training/"
            )
        megabytes = sum(path.stat().st_size for path in pipeline.rglob("*") if path.is_file()) / 1_000_000
        if megabytes > MAX_MEGABYTES:
            raise ValueError(f"{pipeline}: {megabytes:.1f} MB, more than the {MAX_MEGABYTES} that the wheel may have")
