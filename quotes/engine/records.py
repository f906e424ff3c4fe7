"""Assemble records: the engine's attributions with their speakers and classes, as the contract has them."""

from __future__ import annotations

from spacy.tokens import Doc

from quotes.article import Article
from quotes.engine.attribution import Attribution
from quotes.engine.decision import attribute
from quotes.engine.layout import Layout
from quotes.engine.speakers.resolve import resolve, why_nobody
from quotes.engine.speakers.speaker import ResolvedSpeaker
from quotes.engine.types.context import Context
from quotes.engine.types.cues import describe_cue, mode_of
from quotes.engine.types.source_types import anonymity_of, has_declined, nature_of, reason_of, sector_of
from quotes.record import ArticleInfo, Cue, Extent, Record, SourceType, Speaker, Tool, identify
from quotes.spans import Range
from quotes.text.quotation_marks import quote_type_of
from quotes.version import __version__


def make_records(doc: Doc, article: Article, model: str) -> list[Record]:
    """The records of a parsed article, in text order. Offsets count code points of `article.text`."""
    layout = Layout.of(doc)
    attributions = attribute(doc, layout)
    speakers = resolve(doc, layout, attributions)
    ids = [_make_id(article, one) for one in attributions]
    info = ArticleInfo(
        id=article.key,
        source_path=article.source_path,
        sha256=article.sha256,
        title=article.title,
        url=article.url,
        publisher=article.publisher,
        byline=article.byline,
        published=article.published,
        language=article.language,
    )
    tool = Tool(quotes=__version__, model=model)
    words = Context(doc)
    return [
        _make_record(doc, layout, info, tool, one, speaker, number, ids, words)
        for number, (one, speaker) in enumerate(zip(attributions, speakers, strict=True))
    ]


def _make_record(
    doc: Doc,
    layout: Layout,
    info: ArticleInfo,
    tool: Tool,
    one: Attribution,
    speaker: ResolvedSpeaker | None,
    number: int,
    ids: list[str],
    words: Context,
) -> Record:
    text = layout.text
    verbatim = tuple(
        (max(q.inner_start, start), min(q.inner_end, end))
        for start, end in one.content
        for q in layout.quotations
        if max(q.inner_start, start) < min(q.inner_end, end)
    )
    context = _context(doc, layout, one)
    nature = nature_of(speaker)
    cue = describe_cue(doc, text, one)
    source = _extent(text, one.source)
    words_of_source = None if source is None else source.text
    anonymity = anonymity_of(speaker, nature, words_of_source, text[slice(*context)])
    reason = reason_of(text[slice(*context)]) if anonymity == "requested" else None
    said = one.cue and text[min(one.cue[0], one.content[0][0]) : max(one.cue[1], one.content[-1][1])]
    return Record(
        id=ids[number],
        article=info,
        quote_type=quote_type_of(text, one.content, verbatim),  # type: ignore[arg-type]
        mode=mode_of(doc, one, nature),  # type: ignore[arg-type]
        content=tuple(Extent(start=a, end=b, text=text[a:b]) for a, b in one.content),
        verbatim=tuple(Extent(start=a, end=b, text=text[a:b]) for a, b in verbatim),
        cue=None
        if cue is None or one.cue is None
        else Cue(
            start=one.cue[0],
            end=one.cue[1],
            text=text[slice(*one.cue)],
            lemma=cue.lemma,
            verb_class=cue.verb_class,  # type: ignore[arg-type]
            tense=cue.tense,  # type: ignore[arg-type]
            negated=cue.negated,
        ),
        source=source,
        speaker=None
        if speaker is None
        else Speaker(
            id=speaker.id,
            name=speaker.name,
            description=speaker.description,
            resolution=speaker.resolution,  # type: ignore[arg-type]
        ),
        source_type=SourceType(
            nature=nature,  # type: ignore[arg-type]
            sector=sector_of(speaker, words),  # type: ignore[arg-type]
            anonymity=anonymity,  # type: ignore[arg-type]
            reason=reason and _extent(text, (context[0] + reason[0], context[0] + reason[1])),
            secondhand=one.parent is not None,
            declined=bool(said) and not verbatim and has_declined(said or ""),
        ),
        addressee=_extent(text, one.addressee),
        medium=_extent(text, one.medium),
        context=Extent(start=context[0], end=context[1], text=text[slice(*context)]),
        construction=one.construction,
        parent=None if one.parent is None else ids[one.parent],
        continues=None if one.continues is None else ids[one.continues],
        confidence=round(one.confidence, 3),
        tool=tool,
        unresolved=None if speaker is not None else why_nobody(one, words_of_source),  # type: ignore[arg-type]
    )


def _extent(text: str, span: Range | None) -> Extent | None:
    return None if span is None else Extent(start=span[0], end=span[1], text=text[slice(*span)])


def _make_id(article: Article, one: Attribution) -> str:
    return identify(article.sha256, one.content, one.cue, one.source)


def _context(doc: Doc, layout: Layout, one: Attribution) -> Range:
    """The sentences that the attribution stands in; a sentence bound inside a quotation does not count."""
    spans = [*one.content, *(span for span in (one.cue, one.source) if span is not None)]
    first = layout.token_at(min(start for start, _ in spans))
    last = layout.token_at(max(end for _, end in spans) - 1)
    low, high = layout.paragraph_range(first)[0], layout.paragraph_range(last)[1]
    start, end = max(doc[first].sent.start, low), min(doc[last].sent.end, high)
    while end > start + 1 and doc[end - 1].is_space:
        end -= 1
    while start < end - 1 and doc[start].is_space:
        start += 1
    chars = doc[start].idx, doc[end - 1].idx + len(doc[end - 1])
    return min(chars[0], *(a for a, _ in spans)), max(chars[1], *(b for _, b in spans))
