"""What the scorer sees of a candidate: sparse, named features. `find_features(doc, layout, candidate, extents)`"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from quotes.attribute.extents import Extents
from quotes.attribution import Candidate
from quotes.constructions.conditions import is_passive
from quotes.detect.layout import Layout
from quotes.language.labels import find_children
from quotes.language.lexicon import word_list

_LENGTHS = (1, 2, 3, 5, 8, 13, 21, 34, 55)  # words; Fibonacci, since the first few matter most


def find_features(doc: Doc, layout: Layout, candidate: Candidate, extents: Extents) -> list[str]:
    """The names of the features that hold; each counts once."""
    return sorted(set(_features(doc, layout, candidate, extents)))


def _features(doc: Doc, layout: Layout, candidate: Candidate, extents: Extents) -> Iterator[str]:
    name = candidate.construction
    yield f"construction={name}"
    quote = _quote(layout, extents)
    yield f"quote={quote}"
    yield f"construction={name}&quote={quote}"
    source = "none" if candidate.source_head is None else _kind(doc[candidate.source_head])
    yield f"source={source}"
    yield f"construction={name}&source={source}"
    if candidate.source_head is not None and doc[candidate.source_head].lemma_.lower() in word_list("documents"):
        lemma = "" if candidate.cue_head is None else doc[candidate.cue_head].lemma_.lower()
        yield "document"
        yield f"document&construction={name}"
        yield f"document&lemma={lemma}"
    length = _bucket(sum(len(layout.text[a:b].split()) for a, b in extents.content))
    yield f"length={length}"
    yield f"quote={quote}&length={length}"
    if candidate.content_head is not None:
        yield from _content_features(doc[candidate.content_head], name)
    if candidate.cue_head is not None:
        yield from _cue_features(doc, layout, doc[candidate.cue_head], candidate, quote)
        if candidate.source_head is not None:
            yield f"distance={_bucket(abs(candidate.cue_head - candidate.source_head))}"
            yield f"order={_order(candidate)}"


def _content_features(head: Token, name: str) -> Iterator[str]:
    marks = [child.lower_ for child in find_children(head, "mark")]
    yield f"construction={name}&mark={marks[0] if marks else '-'}"
    yield f"construction={name}&content={head.pos_}"
    yield f"content_tag={head.tag_}"
    yield f"content_entity={head.ent_type_ or '-'}"
    yield f"construction={name}&content_lemma={head.lemma_.lower()}"


def _cue_features(doc: Doc, layout: Layout, cue: Token, candidate: Candidate, quote: str) -> Iterator[str]:
    lemma = (cue.lemma_ or cue.lower_).lower()
    name = candidate.construction
    yield f"lemma={lemma}"
    yield f"construction={name}&lemma={lemma}"
    yield f"lemma={lemma}&quote={quote}"
    yield f"cue_dep={cue.dep_}"
    yield f"construction={name}&cue_dep={cue.dep_}"
    yield f"cue_tag={cue.tag_}"
    yield f"construction={name}&cue_tag={cue.tag_}"
    if is_passive(cue):
        yield "passive"
    for child in cue.lefts:
        if child.dep_ in ("aux", "aux:pass", "auxpass", "mark", "neg"):
            yield f"cue_{child.dep_}={child.lower_}"
        elif child.dep_ == "advmod":
            yield f"cue_advmod={child.lower_}"
    if layout.quotation_of[cue.i] >= 0:
        yield "cue_in_quotation"
    _, last = layout.paragraph_range(cue.i)
    if layout.paragraph_of[cue.i] == 0 and doc[last - 1].text not in (".", "”", '"', "''"):
        yield "headline"
    if doc[cue.i].sent[-1].text == "?":
        yield "question"


def _kind(token: Token) -> str:
    if token.pos_ == "PRON" or token.lower_ in ("who", "which", "that"):
        return str(token.lower_)
    if token.ent_type_:
        return str(token.ent_type_)
    return str(token.pos_) + ("s" if token.tag_ in ("NNS", "NNPS") else "")


def _quote(layout: Layout, extents: Extents) -> str:
    if not extents.quotations:
        return "none"
    covered = sum(layout.quotations[n].end - layout.quotations[n].start for n in extents.quotations)
    total = sum(b - a for a, b in extents.content)
    return "all" if covered >= total - 2 else "part"


def _bucket(count: int) -> int:
    return next((limit for limit in _LENGTHS if count <= limit), 99)


def _order(candidate: Candidate) -> str:
    places = {"s": candidate.source_head, "c": candidate.cue_head, "q": candidate.content[0][0]}
    return "".join(sorted(places, key=lambda role: places[role] or 0))
