"""Parquet as `quotes extract` writes it: one record per row, nested like the record."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from quotes.formats.interchange.annotated import AnnotatedArticle
from quotes.formats.records.parquet import Writer


def write(articles: Iterable[AnnotatedArticle], stream: BinaryIO) -> None:
    """Write the table of all records, through a temporary file."""
    writer = Writer()
    with tempfile.TemporaryDirectory(prefix="quotes-") as folder:
        lines, table = Path(folder, "records.jsonl"), Path(folder, "records.parquet")
        with lines.open("wb") as partial:
            partial.writelines(writer.dump(article.records) for article in articles)
        writer.finish(lines, table)
        with table.open("rb") as made:
            shutil.copyfileobj(made, stream)
