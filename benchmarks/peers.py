"""Quotes beside its peers on the same parsed articles of PolNeAR dev: quality and words a second in one table.

`QUOTES_DATA=… python benchmarks/peers.py [--model NAME] [--parsed FILE] [--rounds N]`

Peers: textacy's `direct_quotations`, and the rules of the Gender Gap Tracker (`benchmarks/gender_gap_rules.py`). The
times are of the extraction alone, on parses that are there already; the last column sets them against the parse.
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
    """The engine without speakers and source types, which the peers do not give."""
    return as_relations(doc.text, attribute(doc))


def as_relations(text: str, attributions: Iterable[Attribution]) -> list[Relation]:
    """The engine's results as they are scored."""
    return [
        Relation(
            source=make_extents(text, [one.source] if one.source else []),
            cue=make_extents(text, [one.cue] if one.cue else []),
            content=make_extents(text, one.content),
            nested=one.parent is not None,
            confidence=one.confidence,
        )
        for one in attributions
    ]


def find_by_gender_gap_rules(doc: Doc, sheet: Sheet) -> list[Relation]:
    return [
        Relation(source=_extents(one.source), cue=_extents(one.cue), content=_extents(one.content))
        for one in find_quotes(doc)
    ]


def find_by_textacy(doc: Doc, sheet: Sheet) -> list[Relation]:
    """It raises for a whole document with an odd number of marks: then it finds nothing there."""
    from textacy.extract.triples import direct_quotations

    try:
        found = list(direct_quotations(doc))
    except ValueError:
        return []
    return [
        Relation(source=_extents(_span(one.speaker)), cue=_extents(_span(one.cue)), content=_extents(one.content))
        for one in found
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
        found = [finder(doc, sheet) for doc, sheet in zip(dev.docs, dev.gold, strict=True)]
        seconds.append(time.perf_counter() - start)
    sheets = [Sheet(gold.id, gold.sha256, tuple(one)) for gold, one in zip(dev.gold, found, strict=True)]
    return score(dev.gold, sheets).scores, median(seconds)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", default=None)
    parser.add_argument("--parsed", type=Path, default=None, metavar="FILE", help="keep the parses here")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    dev = parse_dev(find_dev(), options.model, options.parsed)
    odd = sum(sum(token.is_quote for token in doc) % 2 for doc in dev.docs)
    parse = f", parsed in {dev.parse_seconds:.1f} s" if dev.parse_seconds else ""
    print(
        f"PolNeAR dev, {len(dev.docs)} articles, {dev.words:,} words, {dev.model}{parse}; "
        f"{odd} articles have an odd number of marks, where textacy gives up\n"
    )
    rows = [
        [
            "",
            "attributed P / R / F1",
            "content F1",
            "speech recall",
            "quoted recall",
            "span F1 source / cue / content",
            "words a second",
            "of the parse's time",
        ]
    ]
    for name, finder in FINDERS.items():
        scores, seconds = run(finder, dev, options.rounds)
        rows.append(
            [
                name,
                *figures_of(scores),
                f"{dev.words / seconds:,.0f}",
                f"{100 * seconds / dev.parse_seconds:.1f} %" if dev.parse_seconds else "–",
            ]
        )
    print(markdown(rows))


def figures_of(scores: Scores) -> Iterable[str]:
    whole = scores.headline
    yield f"{whole.precision} / {whole.recall} / {whole.f1}"
    yield str(scores.measures["content"].f1)
    for subset in scores.subsets.values():
        yield str(subset["attributed"].recall)
    yield " / ".join(str(rate.f1) for rate in scores.spans.values())


def markdown(rows: list[list[str]]) -> str:
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |" for row in rows
    ]
    return "\n".join([lines[0], "|" + "|".join("-" * (width + 2) for width in widths) + "|", *lines[1:]])


if __name__ == "__main__":
    main()
