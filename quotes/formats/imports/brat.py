"""brat standoff as PolNeAR lays it out (`text/`, `attributions/`), a flat folder of `.ann` and `.txt`, or one `.ann`.

Of several annotators of an article the first by name counts. Events `Attribution` and `Attribution-no-source` become
records; a cue or source in several pieces becomes one span (see `join_pairs`). Notes of `quotes export` give back the
rest of the record.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from quotes.errors import ReadError
from quotes.formats.imports.article_builder import (
    Annotation,
    FindText,
    build_article,
    check_words,
    describe_article,
    join_pairs,
    naming,
    read_utf8,
)
from quotes.formats.interchange.annotated import AnnotatedArticle
from quotes.formats.interchange.leftovers import Pair, Spans

_ANNOTATOR = re.compile(r"_[0-9a-f]{4}$")


def read(path: Path, find_text: FindText) -> Iterator[AnnotatedArticle | ReadError]:
    """The annotated articles below a path, or why one cannot be had."""
    found = list(_find_files(path))
    if not found:
        yield ReadError(f"{path}: no .ann files there; give the folder that holds 'text' and 'attributions'")
    for standoff, text in found:
        try:
            yield from _read_article(standoff, text)
        except ReadError as error:
            yield error


def _find_files(path: Path) -> Iterator[tuple[Path, Path]]:
    """(annotations, text) of each article, by name."""
    if path.is_file():
        yield path, _text_of(path)
        return
    seen: set[Path] = set()
    for standoff in sorted(path.rglob("*.ann")):
        text = _text_of(standoff)
        if text not in seen:
            seen.add(text)
            yield standoff, text


def _text_of(standoff: Path) -> Path:
    """`text/a.txt` of `attributions/a_6b86.ann`, or `a.txt` beside `a.ann`."""
    beside = standoff.with_suffix(".txt")
    if beside.is_file():
        return beside
    name = f"{_ANNOTATOR.sub('', standoff.stem)}.txt"
    return standoff.parent.parent / "text" / name


def _read_article(path: Path, text_path: Path) -> Iterator[AnnotatedArticle | ReadError]:
    text = read_utf8(text_path)
    with naming(str(path), "brat standoff"):
        found, problems = _parse(read_utf8(path), text)
        info = describe_article(text, text_path.stem, str(text_path))
        yield build_article(text, info, found)
    yield from (ReadError(f"{path}: {problem}; left out") for problem in problems)


def _parse(standoff: str, text: str) -> tuple[list[Annotation], list[str]]:
    """The attributions, and what is no attribution with content."""
    places: dict[str, list[Pair]] = {}
    events: list[tuple[str, dict[str, list[str]]]] = []
    notes: dict[str, dict[str, Any]] = {}
    for line in standoff.split("\n"):
        key, _, rest = line.rstrip("\r").partition("\t")
        if key.startswith("T"):
            places[key] = _parse_place(rest, text)
        elif key.startswith("E") and rest.startswith("Attribution"):
            events.append((key, _parse_event(rest)))
        elif key.startswith("#") and rest.startswith("AnnotatorNotes "):
            target, _, note = rest.removeprefix("AnnotatorNotes ").partition("\t")
            if note.startswith("{") and '"schema_version"' in note:  # an annotator's own note is no JSON of ours
                notes[target] = json.loads(note)
    found, problems = [], []
    for key, roles in events:
        pairs = {role: [pair for name in names for pair in places[name]] for role, names in roles.items()}
        content = pairs.get("content", [])
        if not content:
            problems.append(f"{key} is an attribution without content")
            continue
        cue, source = (join_pairs(pairs.get(role, []), content) for role in ("cue", "source"))
        found.append(Annotation(Spans(tuple(content), cue, source), notes.get(key)))
    return found, problems


def _parse_place(rest: str, text: str) -> list[Pair]:
    """`Content 315 448;463 553<TAB>words` with its offsets checked against the words."""
    head, _, words = rest.partition("\t")
    pairs = []
    for pair in head.split(" ", 1)[1].split(";"):
        start, end = pair.split()
        pairs.append((int(start), int(end)))
    whole = " ".join(text[start:end] for start, end in pairs)
    if " ".join(whole.split()) != " ".join(words.split()):
        check_words(text, (pairs[0][0], pairs[-1][1]), words)
    return pairs


def _parse_event(rest: str) -> dict[str, list[str]]:
    """`Attribution:T4 Content:T3 Content2:T5 Cue:T2` as {"content": ["T3", "T5"], "cue": ["T2"]}."""
    roles: dict[str, list[str]] = {}
    for argument in rest.split()[1:]:
        role, _, place = argument.partition(":")
        roles.setdefault(re.sub(r"\d+$", "", role).lower(), []).append(place)
    return roles
