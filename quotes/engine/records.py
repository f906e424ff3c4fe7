"""Make records of the engine's attributions with their speakers and classes, as the contract has them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import cast

from spacy.tokens import Doc

from quotes.article import Article
from quotes.engine.attribution import Attribution
from quotes.engine.decision import attribute
from quotes.engine.layout import Layout
from quotes.engine.speakers.discourse import Answer
from quotes.engine.speakers.resolve import resolve
from quotes.engine.speakers.speaker import ResolvedSpeaker
from quotes.engine.types.context import Context
from quotes.engine.types.cues import describe_cue, mode_of
from quotes.engine.types.source_types import anonymity_of, has_declined, nature_of, reason_of, sector_of
from quotes.language.names import make_id
from quotes.language.tree import sentence_of
from quotes.record import (
    ArticleInfo,
    Cue,
    Extent,
    Member,
    Nature,
    Record,
    Resolution,
    SourceType,
    Speaker,
    Tool,
    Unresolved,
    attribution_id,
)
from quotes.spans import Range, clip
from quotes.text.quotation_marks import quote_type_of
from quotes.version import __version__


@dataclass(frozen=True)
class _Shared:
    """What all records of one article share."""

    doc: Doc
    layout: Layout
    article: ArticleInfo
    tool: Tool
    ids: tuple[str, ...]  # by the place of the attribution
    sectors: Context

    def extent(self, span: Range | None) -> Extent | None:
        """A range of characters with its text; None for None."""
        return None if span is None else make_extent(self.layout.text, span)


def make_records(doc: Doc, article: Article, model: str) -> list[Record]:
    """The records of a parsed article, in text order. Offsets count code points of `article.text`."""
    layout = Layout.of(doc)
    attributions = attribute(doc, layout)
    answers = resolve(doc, layout, attributions)
    shared = _Shared(
        doc,
        layout,
        ArticleInfo.of(article),
        Tool(quotes=__version__, model=model),
        tuple(attribution_id(article.sha256, entry.content, entry.cue, entry.source) for entry in attributions),
        Context(doc, [answer.speaker for answer in answers]),
    )
    return [
        make_record(shared, number, attribution, answer)
        for number, (attribution, answer) in enumerate(zip(attributions, answers, strict=True))
    ]


def make_record(shared: _Shared, number: int, attribution: Attribution, answer: Answer) -> Record:
    """The record of an attribution and its speaker; `number` is its place among the article's attributions."""
    doc, layout, text, ids = shared.doc, shared.layout, shared.layout.text, shared.ids
    speaker = answer.speaker
    verbatim = find_verbatim(layout, attribution.content)
    context = make_extent(text, find_context(doc, layout, attribution))
    nature = nature_of(speaker)
    source = shared.extent(attribution.source)
    return Record(
        id=ids[number],
        article=shared.article,
        quote_type=quote_type_of(text, attribution.content, verbatim),
        mode=mode_of(doc, attribution, nature),
        content=tuple(make_extent(text, span) for span in attribution.content),
        verbatim=tuple(make_extent(text, span) for span in verbatim),
        cue=make_cue(doc, text, attribution),
        source=source,
        speaker=None if speaker is None else make_speaker(speaker, answer.confidence, shared.article.sha256),
        source_type=make_source_type(shared, attribution, speaker, nature, context, quoted=bool(verbatim)),
        addressee=shared.extent(attribution.addressee),
        medium=shared.extent(attribution.medium),
        context=context,
        construction=attribution.construction,
        parent=None if attribution.parent is None else ids[attribution.parent],
        continues=None if attribution.continues is None else ids[attribution.continues],
        confidence=round(attribution.confidence, 3),
        tool=shared.tool,
        unresolved=cast("Unresolved", answer.reason),
    )


def make_extent(text: str, span: Range) -> Extent:
    """A range of characters with its text: `make_extent("Yes, he said", (0, 3))` has "Yes"."""
    return Extent(start=span[0], end=span[1], text=text[slice(*span)])


def make_cue(doc: Doc, text: str, attribution: Attribution) -> Cue | None:
    """The cue with its lemma, class, tense and negation; None for an attribution without one."""
    facts = describe_cue(doc, text, attribution)
    if facts is None or attribution.cue is None:
        return None
    start, end = attribution.cue
    return Cue(
        start=start,
        end=end,
        text=text[start:end],
        lemma=facts.lemma,
        verb_class=facts.verb_class,
        tense=facts.tense,
        negated=facts.negated,
    )


def make_speaker(speaker: ResolvedSpeaker, confidence: float | None, article: str) -> Speaker:
    """The speaker as the contract has it; `article` is the article's SHA-256."""
    return Speaker(
        id=speaker.make_id(article),
        name=speaker.name,
        description=speaker.description,
        resolution=cast("Resolution", speaker.resolution),  # pydantic checks it
        confidence=None if confidence is None else round(confidence, 3),
        members=tuple(Member(id=make_id(name), name=name) for name in speaker.members),
    )


def make_source_type(
    shared: _Shared,
    attribution: Attribution,
    speaker: ResolvedSpeaker | None,
    nature: Nature,
    context: Extent,
    *,
    quoted: bool,
) -> SourceType:
    """What kind of source it is; `quoted` says whether any words of the content are between quotation marks."""
    text = shared.layout.text
    source = None if attribution.source is None else text[slice(*attribution.source)]
    anonymity = anonymity_of(speaker, nature, source, context.text)
    reason = reason_of(context.text) if anonymity == "requested" else None
    return SourceType(
        nature=nature,
        sector=sector_of(speaker, shared.sectors),
        anonymity=anonymity,
        reason=shared.extent(None if reason is None else (context.start + reason[0], context.start + reason[1])),
        secondhand=attribution.parent is not None,
        declined=not quoted and has_declined(_words_of_cue_and_content(text, attribution)),
    )


def _words_of_cue_and_content(text: str, attribution: Attribution) -> str:
    """From the first word of cue and content to the last; nothing for an attribution without a cue."""
    if attribution.cue is None:
        return ""
    start, end = attribution.content[0][0], attribution.content[-1][1]
    return text[min(attribution.cue[0], start) : max(attribution.cue[1], end)]


def find_verbatim(layout: Layout, content: tuple[Range, ...]) -> tuple[Range, ...]:
    """The parts of a content between quotation marks, in its order."""
    quotations = layout.quotations
    verbatim: list[Range] = []
    for span in content:
        first = bisect_right(quotations, span[0], key=lambda quotation: quotation.end)
        last = bisect_left(quotations, span[1], key=lambda quotation: quotation.start)
        verbatim += clip([(quotation.inner_start, quotation.inner_end) for quotation in quotations[first:last]], [span])
    return tuple(verbatim)


def find_context(doc: Doc, layout: Layout, attribution: Attribution) -> Range:
    """The sentences that the attribution is in; a sentence bound inside a quotation does not count."""
    spans = [*attribution.content, *(span for span in (attribution.cue, attribution.source) if span is not None)]
    first = layout.token_at(min(start for start, _ in spans))
    last = layout.token_at(max(end for _, end in spans) - 1)
    low, high = layout.paragraph_range(first)[0], layout.paragraph_range(last)[1]
    start, end = max(sentence_of(doc, first)[0], low), min(sentence_of(doc, last)[1], high)
    while end > start + 1 and doc[end - 1].is_space:
        end -= 1
    while start < end - 1 and doc[start].is_space:
        start += 1
    chars = layout.chars((start, end))
    return min(chars[0], *(start for start, _ in spans)), max(chars[1], *(end for _, end in spans))
