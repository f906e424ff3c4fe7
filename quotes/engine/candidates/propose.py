"""Propose candidates: walk the paths of every construction from every possible cue.

>>> [c.construction for c in propose(doc)]   # doctest: +SKIP
['verb-complement', 'nominal-object']
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from spacy.strings import get_string_id
from spacy.tokens import Doc, Token

from quotes.engine.attribution import Candidate
from quotes.engine.constructions.construction import Construction, PathPattern
from quotes.engine.constructions.paths import compile_path, first_step
from quotes.engine.constructions.registry import ALL
from quotes.engine.constructions.second_verbs import find_first_verb
from quotes.engine.constructions.subjects import find_surface_subject
from quotes.language import lexicon
from quotes.language.labels import find_children, tree_of
from quotes.spans import Range, merge, subtract

SECOND_VERB_PROBABILITY = 0.4  # of an attribution whose verb follows the content of the same source; set by hand
APPOSED_PROBABILITY = 0.4  # set by hand: the tagger takes the name for who said it
EXPLETIVE = "expl"  # "it" of "it seems that …" is no part of a content
_VERBAL = frozenset({"VERB", "AUX"})
_ANCHORS = frozenset(map(get_string_id, ("VERB", "AUX", "NOUN")))


def propose(doc: Doc) -> list[Candidate]:
    """Every candidate of every construction, in text order of the cues; candidates may contradict each other."""
    index = cue_index()
    candidates: list[Candidate] = []
    for place, label, child_labels in index.possible_cues(doc):
        token = doc[place]
        for construction in index.of(token):
            candidate = match(construction, token) if index.may_match(construction, label, child_labels) else None
            if candidate is not None:
                candidates.append(candidate)
    return candidates


@lru_cache(maxsize=1)
def cue_index() -> CueIndex:
    """The index of all constructions that walk paths."""
    return CueIndex(ALL)


class CueIndex:
    """Constructions by the cues they take, so that only those that may fit a token are tried: "say" has `clause`."""

    def __init__(self, constructions: Sequence[Construction]) -> None:
        self.by_word: dict[str, list[Construction]] = defaultdict(list)
        self.by_frame: dict[str, list[Construction]] = defaultdict(list)
        self.unknown: list[Construction] = []
        self._frames: dict[str, frozenset[str]] = {}
        self._first: dict[str, list[tuple[frozenset[int] | None, frozenset[int]]]] = {}
        for construction in constructions:
            pattern = construction.pattern
            if not isinstance(pattern, PathPattern):
                continue
            for word in pattern.words:
                self.by_word[word].append(construction)
            if not pattern.words:
                self.by_frame[pattern.pos].append(construction)
            if pattern.unknown:
                self.unknown.append(construction)
            self._frames[construction.name] = pattern.frames
            self._first[construction.name] = [first_step(path) for path in pattern.content]
        self.words = frozenset(map(get_string_id, self.by_word))

    def possible_cues(self, doc: Doc) -> Iterator[tuple[int, int, set[int]]]:
        """The tokens that may be a cue, by word or part of speech: (index, its label, the labels of its dependents)."""
        rows: Any = doc.to_array(["LOWER", "POS"])
        tree = tree_of(doc)
        labels = tree.labels
        for i, (word, pos) in enumerate(zip(rows[:, 0].tolist(), rows[:, 1].tolist(), strict=True)):
            if pos in _ANCHORS or word in self.words:
                yield i, labels[i], {labels[child] for child in tree.children_of(i)}

    def may_match(self, construction: Construction, label: int, child_labels: set[int]) -> bool:
        """True if a path to the content has its first step, by the labels of the cue and of its dependents."""
        for up, down in self._first[construction.name]:  # called for each word: a loop is faster than any()
            if up is None or label in up or not down.isdisjoint(child_labels):
                return True
        return False

    def of(self, token: Token) -> Iterator[Construction]:
        """The constructions that a token may be the cue of."""
        yield from self.by_word.get(token.lower_, ())
        if token.pos_ in _VERBAL:
            entry = lexicon.verbs().get(token.lemma_ or token.lower_)
            if entry is None:
                yield from self.unknown
                return
            pos = "VERB"
        elif token.pos_ == "NOUN":
            entry = lexicon.nouns().get(token.lemma_ or token.lower_)
            if entry is None:
                return
            pos = "NOUN"
        else:
            return
        for construction in self.by_frame[pos]:
            if self._frames[construction.name] & entry.frames:
                yield construction


def match(construction: Construction, cue: Token) -> Candidate | None:
    """The candidate of a construction anchored on a cue, or None where a path leads nowhere."""
    pattern = construction.pattern
    if not isinstance(pattern, PathPattern):
        return None
    for path in pattern.without:
        if next(compile_path(path)(cue), None) is not None:
            return None
    content = _first_content(pattern, cue)
    if content is None:
        return None
    first = find_first_verb(cue)  # "said the pump leaked and urged repairs": who said so urged them
    source = _first_source(pattern, cue if first is None else first, content)
    if source is None and pattern.source_needed:
        return None
    ranges = _content_ranges(pattern, cue, content, source)
    if not ranges:  # in a tree with crossing arcs the cue's phrase may include all of the content
        return None
    return Candidate(
        construction=construction.name,
        cue=(cue.i, cue.i + 1),
        cue_head=cue.i,
        source=None if source is None else (source.i, source.i + 1),
        source_head=None if source is None else source.i,
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


def _first_content(pattern: PathPattern, cue: Token) -> Token | None:
    for path in pattern.content:
        first = None
        for token in compile_path(path)(cue):
            if token.i != cue.i and (pattern.where is None or pattern.where(cue, token)):
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


def _first_source(pattern: PathPattern, cue: Token, content: Token) -> Token | None:
    for path in pattern.source:
        for token in compile_path(path)(cue):
            if token.i in (cue.i, content.i) or _inside(token, content, cue) or _is_quoted_source(token, cue):
                continue
            return token
    if pattern.surface_subject:
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


def _content_ranges(pattern: PathPattern, cue: Token, content: Token, source: Token | None) -> tuple[Range, ...]:
    ranges = subtract(_from_mark(content), _cue_phrase(cue, content, source))
    for path in pattern.content_includes:
        for token in compile_path(path)(cue):
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
