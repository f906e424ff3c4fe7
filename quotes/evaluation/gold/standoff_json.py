"""Gold in standoff JSON, with who speaks, as in `fixtures/`; `formats.imports.standoff_json` does the reading."""

from __future__ import annotations

import hashlib
from pathlib import Path

from quotes.errors import ReadError
from quotes.evaluation.relations import Relation, SaidBy, Sheet, make_extents
from quotes.formats.imports.standoff_json import is_standoff, read_files
from quotes.formats.interchange.standoff_file import Span, StandoffAttribution, StandoffFile
from quotes.record import Extent

__all__ = ["is_standoff", "read_standoff"]


def read_standoff(folder: Path) -> list[Sheet]:
    """The annotated articles of a folder in the order of their names. Raises ReadError naming the file at fault."""
    sheets = []
    for file in read_files(folder):
        if isinstance(file, ReadError):
            raise file
        sheets.append(_make_sheet(file))
    return sheets


def _make_sheet(file: StandoffFile) -> Sheet:
    relations = [_make_relation(item, file.text, nested=False) for item in file.article.attributions]
    relations += [_make_relation(item, file.text, nested=True) for item in file.article.nested]
    relations.sort(key=lambda relation: (relation.start, relation.nested))
    return Sheet(file.id, hashlib.sha256(file.text.encode("utf-8")).hexdigest(), tuple(relations), file.text)


def _make_relation(item: StandoffAttribution, text: str, *, nested: bool) -> Relation:
    def extents(span: Span | None) -> tuple[Extent, ...]:
        return make_extents(text, [] if span is None else [span])

    return Relation(
        extents(item.source),
        extents(item.cue),
        make_extents(text, item.content),
        quote_type=item.quote_type,
        mode=item.mode,
        nested=nested,
        said_by=SaidBy(item.speaker, item.nature, item.sector),
        addressee=extents(item.addressee),
        medium=extents(item.medium),
    )
