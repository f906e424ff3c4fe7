"""Quotes and its peers on the same parsed articles of PolNeAR dev: accuracy and words per second in one table.

`QUOTES_DATA=… python benchmarks/peers.py [--model NAME] [--parsed FILE] [--rounds N]`

Peers: textacy's `direct_quotations`, and the rules of the Gender Gap Tracker (`benchmarks/gender_gap_rules.py`). The
times are of the extraction alone, on existing parses; the last column compares them with the time of the parse.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from statistics import median

from spacy.tokens import Doc, Span, Token

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.dev import Dev, find_dev, parse_dev
from benchmarks.gender_gap_rules import find_quotes
from quotes.article import Article
from quotes.engine.attribution import Attribution
from quotes.engine.decision import attribute
from quotes.engine.records import make_records
from quotes.evaluation.evaluate import score
from quotes.evaluation.relations import Relation, Sheet, from_record, make_extents
from quotes.evaluation.scores import Scores
from quotes.record import Extent

Finder = Callable[[Doc, Sheet], list[Relation]]


def find_by_quotes(doc: Doc, sheet: Sheet) -> list[Relation]:
    return [from_record(record) for record in make_records(doc, Article(text=doc.text, id=sheet.id), "")]


def find_by_engine(doc: Doc, sheet: Sheet) -> list[Relation]:
    """The engine without speakers and source types, which the peers do not find."""
    return as_relations(doc.text, attribute(doc))


def as_relations(text: str, attributions: Iterable[Attribution]) -> list[Relation]:
    """The engine's results in the form that is scored."""
    return [
        Relation(
            source=make_extents(text, [attribution.source] if attribution.source else []),
            cue=make_extents(text, [attribution.cue] if attribution.cue else []),
            content=make_extents(text, attribution.content),
            nested=attribution.parent is not None,
            confidence=attribution.confidence,
        )
        for attribution in attributions
    ]


def find_by_gender_gap_rules(doc: Doc, sheet: Sheet) -> list[Relation]:
    return [
        Relation(source=_extents(quote.source), cue=_extents(quote.cue), content=_extents(quote.content))
        for quote in find_quotes(doc)
    ]


def find_by_textacy(doc: Doc, sheet: Sheet) -> list[Relation]:
    """Nothing for a document with an odd number of marks, for which textacy raises."""
    from textacy.extract.triples import direct_quotations

    try:
        quotations = list(direct_quotations(doc))
    except ValueError:
        return []
    return [
        Relation(
            source=_extents(_span(quotation.speaker)),
            cue=_extents(_span(quotation.cue)),
            content=_extents(quotation.content),
        )
        for quotation in quotations
    ]


def _span(tokens: list[Token]) -> Span:
    return tokens[0].doc[tokens[0].i : tokens[-1].i + 1]


def _extents(span: Span | None) -> tuple[Extent, ...]:
    return () if span is None else (Extent(start=span.start_char, end=span.end_char, text=span.text),)


FINDERS: dict[str, Finder] = {
    "quotes": find_by_quotes,
    "quotes, spans alone": find_by_engine,
    "Gender Gap Tracker's rules": find_by_gender_gap_rules,
    "textacy direct_quotations": find_by_textacy,
}


def run(finder: Finder, dev: Dev, rounds: int) -> tuple[Scores, float]:
    """The scores, and the median seconds over all articles."""
    seconds = []
    for _ in range(rounds):
        start = time.perf_counter()
        relations_by_article = [finder(doc, sheet) for doc, sheet in zip(dev.docs, dev.gold, strict=True)]
        seconds.append(time.perf_counter() - start)
    sheets = [
        Sheet(gold.id, gold.sha256, tuple(relations))
        for gold, relations in zip(dev.gold, relations_by_article, strict=True)
    ]
    return score(dev.gold, sheets).scores, median(seconds)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", default=None)
    parser.add_argument("--parsed", type=Path, default=None, metavar="FILE", help="store the parses here")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    dev = parse_dev(find_dev(), options.model, options.parsed)
    odd = sum(sum(token.is_quote for token in doc) % 2 for doc in dev.docs)
    parse = f", parsed in {dev.parse_seconds:.1f} s" if dev.parse_seconds else ""
    print(
        f"PolNeAR dev, {len(dev.docs)} articles, {dev.words:,} words, {dev.model}{parse}; "
        f"{odd} articles have an odd number of marks, where textacy finds nothing\n"
    )
    rows = [
        [
            "",
            "attributed P / R / F1",
            "content F1",
            "speech recall",
            "quoted recall",
            "span F1 source / cue / content",
            "words per second",
            "share of the parse's time",
        ]
    ]
    for name, finder in FINDERS.items():
        scores, seconds = run(finder, dev, options.rounds)
        rows.append(
            [
                name,
                *list_figures(scores),
                f"{dev.words / seconds:,.0f}",
                f"{100 * seconds / dev.parse_seconds:.1f} %" if dev.parse_seconds else "–",
            ]
        )
    print(make_table(rows))


def list_figures(scores: Scores) -> Iterable[str]:
    headline = scores.headline
    yield f"{headline.precision} / {headline.recall} / {headline.f1}"
    yield str(scores.measures["content"].f1)
    for subset in scores.subsets.values():
        yield str(subset["attributed"].recall)
    yield " / ".join(str(rate.f1) for rate in scores.spans.values())


def make_table(rows: list[list[str]]) -> str:
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |" for row in rows
    ]
    return "\n".join([lines[0], "|" + "|".join("-" * (width + 2) for width in widths) + "|", *lines[1:]])


if __name__ == "__main__":
    main()
