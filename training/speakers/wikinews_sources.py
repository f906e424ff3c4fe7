"""Feed the Wikinews gold into resolution and classification, as `gold_sources` does PolNeAR's.

>>> next(read_wikinews(Path("wikinews-attributions/train"))).id   # doctest: +SKIP
'2019-01-04-magnitogorsk-apartment-collapse'
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spacy.tokens import Doc

from quotes.engine.attribution import Attribution
from quotes.spans import Range
from training.speakers.gold_sources import Label, make_attribution


@dataclass(frozen=True)
class WikinewsArticle:
    """One article with its outermost attributions, in text order."""

    id: str
    text: str
    attributions: tuple[dict[str, Any], ...]  # as in gold/*.json


def read_wikinews(folder: Path) -> Iterator[WikinewsArticle]:
    """The articles of one part (`texts/*.txt`, `gold/*.json`) in the order of their names."""
    for path in sorted((folder / "gold").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        text = (folder / "texts" / f"{path.stem}.txt").read_bytes().decode("utf-8")
        attributions = (attribution for attribution in gold["attributions"] if attribution["content"])
        yield WikinewsArticle(path.stem, text, tuple(sorted(attributions, key=lambda one: min(one["content"]))))


def wikinews_attributions(doc: Doc, article: WikinewsArticle) -> list[tuple[Attribution, Label]]:
    """The attributions as the engine would pass them on, with their labels."""
    return [
        (
            make_attribution(doc, _ranges(gold["content"]), _ranges([gold["cue"]]), _ranges([gold["source"]])),
            Label(i, gold["speaker"], gold["nature"], gold["sector"], gold["mode"]),
        )
        for i, gold in enumerate(article.attributions)
    ]


def _ranges(spans: list[list[int] | None]) -> tuple[Range, ...]:
    return tuple((span[0], span[1]) for span in spans if span is not None)
