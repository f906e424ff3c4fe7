"""Parse brat standoff, in PolNeAR's layout too: `read_articles(Path("dev"))` gives each text with its attributions.

PolNeAR has `text/a.txt` with `attributions/a_1a2b.ann`, one file per annotator; others have `a.txt` next to `a.ann`. Of
several annotators the first by name counts. Source of the layout: Newell, Margolin and Ruths (2018), "An Attribution
Relations Corpus for Political News", LREC; of the format: https://brat.nlplab.org/standoff.html.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from quotes.errors import ReadError
from quotes.formats.imports.article_builder import check_words, read_utf8
from quotes.spans import Range

_ANNOTATOR = re.compile(r"_[0-9a-z]{4}$")  # of "nato_ef2d.ann"
_SPAN_KEY = re.compile(r"T\d+")
_EVENT = "Attribution"  # the start of every event type: also "Attribution-no-source"
_ROLES = ("content", "cue", "source")


@dataclass(frozen=True)
class Event:
    """One attribution event: the ranges of each role in the order of the file, and the annotator's note on it."""

    key: str
    content: tuple[Range, ...]
    cue: tuple[Range, ...]
    source: tuple[Range, ...]
    note: str | None = None


@dataclass(frozen=True)
class BratArticle:
    """A text with the events of one annotator."""

    text_path: Path
    standoff_path: Path
    text: str
    events: tuple[Event, ...]


@dataclass(frozen=True)
class _TextBound:
    """`T1<tab>Content 12 40;52 80<tab>words`."""

    ranges: tuple[Range, ...]
    words: str
    line: int


def read_articles(path: Path) -> Iterator[BratArticle | ReadError]:
    """The annotated articles of a folder or of one .ann file by the names of their texts, or why one cannot be read."""
    for text_path, standoff_path in find_articles(path):
        try:
            yield read_article(text_path, standoff_path)
        except ReadError as error:
            yield error


def find_articles(path: Path) -> list[tuple[Path, Path]]:
    """(text, annotations of the first annotator) of each article, by the names of the texts."""
    firsts: dict[Path, Path] = {}
    for standoff in [path] if path.is_file() else sorted(path.rglob("*.ann")):
        firsts.setdefault(find_text(standoff), standoff)
    return sorted(firsts.items())


def find_text(standoff: Path) -> Path:
    """`a.txt` next to `a.ann` or `a_1a2b.ann` if there is one, else `text/a.txt` of `attributions/a_1a2b.ann`."""
    name = f"{_ANNOTATOR.sub('', standoff.stem)}.txt"
    beside = (standoff.with_suffix(".txt"), standoff.with_name(name))
    return next((text for text in beside if text.is_file()), standoff.parent.parent / "text" / name)


def read_article(text_path: Path, standoff_path: Path) -> BratArticle:
    """One article. Raises ReadError, which names the file and the line at fault."""
    text = read_utf8(text_path)
    events = parse_events(read_utf8(standoff_path), str(standoff_path), text)
    return BratArticle(text_path, standoff_path, text, tuple(events))


def parse_events(standoff: str, name: str, text: str | None = None) -> list[Event]:
    """The attribution events of a brat file, whose words are checked against the text if it is given.

    Raises ReadError with the number of a line that is not brat, or whose words are not at its offsets.
    """
    spans: dict[str, _TextBound] = {}
    events: list[tuple[str, str, int]] = []
    notes: dict[str, str] = {}
    for number, line in enumerate(standoff.split("\n"), start=1):
        key, _, rest = line.rstrip("\r").partition("\t")
        if _SPAN_KEY.fullmatch(key):  # PolNeAR has words with line ends in them, so that "The mayor" begins a line
            spans[key] = _parse_text_bound(rest, f"{name}:{number}", number)
        elif key.startswith("E") and rest.startswith(_EVENT):
            events.append((key, rest, number))
        elif key.startswith("#") and rest.startswith("AnnotatorNotes "):
            target, _, note = rest.removeprefix("AnnotatorNotes ").partition("\t")
            notes[target] = note
    if text is not None:
        for span in spans.values():
            _check_text_bound(span, text, f"{name}:{span.line}")
    return [_make_event(key, rest, f"{name}:{number}", spans, notes.get(key)) for key, rest, number in events]


def _parse_text_bound(rest: str, place: str, line: int) -> _TextBound:
    head, _, words = rest.partition("\t")
    try:
        pairs = [pair.split() for pair in head.partition(" ")[2].split(";")]
        return _TextBound(tuple((int(start), int(end)) for start, end in pairs), words, line)
    except ValueError as error:
        raise ReadError(f"{place}: not a brat span; it reads 'T1<tab>Content 12 40<tab>text'") from error


def _check_text_bound(span: _TextBound, text: str, place: str) -> None:
    """Check the words against the text; white space may differ, and PolNeAR cuts words at the end of a paragraph."""
    joined = " ".join(" ".join(text[start:end] for start, end in span.ranges).split())
    if joined.startswith(" ".join(span.words.split())):
        return
    try:
        check_words(text, (span.ranges[0][0], span.ranges[-1][1]), span.words)
    except ValueError as error:
        raise ReadError(f"{place}: {error}; give the text that was annotated, unchanged") from error


def _make_event(key: str, rest: str, place: str, spans: dict[str, _TextBound], note: str | None) -> Event:
    """The event of `Attribution:T4 Content:T3 Content2:T5 Cue:T2`."""
    ranges: dict[str, list[Range]] = {role: [] for role in _ROLES}
    for argument in rest.split():
        label, _, target = argument.partition(":")
        if target not in spans:
            raise ReadError(f"{place}: {target or argument} is not a span of this file; check the event")
        role = label.rstrip("0123456789").lower()  # a second content is Content2
        if role in ranges:
            ranges[role] += spans[target].ranges
    return Event(key, **{role: tuple(pairs) for role, pairs in ranges.items()}, note=note)
