"""Read standoff JSON: `gold/ID.json` with offsets into `texts/ID.txt`, as in `fixtures/wikinews-attributions/dev`.

A file that is not as its schema says is an error that names the file and the field:
`dev/gold/a.json: attributions.3.cue: 27 to 16 is not in the text of 63 characters`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from quotes.errors import ReadError
from quotes.formats.imports.article_builder import read_json
from quotes.formats.interchange.standoff_file import StandoffArticle, StandoffAttribution, StandoffFile

ROLES = ("source", "cue", "addressee", "medium")


def is_standoff(folder: Path) -> bool:
    """Has a folder the layout of standoff JSON?"""
    return (folder / "gold").is_dir() and (folder / "texts").is_dir()


def read_files(folder: Path) -> Iterator[StandoffFile | ReadError]:
    """The annotated articles of a folder in the order of their names, or why one cannot be read."""
    paths = sorted((folder / "gold").glob("*.json"))
    if not paths:
        yield ReadError(f"{folder / 'gold'}: no *.json there; each has the annotations of texts/*.txt")
    for path in paths:
        try:
            yield _read_file(path, folder / "texts" / f"{path.stem}.txt")
        except ReadError as error:
            yield error


def _read_file(path: Path, text_path: Path) -> StandoffFile:
    try:
        article = StandoffArticle.model_validate(read_json(path))
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise ReadError(f"{path}: {place or 'the whole'}: {first['msg']}; not standoff JSON") from error
    try:
        text = text_path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ReadError(f"{text_path}: cannot be read as UTF-8, and {path} is about it") from error
    for name, items in (("attributions", article.attributions), ("nested", article.nested)):
        for number, item in enumerate(items):
            _check_spans(item, len(text), f"{path}: {name}.{number}")
    return StandoffFile(path, text_path, text, article)


def _check_spans(item: StandoffAttribution, length: int, place: str) -> None:
    """Raise ReadError for a span that is not in the text."""
    spans = [(f"content.{number}", part) for number, part in enumerate(item.content)]
    spans += [(role, span) for role in ROLES if (span := getattr(item, role)) is not None]
    for field, (start, end) in spans:
        if not start < end <= length:
            raise ReadError(f"{place}.{field}: {start} to {end} is not in the text of {length:,} characters")
