"""What a pipeline was made of, as spaCy's pipelines say it: `write_sources(folder)` writes `LICENSES_SOURCES`.

`python -m recipe.licences FOLDER` writes it for a pipeline that is there already.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

SOURCES_FILE = "LICENSES_SOURCES"


def write_sources(folder: Path) -> Path:
    """Write the sources that a pipeline's meta data names, with their authors and licences, beside it."""
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
