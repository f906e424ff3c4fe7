"""Read PolNeAR's brat standoff: `read_articles(folder)` gives each article's text and its attributions.

Source: Newell, Margolin and Ruths (2018), "An Attribution Relations Corpus for Political News", LREC.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

Spans = tuple[tuple[int, int], ...]
EDGE = frozenset("\"“”‘’'`.,:;!?-–—()[]")


@dataclass(frozen=True)
class GoldAttribution:
    """One annotated attribution: half-open character ranges by role; an empty tuple where the role is missing."""

    source: Spans
    cue: Spans
    content: Spans


@dataclass(frozen=True)
class GoldArticle:
    """One article with the attributions of its first annotator by name."""

    id: str
    text: str
    attributions: tuple[GoldAttribution, ...]


def read_articles(folder: Path) -> Iterator[GoldArticle]:
    """The articles of a compartment (`text/*.txt` and `attributions/*.ann`) in the order of their names."""
    for path in sorted((folder / "text").glob("*.txt")):
        annotations = sorted(
            p for p in (folder / "attributions").iterdir() if re.fullmatch(re.escape(path.stem) + r"_....\.ann", p.name)
        )
        if annotations:
            text = path.read_bytes().decode("utf-8")
            yield GoldArticle(path.stem, text, tuple(read_annotations(annotations[0].read_bytes().decode("utf-8"))))


def read_annotations(brat: str) -> Iterator[GoldAttribution]:
    """The attribution events of a brat file."""
    spans: dict[str, Spans] = {}
    for line in brat.split("\n"):
        key, _, rest = line.partition("\t")
        if key.startswith("T") and "\t" in rest:
            offsets = rest.split("\t")[0].split(" ", 1)[1]
            spans[key] = tuple((int(a), int(b)) for a, b in (pair.split() for pair in offsets.split(";")))
    for line in brat.split("\n"):
        key, _, rest = line.partition("\t")
        if key.startswith("E"):
            roles: dict[str, list[tuple[int, int]]] = {"source": [], "cue": [], "content": []}
            for part in rest.split():
                role, _, target = part.partition(":")
                role = re.sub(r"\d+$", "", role).lower()
                if role in roles:
                    roles[role] += spans[target]
            yield GoldAttribution(**{role: tuple(sorted(found)) for role, found in roles.items()})


def characters(spans: Spans, text: str) -> frozenset[int]:
    """The positions of the characters of some spans that are neither white space nor edge punctuation."""
    return frozenset(
        i for a, b in spans for i in range(a, min(b, len(text))) if not text[i].isspace() and text[i] not in EDGE
    )
