"""Find a candidate's final extents by PolNeAR's rules: what belongs to source, cue and content.

Tokens come in, half-open ranges of characters of the untouched text come out.
"""

from __future__ import annotations

from spacy.tokens import Doc

from quotes.engine.attribution import Candidate
from quotes.engine.constructions.registry import find_construction
from quotes.engine.constructions.second_verbs import without_second_verb
from quotes.engine.extents.circumstances import find_addressee, with_preposition
from quotes.engine.extents.cue_extents import cue_range
from quotes.engine.extents.following import follow_quotations
from quotes.engine.extents.source_extents import source_range
from quotes.engine.extents.tails import without_tail
from quotes.engine.extents.trimming import trim_content, trim_tokens, within_paragraph
from quotes.engine.layout import Layout
from quotes.language.labels import FINITE_TAGS
from quotes.language.tree import tokens_of
from quotes.language.verb_words import RELATIVE_PRONOUNS
from quotes.spans import Range, clip, merge, subtract
from quotes.values import value


@value(frozen=True)
class Extents:
    """The character ranges of one candidate, and the quotations (by number) that its content has."""

    source: Range | None
    cue: Range | None
    content: tuple[Range, ...]
    addressee: Range | None
    quotations: tuple[int, ...]

    @classmethod
    def of_tokens(
        cls,
        layout: Layout,
        source: Range | None,
        cue: Range | None,
        content: tuple[Range, ...],
        addressee: Range | None,
        quotations: tuple[int, ...],
    ) -> Extents:
        """Extents from token ranges; only the content is given in characters, already trimmed."""
        return cls(
            source=source and layout.chars(source),
            cue=cue and layout.chars(cue),
            content=content,
            addressee=addressee and layout.chars(addressee),
            quotations=quotations,
        )


Proposal = tuple[Candidate, Extents]


def find_extents(doc: Doc, layout: Layout, candidate: Candidate) -> Extents | None:
    """The extents of a candidate, or None if no content is left after trimming."""
    cue_token = None if candidate.cue_head is None else doc[candidate.cue_head]
    cue = None if cue_token is None else cue_range(doc, cue_token, candidate)
    source = None
    if find_construction(candidate.construction).source_is_label:
        source = candidate.source
    elif candidate.source_head is not None:
        source = source_range(doc, layout, doc[candidate.source_head], cue_token)
        head = candidate.content_head
        if head is not None and source[0] <= head < source[1] and candidate.source_head < doc[head].left_edge.i:
            source = trim_tokens(doc, source[0], doc[head].left_edge.i)  # "announced by the ministry that …"
    addressee = None if cue_token is None else find_addressee(doc, cue_token, candidate)
    cuts = [part for part in (source, cue, with_preposition(doc, addressee)) if part is not None]
    content, quotations = content_ranges(doc, layout, candidate, cuts)
    if not content:
        return None
    return Extents.of_tokens(layout, source, cue, content, addressee, quotations)


def content_ranges(
    doc: Doc, layout: Layout, candidate: Candidate, cuts: list[Range]
) -> tuple[tuple[Range, ...], tuple[int, ...]]:
    """The content as character ranges, widened to whole quotations and trimmed at its edges; with the quotations."""
    anchor = candidate.cue_head if candidate.cue_head is not None else candidate.content[0][0]
    tokens: list[Range] = []
    own = without_second_verb(doc, candidate.cue_head, candidate.content)
    for start, end in without_tail(doc, layout, candidate.cue_head, own):
        start, end = within_paragraph(layout, min(max(anchor, start), end - 1), start, end)
        tokens += subtract((start, end_of_relative_clause(doc, candidate, start, end)), cuts)
    outer = layout.quotation_of[anchor]  # the quotation that the cue is in, or -1
    quotations = set(candidate.quotations)
    if outer < 0:
        quotations = quotations.union(*[layout.quotation_of[start:end] for start, end in tokens]) - {-1}
    quotations = follow_quotations(doc, layout, quotations, anchor)
    if outer >= 0 and candidate.cue_head is not None:  # the content of a cue in a quotation ends with the quotation
        tokens = list(clip(tokens, [layout.quotation_tokens[outer]]))
    quoted_tokens = [layout.quotation_tokens[number] for number in sorted(quotations)]
    ranges = []
    for start, end in merge([*(_bare(doc, span) for span in tokens), *quoted_tokens]):
        for piece in subtract((start, end), cuts):
            chars = trim_content(layout.text, *layout.chars(piece), ends=layout.quotation_ends)
            if chars is not None:
                ranges.append(chars)
    return join_pieces(layout.text, ranges), tuple(sorted(quotations))


def end_of_relative_clause(doc: Doc, candidate: Candidate, start: int, end: int) -> int:
    """Where the content of an incidental relative clause ends: "Bay Financial, which said it may file, plunged"."""
    source = candidate.source_head
    if source is None or source == 0 or doc[source].lower_ not in RELATIVE_PRONOUNS or doc[source - 1].text != ",":
        return end
    finite = (i for i in range(start, end - 1) if doc[i].text == "," and doc[i + 1].tag_ in (*FINITE_TAGS, "VBN"))
    return next(finite, end)


def _bare(doc: Doc, tokens: Range) -> Range:
    """The range without white space and separating punctuation at its ends, so that pieces may touch."""
    (start, end), words = tokens, tokens_of(doc)
    while start < end and (words[start].is_space or words[start].text in (",", ":", ";", "–", "—", "--")):
        start += 1
    while start < end and words[end - 1].is_space:
        end -= 1
    return start, end


def join_pieces(text: str, ranges: list[Range]) -> tuple[Range, ...]:
    """Ranges of characters, joined where one line has nothing but blanks and punctuation between them."""
    joined: list[Range] = []
    for start, end in sorted(ranges):
        between = text[joined[-1][1] : start] if joined else ""
        if joined and "\n" not in between and not any(map(str.isalnum, between)):
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)
