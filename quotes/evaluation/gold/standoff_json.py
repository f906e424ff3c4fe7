"""Gold in standoff JSON: `gold/ID.json` with offsets into `texts/ID.txt`, and who speaks; fixtures/ has such articles.

`{"attributions": […], "nested": […]}`, each attribution with `content` (a list of [start, end]), with `source`, `cue`,
`addressee` and `medium` ([start, end] or null), and with `speaker`, `nature`, `sector`, `mode` and `quote_type`.
Offsets count code points of the text, whose line ends stay as they are in the file.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from quotes.errors import ReadError
from quotes.evaluation.relations import Relation, SaidBy, Sheet, make_extents
from quotes.formats.imports.article_builder import read_json

Offset = Annotated[int, Field(ge=0)]
Span = tuple[Offset, Offset]


class _Attribution(BaseModel):
    model_config = ConfigDict(extra="ignore", strict=True)

    content: list[Annotated[Span, Field(strict=False)]]
    source: Annotated[Span, Field(strict=False)] | None = None
    cue: Annotated[Span, Field(strict=False)] | None = None
    addressee: Annotated[Span, Field(strict=False)] | None = None
    medium: Annotated[Span, Field(strict=False)] | None = None
    speaker: str | None = None
    nature: str | None = None
    sector: str | None = None
    mode: str | None = None
    quote_type: str | None = None


class _Article(BaseModel):
    model_config = ConfigDict(extra="ignore")

    attributions: list[_Attribution]
    nested: list[_Attribution] = []


def is_standoff(folder: Path) -> bool:
    """Has a folder the layout of standoff JSON?"""
    return (folder / "gold").is_dir() and (folder / "texts").is_dir()


def read_standoff(folder: Path) -> list[Sheet]:
    """The annotated articles of a folder in the order of their names. Raises ReadError naming the file at fault."""
    paths = sorted((folder / "gold").glob("*.json"))
    if not paths:
        raise ReadError(f"{folder / 'gold'}: no *.json there; each has the annotations of texts/*.txt")
    return [_read_sheet(path, folder / "texts" / f"{path.stem}.txt") for path in paths]


def _read_sheet(path: Path, text_path: Path) -> Sheet:
    try:
        article = _Article.model_validate(read_json(path))
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise ReadError(f"{path}: {place or 'the whole'}: {first['msg']}; not standoff JSON") from error
    try:
        text = text_path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ReadError(f"{text_path}: cannot be read as UTF-8, and {path} is about it") from error
    relations = [_make_relation(item, text, path, nested=False) for item in article.attributions]
    relations += [_make_relation(item, text, path, nested=True) for item in article.nested]
    relations.sort(key=lambda relation: (relation.start, relation.nested))
    return Sheet(path.stem, hashlib.sha256(text.encode("utf-8")).hexdigest(), tuple(relations), text)


def _make_relation(item: _Attribution, text: str, path: Path, *, nested: bool) -> Relation:
    roles = [item.content, *([] if span is None else [span] for span in (item.source, item.cue))]
    others = [[] if span is None else [span] for span in (item.addressee, item.medium)]
    for start, end in (span for spans in (*roles, *others) for span in spans):
        if not start < end <= len(text):
            raise ReadError(f"{path}: {start} to {end} is not in the text of {len(text):,} characters")
    if not item.content:
        raise ReadError(f"{path}: an attribution has no content")
    content, source, cue = (make_extents(text, spans) for spans in roles)
    addressee, medium = (make_extents(text, spans) for spans in others)
    return Relation(
        source,
        cue,
        content,
        quote_type=item.quote_type,
        mode=item.mode,
        nested=nested,
        said_by=SaidBy(item.speaker, item.nature, item.sector),
        addressee=addressee,
        medium=medium,
    )
