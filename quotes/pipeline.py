"""Load a spaCy pipeline and extract records from articles: `extract("“Yes,” Putin said.")`."""

from __future__ import annotations

from importlib.resources import as_file, files

import spacy
from spacy.language import Language


def load(model: str | None = None) -> Language:
    with as_file(files("quotes.model").joinpath("en_quotes")) as path:
        return spacy.load(model or path)
