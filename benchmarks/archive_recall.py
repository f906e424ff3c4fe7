"""How much of what it should find a search finds: 30 questions over Wikinews of 2019 and 2020.

    quotes extract TEXTS --mode all --archive wikinews.db
    python benchmarks/archive_recall.py wikinews.db

`archive_queries.jsonl` has for each question the words and filters that a user would type, and pieces of the statements
that answer it, written from the articles' gold, not from what was extracted. The pieces are from Wikinews (CC BY 2.5).
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from quotes.desk.archive.archive import Archive, open_archive
from quotes.desk.archive.filters import Filters
from quotes.desk.archive.search import Hit, search

QUERIES = Path(__file__).with_name("archive_queries.jsonl")
FILTERS = ("speaker", "since", "until")
LIMITS = (5, 20)


def answer(archive: Archive, query: dict[str, Any], limit: int) -> list[Hit]:
    filters = Filters(**{name: query[name] for name in FILTERS if name in query})
    _, hits = search(archive, query["words"], filters, limit=limit)
    return list(hits)


def is_answer(hit: Hit, wanted: dict[str, str]) -> bool:
    return hit.article.startswith(wanted["article"]) and wanted["said"] in " ".join(hit.said.split())


def is_extracted(archive: Archive, wanted: dict[str, str]) -> bool:
    """True if a record has the statement: else no search can find it."""
    sql = "SELECT content FROM flat_records WHERE article LIKE ? || '%'"
    contents = archive.connection.execute(sql, (wanted["article"],))
    return any(wanted["said"] in " ".join(content.split()) for (content,) in contents)


def main() -> None:
    """Print what is missing, and how much is found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archive", type=Path)
    options = parser.parse_args()
    queries = [json.loads(line) for line in QUERIES.read_text("utf-8").splitlines()]
    total = sum(len(query["finds"]) for query in queries)
    with open_archive(options.archive) as archive:
        for limit in LIMITS:
            statements = whole = 0
            for query in queries:
                hits = answer(archive, query, limit)
                missing = [item for item in query["finds"] if not any(is_answer(hit, item) for hit in hits)]
                statements += len(query["finds"]) - len(missing)
                whole += not missing
                if limit == LIMITS[-1]:
                    for item in missing:
                        reason = "not found" if is_extracted(archive, item) else "not extracted"
                        print(f"{reason}: {query['need']}: {item['said']}")
            print(f"first {limit}: {statements} of {total} statements, {whole} of {len(queries)} questions whole")


if __name__ == "__main__":
    main()
