"""Headlines: "Rail talks begin again - minister", "‘We lost all’: farmers on the flood"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from quotes.engine.attribution import Candidate
from quotes.engine.constructions.construction import Construction
from quotes.engine.layout import Layout
from quotes.language.labels import FINITE_TAGS
from quotes.language.lexicon import word_list
from quotes.language.sectors import body_words, role_words, singular
from quotes.language.verb_words import QUESTION_WORDS
from quotes.spans import Range
from quotes.text.titles import is_title

MAX_HEADLINE_WORDS = 30  # tokens of a paragraph that may be a headline
MAX_SOURCE_WORDS = 4  # tokens: "- health ministry report"
DASHES = frozenset({"-", "–", "—", "--"})
LINKS = frozenset({"on", "in", "as", "after", "about", "over", "at", "of", "who"})  # "‘We lost all’: farmers on …"
HEARING_VERBS = frozenset({"told", "hears", "heard"})
HEARING_PROBABILITY = 0.7  # set by hand: PolNeAR's training articles have none
PROBABILITY = 0.5  # of both, set by hand: PolNeAR's training articles have too few


def find_headlines(doc: Doc, layout: Layout) -> Iterator[Candidate]:
    """Paragraphs without a full stop that have who says so after a final dash, or a colon after that or a quotation."""
    for start, end in layout.paragraphs:
        if not 3 < end - start <= MAX_HEADLINE_WORDS or doc[end - 1].text in (".", "!", "?", ","):
            continue
        mark = next((i for i in range(end - 2, max(start, end - 2 - MAX_SOURCE_WORDS), -1) if is_dash(doc[i])), 0)
        if mark > start + 2 and all(map(_is_common, doc[mark + 1 : end])) and is_speaker(doc[end - 1]):
            yield _make("headline-source", mark, source=(mark + 1, end), content=(start, mark))
        label = next((i for i in range(start + 1, min(start + 1 + MAX_SOURCE_WORDS, end)) if doc[i].text == ":"), 0)
        if label and is_reporter(doc, (start, label)) and is_report(doc, (label + 1, end)):
            yield _make("headline-source", label, source=(start, label), content=(label + 1, end), floor=PROBABILITY)
        number = layout.quotation_of[start]
        colon = layout.quotation_tokens[number][1] if number >= 0 else end
        if number < 0 or colon >= end - 1 or doc[colon].text != ":":
            continue
        quotation = layout.quotations[number]
        if is_title(layout.text[quotation.inner_start : quotation.inner_end]):
            continue
        stop = next((i for i in range(colon + 1, end) if doc[i].lower_ in LINKS), end)
        if stop > colon + 1 and stop - colon <= MAX_SOURCE_WORDS + 1 and is_speaker(doc[stop - 1]):
            yield _make("headline-source", colon, source=(colon + 1, stop), content=(start, colon))


def _make(name: str, mark: int, *, source: Range, content: Range, floor: float = 0.0) -> Candidate:
    return Candidate(
        construction=name,
        cue=(mark, mark + 1),
        cue_head=mark,
        source=source,
        source_head=source[1] - 1,
        content=(content,),
        floor=floor,
        prior=PROBABILITY,
    )


def is_dash(token: Token) -> bool:
    """True for a dash between blanks, not for the hyphen of "high-profile"."""
    return token.text in DASHES and bool(token.whitespace_ and token.i and token.nbor(-1).whitespace_)


def is_speaker(token: Token) -> bool:
    """True for a word that names people, a body or a document: "union", "report", "residents", a person's name."""
    word = singular(token.lower_)
    if token.ent_type_ == "PERSON" or word in role_words() or word in body_words():
        return True
    return any(word in word_list(name) for name in ("groups", "documents", "insiders", "polls", "bare_heads"))


def is_reporter(doc: Doc, span: Range) -> bool:
    """True for a label that names who or what says so: "Report", "City officials"; not "Video", "Opinion"."""
    words = doc[slice(*span)]
    if not all(token.is_alpha and token.pos_ in ("NOUN", "PROPN", "ADJ") for token in words):
        return False
    last = singular(words[-1].lower_)
    return is_speaker(words[-1]) and last not in word_list("media") - word_list("polls") - word_list("publishers")


def is_report(doc: Doc, span: Range) -> bool:
    """True for words with a finite verb that are no question: "Strikes hit two hospitals in Hama"."""
    words = doc[slice(*span)]
    if not len(words) or words[0].lower_ in QUESTION_WORDS or not words[0].text[:1].isalnum():
        return False
    return any(token.tag_ in FINITE_TAGS for token in words)


def _is_common(token: Token) -> bool:
    """True for a word in small letters: "union", not the name of the newspaper."""
    return token.text.islower() and token.pos_ not in ("VERB", "AUX")


def find_hearings(doc: Doc, layout: Layout) -> Iterator[Candidate]:
    """Paragraphs without a full stop that begin with a court, a jury or an inquiry that is told something."""
    for start, end in layout.paragraphs:
        if not 4 < end - start <= MAX_HEADLINE_WORDS or doc[end - 1].text in (".", "!", "?", ","):
            continue
        cue = start + 1
        if doc[cue].lower_ not in HEARING_VERBS or doc[start].lower_ not in word_list("hearing_bodies"):
            continue
        if doc[cue + 1].is_alpha and doc[cue + 2].text != ":":
            yield Candidate(
                construction="headline-hearing",
                cue=(cue, cue + 1),
                cue_head=cue,
                source=None,
                source_head=None,
                content=((cue + 1, end),),
                prior=HEARING_PROBABILITY,
            )


HEADLINE_SOURCE = Construction(
    name="headline-source",
    pattern=find_headlines,
    cue_kind="nonverbal",
    mode="statement",
    source_is_label=True,
    prior=PROBABILITY,
    examples=(
        "[Air strikes near Hama to end on Monday]{content} [-]{cue} [ministry]{source}",
        "[Report]{source}[:]{cue} [Russian strikes hit two hospitals in Hama]{content}",
        "[“We saw them fall”]{content}[:]{cue} [residents]{source} on the night of the strikes",
    ),
    counterexamples=(
        "Air strikes near Hama to end on Monday - The Observer",
        "“The Strikes”: a film about Hama",
        "Video: Strikes hit two hospitals in Hama",
        "Analysis: What the strikes mean for Hama",
    ),
)
HEADLINE_HEARING = Construction(
    name="headline-hearing",
    pattern=find_hearings,
    mode="statement",
    claim="as_written",
    prior=HEARING_PROBABILITY,
    excludes_others=True,
    examples=("Inquiry [told]{cue} [air strikes hit two hospitals in Hama]{content}",),
    counterexamples=("The inquiry was told that air strikes hit Hama.", "Inquiry told to end by Friday."),
)
CONSTRUCTIONS = (HEADLINE_SOURCE, HEADLINE_HEARING)
