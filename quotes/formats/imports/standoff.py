"""Standoff JSON: a folder with `gold/ID.json` and `texts/ID.txt`, as `fixtures/wikinews-attributions/dev`.

Spans and labels become a record; what they do not say stays empty. What `quotes export` wrote beside them restores the
rest. `standoff_json` does the reading.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from quotes.errors import ReadError
from quotes.formats.imports.article_builder import FindText, naming_place
from quotes.formats.imports.standoff_json import is_standoff, read_files
from quotes.formats.interchange.annotated import AnnotatedArticle
from quotes.formats.interchange.standoff_records import describe, make_records


def read(path: Path, find_text: FindText) -> Iterator[AnnotatedArticle | ReadError]:
    """The annotated articles of a folder, or why one cannot be read."""
    if not is_standoff(path):
        yield ReadError(f"{path}: not standoff JSON; give the folder that holds 'gold' and 'texts'")
        return
    for file in read_files(path):
        if isinstance(file, ReadError):
            yield file
            continue
        try:
            with naming_place(str(file.path), "standoff JSON"):
                records = tuple(placed.record for placed in make_records(file))
                yield AnnotatedArticle(describe(file), records, file.text)
        except ReadError as error:
            yield error
