"""An explanation as one HTML page: displaCy's spans and trees, chosen attributions, rejected candidates, reasons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from spacy import displacy
from spacy.tokens import Doc, Span

from quotes.desk.pages.render import render
from quotes.engine.explain.roles import COLOURS, describe_naming, list_features, list_rivals, list_spans, show
from quotes.engine.explain.trace import Finding, Trace


def make_page(doc: Doc, trace: Trace, *, title: str, sentences: Iterable[Span] | None = None) -> str:
    """The page as a string; it is self-contained, and all article text is escaped."""
    wanted = [sent for sent in (sentences if sentences is not None else doc.sents) if not sent.text.isspace()]
    return render(
        "explanation.html",
        title=title,
        trace=trace,
        text=doc.text,
        colours=COLOURS,
        show=show,
        list_spans=list_spans,
        describe_naming=describe_naming,
        list_rivals=list_rivals,
        list_features=list_features,
        spans=_render_spans(doc, trace.fired, wanted),
        trees=[_render_tree(sentence) for sentence in wanted],
    )


def _render_tree(sentence: Span) -> str:
    """displaCy's arcs of one sentence, as SVG."""
    doc = sentence.as_doc()
    options = {"compact": True, "distance": 150, "bg": "transparent", "color": "currentColor", "font": "inherit"}
    return str(displacy.render(doc, style="dep", page=False, jupyter=False, options=options))


def _render_spans(doc: Doc, fired: tuple[Finding, ...], sentences: list[Span]) -> str:
    """displaCy's spans over the sentences: each attribution's source, cue and content."""
    if not sentences:
        return ""
    first, last = sentences[0].start, sentences[-1].end
    tokens = [token.text if not token.is_space else " " for token in doc[first:last]]
    spans = sorted(_list_spans(doc, fired, first, last), key=lambda span: (span["start_token"], -span["end_token"]))
    options = {"colors": {f"{role}": colour for role, colour in COLOURS.items()}}
    data = {"text": doc[first:last].text, "tokens": tokens, "spans": spans}
    return str(displacy.render(data, style="span", manual=True, page=False, jupyter=False, options=options))


def _list_spans(doc: Doc, fired: tuple[Finding, ...], first: int, last: int) -> Iterator[dict[str, Any]]:
    for finding in fired:
        for role, ranges in list_spans(finding):
            for start, end in ranges:
                span = doc.char_span(start, end, alignment_mode="expand")
                if span is not None and span.start < last and span.end > first:
                    yield {
                        "start_token": max(span.start, first) - first,
                        "end_token": min(span.end, last) - first,
                        "start": start,
                        "end": end,
                        "label": role,
                    }
