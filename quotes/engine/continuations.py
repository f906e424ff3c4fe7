"""Quotations without a cue: “…,” he said. “…” and the paragraphs that follow.

A quotation right after a quoted sentence of the same paragraph, or after words that were reported there, joins their
attribution; one that opens a later sentence or paragraph becomes a separate record that continues it; one without a
source is kept with a null source.
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence
from itertools import takewhile

from spacy.tokens import Doc

from quotes.engine.attribution import Attribution
from quotes.engine.candidates.tagged_extents import is_about_another, sentences_between
from quotes.engine.chains import has_label
from quotes.engine.constructions.unanchored import ADJACENCY
from quotes.engine.layout import Layout
from quotes.engine.span_index import SpanIndex
from quotes.language.pronouns import FIRST
from quotes.spans import Range, overlaps, within
from quotes.text.quotation_marks import SINGLE
from quotes.text.titles import is_title
from quotes.values import replace

_ASIDE = re.compile(r"\s*(?:—|–|--)\s*(?:and|but|then|here|she|he|they|now)\b[^.;:—–\n]{3,80}(?:—|–|--)\s*")
MIN_WORDS = 4  # of a free-standing quotation, enough for a sentence: “This is particularly relevant …”
OPENINGS = frozenset("[.…($£€‘'")  # that a sentence may begin with besides a letter: “£40 is what we get”
FINAL_MARKS = frozenset(".!?…")  # of a sentence between marks: “Slept more.”
SENTENCE_ENDS = frozenset('.!?”"’')  # of what comes before a short one: He shrugged. “Not me.”
CONTINUATION_CONFIDENCE = 0.7  # relative to that of the continued attribution
SOURCELESS_CONFIDENCE = 0.4  # that a quotation without any source near it is an attribution at all


def attach_quotations(doc: Doc, layout: Layout, chosen: Sequence[Attribution]) -> list[Attribution]:
    """Attach every quotation without a cue: merge it into the attribution it continues, or add it as a new one.

    The given attributions keep their positions; new ones follow.
    """
    starts = [quotation.start for quotation in layout.quotations]
    attributions = [within_paragraph_of_cue(layout, attribution, starts) for attribution in chosen]
    index = _Index(attributions)
    for number in range(len(layout.quotations)):
        if index.has(layout, number):
            continue
        if is_interrupted(layout, number) and not index.has(layout, number + 1):
            chain = [number, number + 1]
        elif is_free_standing(doc, layout, number):
            chain = layout.chain(number)
        else:
            continue
        pieces = list(takewhile(lambda piece: not index.has(layout, piece), chain))
        content = tuple((layout.quotations[piece].start, layout.quotations[piece].end) for piece in pieces)
        before = find_before(layout, number, attributions, index.tops)
        if before is not None and has_turned(doc, layout, attributions[before], number):
            before = None
        inner = index.cued_within(content)
        if before is not None and continues_directly(layout, attributions[before], content[0], starts):
            joined = replace(attributions[before], content=(*attributions[before].content, *content))
            attributions[before] = joined
            index.add_content(content, joined)
            parent = before
        else:
            attributions.append(_make_continuation(attributions, before, content))
            parent = len(attributions) - 1
            index.add(parent, attributions[-1])
        for position in inner:
            if attributions[position].parent is None:
                index.remove_top(position, attributions[position])
                attributions[position] = replace(attributions[position], parent=parent)
    return attributions


class _Index:
    """Attributions by their contents, cues and starts, among which quotations look for theirs."""

    def __init__(self, attributions: Sequence[Attribution]) -> None:
        self.tops: list[
            Range
        ] = []  # (start, -position) of top attributions, sorted: the first of those that start together
        self._contents = SpanIndex[tuple[Range, Attribution]]()
        self._cues = SpanIndex[tuple[Range, int]]()
        for position, attribution in enumerate(attributions):
            self.add(position, attribution)

    def add(self, position: int, attribution: Attribution) -> None:
        """Add an attribution at its position in the list."""
        self.add_content(attribution.content, attribution)
        if attribution.cue is not None:
            self._cues.add(attribution.cue, (attribution.cue, position))
        if attribution.parent is None:
            insort(self.tops, (_start(attribution), -position))

    def add_content(self, content: Iterable[Range], attribution: Attribution) -> None:
        """Add spans of the content of an attribution."""
        for part in content:
            self._contents.add(part, (part, attribution))

    def remove_top(self, position: int, attribution: Attribution) -> None:
        """Remove an attribution that turned out to be nested in another."""
        del self.tops[bisect_left(self.tops, (_start(attribution), -position))]

    def has(self, layout: Layout, number: int) -> bool:
        """Whether a quotation is in the content of an attribution, or has one by someone else than its speaker.

        What somebody says within a reopened quotation is a part of it: “My captain told me to wait.
        """
        span = layout.quotations[number].start, layout.quotations[number].end
        near = self._contents.near(span)
        if layout.reopens(number) and not has_label(layout, number):
            return any(overlaps(part, span) and not _is_cued_in(span, inner) for part, inner in near)
        return any(overlaps(part, span) and not _is_own_word(layout, span, inner) for part, inner in near)

    def cued_within(self, content: Sequence[Range]) -> list[int]:
        """The positions of attributions that have their cue in one of some spans: “My son said so, …”"""
        near = ((part, *entry) for part in content for entry in self._cues.near(part))
        return sorted({position for part, cue, position in near if within(cue, (part,))})


def _is_cued_in(quotation: Range, attribution: Attribution) -> bool:
    """True if the cue of an attribution is in a quotation."""
    return attribution.cue is not None and within(attribution.cue, (quotation,))


def _is_own_word(layout: Layout, quotation: Range, attribution: Attribution) -> bool:
    """True if a quotation's own speaker says or thinks something in it: “I think they knew.”"""
    cue, source = attribution.cue, attribution.source
    if cue is None or source is None or not within(cue, (quotation,)):
        return False
    return layout.text[slice(*source)].lower() in FIRST


def within_paragraph_of_cue(layout: Layout, attribution: Attribution, starts: Sequence[int]) -> Attribution:
    """The attribution without quotations of later paragraphs than its cue's, which become records that continue it.

    A quotation whose paragraph ended with its marks open is continued within the attribution. `starts` are those of
    the quotations.
    """
    if len(attribution.content) == 1 or attribution.cue is None:
        return attribution
    parts = [attribution.content[0]]
    for part in attribution.content[1:]:
        end = max(parts[-1][1], attribution.cue[1])
        number = bisect_left(starts, part[0])
        is_quotation = number < len(starts) and starts[number] == part[0]
        if not is_quotation or "\n" not in layout.text[end : part[0]] or layout.reopens(number):
            parts.append(part)
    return replace(attribution, content=tuple(parts))


def is_interrupted(layout: Layout, number: int) -> bool:
    """True if only a clause between dashes divides a quotation from the next: “It held” — she wept — “for us.”"""
    if number + 1 >= len(layout.quotations):
        return False
    first, second = layout.quotations[number], layout.quotations[number + 1]
    return first.paragraph == second.paragraph and bool(_ASIDE.fullmatch(layout.text, first.end, second.start))


def is_free_standing(doc: Doc, layout: Layout, number: int) -> bool:
    """True for a whole sentence between marks, not a title, a scare quote or a part of a sentence.

    One that is all of its paragraph, or of a sentence, may be short: “Slept.” A title has no final mark: “Jaws”.
    """
    quotation = layout.quotations[number]
    inner = layout.text[quotation.inner_start : quotation.inner_end].strip()
    first, last = layout.chars(layout.paragraph_range(layout.quotation_tokens[number][0]))
    before = layout.text[first : quotation.start].rstrip()
    after = layout.text[quotation.end : last].lstrip()
    ends = inner[-1:] in FINAL_MARKS
    if ends and not before and not after:
        return True
    if not ends and is_title(inner):
        return False
    if not inner[:1].isupper() and not (inner[:1] in OPENINGS or inner[:1].isdigit()):
        return False
    if len(inner.split()) < MIN_WORDS and not (
        ends and quotation.opening not in SINGLE and before[-1:] in SENTENCE_ENDS
    ):
        return False
    opens = not before or before[-1] in ".!?”\"'’:"
    closes = inner[-1] in ".!?…,—" or not after or after[0] in ".!?" or quotation.closing is None
    return opens and closes and not after[:1].islower()


def find_before(layout: Layout, number: int, attributions: Sequence[Attribution], tops: Sequence[Range]) -> int | None:
    """The last top attribution before a quotation, in its own paragraph or at the end of the one before."""
    quotation = layout.quotations[number]
    place = bisect_left(tops, (quotation.start, -len(attributions)))
    if not place:
        return None
    best = -tops[place - 1][1]
    end = max(span[1] for span in (*attributions[best].content, *filter(None, (attributions[best].cue,))))
    between = layout.text[end : quotation.start]
    return best if len(re.findall(r"\n\s*\S", between)) <= 1 else None


def has_turned(doc: Doc, layout: Layout, before: Attribution, number: int) -> bool:
    """True if a sentence in between is about somebody else: “It held,” Lee said. His son was less sure. “It broke.”"""
    if before.cue is None or before.source is None:
        return False
    last = number - 1
    if last < 0 or layout.quotations[last].paragraph != layout.quotations[number].paragraph:
        return False
    cue = layout.tokens(before.cue)
    return is_about_another(doc, sentences_between(doc, layout, last, number, cue), cue)


def _start(attribution: Attribution) -> int:
    first = attribution.content[0][0]
    return first if attribution.cue is None else min(attribution.cue[0], first)


def continues_directly(layout: Layout, before: Attribution, span: Range, starts: Sequence[int]) -> bool:
    """True if a quotation continues, in the same paragraph, what was said before it: “A,” he said. “B.”"""
    if before.cue is None or before.source is None:
        return False
    end = max(part[1] for part in (*before.content, before.cue, before.source))
    between = layout.text[end : span[0]]
    if "\n" in between:
        return False
    if not re.search(r"\w", between):
        return True
    first, last = before.content[0][0], before.content[-1][1] + 1
    next_quotation = bisect_left(starts, first)
    quoted = next_quotation < len(starts) and layout.quotations[next_quotation].end <= last
    return quoted and len(re.findall(r"[.!?][\"”’']?\s", between)) <= 1


def _make_continuation(
    attributions: Sequence[Attribution], before: int | None, content: tuple[Range, ...]
) -> Attribution:
    """The attribution of a quotation without a cue: it has the source of the one before it, or none."""
    origin = None if before is None else attributions[before]
    if origin is not None and origin.continues is not None and origin.cue is None:
        origin = attributions[origin.continues]
    has_source = origin is not None and origin.source is not None
    return Attribution(
        construction=ADJACENCY.name,
        content=content,
        cue=None,
        source=None,
        addressee=None,
        medium=None,
        cue_head=None,
        source_head=origin.source_head if origin is not None and has_source else None,
        confidence=CONTINUATION_CONFIDENCE * origin.confidence
        if origin is not None and has_source
        else SOURCELESS_CONFIDENCE,
        continues=before if has_source else None,
    )
