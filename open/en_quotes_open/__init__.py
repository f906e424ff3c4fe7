"""The pipeline `open` of quotes, a folder of data: `quotes extract --model open`, or `en_quotes_open.load()`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language

__version__ = "1.1.0"
PIPELINE = Path(__file__).parent / "pipeline"


def load() -> Language:
    """The plain spaCy pipeline, without the engine; `quotes.load("open")` has both."""
    import spacy

    return spacy.load(PIPELINE)
