"""schema.org Claims as one JSON-LD document: `{"@context": "https://schema.org", "@graph": [...]}`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from quotes.formats.exports.json_text import write_graph
from quotes.formats.exports.schema_org import CONTEXT, MakeSentence, make_claim, source_sentence
from quotes.formats.interchange.annotated import AnnotatedArticle


def write(
    articles: Iterable[AnnotatedArticle], stream: TextIO, *, make_sentence: MakeSentence = source_sentence
) -> None:
    """Write a node for each record. If date, URL or speaker are unknown, the node does not have them."""
    records = (record for article in articles for record in article.records)
    write_graph(CONTEXT, (make_claim(record, make_sentence) for record in records), stream)
