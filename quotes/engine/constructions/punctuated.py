"""Patterns that punctuation alone ties together: “…,” said Lee; signed quotations"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from quotes.engine.attribution import Candidate
from quotes.engine.constructions.clausal import SUBJECT
from quotes.engine.constructions.conditions import has_other_sense, is_passive
from quotes.engine.constructions.construction import Construction
from quotes.engine.constructions.paths import compile_path
from quotes.engine.constructions.subjects import find_surface_subject
from quotes.engine.layout import Layout
from quotes.language import lexicon
from quotes.language.labels import find_children, has_role
from quotes.language.verb_words import SUBJECT_RELATIVES

# Tokens between a quotation and its cue: “Yes,” the head of the observatory, which is in Britain, said
MAX_CUE_GAP = 14
DISTANT_CUE_PROBABILITY = 0.5  # set by hand: the tagger seldom sees that far
DASHES = frozenset({"―", "—", "–", "--", "-"})
MAX_SIGNATURE_WORDS = 14  # tokens after the dash that signs a quotation: — Jens Stoltenberg, NATO's secretary general
SIGNED_PROBABILITY = 0.8  # 5 of the 6 in PolNeAR's training articles are right


def find_quotation_cues(doc: Doc, layout: Layout) -> Iterator[Candidate]:
    """Quotations with a verb of speech next to them, however the two are parsed."""
    for number, (start, end) in enumerate(layout.quotation_tokens):
        if start >= end:
            continue
        first, last = layout.paragraph_range(start)
        cues = list(_cues_near(doc, layout, number, first, last))
        if not cues and start == first:
            cues = _cue_before_paragraph(doc, layout, start)
        for cue in cues:
            source = _subject(cue, layout)
            is_far = cue.lemma_ == "say" and cue.i - end > MAX_CUE_GAP  # only a relative clause can be in between
            yield Candidate(
                construction="quotation-cue",
                cue=(cue.i, cue.i + 1),
                cue_head=cue.i,
                source=None if source is None else (source.i, source.i + 1),
                source_head=None if source is None else source.i,
                content=((start, end),),
                content_head=None,
                quotations=(number,),
                floor=DISTANT_CUE_PROBABILITY if is_far and source is not None else 0.0,
            )


def _cues_near(doc: Doc, layout: Layout, number: int, first: int, last: int) -> Iterator[Token]:
    start, end = layout.quotation_tokens[number]
    if _ends_like_speech(doc, end):
        yield from _cues_after(doc, layout, end, last)
    if (start > first and doc[start - 1].text in (",", ":", "—", "–")) or (
        start > first and doc[start - 1].lower_ == "that"
    ):
        for i in range(start - 1, max(first, start - MAX_CUE_GAP) - 1, -1):
            if layout.quotation_of[i] >= 0 or doc[i].text in (".", ";", "?", "!"):
                break
            if is_speech(doc[i]):
                yield doc[i]
                break


def _cues_after(doc: Doc, layout: Layout, end: int, last: int) -> Iterator[Token]:
    """The first verb of speech of the clause that follows a quotation, outside a relative clause of its subject."""
    place, limit = end, min(last, end + MAX_CUE_GAP)
    while place < limit:
        token = doc[place]
        if layout.quotation_of[place] >= 0 or token.text in (".", ";", "?", "!"):
            break
        clause_end = end_of_relative(token, last)
        if clause_end is not None:
            limit = min(last, limit + clause_end - place)
            place = clause_end
            continue
        if is_speech(token):
            yield token
            break
        place += 1


def end_of_relative(token: Token, last: int) -> int | None:
    """Where the relative clause that a token begins ends, before `last`: at "said" of "a guide who had left said"."""
    if token.lower_ not in SUBJECT_RELATIVES or not has_role(token.head, "relcl") or token.i == 0:
        return None
    verb = token.head
    end = verb.right_edge.i + 1
    is_source = verb.left_edge.i == token.i and verb.head.i < token.i
    return end if is_source and end < last else None


def find_own_cue(doc: Doc, layout: Layout, number: int) -> int | None:
    """The verb after a quotation that has a subject of its own: the second "said" of “A,” Lee said. “B,” Roy said.

    The quotation may be a part of what is said: “A,” Lee said. “B” in the end, Roy said.
    """
    start, end = layout.quotation_tokens[number]
    if start >= end:
        return None
    _, last = layout.paragraph_range(start)
    cue = (
        next(_cues_after(doc, layout, end, last), None) if _ends_like_speech(doc, end) else _cue_above(doc, start, end)
    )
    if cue is None or cue.tag_ in ("VBG", "VBN"):
        return None
    subject = next(find_children(cue, "nsubj"), None) or find_surface_subject(cue, None)
    return None if subject is None or layout.quotation_of[subject.i] >= 0 or subject.i < end else cue.i


def _cue_above(doc: Doc, start: int, end: int) -> Token | None:
    """The verb of speech after a quotation that has it as its clause in the tree."""
    for token in doc[start:end]:
        if token.dep_ == "ccomp" and token.head.i >= end:
            return token.head if is_speech(token.head) else None
    return None


def _cue_before_paragraph(doc: Doc, layout: Layout, start: int) -> list[Token]:
    """The speech verb of a paragraph that ends in a colon: The newspaper reports: ¶ “…”"""
    colon = start - 1
    while colon >= 0 and doc[colon].is_space:
        colon -= 1
    if colon < 0 or doc[colon].text != ":":
        return []
    first, _ = layout.paragraph_range(colon)
    for i in range(colon - 1, max(first, colon - MAX_CUE_GAP) - 1, -1):
        if doc[i].text in (".", "?", "!"):
            break
        if is_speech(doc[i]) and layout.quotation_of[i] < 0:
            return [doc[i]]
    return []


def _ends_like_speech(doc: Doc, end: int) -> bool:
    """True if a comma, question mark, exclamation mark or dash ends the quotation: “Yes,” he said."""
    inside = [doc[i].text for i in range(max(end - 3, 0), min(end + 1, len(doc)))]
    return any(text in (",", "?", "!", "—", "–", "--", "...", "…") or text.endswith((",", "?", "!")) for text in inside)


def is_speech(token: Token) -> bool:
    """True for an active verb that may introduce a quotation: "said", "reads"; not "add" of "add up"."""
    if token.pos_ not in ("VERB", "AUX") or has_other_sense(token):
        return False
    entry = lexicon.verbs().get(token.lemma_ or token.lower_)
    return entry is not None and "quotation" in entry.frames and not is_passive(token)


def _subject(cue: Token, layout: Layout) -> Token | None:
    for path in SUBJECT:
        for token in compile_path(path)(cue):
            if layout.quotation_of[token.i] < 0:
                return token
    return find_surface_subject(cue, None)


def find_dashes(doc: Doc, layout: Layout) -> Iterator[Candidate]:
    """Paragraphs that are a quotation signed with a dash and a name: “NATO is ready.” — Jens Stoltenberg"""
    for number, (start, end) in enumerate(layout.quotation_tokens):
        first, _ = layout.paragraph_range(start)
        dash = end
        while dash < len(doc) and doc[dash].is_space:
            dash += 1
        if start != first or dash + 1 >= len(doc) or doc[dash].text not in DASHES:
            continue
        _, last = layout.paragraph_range(dash)
        while last > dash + 1 and (doc[last - 1].is_space or doc[last - 1].text == "."):
            last -= 1
        name = dash + 1
        while name < last and doc[name].is_space:
            name += 1
        signature = doc[name:last]
        if not 0 < len(signature) <= MAX_SIGNATURE_WORDS or layout.quotation_of[dash] >= 0:
            continue
        if any(token.pos_ in ("VERB", "AUX") and token.text.islower() for token in signature):
            continue
        if not signature[0].text[:1].isupper() and signature[0].pos_ not in ("NOUN", "DET"):
            continue
        stop = next((token.i for token in signature if token.text in (",", "(", ";")), last)
        yield Candidate(
            construction="dash",
            cue=(dash, dash + 1),
            cue_head=dash,
            source=(name, stop),
            source_head=doc[name:stop].root.i,
            content=(layout.quotation_tokens[number],),
            quotations=(number,),
            floor=SIGNED_PROBABILITY,
        )


QUOTATION_CUE = Construction(
    name="quotation-cue",
    pattern=find_quotation_cues,
    mode="statement",
    takes_addressee=True,
    examples=(
        '["NATO is ready,"]{content} [Stoltenberg]{source} [said]{cue}.',
        '[Stoltenberg]{source} [said:]{cue} ["NATO is ready."]{content}',
    ),
    counterexamples=('Russia struck what it terms "terrorist" targets in Syria.',),
)
SIGNED = Construction(
    name="dash",
    pattern=find_dashes,
    cue_kind="nonverbal",
    mode="statement",
    examples=('["NATO is ready to defend all of the allies."]{content} [―]{cue} [Jens Stoltenberg]{source}',),
    counterexamples=('"NATO is ready" ― as it should be.', 'He praised the "NATO allies" ― Turkey and Spain.'),
)

CONSTRUCTIONS = (QUOTATION_CUE, SIGNED)
