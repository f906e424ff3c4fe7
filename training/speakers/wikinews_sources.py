"""Feed the Wikinews gold into resolution and classification, as `gold_sources` does PolNeAR's.

>>> next(read_wikinews(Path("wikinews-attributions/train"))).id   # doctest: +SKIP
'2019-01-04-magnitogorsk-apartment-collapse'
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
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
    nested: tuple[dict[str, Any], ...] = ()


def read_wikinews(folder: Path) -> Iterator[WikinewsArticle]:
    """The articles of one part (`texts/*.txt`, `gold/*.json`) in the order of their names."""
    for path in sorted((folder / "gold").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        text = (folder / "texts" / f"{path.stem}.txt").read_bytes().decode("utf-8")
        outermost, nested = (
            tuple(sorted((a for a in gold.get(key, ()) if a["content"]), key=lambda a: min(a["content"])))
            for key in ("attributions", "nested")
        )
        yield WikinewsArticle(path.stem, text, outermost, nested)


def wikinews_attributions(doc: Doc, article: WikinewsArticle) -> list[tuple[Attribution, Label]]:
    """The attributions as the engine would pass them on, with their labels."""
    return [
        (
            make_attribution(doc, _ranges(gold["content"]), _ranges([gold["cue"]]), _ranges([gold["source"]])),
            Label(i, gold["speaker"], gold["nature"], gold["sector"], gold["mode"]),
        )
        for i, gold in enumerate(article.attributions)
    ]


def wikinews_with_nested(doc: Doc, article: WikinewsArticle) -> list[tuple[Attribution, Label]]:
    """All attributions in text order, those within the content of another with their parent."""
    everything = [(gold, False) for gold in article.attributions] + [(gold, True) for gold in article.nested]
    everything.sort(key=lambda pair: (min(pair[0]["content"]), pair[1]))
    pairs: list[tuple[Attribution, Label]] = []
    for i, (gold, is_nested) in enumerate(everything):
        attribution = make_attribution(doc, _ranges(gold["content"]), _ranges([gold["cue"]]), _ranges([gold["source"]]))
        if is_nested:
            attribution = replace(attribution, parent=_find_parent(gold, [other for other, _ in everything[:i]]))
        pairs.append((attribution, Label(i, gold["speaker"], gold["nature"], gold["sector"], gold["mode"])))
    return pairs


def _find_parent(nested: dict[str, Any], earlier: list[dict[str, Any]]) -> int | None:
    """The number of the last attribution before whose content the nested one begins in."""
    start = min(nested["content"])[0]
    around = [i for i, gold in enumerate(earlier) if any(begin <= start < end for begin, end in gold["content"])]
    return around[-1] if around else None


def _ranges(spans: list[list[int] | None]) -> tuple[Range, ...]:
    return tuple((span[0], span[1]) for span in spans if span is not None)
