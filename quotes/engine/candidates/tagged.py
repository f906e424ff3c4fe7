"""The tagger's candidates: attributions that no construction finds, and other extents for those that one does find.

The tagger's likeliest roles of each possible cue make one candidate, its flat spans another; a construction's candidate
is proposed with the tagger's extents as well as with its own. The scorer decides among them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Doc, Token

from quotes.engine.attribution import Candidate
from quotes.engine.candidates.tagged_extents import (
    find_own_cues,
    is_identified_by_clause,
    leaves_first_quotation,
    quotations_in,
    root_of,
    trim_source,
    without_what_follows,
    without_what_is_named,
)
from quotes.engine.candidates.tagged_variants import (
    MIN_SHARED,
    Key,
    content_chars,
    is_turn,
    with_tagger_cue,
    with_tagger_extents,
    without_others,
)
from quotes.engine.constructions.conditions import has_other_sense, is_demand_of_things, is_silence, performs_a_work
from quotes.engine.constructions.unanchored import TAGGED
from quotes.engine.extents.circumstances import find_addressee, with_preposition
from quotes.engine.extents.extents import Extents, Proposal
from quotes.engine.extents.trimming import trim_tokens
from quotes.engine.layout import Layout
from quotes.language.verb_words import ACTING_VERBS, NAMING_NOUNS, RELATIVE_PRONOUNS
from quotes.nlp.heads.tagger_output import Anchor, TaggerOutput
from quotes.spans import Range, gap, overlap, size, subtract
from quotes.values import replace

NAME = TAGGED.name
MIN_CUE_PROBABILITY = 0.2  # of a cue whose roles are proposed; below it no attribution is likely enough
MIN_SOURCE_WORDS = 1.0  # expected by the tagger; below it a reading without a source is proposed, too
Roles = tuple[list[Range], list[Range]]
"""Token ranges of source and content."""


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


def name_by_content(content: Sequence[Range], same_cue: Sequence[Proposal]) -> str:
    """The construction that has at least half of a content, the one with most of it; else "tagged"."""
    model = max(same_cue, key=lambda proposal: overlap(proposal[1].content, content), default=None)
    if model is None or 2 * overlap(model[1].content, content) < size(content):
        return NAME
    return model[0].construction
