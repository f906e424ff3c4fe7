"""What an export writes, and the spans of an article's records to hold it against."""

from __future__ import annotations

import io

from quotes.formats.interchange.annotated import AnnotatedArticle, list_roles
from quotes.formats.registry import load_export


def text_of(form: str, *articles: AnnotatedArticle) -> str:
    stream = io.StringIO()
    load_export(form)(articles, stream)
    return stream.getvalue()


def files_of(form: str, *articles: AnnotatedArticle) -> dict[str, str]:
    return dict(load_export(form)(articles))


def all_roles(article: AnnotatedArticle) -> list[tuple[str, str, int, int, str]]:
    return sorted((r.id, role, e.start, e.end, e.text) for r in article.records for role, e in list_roles(r))
