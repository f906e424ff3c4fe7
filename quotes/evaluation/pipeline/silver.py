"""Names that another tagger found in PolNeAR's articles, optionally made consistent within each article.

`Trump` tagged sometimes as a person and sometimes as a place gets the label that is more frequent in the article.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from quotes.evaluation.pipeline.named_text import Name, NamedText

LABELS = {"PERSON": "PERSON", "ORGANIZATION": "ORG", "LOCATION": "LOC"}


def read_articles(silver: Path, texts: Path, *, consistent: bool) -> Iterator[NamedText]:
    """Yield the articles of one part: `polnear-train-corenlp.jsonl.gz` beside `data/train/text`."""
    with gzip.open(silver, "rt", encoding="utf8") as lines:
        for line in lines:
            record = json.loads(line)
            path = texts / f"{record['doc_id']}.txt"
            if not path.exists():
                continue
            text = path.read_bytes().decode("utf8")
            entities = [(start, end, kind) for start, end, kind in record["entities"]]
            yield NamedText(text, names_of(text, entities, consistent=consistent))


def names_of(text: str, entities: Sequence[tuple[int, int, str]], *, consistent: bool) -> tuple[Name, ...]:
    """Map labels to ours; with `consistent`, each string has one label in one article."""
    if not consistent:
        return tuple(Name(start, end, LABELS[kind]) for start, end, kind in entities if kind in LABELS)
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for start, end, kind in entities:
        name = text[start:end]
        votes[name][kind] += 1
        if kind == "PERSON" and " " in name:
            votes[name.split()[-1]][kind] += 1  # "Jane Roe" is evidence that "Roe" is a person
    names = []
    for start, end, _ in entities:
        kind = votes[text[start:end]].most_common(1)[0][0]
        if kind in LABELS:
            names.append(Name(start, end, LABELS[kind]))
    return tuple(names)
