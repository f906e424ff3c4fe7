"""Write an export to a folder and read it back as an import."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from quotes.errors import ReadError
from quotes.formats.interchange.annotated import AnnotatedArticle
from quotes.formats.registry import EXPORTABLE, load_export, load_import
from quotes.record import ArticleInfo, Record


def write_export(articles: Iterable[AnnotatedArticle], form: str, folder: Path) -> Path:
    """The export as `quotes export` lays it out; returns what `quotes import` is given."""
    write = load_export(form)
    if EXPORTABLE[form].shape == "stream":
        path = folder / form
        with path.open("w", encoding="utf-8", newline="") as stream:
            write(articles, stream)
        return path
    for name, text in write(articles):
        target = folder / form / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text.encode("utf-8"))
    return folder / form


def read_import(path: Path, form: str, texts: dict[str, str] | None = None) -> list[Record]:
    def find_text(info: ArticleInfo) -> str | None:
        return (texts or {}).get(info.sha256)

    results: list[Record] = []
    for article in load_import(form)(path, find_text):
        assert not isinstance(article, ReadError), article
        results += article.records
    return results
