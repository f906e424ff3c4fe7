"""UIMA CAS for INCEpTION: `TypeSystem.xml`, and an XMI file for each article.

The layer `webanno.custom.Attribution` has a span for each role of a record, with the role, the record's id, speaker,
type and mode as features; `webanno.custom.AttributionLink` goes from the cue (else the content) to the others. The
project needs both layers first: import the type system as layers; then the files as "UIMA CAS XMI (XML 1.1)".
Offsets of UIMA count UTF-16 code units: an emoji is two. https://inception-project.github.io
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import Any
from xml.sax.saxutils import quoteattr

from quotes.formats.interchange.annotated import AnnotatedArticle, file_stems
from quotes.record import Extent, Record

_TYPE_SYSTEM = """<?xml version="1.0" encoding="UTF-8"?>
<typeSystemDescription xmlns="http://uima.apache.org/resourceSpecifier">
  <types>
{types}  </types>
</typeSystemDescription>
"""
_SPAN = "webanno.custom.Attribution"
_LINK = "webanno.custom.AttributionLink"
_STRING = "uima.cas.String"
_TYPES: dict[str, dict[str, str]] = {
    _SPAN: {"role": _STRING, "record": _STRING, "speaker": _STRING, "quote_type": _STRING, "mode": _STRING},
    _LINK: {"Dependent": _SPAN, "Governor": _SPAN, "role": _STRING},
}
_HEAD = """<?xml version="1.1" encoding="UTF-8"?>
<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore" \
xmlns:custom="http:///webanno/custom.ecore" xmi:version="2.0">
  <cas:NULL xmi:id="0"/>
"""


def write(articles: Iterable[AnnotatedArticle]) -> Iterator[tuple[str, str]]:
    """(path, text) of each file."""
    yield "TypeSystem.xml", _make_type_system()
    for stem, article in file_stems(articles):
        yield f"{stem}.xmi", make_xmi(article)


def _make_type_system() -> str:
    types = ""
    for name, features in _TYPES.items():
        types += f"    <typeDescription>\n      <name>{name}</name>\n      <description/>\n"
        types += "      <supertypeName>uima.tcas.Annotation</supertypeName>\n      <features>\n"
        for feature, kind in features.items():
            types += f"        <featureDescription><name>{feature}</name><description/>"
            types += f"<rangeTypeName>{kind}</rangeTypeName></featureDescription>\n"
        types += "      </features>\n    </typeDescription>\n"
    return _TYPE_SYSTEM.format(types=types)


def make_xmi(article: AnnotatedArticle) -> str:
    """One article with its records."""
    text = article.text or ""
    units = [0, *accumulate(2 if ord(char) > 0xFFFF else 1 for char in text)]
    lines: list[str] = []
    ids: list[int] = []

    def add(name: str, start: int, end: int, **features: Any) -> int:
        ids.append(len(ids) + 2)
        values = {"xmi:id": ids[-1], "sofa": 1, "begin": units[start], "end": units[end], **features}
        shown = " ".join(f"{key}={_quote(str(value))}" for key, value in values.items() if value is not None)
        lines.append(f"  <custom:{name} {shown}/>\n")
        return ids[-1]

    for record in article.records:
        spans = [
            (role, extent, add("Attribution", extent.start, extent.end, **_features(role, record)))
            for role, extent in _native(record)
        ]
        (_, _, head), *others = spans
        for role, extent, number in others:
            add("AttributionLink", extent.start, extent.end, Dependent=number, Governor=head, role=role)
    sofa = f'  <cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" mimeType="text" sofaString={_quote(text)}/>\n'
    view = f'  <cas:View sofa="1" members="{" ".join(map(str, ids))}"/>\n</xmi:XMI>\n'
    return _HEAD + "".join(lines) + sofa + view


def _features(role: str, record: Record) -> dict[str, str | None]:
    labels: dict[str, str | None] = {"role": role, "record": record.id}
    if role == "content":
        labels |= {
            "speaker": record.speaker.name if record.speaker else None,
            "quote_type": record.quote_type,
            "mode": record.mode,
        }
    return labels


def _native(record: Record) -> Iterable[tuple[str, Extent]]:
    """(role, extent) of each span, first the cue, or else the content."""
    spans: list[tuple[str, Extent | None]] = [("cue", record.cue)]
    spans += [("content", part) for part in record.content]
    spans.append(("source", record.source))
    return [(role, extent) for role, extent in spans if extent is not None]


def _quote(text: str) -> str:
    """The text as an attribute; line ends and other controls as references, which XML 1.1 has for all but NUL."""
    quoted = quoteattr(text.replace("\0", "\ufffd"))
    return "".join(f"&#{ord(char)};" if ord(char) < 0x20 or 0x7F <= ord(char) <= 0x9F else char for char in quoted)
