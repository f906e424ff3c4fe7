"""Paragraphs without quotation marks that are somebody's words: "The letter reads: ¶ We will close.", signed posts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from quotes.engine.attribution import Candidate
from quotes.engine.constructions.construction import Construction
from quotes.engine.constructions.punctuated import is_speech
from quotes.engine.constructions.subjects import find_surface_subject
from quotes.engine.layout import Layout
from quotes.language.labels import find_children
from quotes.language.lexicon import word_list
from quotes.language.verb_words import BE
from quotes.spans import Range

MAX_CUE_DISTANCE = 14  # tokens from the verb to the colon: "said in a statement that it sent on Monday to AFP:"
MAX_BLOCK = 8  # paragraphs after the colon that begin with the same mark
MAX_SIGNATURE = 120  # characters of a signature: "— Jens Stoltenberg (@jensstoltenberg) October 8, 2015"
BLOCK_MARKS = frozenset({">", "|"})  # that a quoted paragraph begins with in plain text
FINAL_MARKS = frozenset(".?!…")
STOPS = frozenset({".", "?", "!", ";"})
PRIOR = 0.7  # of both, set by hand: the training articles have too few
_SIGNATURE = re.compile(r"(?:--|[—–―-])\s*([^\W\d_][^@()\n]*?)\s*\(@\w+\)")


def find_introduced_paragraphs(doc: Doc, layout: Layout) -> Iterator[Candidate]:
    """Paragraphs without marks after a paragraph that ends with a verb of speech and a colon."""
    for number, (start, end) in enumerate(layout.paragraphs[:-1]):
        colon = end - 1
        if end - start < 3 or doc[colon].text != ":":
            continue
        content = find_block(doc, layout, number + 1)
        cue = find_cue(doc, layout, start, colon) if content else None
        source = None if cue is None else find_subject(cue)
        if cue is None or source is None:
            continue
        yield Candidate(
            construction="introduced-paragraph",
            cue=(cue.i, cue.i + 1),
            cue_head=cue.i,
            source=(source.i, source.i + 1),
            source_head=source.i,
            content=content,
            prior=PRIOR,
        )


def find_block(doc: Doc, layout: Layout, number: int) -> tuple[Range, ...]:
    """A paragraph that ends like a sentence and has no quotation mark at its start, with those quoted like it."""
    start, end = layout.paragraphs[number]
    if layout.quotation_of[start] >= 0 or doc[end - 1].text[-1:] not in FINAL_MARKS:
        return ()
    mark = doc[start].text
    if mark not in BLOCK_MARKS:
        return ((start, end),) if doc[start].text[:1].isupper() else ()
    block = layout.paragraphs[number : number + MAX_BLOCK]
    stop = next((i for i, (first, _) in enumerate(block) if doc[first].text != mark), len(block))
    return tuple((first + 1, last) for first, last in block[:stop] if last > first + 1)


def find_cue(doc: Doc, layout: Layout, start: int, colon: int) -> Token | None:
    """The verb of speech, or what is said to be blunt or clear, of the clause before a colon."""
    for i in range(colon - 1, max(start, colon - MAX_CUE_DISTANCE) - 1, -1):
        if doc[i].text in STOPS or layout.quotation_of[i] >= 0:
            return None
        if opens_speech(doc[i]) or is_frankness(doc[i]):
            return doc[i]
    return None


def opens_speech(token: Token) -> bool:
    """True for a verb of speech without a clause after it: "reads", not "says" of "says that it closes"."""
    return token.pos_ == "VERB" and is_speech(token) and next(find_children(token, "ccomp"), None) is None


def is_frankness(token: Token) -> bool:
    """True for an adjective of plain words with its copula: "The report was blunt:"."""
    return token.lower_ in word_list("frank_adjectives") and any(child.lower_ in BE for child in token.lefts)


def find_subject(cue: Token) -> Token | None:
    """The subject of a cue or of the verb that it is joined to."""
    for verb in (cue, cue.head if cue.dep_ in ("conj", "advcl", "xcomp") else cue):
        for child in find_children(verb, "nsubj"):
            return child
    return find_surface_subject(cue, None)


def find_posts(doc: Doc, layout: Layout) -> Iterator[Candidate]:
    """Paragraphs without marks before one that is a dash, a name and an account: — Jens Stoltenberg (@jens)"""
    for number, (start, end) in enumerate(layout.paragraphs):
        first, last = layout.starts[start], layout.ends[end - 1]
        if not number or last - first > MAX_SIGNATURE or "(@" not in layout.text[first:last]:
            continue
        match = _SIGNATURE.match(layout.text, first, last)
        post = layout.paragraphs[number - 1]
        if match is None or layout.quotation_of[post[0]] >= 0:
            continue
        name = layout.tokens(match.span(1))
        yield Candidate(
            construction="signed-post",
            cue=(start, start + 1),
            cue_head=start,
            source=name,
            source_head=doc[slice(*name)].root.i,
            content=(post,),
            prior=PRIOR,
        )


INTRODUCED_PARAGRAPH = Construction(
    name="introduced-paragraph",
    pattern=find_introduced_paragraphs,
    mode="statement",
    claim="as_written",
    takes_addressee=True,
    prior=PRIOR,
    excludes_others=True,
    examples=(
        "[The observatory]{source} [said:]{cue}\n\n[The strikes hit Hama. They were heavy]{content}.",
        "[NATO’s report]{source} [was blunt:]{cue}\n\n> [The strikes hit Hama]{content}.",
    ),
    counterexamples=(
        "NATO flew over Hama on these days:\n\nMonday and Friday.",
        "The observatory said:\n\nStrikes in Hama",
    ),
)
SIGNED_POST = Construction(
    name="signed-post",
    pattern=find_posts,
    cue_kind="nonverbal",
    mode="statement",
    source_is_label=True,
    claim="as_written",
    prior=PRIOR,
    excludes_others=True,
    examples=("[NATO is ready to defend Turkey]{content}.\n\n[—]{cue} [Jens Stoltenberg]{source} (@jens) October 8",),
    counterexamples=("NATO is ready to defend Turkey.\n\n— Jens Stoltenberg, October 8",),
)
CONSTRUCTIONS = (INTRODUCED_PARAGRAPH, SIGNED_POST)
