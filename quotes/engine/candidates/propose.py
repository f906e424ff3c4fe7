"""Propose candidates: walk the paths of every construction from every possible cue.

>>> [c.construction for c in propose(doc)]   # doctest: +SKIP
['verb-complement', 'nominal-object']
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from quotes.engine.attribution import Candidate
from quotes.engine.candidates.cue_index import Plan, cue_index
from quotes.engine.constructions.construction import Construction
from quotes.engine.constructions.first_steps import ALL_STEPS
from quotes.engine.constructions.second_verbs import find_first_verb
from quotes.engine.constructions.subjects import find_surface_subject
from quotes.language.labels import EXPLETIVE, find_children
from quotes.language.tree import tokens_of, tree_of
from quotes.spans import Range, merge, subtract

SECOND_VERB_PROBABILITY = 0.4  # of an attribution whose verb follows the content of the same source; set by hand
APPOSED_PROBABILITY = 0.4  # set by hand: the tagger takes the name for who said it


def propose(doc: Doc) -> list[Candidate]:
    """Every candidate of every construction, in text order of the cues; candidates may contradict each other."""
    index, tokens = cue_index(), tokens_of(doc)
    steps = index.steps.of(tree_of(doc))
    possible = (
        match_plan(plan, tokens[place], steps) for place, plans in index.possible_cues(doc, steps) for plan in plans
    )
    return [candidate for candidate in possible if candidate is not None]


def match(construction: Construction, cue: Token) -> Candidate | None:
    """The candidate of a construction anchored on a cue, or None where a path leads nowhere."""
    plan = cue_index().plans.get(construction.name)
    return None if plan is None else match_plan(plan, cue, None)


def match_plan(plan: Plan, cue: Token, steps: Sequence[int] | None) -> Candidate | None:
    """The candidate of a construction, as `match` has it; `steps` are the first steps from each token, if known."""
    construction, pattern, place = plan.construction, plan.pattern, cue.i
    own = ALL_STEPS if steps is None else steps[place]
    if pattern.cue is not None and not pattern.cue(cue):
        return None
    for route in plan.without:
        if own & route.bits and next(route.path(cue), None) is not None:
            return None
    content = _first_content(plan, cue, own)
    if content is None:
        return None
    first = find_first_verb(cue)  # "said the pump leaked and urged repairs": who said so urged them
    if first is None:
        source = _first_source(plan, cue, own, content)
    else:
        source = _first_source(plan, first, ALL_STEPS if steps is None else steps[first.i], content)
    if source is None and pattern.source_needed:
        return None
    ranges = _content_ranges(plan, cue, own, content, source)
    if not ranges:  # in a tree with crossing arcs the cue's phrase may include all of the content
        return None
    source_place = None if source is None else source.i
    return Candidate(
        construction=construction.name,
        cue=(place, place + 1),
        cue_head=place,
        source=None if source_place is None else (source_place, source_place + 1),
        source_head=source_place,
        content=ranges,
        content_head=content.i,
        floor=max(
            construction.floor, 0.0 if first is None else SECOND_VERB_PROBABILITY, clause_floor(cue, content, source)
        ),
        prior=construction.prior,
    )


def clause_floor(cue: Token, content: Token, source: Token | None) -> float:
    """The least probability of a clause that begins with a name and an apposition: "Lee said Aker, who …, had left"."""
    first = content.left_edge
    if source is None or source.i >= cue.i or first.i != cue.i + 1 or cue.lemma_ != "say" or first.pos_ != "PROPN":
        return 0.0
    subject = next(find_children(content, "nsubj"), None)
    is_apposed = subject is not None and first.i <= subject.i < content.i and cue.doc[subject.right_edge.i].text == ","
    return APPOSED_PROBABILITY if is_apposed else 0.0


def _first_content(plan: Plan, cue: Token, own: int) -> Token | None:
    where = plan.pattern.where
    for route in plan.content:
        if not own & route.bits:
            continue
        first = None
        for token in route.path(cue):
            if token.i != cue.i and (where is None or where(cue, token)):
                if first is None:
                    first = token
                elif _has_own_clause(cue, first, token):
                    return token
        if first is not None:
            return first
    return None


def _has_own_clause(cue: Token, before: Token, after: Token) -> bool:
    """True if the clause after a verb is its content, and one before it is not: “No,” Lee said, “but I think it is.”"""
    if before.i > cue.i or after.left_edge.i != cue.i + 1:
        return False
    return any(token.lower_ in ("but", "and") for token in cue.doc[before.right_edge.i + 1 : cue.i])


def _first_source(plan: Plan, cue: Token, own: int, content: Token) -> Token | None:
    for route in plan.source:
        if not own & route.bits:
            continue
        for token in route.path(cue):
            if token.i in (cue.i, content.i) or _inside(token, content, cue) or _is_quoted_source(token, cue):
                continue
            return token
    if plan.pattern.surface_subject:
        return find_surface_subject(cue, content)
    return None


def _is_quoted_source(token: Token, cue: Token) -> bool:
    """True for a subject that is another cue's source, next to the real one: "According to Lee, Roy said it held"."""
    first = token.left_edge
    if first.lower_ != "according" and (not first.i or first.nbor(-1).lower_ != "to"):
        return False
    return any(token.i < other.i < cue.i for other in find_children(cue, "nsubj"))


def _inside(token: Token, content: Token, cue: Token) -> bool:
    """True if the token belongs to the content rather than to the phrase of the cue."""
    first, last = content.left_edge.i, content.right_edge.i
    if not first <= token.i <= last:
        return False
    if not first <= cue.i <= last:
        return True
    phrase = _top_below(cue, content)  # "according to the observatory" within "strikes hit Hama"
    return not phrase.left_edge.i <= token.i <= phrase.right_edge.i


def _top_below(token: Token, ancestor: Token) -> Token:
    """The token's topmost ancestor below another, or the token itself if it does not depend on that."""
    top = token
    while top.head.i not in (top.i, ancestor.i):
        top = top.head
    return top if top.head.i == ancestor.i else token


def _content_ranges(plan: Plan, cue: Token, own: int, content: Token, source: Token | None) -> tuple[Range, ...]:
    ranges = subtract(_from_mark(content), _cue_phrase(cue, content, source))
    for route in plan.content_includes:
        if own & route.bits:
            for token in route.path(cue):
                if (source is None or token.i != source.i) and token.dep_ != EXPLETIVE:
                    ranges.append(subtree(token))
    return merge(ranges)


def _from_mark(content: Token) -> Range:
    """The clause from its "that" or "whether" on; what precedes it belongs to the cue's clause."""
    start, end = subtree(content)
    for child in content.lefts:
        if child.lower_ in ("that", "whether") and child.dep_ in ("mark", "complm"):
            return child.i, end
    return start, end


def subtree(token: Token) -> Range:
    """The tokens from the left to the right edge of a token's subtree."""
    return token.left_edge.i, token.right_edge.i + 1


def _cue_phrase(cue: Token, content: Token, source: Token | None) -> list[Range]:
    """The ranges to cut out of the content: the cue's clause, if it is in the content's subtree."""
    cuts = []
    for token in (cue, source):
        if token is None or not content.left_edge.i <= token.i <= content.right_edge.i:
            continue
        top = _top_below(token, content)
        cuts.append(subtree(top) if top.head.i == content.i else (token.i, token.i + 1))
    return cuts
