"""Brat standoff in PolNeAR's layout: `text/a.txt` with `attributions/a_1a2b.ann`, or `a.txt` beside `a.ann`.

Source: Newell, Margolin and Ruths (2018), "An Attribution Relations Corpus for Political News", LREC. Where an
article has several annotators, the first by name counts.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from quotes.errors import ReadError
from quotes.evaluation.gold.quote_types import tell_quote_type
from quotes.evaluation.relations import ROLES, Relation, Sheet, make_extents

Ranges = tuple[tuple[int, int], ...]


def read_brat(folder: Path) -> list[Sheet]:
    """The annotated articles of a folder in the order of their names. Raises ReadError naming the file at fault."""
    texts, annotations = folder, folder
    if (folder / "attributions").is_dir():
        texts, annotations = folder / "text", folder / "attributions"
    found = sorted(annotations.glob("*.ann"))
    sheets = []
    for path in sorted(texts.glob("*.txt")):
        own = [ann for ann in found if _belongs(ann.stem, path.stem)]
        if own:
            sheets.append(_read_sheet(path, own[0]))
    if not sheets:
        raise ReadError(f"{folder}: no .txt file there has annotations; brat's a.ann (or a_1a2b.ann) goes with a.txt")
    return sheets


def _belongs(annotation: str, article: str) -> bool:
    """Is it the article's own file, or that of one of its annotators: "nato_ef2d" for "nato"?"""
    return annotation == article or re.fullmatch(re.escape(article) + "_[0-9a-z]{4}", annotation) is not None


def _read_sheet(path: Path, annotation: Path) -> Sheet:
    text = _read(path)
    relations = tuple(
        Relation(**{role: make_extents(text, ranges) for role, ranges in roles.items()})  # type: ignore[arg-type]
        for roles in read_events(_read(annotation), str(annotation))
        if roles["content"]
    )
    typed = tuple(tell_quote_type(one, text) for one in relations)
    return Sheet(path.stem, hashlib.sha256(text.encode("utf-8")).hexdigest(), typed, text)


def _read(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")  # no translation of line ends: the offsets count them
    except (OSError, UnicodeDecodeError) as error:
        raise ReadError(f"{path}: cannot be read as UTF-8 ({error}); brat's offsets need the very text") from error


def read_events(brat: str, name: str) -> Iterator[dict[str, Ranges]]:
    """The ranges by role of each attribution event. Raises ReadError with the number of a line that is not brat."""
    spans: dict[str, Ranges] = {}
    events: list[tuple[int, str]] = []
    for number, line in enumerate(brat.split("\n"), 1):
        key, _, rest = line.rstrip("\r").partition("\t")
        if key.startswith("T"):
            spans[key] = _read_offsets(rest, f"{name}:{number}")
        elif key.startswith("E"):
            events.append((number, rest))
    for number, rest in events:
        roles: dict[str, list[tuple[int, int]]] = {role: [] for role in ROLES}
        for part in rest.split():
            label, _, target = part.partition(":")
            role = label.rstrip("0123456789").lower()  # a second content is Content2
            if target not in spans:
                raise ReadError(f"{name}:{number}: {target or part} is no span of this file; check the event")
            if role in roles:
                roles[role] += spans[target]
        yield {role: tuple(sorted(ranges)) for role, ranges in roles.items()}


def _read_offsets(rest: str, place: str) -> Ranges:
    """The ranges of `Content 12 40;52 80<tab>the text`."""
    _, _, offsets = rest.partition("\t")[0].partition(" ")
    try:
        pairs = [pair.split() for pair in offsets.split(";")]
        return tuple((int(start), int(end)) for start, end in pairs)
    except ValueError as error:
        raise ReadError(f"{place}: no brat span; it reads 'T1<tab>Content 12 40<tab>text'") from error
