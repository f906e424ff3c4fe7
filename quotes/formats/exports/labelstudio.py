"""Label Studio: `tasks.json` with the records as predictions, and `config.xml`, the matching labelling config.

Regions are labelled Content, Cue or Source; relations go from the cue (else the first part of the content) to the
others. The first part of a content has the speaker, type and mode of its record, which can be edited beside it. The
rest of each record is in `data.quotes_record`, which Label Studio keeps in its JSON export.
https://labelstud.io/guide/predictions
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, get_args

from quotes.formats.exports.json_text import to_json
from quotes.formats.interchange.annotated import AnnotatedArticle
from quotes.formats.interchange.leftovers import KEY, take_leftovers
from quotes.record import Extent, Mode, QuoteType, Record

_VIEW = """<View>
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
  <View visibleWhen="region-selected" whenTagName="role" whenLabelValue="Content">
    <TextArea name="speaker" toName="text" perRegion="true" editable="true" maxSubmissions="1" placeholder="Speaker"/>
{choices}  </View>
</View>
"""
LABELS = {"quote_type": get_args(QuoteType), "mode": get_args(Mode)}  # that an annotator can change


def make_config() -> str:
    """The labelling config, with the values that each label can have."""
    choices = ""
    for name, values in LABELS.items():
        choices += f'    <Choices name="{name}" toName="text" perRegion="true" choice="single" showInline="true">\n'
        choices += "".join(f'      <Choice value="{value}"/>\n' for value in values)
        choices += "    </Choices>\n"
    return _VIEW.format(choices=choices)


def write(articles: Iterable[AnnotatedArticle]) -> Iterator[tuple[str, str]]:
    """(path, text) of both files."""
    yield "config.xml", make_config()
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
    yield from _make_labels(record)
    head = regions[0][0]
    for region, label, _ in regions[1:]:
        yield {"type": "relation", "from_id": head, "to_id": region, "direction": "right", "labels": [label.lower()]}


def _make_labels(record: Record) -> Iterator[dict[str, Any]]:
    """The speaker and the labels, on the first part of the content."""
    first = record.content[0]
    place = {"start": first.start, "end": first.end, "text": first.text}
    region = {"id": f"{record.id}-content0", "to_name": "text"}
    if record.speaker is not None:
        value = {"start": first.start, "end": first.end, "text": [record.speaker.name]}
        yield {**region, "from_name": "speaker", "type": "textarea", "value": value}
    for name in LABELS:
        value = {**place, "choices": [getattr(record, name)]}
        yield {**region, "from_name": name, "type": "choices", "value": value}
