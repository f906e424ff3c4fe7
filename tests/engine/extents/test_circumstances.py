"""Who something is said to, on trees built by hand."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc
from support.trees import tree

from quotes.engine.attribution import Candidate
from quotes.engine.extents.circumstances import find_addressee

STORY = """Officials/NOUNS/nsubj/1 told/VERB/ROOT/1 the/DET/det/3 newspaper/NOUN/iobj/1 a/DET/det/5 story/NOUN/obj/1
that/SCONJ/mark/8 jobs/NOUNS/nsubj/8 vanished/VERB/acl/5 ./PUNCT/punct/1"""
STORY_ALONE = """Officials/NOUNS/nsubj/1 told/VERB/ROOT/1 a/DET/det/3 story/NOUN/obj/1 that/SCONJ/mark/6
jobs/NOUNS/nsubj/6 vanished/VERB/acl/3 ./PUNCT/punct/1"""
TOLD_THAT = """Officials/NOUNS/nsubj/1 told/VERB/ROOT/1 {word}/{role}/1 that/SCONJ/mark/5 jobs/NOUNS/nsubj/5
vanished/VERB/acl/2 ./PUNCT/punct/1"""
TOLD = """Officials/NOUNS/nsubj/1 told/VERB/ROOT/1 AFP/PROPN/obj/1 that/SCONJ/mark/5 jobs/NOUNS/nsubj/5
vanished/VERB/ccomp/1 ./PUNCT/punct/1"""
NEXT_NAME = """Officials/NOUNS/nsubj/1 told/VERB/ROOT/1 AFP/PROPN/compound/3 troops/NOUNS/nsubj/5 had/AUX/aux/5
vanished/VERB/ccomp/1 overnight/ADV/advmod/5 ./PUNCT/punct/1"""
SAID_TO = """Officials/NOUNS/nsubj/1 said/VERB/ROOT/1 to/ADP/case/3 {hearer}/NOUN/obl/1 that/SCONJ/mark/6
jobs/NOUNS/nsubj/6 vanished/VERB/ccomp/1 ./PUNCT/punct/1"""


def read(doc: Doc, content: str, construction: str = "verb-complement") -> Candidate:
    """A candidate of the tree's root with the given words as its content."""
    start = doc.text.index(content)
    span = doc.char_span(start, start + len(content))
    assert span is not None
    cue = next(token.i for token in doc if token.dep_ == "ROOT")
    return Candidate(construction, (cue, cue + 1), cue, (0, 1), 0, ((span.start, span.end),), span.root.i)


def text(doc: Doc, tokens: tuple[int, int] | None) -> str | None:
    return None if tokens is None else doc[slice(*tokens)].text


@pytest.mark.parametrize(
    ("rows", "content", "construction", "addressee"),
    [
        pytest.param(TOLD, "that jobs vanished", "nominal-object", None, id="the object is the content"),
        pytest.param(TOLD, "that jobs vanished", "annotated", None, id="foreign construction"),
        pytest.param(STORY_ALONE, "that jobs vanished", "addressee-clause", None, id="a story is no hearer"),
        pytest.param(
            TOLD_THAT.format(word="lies", role="NOUNS/obj"),
            "that jobs vanished",
            "addressee-clause",
            None,
            id="lies are no hearers",
        ),
        pytest.param(SAID_TO.format(hearer="excess"), "that jobs vanished", "verb-complement", None, id="to excess"),
        pytest.param(SAID_TO.format(hearer="court"), "court", "verb-complement", None, id="hearer is the content"),
        pytest.param(NEXT_NAME, "AFP troops had vanished overnight", "verb-complement", None, id="no name next"),
        pytest.param(STORY, "that jobs vanished", "addressee-clause", "the newspaper", id="told the newspaper a story"),
        pytest.param(
            TOLD_THAT.format(word="us", role="PRON/obj"),
            "that jobs vanished",
            "addressee-clause",
            "us",
            id="told us that",
        ),
        pytest.param(
            TOLD_THAT.format(word="supporters", role="NOUNS/iobj"),
            "that jobs vanished",
            "addressee-clause",
            "supporters",
            id="told supporters that",
        ),
        pytest.param(TOLD, "that jobs vanished", "verb-complement", "AFP", id="told AFP that"),
        pytest.param(SAID_TO.format(hearer="court"), "that jobs vanished", "verb-complement", "court", id="to court"),
    ],
)
def test_addressee(rows: str, content: str, construction: str, addressee: str | None) -> None:
    doc = tree(rows)
    candidate = read(doc, content, construction)
    root = doc[candidate.cue_head or 0]

    assert text(doc, find_addressee(doc, root, candidate)) == addressee


def test_name_that_the_parser_put_into_the_clause_is_the_hearer() -> None:
    doc = tree(NEXT_NAME, names={"AFP": "ORG"})

    assert text(doc, find_addressee(doc, doc[1], read(doc, "AFP troops had vanished overnight"))) == "AFP"
