"""Read names from the CoreNLP XML that is part of PolNeAR: `python -m recipe.corenlp`.

Writes `polnear-train-corenlp.jsonl.gz` and `polnear-dev-corenlp.jsonl.gz` into the folder of corpora, one
article per line: `{"doc_id": "…", "entities": [[10, 16, "PERSON"]]}`, by character offset.
"""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from xml.etree import ElementTree

from quotes.evaluation.pipeline.corpora_folder import corpus_file, data_folder

PARTS = ("train", "dev")
NO_NAME = "O"


def read_entities(xml: str) -> list[tuple[int, int, str]]:
    """List (start, end, label) of the names; neighbours with the same label in one sentence are one name."""
    entities: list[tuple[int, int, str]] = []
    for sentence in ElementTree.fromstring(xml).iter("sentence"):
        before = NO_NAME
        for token in sentence.iter("token"):
            label = token.findtext("NER") or NO_NAME
            start = int(token.findtext("CharacterOffsetBegin") or 0)
            end = int(token.findtext("CharacterOffsetEnd") or 0)
            if label != NO_NAME and label == before:
                entities[-1] = (entities[-1][0], end, label)
            elif label != NO_NAME:
                entities.append((start, end, label))
            before = label
    return entities


def write_part(folder: Path, part: str) -> None:
    """Write the names of one part."""
    articles = sorted(corpus_file(folder, "data", part, "corenlp").glob("*.xml"))
    with gzip.open(folder / f"polnear-{part}-corenlp.jsonl.gz", "wt", encoding="utf8") as out:
        for path in articles:
            record = {
                "doc_id": path.name.removesuffix(".xml").removesuffix(".txt"),
                "entities": read_entities(path.read_text(encoding="utf8")),
            }
            out.write(json.dumps(record) + "\n")


def main() -> None:
    folder = data_folder()
    for part in PARTS:
        write_part(folder, part)


if __name__ == "__main__":
    main()
