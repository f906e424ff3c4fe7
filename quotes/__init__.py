"""Find who said what in English news.

>>> import quotes
>>> records = quotes.extract('"We are ready," Stoltenberg said.')   # doctest: +SKIP
>>> records[0].speaker.name                                          # doctest: +SKIP
'Stoltenberg'

The whole public surface: `load` a pipeline, `extract` records from text, articles or files, `to_frame` them for pandas,
`Article`, `Record`.
Names are imported when first used, so that `import quotes` itself costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from quotes.version import __version__

if TYPE_CHECKING:
    from quotes.article import Article
    from quotes.pipeline import extract, load
    from quotes.record import Record
    from quotes.rows import to_frame

__all__ = ["Article", "Record", "__version__", "extract", "load", "to_frame"]

_HOMES = {
    "Article": "quotes.article",
    "Record": "quotes.record",
    "extract": "quotes.pipeline",
    "load": "quotes.pipeline",
    "to_frame": "quotes.rows",
}


def __getattr__(name: str) -> Any:
    """Import a public name from its home on first use (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module 'quotes' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
