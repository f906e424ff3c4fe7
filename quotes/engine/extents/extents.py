"""Give a candidate its final extents, after PolNeAR's rules: what belongs to source, cue and content.

Tokens come in, half-open ranges of characters of the untouched text come out.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc

from quotes.engine.attribution import Candidate
from quotes.engine.extents.circumstances import find_addressee, find_medium
from quotes.engine.extents.cue_extents import cue_range
from quotes.engine.extents.following import follow_quotations
from quotes.engine.extents.source_extents import source_range
from quotes.engine.extents.trimming import trim_content, trim_tokens, within_paragraph
from quotes.engine.layout import Layout
from quotes.language.verb_words import RELATIVE_PRONOUNS
from quotes.spans import Range, merge, subtract


@dataclass(frozen=True)
class Extents:
    """The character ranges of one candidate, and the quotations (by number) that its content takes in."""

    source: Range | None
    cue: Range | None
    content: tuple[Range, ...]
    addressee: Range | None
    medium: Range | None
    quotations: tuple[int, ...]


def find_extents(doc: Doc, layout: Layout, candidate: Candidate) -> Extents | None:
    """The extents of a candidate, or None where nothing of the content remains."""
    cue_token = None if candidate.cue_head is None else doc[candidate.cue_head]
    cue = None if cue_token is None else cue_range(doc, cue_token, candidate)
    source = None
    if candidate.source_head is not None:
        source = source_range(doc, layout, doc[candidate.source_head], cue_token)
        head = candidate.content_head
        if head is not None and source[0] <= head < source[1] and candidate.source_head < doc[head].left_edge.i:
            source = trim_tokens(doc, source[0], doc[head].left_edge.i)  # "announced by the ministry that …"
    addressee = None if cue_token is None else find_addressee(doc, cue_token, candidate)
    medium = None if cue_token is None else find_medium(doc, cue_token, candidate)
    cuts = [part for part in (source, cue, addressee) if part is not None]
    content, quotations = content_ranges(doc, layout, candidate, cuts)
    if not content:
        return None
    return Extents(
        source=source and _chars(doc, source),
        cue=cue and _chars(doc, cue),
        content=content,
        addressee=addressee and _chars(doc, addressee),
        medium=medium and _chars(doc, medium),
        quotations=quotations,
    )


def content_ranges(
    doc: Doc, layout: Layout, candidate: Candidate, cuts: list[Range]
) -> tuple[tuple[Range, ...], tuple[int, ...]]:
    """The content as character ranges, widened to whole quotations and trimmed at its edges."""
    anchor = candidate.cue_head if candidate.cue_head is not None else candidate.content[0][0]
    tokens: list[Range] = []
    for start, end in candidate.content:
        start, end = within_paragraph(layout, min(max(anchor, start), end - 1), start, end)
        tokens += subtract((start, _end_of_relative(doc, candidate, start, end)), cuts)
    taken = set(candidate.quotations)
    for start, end in tokens:
        for number in {layout.quotation_of[i] for i in range(start, end)} - {-1}:
            if layout.quotation_of[anchor] != number:
                taken.add(number)
    taken = follow_quotations(doc, layout, taken, anchor)
    inside = [layout.quotation_tokens[number] for number in sorted(taken)]
    own = layout.quotation_of[anchor]
    if own >= 0 and candidate.cue_head is not None:  # a cue inside a quotation: its content ends there too
        first, last = layout.quotation_tokens[own]
        tokens = [(max(a, first), min(b, last)) for a, b in tokens if max(a, first) < min(b, last)]
    ranges = []
    for start, end in merge([*(_bare(doc, r) for r in tokens), *inside]):
        for piece in subtract((start, end), cuts):
            chars = trim_content(layout.text, *_chars(doc, piece), ends=layout.quotation_ends)
            if chars is not None:
                ranges.append(chars)
    return _join(layout.text, ranges), tuple(sorted(taken))


def _end_of_relative(doc: Doc, candidate: Candidate, start: int, end: int) -> int:
    """Where the content of an incidental relative clause ends: "Bay Financial, which said it may file, plunged"."""
    source = candidate.source_head
    if source is None or source == 0 or doc[source].lower_ not in RELATIVE_PRONOUNS or doc[source - 1].text != ",":
        return end
    finite = (
        i for i in range(start, end - 1) if doc[i].text == "," and doc[i + 1].tag_ in ("VBD", "VBZ", "VBP", "MD", "VBN")
    )
    return next(finite, end)


def _bare(doc: Doc, tokens: Range) -> Range:
    """The range without white space and separating punctuation at its ends, so that pieces may touch."""
    start, end = tokens
    while start < end and (doc[start].is_space or doc[start].text in (",", ":", ";", "–", "—", "--")):
        start += 1
    while start < end and doc[end - 1].is_space:
        end -= 1
    return start, end


def _join(text: str, ranges: list[Range]) -> tuple[Range, ...]:
    """Make one of pieces with nothing but white space and punctuation between them."""
    joined: list[Range] = []
    for start, end in sorted(ranges):
        if (
            joined
            and not any(char.isalnum() for char in text[joined[-1][1] : start])
            and "\n" not in text[joined[-1][1] : start]
        ):
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def _chars(doc: Doc, tokens: Range) -> Range:
    last = doc[tokens[1] - 1]
    return doc[tokens[0]].idx, last.idx + len(last)
