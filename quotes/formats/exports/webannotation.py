"""W3C Web Annotations (https://www.w3.org/TR/annotation-model/): one annotation per record, as JSON-LD.

The target is the content, span by span. Bodies carry the purposes of the standard: "identifying" is the source,
"tagging" the cue, "describing" the speaker's name. Each place has a TextPositionSelector (code points) and a
TextQuoteSelector (exact, prefix, suffix). The rest of the record is a JSON literal, `quotes_record`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TextIO

from quotes.formats.exports.json_text import write_graph
from quotes.formats.exports.schema_org import article_iri, make_iri
from quotes.formats.interchange.annotated import AnnotatedArticle
from quotes.formats.interchange.leftovers import KEY, take_leftovers
from quotes.record import Extent, Record

ANNOTATION = "http://www.w3.org/ns/anno.jsonld"
CONTEXT = [ANNOTATION, {"@version": 1.1, KEY: {"@id": f"urn:quotes:vocabulary#{KEY}", "@type": "@json"}}]
MAX_SURROUNDING = 32  # characters of prefix and suffix: enough to find a place again in an edited text


def write(articles: Iterable[AnnotatedArticle], stream: TextIO) -> None:
    """Write all annotations as one JSON-LD document. Prefix and suffix come from the text, else from the context."""
    nodes = (make_annotation(record, article.text) for article in articles for record in article.records)
    write_graph(CONTEXT, nodes, stream)


def make_annotation(record: Record, text: str | None = None) -> dict[str, Any]:
    """The annotation of one record."""
    bodies: list[dict[str, Any]] = []
    if record.source is not None:
        bodies.append({**_place(record.source, record, text), "purpose": "identifying"})
    if record.cue is not None:
        bodies.append({**_place(record.cue, record, text), "purpose": "tagging"})
    if record.speaker is not None:
        bodies.append({"type": "TextualBody", "purpose": "describing", "value": record.speaker.name})
    return {
        "id": make_iri(record.id),
        "type": "Annotation",
        "motivation": "identifying",
        "body": bodies,
        "target": [_place(part, record, text) for part in record.content],
        KEY: take_leftovers(record),
    }


def _place(extent: Extent, record: Record, text: str | None) -> dict[str, Any]:
    """A span as a resource with its position and its words."""
    text_around, offset = (text, 0) if text is not None else (record.context.text, record.context.start)
    start, end = extent.start - offset, extent.end - offset
    return {
        "type": "SpecificResource",
        "source": article_iri(record.article),
        "selector": [
            {"type": "TextPositionSelector", "start": extent.start, "end": extent.end},
            {
                "type": "TextQuoteSelector",
                "exact": extent.text,
                "prefix": text_around[max(0, start - MAX_SURROUNDING) : max(0, start)],
                "suffix": text_around[max(0, end) : max(0, end) + MAX_SURROUNDING],
            },
        ],
    }
