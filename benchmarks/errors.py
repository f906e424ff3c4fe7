"""Draw errors on PolNeAR dev at random for a person to read, and count the causes that were found.

1. `QUOTES_DATA=… python benchmarks/errors.py draw dev.jsonl --count 150 > errors.tsv` draws misses of all kinds with
   their context, in a fixed order; `dev.jsonl` is `quotes extract … --mode all` over the dev articles. Gold is marked
   [source]s, [cue]c, [content]q, what was found {…}s, {…}c, {…}q.
2. Read each, in its article where the context is too short, and put a cause into the second column.
3. `python benchmarks/errors.py count errors.tsv` prints the table of causes.

Errors of a later engine: `draw … --known errors.tsv` keeps the causes of those that are still there.
"""

from __future__ import annotations

import argparse
import csv
import random
import sys
from collections import Counter, defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.dev import find_dev
from quotes.evaluation.evaluate import evaluate
from quotes.evaluation.misses import Miss, find_misses

FIELDS = ("key", "cause", "kind", "construction", "confidence", "context")
LETTER = {"source": "s", "cue": "c", "content": "q"}


def draw(records: Path, count: int, seed: int, known: Path | None) -> None:
    causes = {} if known is None else {row["key"]: row["cause"] for row in read(known)}
    scores = evaluate(find_dev(), records).scores
    misses = [(one.gold.id, miss) for one in scores.matchings for miss in find_misses(one)]
    drawn = random.Random(seed).sample(misses, min(count, len(misses)))
    writer = csv.DictWriter(sys.stdout, FIELDS, delimiter="\t", lineterminator="\n")
    writer.writeheader()
    for article, miss in sorted(drawn, key=lambda pair: (pair[1].kind, pair[0], pair[1].start)):
        key = f"{article}:{miss.start}:{miss.kind}"
        writer.writerow({
            "key": key, "cause": causes.get(key, ""), "kind": miss.kind,
            "construction": " ".join(miss.constructions), "confidence": miss.confidence, "context": show(miss),
        })  # fmt: skip
    total = Counter(miss.kind for _, miss in misses)
    print(f"{len(misses)} errors: {dict(total)}; {len(drawn)} drawn", file=sys.stderr)


def show(miss: Miss) -> str:
    """The context in a line, gold in brackets, what was found in braces."""
    text = ""
    for one in miss.segments:
        piece = " ".join(one.text.split(" ")).replace("\n", " ¶ ").replace("\t", " ").replace("\r", "")
        for role in one.found:
            piece = f"{{{piece}}}{LETTER[role]}"
        for role in one.gold:
            piece = f"[{piece}]{LETTER[role]}"
        text += piece
    return text


def count(path: Path) -> None:
    rows = read(path)
    by_cause: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        by_cause[row["cause"] or "not read"][row["kind"]] += 1
    kinds = sorted({row["kind"] for row in rows})
    print(f"| cause | errors | share | {' | '.join(kinds)} |\n|---|---|---|{'---|' * len(kinds)}")
    for cause, found in sorted(by_cause.items(), key=lambda pair: (-pair[1].total(), pair[0])):
        numbers = " | ".join(str(found[kind] or "") for kind in kinds)
        print(f"| {cause} | {found.total()} | {100 * found.total() / len(rows):.0f} % | {numbers} |")


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
    commands.add_parser("count").add_argument("labelled", type=Path)
    options = parser.parse_args()
    if options.command == "draw":
        draw(options.records, options.count, options.seed, options.known)
    else:
        count(options.labelled)


if __name__ == "__main__":
    main()
