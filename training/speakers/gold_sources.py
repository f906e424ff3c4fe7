"""Feed gold attributions into resolution and classification, apart from how well attributions are found.

>>> list(read_labels(GOLD))[0]   # doctest: +SKIP
'breitbart_2016-02-18_poll-bernie-sanders-burns-hillar'
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Span

from quotes.engine.attribution import Attribution
from quotes.spans import Range
from training.attribution.polnear import GoldArticle, GoldAttribution, read_articles

GOLD = Path(__file__).parent / "gold"
_PLAIN = {"according to": "according-to", ":": "label"}


@dataclass(frozen=True)
class Label:
    """Who speaks, what kind of source that is and the mode, of one attribution (`i`, its place in the annotation)."""

    i: int
    speaker: str | None
    nature: str
    sector: str
    mode: str


def read_labels(folder: Path) -> dict[str, dict[int, Label]]:
    """The labels of each article of a folder, by the article's name and the attribution's place."""
    return {
        path.stem: {one["i"]: Label(**one) for one in json.loads(path.read_text(encoding="utf-8"))}
        for path in sorted(folder.glob("*.json"))
    }


def read_labelled(compartment: Path, labels: dict[str, dict[int, Label]]) -> list[GoldArticle]:
    """The articles of a compartment of PolNeAR that have labels, in the order of their names."""
    found = [article for article in read_articles(compartment) if article.id in labels]
    missing = set(labels) - {article.id for article in found}
    if missing:
        raise SystemExit(f"{compartment}: no article {min(missing)}; the labels belong to another compartment")
    return found


def parse(nlp: Language, articles: list[GoldArticle]) -> list[Doc]:
    """The articles parsed, the engine itself left out."""
    with nlp.select_pipes(disable=[pipe for pipe in ("quotes",) if pipe in nlp.pipe_names]):
        return list(nlp.pipe([article.text for article in articles], batch_size=8))


def as_attributions(doc: Doc, article: GoldArticle) -> tuple[list[int], list[Attribution]]:
    """The gold attributions as the engine would pass them on, in text order, and their places in the annotation."""
    order = sorted(
        (i for i, one in enumerate(article.attributions) if one.content), key=lambda i: article.attributions[i].content
    )
    return order, [_as_attribution(doc, article.attributions[i]) for i in order]


def _as_attribution(doc: Doc, one: GoldAttribution) -> Attribution:
    return make_attribution(doc, one.content, one.cue, one.source)


def make_attribution(
    doc: Doc, content: tuple[Range, ...], cue_spans: tuple[Range, ...], source_spans: tuple[Range, ...]
) -> Attribution:
    """An attribution of gold spans, with the heads that the engine would find in them."""
    source, cue = _span(doc, source_spans), _span(doc, cue_spans)
    words = cue.text.lower() if cue is not None else ""
    return Attribution(
        construction=next((name for word, name in _PLAIN.items() if words == word), "verb-complement"),
        content=content,
        cue=_hull(cue_spans),
        source=_hull(source_spans),
        addressee=None,
        medium=None,
        cue_head=cue.root.i if cue is not None else None,
        source_head=_head(source),
        confidence=1.0,
    )


def _hull(spans: tuple[Range, ...]) -> Range | None:
    return (spans[0][0], spans[0][1]) if spans else None


def _span(doc: Doc, spans: tuple[Range, ...]) -> Span | None:
    if not spans:
        return None
    found = doc.char_span(*spans[0], alignment_mode="expand")
    if found is None:
        return None
    start, end = found.start, found.end
    while end > start + 1 and (doc[end - 1].is_space or doc[end - 1].is_punct or doc[end - 1].text in ("'s", "’s")):
        end -= 1
    while start < end - 1 and (doc[start].is_space or doc[start].is_punct):
        start += 1
    return doc[start:end]


def _head(span: Span | None) -> int | None:
    return None if span is None else span.root.i
