"""How many of the first statements of `quotes claims` are worth a check: `python benchmarks/claims_precision.py`.

`claims_judged.tsv` has 200 statements of English Wikinews articles of 2019 and 2020, drawn at random and judged worth
a fact-check or not before their ranks were seen: is it a statement of fact that evidence can refute, and does it
matter to a reader? Opinions, plans, official acts, thanks and mere names of things are not. A large language model
judged them, nobody has reviewed it yet, and the signals were improved on the same 200: expect less of other articles.
The articles are by Wikinews contributors, https://en.wikinews.org, under CC BY 2.5.
"""

from __future__ import annotations

import argparse
import csv
from pathlib import Path

from quotes.desk.claims.signals import find_reasons
from quotes.record import Record

JUDGED = Path(__file__).parent / "claims_judged.tsv"


def build_record(row: dict[str, str]) -> Record:
    """The record of a row, with what the rank depends on."""
    content = {"start": 0, "end": len(row["content"]), "text": row["content"]}
    cue = {"start": 0, "end": len(row["cue"]), "text": row["cue"], "lemma": row["cue"]}
    labels = {name: row[name] or None for name in ("verb_class", "tense")}
    article = {"id": row["article"], "sha256": "0" * 64, "language": "en", "published": row["article"][:10]}
    empty = dict.fromkeys(("source_path", "title", "url", "publisher", "byline"))
    speaker = {"id": "speaker", "name": row["speaker"], "description": None, "resolution": "name"}
    return Record.model_validate(
        {
            **dict.fromkeys(("source", "addressee", "medium", "parent", "continues")),
            "id": row["id"],
            "article": {**empty, **article},
            "quote_type": row["quote_type"],
            "mode": row["mode"],
            "content": [content],
            "verbatim": [],
            "cue": {**cue, **labels, "negated": row["negated"] == "true"} if row["cue"] else None,
            "speaker": speaker if row["speaker"] else None,
            "source_type": {"nature": row["nature"], "sector": row["sector"], "anonymity": None},
            "context": content,
            "construction": row["construction"],
            "confidence": float(row["confidence"]),
            "tool": {"quotes": "0.1.0", "model": "en_quotes"},
        }
    )


def main() -> None:
    """Print the precision among the first 20 and 50, and the average precision."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    with JUDGED.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))
    judged = [(build_record(row), row["check_worthy"] == "yes") for row in rows]
    scored = [(sum(reason.points for reason in find_reasons(record)), record.confidence, yes) for record, yes in judged]
    order = [yes for _, _, yes in sorted(scored, key=lambda entry: (-entry[0], -entry[1]))]
    average = sum(sum(order[: place + 1]) / (place + 1) for place, yes in enumerate(order) if yes) / sum(order)
    print(f"{len(order)} statements, {sum(order)} worth a check")
    for number in (20, 50):
        print(f"precision at {number}: {sum(order[:number]) / number:.2f}")
    print(f"average precision: {average:.3f}")


if __name__ == "__main__":
    main()
