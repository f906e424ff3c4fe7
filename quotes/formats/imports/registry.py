"""The formats of `quotes import`. `read(path, find_text)` gives articles, or errors for what was not read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

from quotes.errors import ReadError
from quotes.formats.imports.article_builder import FindText
from quotes.formats.interchange.annotated import AnnotatedArticle

Read = Callable[[Path, FindText], Iterator[AnnotatedArticle | ReadError]]

FORMATS = {
    "brat": (
        "quotes.formats.imports.brat",
        "brat standoff: a folder of PolNeAR's layout, a flat one, or one .ann file",
    ),
    "citron": ("quotes.formats.imports.citron", "Citron's JSON: a file or a folder of them"),
    "prodigy": ("quotes.formats.imports.prodigy", "Prodigy tasks with spans and relations, JSON Lines"),
    "labelstudio": ("quotes.formats.imports.labelstudio", "Label Studio's JSON export, annotations before predictions"),
    "webannotation": ("quotes.formats.imports.webannotation", "W3C Web Annotations, JSON-LD"),
}


def load(name: str) -> Read:
    """The function that reads a format."""
    read: Read = import_module(FORMATS[name][0]).read
    return read
