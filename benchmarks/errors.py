"""Draw errors on PolNeAR dev at random for a person to read, and count their causes.

1. `QUOTES_DATA=… python benchmarks/errors.py draw dev.jsonl --count 150 > errors.tsv` draws misses of all kinds with
   their context, in a fixed order; `dev.jsonl` is `quotes extract … --mode all` over the dev articles. Gold is marked
   [source]s, [cue]c, [content]q, the engine's output {…}s, {…}c, {…}q. The column "stage" is where the engine lost the
   gold attribution: never proposed, proposed with other extents, too improbable, or against a more probable candidate.
2. Read each, in its article where the context is too short, and put a cause into the second column.
3. `python benchmarks/errors.py count errors.tsv` prints the table of causes.

For a later version: `draw … --known errors.tsv` keeps the causes of those that remain.
"""

from __future__ import annotations

import argparse
import csv
import random
import sys
from collections import Counter, defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.dev import find_dev, parse_dev
from quotes.engine.explain.trace import Finding, Trace, trace
from quotes.evaluation.evaluate import evaluate
from quotes.evaluation.matching import match
from quotes.evaluation.misses import Miss, find_misses
from quotes.evaluation.relations import Relation, Sheet, make_extents

FIELDS = ("key", "cause", "kind", "stage", "construction", "confidence", "context")
ROLE_LETTERS = {"source": "s", "cue": "c", "content": "q"}


def draw(records: Path, count: int, seed: int, labelled: Path | None, model: str | None, parsed: Path | None) -> None:
    dev = parse_dev(find_dev(), model, parsed)
    docs = {sheet.id: doc for sheet, doc in zip(dev.gold, dev.docs, strict=True)}
    sheets = {sheet.id: sheet for sheet in dev.gold}
    traces: dict[str, Trace] = {}
    causes = {} if labelled is None else {row["key"]: row["cause"] for row in read(labelled)}
    scores = evaluate(find_dev(), records).scores
    misses = [(matching.gold.id, miss) for matching in scores.matchings for miss in find_misses(matching)]
    drawn = random.Random(seed).sample(misses, min(count, len(misses)))
    writer = csv.DictWriter(sys.stdout, FIELDS, delimiter="\t", lineterminator="\n")
    writer.writeheader()
    for article, miss in sorted(drawn, key=lambda pair: (pair[1].kind, pair[0], pair[1].start)):
        key = f"{article}:{miss.start}:{miss.kind}"
        if miss.kind != "extra" and article not in traces:
            traces[article] = trace(docs[article])
        writer.writerow(
            {
                "key": key,
                "cause": causes.get(key, ""),
                "kind": miss.kind,
                "stage": "" if miss.kind == "extra" else find_stage(miss, sheets[article], traces[article]),
                "construction": " ".join(miss.constructions),
                "confidence": miss.confidence,
                "context": show(miss),
            }
        )
    total = Counter(miss.kind for _, miss in misses)
    print(f"{len(misses)} errors: {dict(total)}; {len(drawn)} drawn", file=sys.stderr)


def find_stage(miss: Miss, sheet: Sheet, trace_of_article: Trace) -> str:
    """Where the engine lost the gold attribution of a miss."""
    gold = next(one for one in sheet.relations if one.start == miss.start)
    text = sheet.text or ""
    findings = [(one, make_relation(one, text)) for one in (*trace_of_article.lost, *trace_of_article.fired)]
    pairs = [(one, match(Sheet("", None, (gold,)), Sheet("", None, (relation,))).pairs) for one, relation in findings]
    attributed = [one for one, matched in pairs if matched and matched[0].attributed]
    if attributed:
        best = max(attributed, key=lambda one: one.probability)
        return (best.reason or "found").split(":")[0].split(" with ")[0]
    if any(matched for _, matched in pairs):
        return "proposed with another source"
    cue = gold.characters["cue"]
    return (
        "proposed with other extents" if any(cue & one.characters["cue"] for _, one in findings) else "never proposed"
    )


def make_relation(finding: Finding, text: str) -> Relation:
    return Relation(
        source=make_extents(text, [finding.source] if finding.source else []),
        cue=make_extents(text, [finding.cue] if finding.cue else []),
        content=make_extents(text, finding.content),
    )


def show(miss: Miss) -> str:
    """The context in a line, gold in brackets, the engine's output in braces."""
    text = ""
    for segment in miss.segments:
        piece = " ".join(segment.text.split(" ")).replace("\n", " ¶ ").replace("\t", " ").replace("\r", "")
        for role in segment.found:
            piece = f"{{{piece}}}{ROLE_LETTERS[role]}"
        for role in segment.gold:
            piece = f"[{piece}]{ROLE_LETTERS[role]}"
        text += piece
    return text


def count(path: Path) -> None:
    rows = read(path)
    by_cause: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        by_cause[row["cause"] or "not read"][row["kind"]] += 1
    kinds = sorted({row["kind"] for row in rows})
    print(f"| cause | errors | share | {' | '.join(kinds)} |\n|---|---|---|{'---|' * len(kinds)}")
    for cause, counts in sorted(by_cause.items(), key=lambda pair: (-pair[1].total(), pair[0])):
        numbers = " | ".join(str(counts[kind] or "") for kind in kinds)
        print(f"| {cause} | {counts.total()} | {100 * counts.total() / len(rows):.0f} % | {numbers} |")


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    drawing = commands.add_parser("draw")
    drawing.add_argument("records", type=Path)
    drawing.add_argument("--count", type=int, default=150)
    drawing.add_argument("--seed", type=int, default=4)
    drawing.add_argument("--known", type=Path, default=None)
    drawing.add_argument("--model", default=None)
    drawing.add_argument("--parsed", type=Path, default=None, metavar="FILE", help="store the parses here")
    commands.add_parser("count").add_argument("labelled", type=Path)
    options = parser.parse_args()
    if options.command == "draw":
        draw(options.records, options.count, options.seed, options.known, options.model, options.parsed)
    else:
        count(options.labelled)


if __name__ == "__main__":
    main()
