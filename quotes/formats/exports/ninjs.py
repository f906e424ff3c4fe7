"""IPTC ninjs 2.1 next to the article's own item: `ID.ninjs.json` for each article.

The item represents the article; people and organisations that are quoted are its `people` and `organisations`, named
unnamed sources its `infosources`. Each record is an association with the standard's own fields: bodies "content"
and "claim", the speaker in `people` or `organisations`, the offsets and the whole record in `descriptions`. No field
is added to the standard. https://iptc.org/std/ninjs/
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from quotes.formats.exports.json_text import to_json
from quotes.formats.exports.schema_org import MakeSentence, article_iri, date_of, make_iri, source_sentence
from quotes.formats.interchange.annotated import AnnotatedArticle, file_stems
from quotes.record import Record

STANDARD = {"name": "ninjs", "version": "2.1", "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_2.1.json"}
_LISTS = {
    "named_person": "people",
    "named_organization": "organisations",
    "unnamed_person": "infosources",
    "unnamed_group": "infosources",
}


def write(
    articles: Iterable[AnnotatedArticle], *, make_sentence: MakeSentence = source_sentence
) -> Iterator[tuple[str, str]]:
    """(path, text) of each file."""
    for stem, article in file_stems(articles):
        yield f"{stem}.ninjs.json", to_json(make_item(article, make_sentence), indent=2) + "\n"


def make_item(article: AnnotatedArticle, make_sentence: MakeSentence) -> dict[str, Any]:
    """The article as a ninjs item with its records as associations."""
    info, date = article.info, date_of(article.info)
    item: dict[str, Any] = {
        "uri": article_iri(info),
        "type": "text",
        "representationtype": "partial",
        "profile": "quotes-sidecar",
        "language": info.language,
        "altids": [{"role": "id", "value": info.id}, {"role": "sha256", "value": info.sha256}],
        "standard": STANDARD,
    }
    if info.title:
        item["headlines"] = [{"role": "main", "value": info.title}]
    if info.byline:
        item["by"] = info.byline
    if date:
        item["contentcreated"] = f"{date}T00:00:00Z"
    seen: dict[str, list[dict[str, str]]] = {}
    for record in article.records:
        for name, entries in _speakers(record).items():
            listed = seen.setdefault(name, [])
            listed += [entry for entry in entries if entry not in listed]
    return {**item, **seen, "associations": [_make_association(record, make_sentence) for record in article.records]}


def _make_association(record: Record, make_sentence: MakeSentence) -> dict[str, Any]:
    places = {
        "content": [[part.start, part.end] for part in record.content],
        "cue": record.cue and [record.cue.start, record.cue.end],
        "source": record.source and [record.source.start, record.source.end],
    }
    return {
        "name": f"{record.quote_type} quotation",
        "uri": make_iri(record.id),
        "type": "text",
        "profile": "quotation",
        "bodies": [
            {"role": "content", "contenttype": "text/plain", "value": " … ".join(p.text for p in record.content)},
            {"role": "claim", "contenttype": "text/plain", "value": make_sentence(record)},
        ],
        "descriptions": [
            {"role": "offsets", "contenttype": "application/json", "value": json.dumps(places)},
            {"role": "record", "contenttype": "application/json", "value": record.model_dump_json()},
        ],
        **_speakers(record),
    }


def _speakers(record: Record) -> dict[str, list[dict[str, str]]]:
    """The speaker in the matching list of the standard; a document is in none."""
    name = _LISTS.get(record.source_type.nature)
    if name is None or record.speaker is None:
        return {}
    relation = {"role": "urn:quotes:speaker"} if name == "infosources" else {"rel": "speaker"}
    return {name: [{"name": record.speaker.name, **relation, "literal": record.speaker.id}]}
