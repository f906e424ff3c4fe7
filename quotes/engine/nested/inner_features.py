"""The features of a candidate within the content of another: "source=i", "mode=thought", "quoted"."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from quotes.engine.constructions.registry import find_construction
from quotes.engine.layout import Layout
from quotes.engine.nested.inner_candidates import AS_WRITTEN, Inner
from quotes.engine.scoring.features import Features
from quotes.language import lexicon
from quotes.language.labels import find_children
from quotes.language.pronouns import FIRST, GENERIC, PERSONAL
from quotes.language.verb_words import MODALS, NEGATIONS, RELATIVE_PRONOUNS

ODDS_BINS = (-4.0, -3.0, -2.0, -1.0, 0.0, 1.0, 2.0, 3.0)  # of the rule scorer
LENGTH_BINS = (1, 2, 3, 5, 8, 13, 21, 34)  # words of the content


def inner_features(doc: Doc, layout: Layout, features: Features, inner: Inner) -> Iterator[str]:
    """The names of the features of a candidate; each counts once."""
    candidate, extents = inner.candidate, inner.extents
    cue = doc[candidate.cue_head or 0]
    entry = lexicon.find_entry(cue.pos_, cue.lemma_.lower())
    mode = "-" if entry is None else mode_of(candidate.construction, entry)
    name, source = candidate.construction, source_kind(doc, candidate.source_head)
    quoted = "quoted" if layout.quotation_of[cue.i] >= 0 else "plain"
    words = sum(len(layout.text[a:b].split()) for a, b in extents.content)
    odds = f"odds={bisect_right(ODDS_BINS, features.log_odds(candidate, extents))}"
    yield odds
    yield f"construction={name}"
    yield f"construction={name}&{quoted}"
    yield f"mode={mode}"
    yield f"mode={mode}&construction={name}"
    yield f"class={entry.verb_class if entry else '-'}&mode={mode}"
    yield f"lemma={cue.lemma_.lower()}"
    yield f"source={source}"
    yield f"source={source}&{quoted}"
    yield f"source={source}&mode={mode}"
    yield quoted
    yield f"length={bisect_right(LENGTH_BINS, words)}"
    yield f"cue_dep={cue.dep_}"
    yield f"cue_tag={cue.tag_}"
    yield f"head={cue.head.lemma_.lower() if cue.head.i != cue.i else 'root'}"
    for child in cue.lefts:
        if child.lower_ in MODALS:
            yield f"aux={child.lower_}"
        elif child.lower_ in NEGATIONS:
            yield "negated"
        elif child.lower_ == "to":
            yield "infinitive"
    if candidate.content_head is not None:
        head = doc[candidate.content_head]
        yield f"content={head.pos_}"
        marks = [child.lower_ for child in find_children(head, "mark")]
        yield f"mark={marks[0] if marks else '-'}&construction={name}"
        if any(True for role in ("nsubj", "nsubj:pass") for _ in find_children(head, role)):
            yield "content has subject"
    if len(extents.content) > 1:
        yield "pieces"
    if inner.variant != AS_WRITTEN:
        yield inner.variant
        yield f"{inner.variant}&construction={name}"
        yield f"{inner.variant}&{quoted}"


def mode_of(construction: str, entry: lexicon.CueEntry) -> str:
    """The mode that a cue has with the complement of a construction."""
    frames = find_construction(construction).complement or ()
    return next((entry.mode_of(frame) for frame in frames if frame in entry.frames), entry.mode)


def source_kind(doc: Doc, head: int | None) -> str:
    """What kind of words a source is: "i", "they", "name", "person", "thing" or "none"."""
    if head is None:
        return "none"
    token = doc[head]
    word = token.lower_
    if word in FIRST:
        return "first" if word in ("i", "we") else "first possessive"
    if word in GENERIC:
        return "you"
    if word in PERSONAL:
        return "it" if word in ("it", "its") else "third"
    if word in RELATIVE_PRONOUNS:
        return "relative"
    if token.ent_type_:
        return token.ent_type_
    return noun_kind(token)


def noun_kind(token: Token) -> str:
    """A noun by its number."""
    return "plural" if token.tag_ in ("NNS", "NNPS") else str(token.pos_)
