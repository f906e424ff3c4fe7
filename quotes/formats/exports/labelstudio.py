"""Label Studio: `tasks.json` with the records as predictions, and `config.xml`, the matching labelling config.

Regions are labelled Content, Cue or Source; relations go from the cue (else the first part of the content) to the
others. The rest of each record is in `data.quotes_record`, which Label Studio keeps in its JSON export.
https://labelstud.io/guide/predictions
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from quotes.formats.exports.json_text import to_json
from quotes.formats.interchange.annotated import AnnotatedArticle
from quotes.formats.interchange.leftovers import KEY, take_leftovers
from quotes.record import Extent, Record

CONFIG = """<View>
  <Header value="$title"/>
  <Relations>
    <Relation value="content"/>
    <Relation value="source"/>
  </Relations>
  <Labels name="role" toName="text">
    <Label value="Content" background="#6aa84f"/>
    <Label value="Cue" background="#f1c232"/>
    <Label value="Source" background="#3d85c6"/>
  </Labels>
  <Text name="text" value="$text"/>
</View>
"""


def write(articles: Iterable[AnnotatedArticle]) -> Iterator[tuple[str, str]]:
    """(path, text) of both files."""
    yield "config.xml", CONFIG
    tasks = ",\n".join(to_json(make_task(article)) for article in articles)
    yield "tasks.json", f"[\n{tasks}\n]\n"


def make_task(article: AnnotatedArticle) -> dict[str, Any]:
    """One article with all its records as one prediction."""
    records = article.records
    return {
        "data": {
            "text": article.text,
            "title": article.info.title or article.info.id,
            "article": article.info.id,
            KEY: [take_leftovers(record) for record in records],
        },
        "predictions": [
            {
                "model_version": records[0].tool.model if records else "quotes",
                "score": sum(record.confidence for record in records) / len(records) if records else 0.0,
                "result": [item for record in records for item in _make_result(record)],
            }
        ],
    }


def _make_result(record: Record) -> Iterator[dict[str, Any]]:
    """The regions of a record, then the relations between them. Ids begin with the record's."""
    named: list[tuple[str, str, Extent | None]] = [("cue", "Cue", record.cue)]
    named += [(f"content{number}", "Content", part) for number, part in enumerate(record.content)]
    named.append(("source", "Source", record.source))
    regions = [(f"{record.id}-{name}", label, extent) for name, label, extent in named if extent is not None]
    for region, label, extent in regions:
        yield {
            "id": region,
            "from_name": "role",
            "to_name": "text",
            "type": "labels",
            "score": record.confidence,
            "value": {"start": extent.start, "end": extent.end, "text": extent.text, "labels": [label]},
        }
    head = regions[0][0]
    for region, label, _ in regions[1:]:
        yield {"type": "relation", "from_id": head, "to_id": region, "direction": "right", "labels": [label.lower()]}
