"""Gold in standoff JSON under review: its records and notes, and the corrections as a patch of its files.

    folder = GoldFolder(Path("fixtures/wikinews-attributions/dev"))
    state = ReviewState(folder.records, journal, notes=folder.notes)
    print(folder.make_patch(state))         # for `git apply` or `patch -p1`

What the format does not hold (class and tense of the cue, anonymity) is not in the patch.
"""

from __future__ import annotations

import difflib
import io
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from quotes.desk.review.notes import Note
from quotes.desk.review.state import ReviewState
from quotes.errors import ReadError
from quotes.formats.imports.article_builder import read_utf8
from quotes.formats.imports.standoff_json import read_files
from quotes.formats.interchange.standoff_file import StandoffAttribution, StandoffFile, dump
from quotes.formats.interchange.standoff_items import make_item
from quotes.formats.interchange.standoff_records import PlacedRecord, make_records
from quotes.record import Record
from quotes.spans import Range, within


@dataclass(frozen=True)
class GoldFile:
    """A file of the folder with its records."""

    file: StandoffFile
    placed: tuple[PlacedRecord, ...]

    @property
    def items(self) -> tuple[StandoffAttribution, ...]:
        """The attributions of the file, the nested ones after the others."""
        return (*self.file.article.attributions, *self.file.article.nested)


@dataclass(frozen=True)
class GoldFolder:
    """A folder of standoff JSON. Reading it raises ReadError, which names the file and the field at fault."""

    path: Path

    @cached_property
    def files(self) -> tuple[GoldFile, ...]:
        """The annotated articles, in the order of their names."""
        return tuple(map(_check, read_files(self.path)))

    @property
    def records(self) -> Iterator[Record]:
        """The records of all articles."""
        return (placed.record for file in self.files for placed in file.placed)

    @property
    def notes(self) -> dict[str, Note]:
        """What the annotator was unsure of, by the id of the record."""
        return {
            placed.record.id: Note(comment=note, by="annotator")
            for file in self.files
            for placed in file.placed
            if (note := file.items[placed.number].unsure)
        }

    def make_patch(self, state: ReviewState) -> str:
        """What the reviewers changed, as a unified diff with paths from the working folder; "" where they did not."""
        return "".join(line for file in self.files for line in _diff(file, state))


def _check(file: StandoffFile | ReadError) -> GoldFile:
    if isinstance(file, ReadError):
        raise file
    if any(item.quotes_record for item in (*file.article.attributions, *file.article.nested)):
        raise ReadError(f"{file.path}: has records of 'quotes export'; review those, and export them again")
    return GoldFile(file, make_records(file))


def _diff(file: GoldFile, state: ReviewState) -> Iterator[str]:
    corrected = _correct(file, state)
    if corrected is None:
        return
    path = Path(os.path.relpath(file.file.path)).as_posix()
    before = read_utf8(file.file.path)
    after = corrected.replace("\n", "\r\n") if "\r\n" in before else corrected  # line ends as they are
    for line in difflib.unified_diff(_split_lines(before), _split_lines(after), f"a/{path}", f"b/{path}", n=1):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _split_lines(text: str) -> list[str]:
    """The lines as patches count them: no other character ends one, such as the U+2028 of a pasted note."""
    return io.StringIO(text, newline="\n").readlines()


def _correct(file: GoldFile, state: ReviewState) -> str | None:
    """The text of the corrected file; None where nothing was changed."""
    items = file.items
    first_nested = len(file.file.article.attributions)
    outermost: list[StandoffAttribution] = []
    nested: list[StandoffAttribution] = []
    for placed in sorted(file.placed, key=lambda placed: placed.number):
        current = state.current.get(state.name_of(placed.record))
        if current is not None and not _is_rejected(current):
            kept = nested if placed.number >= first_nested else outermost
            kept.append(_update(items[placed.number], make_item(placed.record), make_item(current)))
    added = list(_find_added(file, state))
    if not added and tuple(outermost + nested) == items:
        return None
    contents = [item.content for item in (*outermost, *added)]
    # what a nested one was in may be rejected or shorter now, and an added one may be within another
    inside = [item for item in nested if _is_inside(item, contents)]
    inside += [item for item in added if _is_inside(item, [part for part in contents if part != item.content])]
    outside = [item for item in (*nested, *added) if item not in inside]
    changes = {"attributions": _in_text_order([*outermost, *outside]), "nested": _in_text_order(inside)}
    return dump(file.file.article.model_copy(update=changes))


def _is_inside(item: StandoffAttribution, contents: Iterable[tuple[Range, ...]]) -> bool:
    return any(all(within(part, content) for part in item.content) for content in contents)


def _find_added(file: GoldFile, state: ReviewState) -> Iterator[StandoffAttribution]:
    if not file.placed:
        return
    for record in state.of_article(state.article_of(file.placed[0].record)):
        if state.original(state.name_of(record)) is None and not _is_rejected(record):
            yield make_item(record)


def _update(item: StandoffAttribution, before: StandoffAttribution, after: StandoffAttribution) -> StandoffAttribution:
    """The attribution of the file with what a reviewer changed in its record."""
    fields = StandoffAttribution.model_fields
    changes = {name: getattr(after, name) for name in fields if getattr(after, name) != getattr(before, name)}
    return item.model_copy(update=changes) if changes else item


def _is_rejected(record: Record) -> bool:
    return record.review is not None and record.review.status == "rejected"


def _in_text_order(items: Iterable[StandoffAttribution]) -> tuple[StandoffAttribution, ...]:
    return tuple(sorted(items, key=lambda item: item.content[0][0]))
