"""The tagger's candidates: attributions that no construction finds, and other extents for those that one does find.

The tagger's likeliest roles of each possible cue make one candidate, its flat spans another; a construction's candidate
is proposed with the tagger's extents as well as with its own. The scorer decides among them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import product

from spacy.tokens import Doc, Token

from quotes.engine.attribution import Candidate
from quotes.engine.candidates.tagged_extents import (
    OwnCues,
    find_own_cues,
    is_identified_by_clause,
    leaves_first_quotation,
    quotations_in,
    root_of,
    trim_source,
    without_other_sentences,
    without_owned_by_others,
    without_what_follows,
    without_what_is_named,
)
from quotes.engine.constructions.conditions import has_other_sense, is_demand_of_things, is_silence, performs_a_work
from quotes.engine.constructions.registry import EXCLUSIVE, find_construction
from quotes.engine.constructions.unanchored import TAGGED
from quotes.engine.extents.circumstances import find_addressee, with_preposition
from quotes.engine.extents.extents import Extents, Proposal
from quotes.engine.extents.trimming import trim_content, trim_tokens
from quotes.engine.layout import Layout
from quotes.language.verb_words import ACTING_VERBS, NAMING_NOUNS, RELATIVE_PRONOUNS
from quotes.nlp.heads.tagger_output import Anchor, TaggerOutput
from quotes.spans import Range, gap, merge, overlap, size, subtract
from quotes.values import replace

NAME = TAGGED.name
MIN_CUE_PROBABILITY = 0.2  # of a cue whose roles are proposed; below it no attribution is likely enough
MIN_SOURCE_WORDS = 1.0  # expected by the tagger; below it a reading without a source is proposed, too
MIN_SHARED = 0.5  # share of a flat span that must agree with the cue's own roles or a construction's words
Roles = tuple[list[Range], list[Range]]
"""Token ranges of source and content."""
Key = tuple[object, ...]
"""What tells proposals apart: construction, source, cue and content."""


def find_tagged(doc: Doc, layout: Layout, output: TaggerOutput, candidates: Iterable[Proposal]) -> list[Proposal]:
    """The tagger's candidates and those of the constructions, with the tagger's cues and extents; each once."""
    candidates = [with_tagger_cue(layout, output, proposal) for proposal in candidates]
    own_cues = find_own_cues(doc, layout)
    by_cue: dict[int, list[Proposal]] = defaultdict(list)
    for proposal in candidates:
        if proposal[0].cue_head is not None:
            by_cue[proposal[0].cue_head].append(proposal)
    distinct: dict[Key, Proposal] = {_key(proposal): proposal for proposal in candidates}
    outside: list[float] = output.flat[:, 1, 0].tolist()  # the probability of each token not to be in a cue
    for anchor in output.anchors:
        first, end = anchor.cue
        if 1.0 - min(outside[first:end]) < MIN_CUE_PROBABILITY:
            continue
        same_cue = [proposal for token in range(first, end) for proposal in by_cue[token]]
        if any(is_turn(candidate) for candidate, _ in same_cue):
            continue
        readings = {(tuple(source), tuple(content)): None for source, content in read_roles(anchor, output)}
        head = root_of(doc, anchor.cue)
        own_contents = {
            contents: without_what_follows(
                doc, layout, head, without_others(doc, layout, own_cues, anchor.cue, contents)
            )
            for contents in {contents for _, contents in readings}
        }
        for sources, contents in readings:
            tagged = make_candidate(doc, layout, anchor.cue, sources, own_contents[contents], same_cue)
            if tagged is not None:
                distinct.setdefault(_key(tagged), tagged)
    for proposal in candidates:
        for variant in with_tagger_extents(doc, layout, output, proposal, own_cues, distinct):
            distinct[_key(variant)] = variant
    return list(distinct.values())


def without_others(doc: Doc, layout: Layout, own_cues: OwnCues, cue: Range, contents: Sequence[Range]) -> list[Range]:
    """Token spans of a content without what somebody else says, or nobody."""
    owned = without_owned_by_others(doc, layout, own_cues, cue, contents)
    return without_other_sentences(doc, layout, cue, owned)


def _key(proposal: Proposal) -> Key:
    candidate, extents = proposal
    return candidate.construction, extents.source, extents.cue, extents.content


def read_roles(anchor: Anchor, output: TaggerOutput) -> Iterator[Roles]:
    """Sources and contents of a cue: both by its roles, both by flat spans, and one of each."""
    roles = anchor.spans("source"), anchor.spans("content")
    first, end = anchor.first, anchor.first + anchor.length
    flat = tuple(
        [span for span in output.spans_near(role, first, end) if anchor.share(role, span) >= MIN_SHARED]
        for role in ("source", "content")
    )
    yield roles
    if flat[1]:
        yield flat[0] or roles[0], flat[1]
        yield roles[0], flat[1]
    if flat[0]:
        yield flat[0], roles[1]
    if anchor.expected_length("source") < MIN_SOURCE_WORDS:
        yield [], roles[1]


def make_candidate(
    doc: Doc,
    layout: Layout,
    cue: Range,
    sources: Iterable[Range],
    contents: Iterable[Range],
    same_cue: Sequence[Proposal],
) -> Proposal | None:
    """A candidate from token spans, or None if no content is left; the source is the span nearest to the cue.

    Its construction is the one with the same cue that shares most of its content, if that is at least half.
    """
    source = min(sources, key=lambda span: gap(span, cue), default=None)
    cuts = [span for span in (source, cue) if span is not None]
    head = root_of(doc, cue)
    contents = without_what_is_named(doc, head, [part for span in contents for part in subtract(span, cuts)])
    content = content_chars(doc, layout, contents)
    if not content:
        return None
    tokens = tuple(layout.tokens(span) for span in content)
    own_starts = (layout.tokens(extents.content[0]) for _, extents in same_cue)
    if any(leaves_first_quotation(doc, layout, head, own, tokens) for own in own_starts):
        return None
    source = None if source is None else trim_tokens(doc, *trim_source(doc, source))
    content_head = root_of(doc, tokens[0])
    if is_no_statement(doc[head], doc[content_head]):
        return None
    if source is not None and source[1] < len(doc) and doc[source[1]].lower_ in RELATIVE_PRONOUNS:
        longer = (layout.tokens(extents.source) for _, extents in same_cue if extents.source is not None)
        source = next((span for span in longer if is_identified_by_clause(doc, source, span)), source)
    candidate = Candidate(
        construction=name_by_content(content, same_cue),
        cue=cue,
        cue_head=head,
        source=source,
        source_head=None if source is None else root_of(doc, source),
        content=tokens,
        content_head=content_head,
    )
    addressee = find_addressee(doc, doc[head], candidate)
    if addressee is not None and overlap([addressee], tokens):  # "told AFP troops …"
        cut = with_preposition(doc, addressee) or addressee
        content = content_chars(doc, layout, [part for span in tokens for part in subtract(span, [cut])])
        if not content:
            return None
        tokens = tuple(layout.tokens(span) for span in content)
        candidate = replace(candidate, content=tokens)
    quotations = quotations_in(layout, tokens)
    return candidate, Extents.of_tokens(layout, source, cue, content, addressee, quotations)


def is_no_statement(cue: Token, content: Token) -> bool:
    """True for verbs of speech in another sense: a song that is sung, a job that calls for patience, "said nothing"."""
    if cue.lemma_ in ACTING_VERBS or is_demand_of_things(cue) or has_other_sense(cue) or cue.lemma_ in NAMING_NOUNS:
        return True
    return performs_a_work(cue, content) or is_silence(cue, content)


def is_turn(candidate: Candidate) -> bool:
    """True for a turn in a conversation and for what is between marks: its layout tells where it begins and ends.

    So is what excludes all other readings of its cue.
    """
    if (candidate.prior and candidate.quotations) or candidate.construction in EXCLUSIVE:
        return True
    return bool(candidate.floor) and find_construction(candidate.construction).source_is_label


def name_by_content(content: Sequence[Range], same_cue: Sequence[Proposal]) -> str:
    """The construction that has at least half of a content, the one with most of it; else "tagged"."""
    model = max(same_cue, key=lambda proposal: overlap(proposal[1].content, content), default=None)
    if model is None or 2 * overlap(model[1].content, content) < size(content):
        return NAME
    return model[0].construction


def with_tagger_cue(layout: Layout, output: TaggerOutput, proposal: Proposal) -> Proposal:
    """A construction's candidate with the tagger's words of its cue, unless they overlap its other spans."""
    candidate, extents = proposal
    head = candidate.cue_head
    cue = None if head is None else next(iter(output.spans_near("cue", head, head + 1)), None)
    if cue is None:
        return proposal
    chars = layout.chars(cue)
    other_spans = [*extents.content, *(span for span in (extents.source, extents.addressee) if span is not None)]
    if overlap([chars], other_spans):
        return proposal
    return replace(candidate, cue=cue), replace(extents, cue=chars)


def with_tagger_extents(
    doc: Doc, layout: Layout, output: TaggerOutput, proposal: Proposal, own_cues: OwnCues, known: Container[Key]
) -> Iterator[Proposal]:
    """A construction's candidate with the tagger's content, the tagger's source, and both; without those `known`."""
    candidate, extents = proposal
    if is_turn(candidate):
        return
    own_source = extents.source and layout.tokens(extents.source)
    flat_sources = output.spans_near("source", *own_source) if own_source else []
    source = trim_source(doc, flat_sources[0]) if len(flat_sources) == 1 else own_source
    if source and own_source and is_identified_by_clause(doc, source, own_source):
        source = own_source
    content = tagger_content(doc, layout, output, proposal, own_cues, flat_sources)
    for chars, tokens in product((extents.content, content), (own_source, source)):
        source_chars = tokens and layout.chars(tokens)
        if not chars or (candidate.construction, source_chars, extents.cue, chars) in known:
            continue
        ranges = tuple(layout.tokens(span) for span in chars)
        floor = candidate.floor if chars == extents.content else find_construction(candidate.construction).floor
        yield (
            replace(candidate, content=ranges, source=tokens, floor=floor),
            replace(extents, content=chars, source=source_chars, quotations=quotations_in(layout, ranges)),
        )


def tagger_content(
    doc: Doc,
    layout: Layout,
    output: TaggerOutput,
    proposal: Proposal,
    own_cues: OwnCues,
    sources: Sequence[Range],
) -> tuple[Range, ...]:
    """The tagger's content of a construction's candidate, as ranges of characters without the tagger's `sources`."""
    candidate, extents = proposal
    own_content = [layout.tokens(span) for span in extents.content]
    reach = min(span[0] for span in own_content), max(span[1] for span in own_content)
    near = [
        span
        for span in output.spans_near("content", *reach)
        if overlap([span], own_content) >= MIN_SHARED * min(span[1] - span[0], size(own_content))
    ]
    if not near:
        return ()
    if candidate.cue is not None:
        near = without_others(doc, layout, own_cues, candidate.cue, near)
        near = without_what_follows(doc, layout, candidate.cue_head, near)
    cuts = [layout.tokens(span) for span in (extents.source, extents.cue) if span is not None]
    addressee = with_preposition(doc, extents.addressee and layout.tokens(extents.addressee))
    cuts += [*([] if addressee is None else [addressee]), *sources]
    content = content_chars(doc, layout, [part for span in near for part in subtract(span, cuts)])
    if candidate.cue_head is not None and leaves_first_quotation(
        doc, layout, candidate.cue_head, own_content[0], [layout.tokens(span) for span in content]
    ):
        return ()
    return content


def content_chars(doc: Doc, layout: Layout, spans: Iterable[Range]) -> tuple[Range, ...]:
    """Spans of tokens as trimmed ranges of characters."""
    trimmed = (trim_content(layout.text, *layout.chars(span), ends=layout.quotation_ends) for span in merge(spans))
    return tuple(span for span in trimmed if span is not None)
