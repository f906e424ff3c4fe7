"""The sources of a pipeline, in the form of spaCy's pipelines: `write_sources(folder)` writes `LICENSES_SOURCES`.

`python -m recipe.licences FOLDER` writes it for an existing pipeline.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

SOURCES_FILE = "LICENSES_SOURCES"


def write_sources(folder: Path) -> Path:
    """Write the sources in a pipeline's metadata, with authors and licences, to a file in its folder."""
    meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    head = f"{meta['lang']}_{meta['name']} {meta['version']}, {meta['license']}, was made of:\n"
    entries = [
        f"## {source['name']}\n\nAuthor: {source['author']}\nURL: {source['url']}\nLicence: {source['license']}\n"
        for source in meta["sources"]
    ]
    path = folder / SOURCES_FILE
    path.write_text("\n".join([head, *entries]), encoding="utf-8")
    return path


if __name__ == "__main__":
    write_sources(Path(sys.argv[1]))
