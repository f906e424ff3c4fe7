"""brat standoff as brat opens it: `ID.txt` and `ID.ann` side by side, with brat's own configuration.

An attribution is an event whose trigger is the cue (`Attribution`, or `Attribution-no-source`), with the
arguments Content, Cue and Source; discontinuous spans are one text-bound annotation. The rest of the record is JSON in
a note of the event (`AnnotatorNotes`). Spans may overlap, which the configuration says.
https://brat.nlplab.org/standoff.html
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from quotes.formats.interchange.annotated import AnnotatedArticle, file_stems
from quotes.formats.interchange.leftovers import Pair, Spans, take_leftovers
from quotes.record import Record

ANNOTATION_CONF = """[entities]
Content
Cue
Source

[relations]
<OVERLAP>\tArg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>

[events]
Attribution\tContent*:Content, Cue?:Cue, Source*:Source
Attribution-no-source\tContent*:Content, Cue?:Cue

[attributes]
"""
VISUAL_CONF = """[labels]

[drawing]
Content\tbgColor:#d9ead3
Cue\tbgColor:#fff2cc
Source\tbgColor:#cfe2f3
"""


def write(articles: Iterable[AnnotatedArticle]) -> Iterator[tuple[str, str]]:
    """(path, text) of each file."""
    yield "annotation.conf", ANNOTATION_CONF
    yield "visual.conf", VISUAL_CONF
    for stem, article in file_stems(articles):
        text = article.text or ""
        yield f"{stem}.txt", text
        yield f"{stem}.ann", make_annotations(article.records, text)


def make_annotations(records: Iterable[Record], text: str) -> str:
    """The standoff of one article."""
    lines: list[str] = []
    number = 0
    for event, record in enumerate(records, start=1):
        spans = Spans.of(record)
        places = {"Content": spans.content, "Cue": (spans.cue,), "Source": (spans.source,)}
        arguments = []
        for role, spans_of_role in places.items():
            pairs = tuple(pair for pair in spans_of_role if pair is not None)
            if pairs:
                number += 1
                lines.append(_text_bound(number, role, pairs, text))
                arguments.append(f"{role}:T{number}")
        number += 1
        kind = "Attribution" if spans.source else "Attribution-no-source"
        lines.append(_text_bound(number, kind, (spans.cue,) if spans.cue else spans.content, text))
        lines.append(f"E{event}\t" + " ".join([f"{kind}:T{number}", *arguments]))
        lines.append(f"#{event}\tAnnotatorNotes E{event}\t{json.dumps(take_leftovers(record))}")
    return "".join(f"{line}\n" for line in lines)


def _text_bound(number: int, kind: str, pairs: tuple[Pair, ...], text: str) -> str:
    """A text-bound line: line ends within the words become blanks, as brat writes them."""
    offsets = ";".join(f"{start} {end}" for start, end in pairs)
    words = " ".join(one_line(text[start:end]) for start, end in pairs)
    return f"T{number}\t{kind} {offsets}\t{words}"


def one_line(text: str) -> str:
    """The text with a blank for each line end or tab, so that offsets stay the same."""
    return "".join(" " if len(f"x{char}x".splitlines()) > 1 or char == "\t" else char for char in text)
