"""CSV as `quotes extract` writes it: one record per row under the column names."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from quotes.formats.interchange.annotated import AnnotatedArticle
from quotes.formats.records.csv import write_csv


def write(articles: Iterable[AnnotatedArticle], stream: TextIO) -> None:
    """Write a row for each record."""
    write_csv((record for article in articles for record in article.records), stream)
