"""Give a candidate its final extents, after PolNeAR's rules: what belongs to source, cue and content.

Tokens come in, half-open ranges of characters of the untouched text come out.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from quotes.attribute.propose import merge, subtract, subtree
from quotes.attribution import Candidate, Range
from quotes.constructions.conditions import RELATIVE_PRONOUNS
from quotes.detect.layout import Layout
from quotes.language.labels import find_children, has_role
from quotes.language.lexicon import verbs

EDGE = " \t\r\n\u00a0\u200b\u2028,;:-–—…•*"
FINAL = EDGE + ".!?"  # the final period outside the marks is out
_CUE_LEFT = frozenset({"aux", "aux:pass", "auxpass", "neg", "advmod", "npadvmod"})
_NO_ADVERB = frozenset({"to", "when", "where", "how", "why", "as", "however", "meanwhile", "therefore", "so", "then"})
INTERRUPTION = 30  # tokens between two pieces: “A,” said Lee, who has led the alliance since 2014. “B.”
_DAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday"})
_TRAILING = frozenset({"advcl", "acl:relcl", "relcl", "parataxis", "discourse", "list"})


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
    cue = None if cue_token is None else cue_range(doc, layout, cue_token, candidate)
    source = None
    if candidate.source_head is not None:
        source = source_range(doc, layout, doc[candidate.source_head], cue_token)
        head = candidate.content_head
        if head is not None and source[0] <= head < source[1] and candidate.source_head < doc[head].left_edge.i:
            source = _trim(doc, source[0], doc[head].left_edge.i)  # "announced by the ministry that …"
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


def cue_range(doc: Doc, layout: Layout, cue: Token, candidate: Candidate) -> Range:
    """The cue with auxiliaries, negation, adverbs, particles, linking prepositions and an introducing colon."""
    start, end = cue.i, cue.i + 1
    while start > 0:
        before = doc[start - 1]
        governs = before.head.i == cue.i or (before.dep_ == "compound" and cue.pos_ == "ADJ")
        if not (governs and before.dep_ in _CUE_LEFT and before.lower_ not in _NO_ADVERB and before.is_alpha):
            if not (before.lower_ in ("n't", "n’t", "not") and before.head.i == cue.i):
                break
        start -= 1
    heads = {doc[first].head.i for first, last in candidate.content if first < len(doc)}
    while end < len(doc):
        after = doc[end]
        particle = after.head.i == cue.i and after.dep_ in ("compound:prt", "prt")
        linking = candidate.content and end < candidate.content[0][1] and _links(after, candidate)
        fixed = cue.lower_ == "according" and after.lower_ == "to"
        if not (particle or linking or fixed):
            break
        end += 1
    if end < len(doc) and doc[end].text == ":" and heads is not None:
        end += 1
    return start, end


def _links(token: Token, candidate: Candidate) -> bool:
    """Is the token the preposition between a cue and its prepositional content: "called for", "criticism of"?"""
    if not candidate.construction.endswith(("prepositional", "prepositional-object")):
        return False
    head = token.head.i == candidate.content_head and has_role(token, "case")
    return head or (token.dep_ == "prep" and token.head.i == candidate.cue_head)


def source_range(doc: Doc, layout: Layout, head: Token, cue: Token | None) -> Range:
    """The source with determiners, titles, identifying appositives and relative clauses; incidental ones are out."""
    if head.lower_ in RELATIVE_PRONOUNS:
        return head.i, head.i + 1
    start, end = subtree(head)
    if cue is not None and start <= cue.i < end:  # "a letter saying …": the source governs the cue
        top = cue
        while top.head.i not in (head.i, top.i):
            top = top.head
        if top.left_edge.i > head.i:
            end = min(end, top.left_edge.i)
        else:
            start = max(start, top.right_edge.i + 1) if top.right_edge.i < head.i else start
    for child in head.children:
        if child.i > head.i and _is_incidental(doc, child):
            end = min(end, max(child.left_edge.i - (doc[child.left_edge.i - 1].text == ","), head.i + 1))
        elif child.i < head.i and child.dep_ in ("case", "mark", "cc", "prep") or (
            child.i < head.i and child.dep_ in ("advmod", "punct", "discourse", "parataxis", "advcl")
        ):
            if child.right_edge.i < head.i:
                start = max(start, child.right_edge.i + 1)
        elif child.i < head.i and (child.lower_ in _DAYS or any(c.dep_ in ("case", "prep") and c.i < child.i for c in child.lefts
                                                               if child.dep_ not in ("nmod:poss", "poss"))):  # fmt: skip
            start = max(start, child.right_edge.i + 1)
        elif child.i > head.i and child.lower_ in _DAYS:
            end = min(end, child.left_edge.i - (child.left_edge.i > head.i + 1 and doc[child.left_edge.i - 1].lower_ == "on"))
    start, end = _within_paragraph(layout, head.i, start, end)
    for i in range(start, head.i):  # "BRUSSELS - European leaders": a dateline is no part of the source
        if doc[i].text in ("-", "--", "–", "—") and doc[i - 1].is_upper | doc[i - 1].is_punct and doc[i].whitespace_:
            start = i + 1
    return _trim(doc, start, end, keep_comma=_closes_parenthetical(doc, start, end, cue))


def _is_incidental(doc: Doc, child: Token) -> bool:
    """Does a comma or dash part the modifier from its noun, so that it tells more but does not identify?"""
    first = child.left_edge.i
    before = doc[first - 1].text if first else ""
    parted = before in (",", "–", "—", "--", "(", "-") or doc[first].text in (",", "–", "—", "--", "(")
    if child.dep_ in _TRAILING or child.dep_ == "acl":
        return parted
    if has_role(child, "conj"):  # a conjunct with a verb of its own is another clause
        return child.pos_ in ("VERB", "AUX") or any(True for _ in find_children(child, "nsubj"))
    return child.dep_ in ("cop",) or child.pos_ == "VERB" and child.dep_ == "dep"


def _closes_parenthetical(doc: Doc, start: int, end: int, cue: Token | None) -> bool:
    """Does the source end with the comma that closes an appositive: "Lee, the mayor, said"?"""
    return cue is not None and end <= cue.i and any(doc[i].text == "," for i in range(start, max(end - 1, start)))


def _within_paragraph(layout: Layout, anchor: int, start: int, end: int) -> Range:
    first, last = layout.paragraph_range(anchor)
    return max(start, first), min(end, last)


def _trim(doc: Doc, start: int, end: int, *, keep_comma: bool = False) -> Range:
    while end - 1 > start and (doc[end - 1].is_space or (doc[end - 1].is_punct and doc[end - 1].text not in ")]\"”’'%")):
        end -= 1
    while start < end - 1 and (doc[start].is_space or (doc[start].is_punct and doc[start].text not in "([\"“‘'")):
        start += 1
    if keep_comma and end < len(doc) and doc[end].text == ",":
        end += 1
    return start, end


def find_addressee(doc: Doc, cue: Token, candidate: Candidate) -> Range | None:
    """Whom the words are said to: "told AFP", "said to reporters", "was asked"; never part of the content."""
    if candidate.construction not in _ADDRESSED:
        return None
    if cue.lemma_ in ("tell", "ask", "inform", "notify", "remind", "assure", "warn", "advise", "brief", "reassure"):
        for role in ("iobj", "obj"):
            for token in find_children(cue, role):
                if token.i not in (candidate.content_head, candidate.source_head):
                    return _object_range(doc, token, candidate)
    for token in find_children(cue, "obl", frozenset({"to"})):
        if token.i not in (candidate.content_head, candidate.source_head) and token.ent_type_ or token.lemma_ in _HEARERS:
            return _object_range(doc, token, candidate)
    return None


_ADDRESSED = frozenset({"verb-complement", "verb-parataxis", "quotation-cue", "parenthetical", "colon"})
_HEARERS = frozenset({"reporter", "journalist", "audience", "crowd", "parliament", "court", "committee", "congress"})
_MEDIA = frozenset({"statement", "interview", "tweet", "letter", "report", "speech", "email", "e-mail", "post", "memo",
                    "briefing", "address", "testimony", "article", "column", "conference", "release", "video", "book",
                    "broadcast", "podcast", "op-ed", "blog", "message", "note", "filing", "debate"})  # fmt: skip


def find_medium(doc: Doc, cue: Token, candidate: Candidate) -> Range | None:
    """What the words are said in: "in a statement", "on Twitter", "at a news conference"."""
    for token in find_children(cue, "obl", frozenset({"in", "on", "at", "during", "via", "through"})):
        if token.i != candidate.content_head and (token.lemma_.lower() in _MEDIA or token.lower_ in ("twitter", "facebook")):
            return _object_range(doc, token, candidate)
    return None


def _object_range(doc: Doc, token: Token, candidate: Candidate) -> Range:
    start, end = subtree(token)
    for first, last in candidate.content:
        if start < last and first < end:
            start, end = (start, first) if first > token.i else (last, end)
    for child in token.lefts:
        if child.dep_ in ("case", "prep") and child.i >= start:
            start = child.i + 1
    return _trim(doc, start, max(end, token.i + 1))


def content_ranges(
    doc: Doc, layout: Layout, candidate: Candidate, cuts: list[Range]
) -> tuple[tuple[Range, ...], tuple[int, ...]]:
    """The content as character ranges, widened to whole quotations and trimmed at its edges."""
    anchor = candidate.cue_head if candidate.cue_head is not None else candidate.content[0][0]
    tokens: list[Range] = []
    for start, end in candidate.content:
        start, end = _within_paragraph(layout, min(max(anchor, start), end - 1), start, end)
        tokens += subtract((start, end), cuts)
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


def follow_quotations(doc: Doc, layout: Layout, taken: set[int], anchor: int) -> set[int]:
    """Add the quotations that go on one of these: “A,” he said. “B.”, and paragraphs reopened without being closed."""
    if not taken or layout.quotation_of[anchor] >= 0:
        return taken
    taken = set(taken)
    number = max(taken) + 1
    while number < len(layout.quotations) and _goes_on(doc, layout, number, anchor):
        taken.add(number)
        number += 1
    while min(taken) > 0 and layout.quotations[min(taken) - 1].reopened:
        taken.add(min(taken) - 1)
    return taken


def _goes_on(doc: Doc, layout: Layout, number: int, anchor: int) -> bool:
    before, after = layout.quotations[number - 1], layout.quotations[number]
    if before.reopened:
        return True
    start, end = layout.quotation_tokens[number - 1][1], layout.quotation_tokens[number][0]
    if before.paragraph != after.paragraph or not start <= anchor < end or end - start > INTERRUPTION:
        return False
    if any(_speaks(doc[i]) for i in range(start, end) if i != anchor):
        return False
    stops = [i for i in range(start, end) if doc[i].text in (".", "?", "!", ";")]
    inner = layout.text[after.inner_start : after.inner_start + 1]
    if stops:  # “A,” he said. “B.”
        return end - stops[0] <= 2 and (inner.isupper() or not inner.isalpha())
    return doc[end - 1].text in (",", ":", "—", "–", "--") or doc[end - 1].lower_ in ("but", "and", "that", "because")


def _speaks(token: Token) -> bool:
    if token.pos_ != "VERB" or not token.lemma_:
        return False
    entry = verbs().get(token.lemma_)
    return entry is not None and "quotation" in entry.frames and token.tag_ != "VBN"


def _bare(doc: Doc, tokens: Range) -> Range:
    """The range without white space and separating punctuation at its ends, so that pieces may touch."""
    start, end = tokens
    while start < end and (doc[start].is_space or doc[start].text in (",", ":", ";", "–", "—", "--")):
        start += 1
    while start < end and doc[end - 1].is_space:
        end -= 1
    return start, end


def trim_content(text: str, start: int, end: int, *, ends: frozenset[int] = frozenset()) -> Range | None:
    """Cut white space, commas and final periods off the edges; None where no word remains.

    `ends` are the ends of quotations, all of which belongs to the content although no mark may close it.
    """
    while start < end and text[start] in EDGE + ".":
        start += 1
    while start < end and end not in ends and text[end - 1] in FINAL:
        if text[end - 1] == "." and _is_abbreviation(text, end - 1):
            break
        if text[end - 1] in "?!":
            break
        end -= 1
    for opening, closing in ("()", "[]"):
        body = text[start:end]
        if body.endswith(closing) and body.count(closing) > body.count(opening):
            return trim_content(text, start, end - 1, ends=ends)
        if body.startswith(opening) and body.count(opening) > body.count(closing):
            return trim_content(text, start + 1, end, ends=ends)
    return (start, end) if any(char.isalnum() for char in text[start:end]) else None


def _is_abbreviation(text: str, at: int) -> bool:
    """Is the period part of "U.S." or "J." rather than the end of the sentence?"""
    return at >= 2 and text[at - 1].isupper() and (text[at - 2] in ". ")


def _join(text: str, ranges: list[Range]) -> tuple[Range, ...]:
    """Make one of pieces with nothing but white space and punctuation between them."""
    joined: list[Range] = []
    for start, end in sorted(ranges):
        if joined and not any(char.isalnum() for char in text[joined[-1][1] : start]) and "\n" not in text[joined[-1][1] : start]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def _chars(doc: Doc, tokens: Range) -> Range:
    last = doc[tokens[1] - 1]
    return doc[tokens[0]].idx, last.idx + len(last)
