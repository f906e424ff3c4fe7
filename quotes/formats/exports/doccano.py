"""doccano documents, one article per line: `entities` labelled by role, `relations` from the cue to content and source.

Import them into a project of sequence labelling with "Use relation labeling" and "Allow overlapping spans", as JSONL.
Other fields are the document's metadata. https://doccano.github.io/doccano/
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count
from typing import Any, TextIO

from quotes.formats.exports.json_text import to_json
from quotes.formats.interchange.annotated import AnnotatedArticle
from quotes.record import Extent, Record


def write(articles: Iterable[AnnotatedArticle], stream: TextIO) -> None:
    """Write a document for each article; ids count through the whole file."""
    entity_ids, relation_ids = count(1), count(1)
    for number, article in enumerate(articles, start=1):
        entities: list[dict[str, Any]] = []
        relations: list[dict[str, Any]] = []
        for record in article.records:
            spans = [_make_entity(next(entity_ids), role, extent) for role, extent in _native(record)]
            head, *others = spans
            entities += spans
            relations += [
                {
                    "id": next(relation_ids),
                    "from_id": head["id"],
                    "to_id": other["id"],
                    "type": other["label"].lower(),
                }
                for other in others
            ]
        document = {
            "id": number,
            "text": article.text,
            "article": article.info.id,
            "entities": entities,
            "relations": relations,
        }
        stream.write(to_json(document) + "\n")


def _native(record: Record) -> Iterable[tuple[str, Extent]]:
    """(label, extent) of each span, first the cue, or else the content."""
    spans: list[tuple[str, Extent | None]] = [("CUE", record.cue)]
    spans += [("CONTENT", part) for part in record.content]
    spans.append(("SOURCE", record.source))
    return [(label, extent) for label, extent in spans if extent is not None]


def _make_entity(number: int, label: str, extent: Extent) -> dict[str, Any]:
    return {"id": number, "label": label, "start_offset": extent.start, "end_offset": extent.end}
