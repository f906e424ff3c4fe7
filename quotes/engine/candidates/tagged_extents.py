"""Where the tagger's spans end: a source without its verb's circumstances, a content without what others said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Doc

from quotes.engine.constructions.punctuated import find_own_cue
from quotes.engine.constructions.second_verbs import without_second_verb
from quotes.engine.extents.source_extents import is_absolute_clause
from quotes.engine.extents.tails import without_tail
from quotes.engine.extents.trimming import trim_tokens
from quotes.engine.layout import Layout
from quotes.language.labels import find_children, has_role
from quotes.language.lexicon import word_list
from quotes.language.person_nouns import looks_like_person
from quotes.language.tree import sentence_of, tokens_of
from quotes.language.verb_words import RELATIVE_PRONOUNS
from quotes.spans import Range, subtract

CLAUSE_MARKS = frozenset({",", "–", "—", "--"})  # that set a clause apart from the source before it
STOPS = frozenset({".", "?", "!"})
MIN_PARTICIPLE_WORDS = 3  # of ", her voice breaking"
MAX_TURN = 40  # tokens between two quotations of one attribution
CIRCUMSTANCES = frozenset({"advcl", "obl", "obl:unmarked", "obl:tmod", "npadvmod", "advmod", "prep", "dep"})
OwnCues = dict[int, int]
"""Quotations by number with the token of the cue that is theirs alone."""


def find_own_cues(doc: Doc, layout: Layout) -> OwnCues:
    """The quotations that have a cue and a subject of their own after them, each with its cue."""
    opening = (number for number in range(len(layout.quotations)) if layout.begins_sentence(number))
    own_cues = ((number, find_own_cue(doc, layout, number)) for number in opening)
    return {number: cue for number, cue in own_cues if cue is not None}


def without_owned_by_others(
    doc: Doc, layout: Layout, own_cues: OwnCues, cue: Range, contents: Sequence[Range]
) -> list[Range]:
    """Token spans without the quotations after the first that have another cue: “A,” Lee said. “B,” Roy said."""
    numbers = quotations_in(layout, contents)
    if len(numbers) < 2:
        return list(contents)
    others = [
        number
        for place, number in enumerate(numbers)
        if not cue[0] <= own_cues.get(number, cue[0]) < cue[1]
        or (place and turns_to_another(doc, layout, numbers[place - 1], number, cue))
    ]
    if not others or len(others) == len(numbers):
        return list(contents)
    cuts = [layout.quotation_tokens[number] for number in others]
    return [part for span in contents for part in subtract(span, cuts)]


def turns_to_another(doc: Doc, layout: Layout, before: int, number: int, cue: Range) -> bool:
    """True if a sentence between two quotations leads to the second: “A,” Lee said. His son was unsure. “B.”

    It is about somebody else, or ends in a colon: “A,” Lee said. One sentence was left out: “B.”
    """
    between = sentences_between(doc, layout, before, number, cue)
    if between is None:
        return False
    if doc[between[1] - 1].text == ":" and between[1] == layout.quotation_tokens[number][0]:
        return True
    return is_about_another(doc, between, cue)


def is_about_another(doc: Doc, between: Range | None, cue: Range) -> bool:
    """True if the tokens between two quotations have another person as their subject than the cue."""
    speaker = next(find_children(doc[root_of(doc, cue)], "nsubj"), None)
    if between is None or speaker is None:
        return False
    subjects = (word for word in doc[slice(*between)] if has_role(word, "nsubj") and word.head.dep_ in ("ROOT", "root"))
    subject = next(subjects, None)
    if subject is None or not (subject.ent_type_ == "PERSON" or looks_like_person(subject.lemma_.lower())):
        return False
    return not {word.lower_ for word in subject.subtree} & {word.lower_ for word in speaker.subtree if word.is_alpha}


def sentences_between(doc: Doc, layout: Layout, before: int, number: int, cue: Range) -> Range | None:
    """The tokens between the sentence of a cue, after one quotation, and the next quotation; None if there are none."""
    start = max(layout.quotation_tokens[before][1], cue[1])
    end = min(layout.quotation_tokens[number][0], start + MAX_TURN)
    stop = next((i for i in range(start, end) if doc[i].text in STOPS), end)
    return (stop + 1, end) if stop < end - 1 else None


def leaves_first_quotation(doc: Doc, layout: Layout, cue: int, own: Range, content: Sequence[Range]) -> bool:
    """True if only the next sentence is left of a content whose `own` first span is before its cue.

    “A,” said Lee. “B.”
    """
    start, end = own
    number = layout.quotation_of[start]
    if not content or end > cue or number < 0 or not layout.begins_sentence(number) or content[0][0] <= cue:
        return False
    return any(token.text in STOPS for token in tokens_of(doc)[cue : content[0][0]])


def without_other_sentences(doc: Doc, layout: Layout, cue: Range, contents: Sequence[Range]) -> list[Range]:
    """Token spans without unquoted sentences where the cue's own sentence quotes: She said: “A.” [So it is.]"""
    numbers = quotations_in(layout, contents)
    own = sentence_of(doc, cue[0]) if numbers else (0, 0)
    if not any(own[0] <= layout.quotation_tokens[number][0] < own[1] for number in numbers):
        return list(contents)
    cuts = [
        sentence
        for span in contents
        for sentence in sentences_in(doc, span)
        if sentence != own and not quotations_in(layout, [sentence])
    ]
    return [part for span in contents for part in subtract(span, cuts)] if cuts else list(contents)


def sentences_in(doc: Doc, span: Range) -> Iterator[Range]:
    """The sentences that a span of tokens touches, each once."""
    place = span[0]
    while place < span[1]:
        sentence = sentence_of(doc, place)
        yield sentence
        place = sentence[1]


def without_what_follows(doc: Doc, layout: Layout, cue: int | None, content: Iterable[Range]) -> list[Range]:
    """Token spans of a content without the second verb of its source and without the author's tail."""
    return without_tail(doc, layout, cue, without_second_verb(doc, cue, content))


def without_what_is_named(doc: Doc, cue: int, content: Sequence[Range]) -> list[Range]:
    """Token spans without the noun that a participle names: "the sled" of "the sled, described by Lee as a relic"."""
    naming = [span for span in content if span[0] > cue and doc[span[0]].lower_ == "as"]
    return naming if naming and doc[cue].dep_ == "acl" else list(content)


def trim_source(doc: Doc, span: Range) -> Range:
    """A source without what its verb governs at its end: "Lee" of "Lee, crouching by the wall" and "Lee yesterday".

    Neither "who" belongs to it, nor "her voice breaking"; an age does: "Lee, 52".
    """
    start, end = with_age(doc, span)
    if end - start == 1:
        return start, end
    span = start, end = trim_tokens(doc, *without_clause_start(doc, (start, end)))
    head = doc[root_of(doc, (start, end))]
    last = head.right_edge.i
    if head.i < start or last >= end - 1:
        return span
    outside = doc[last + 1 : end]
    first = next((token for token in outside if not token.is_punct and not token.is_space), None)
    if first is None or not (first.lower_ in word_list("days") or outside[0].text in CLAUSE_MARKS):
        return span
    top = first
    while top.head.i not in (top.i, head.head.i):
        top = top.head
    is_circumstance = top.dep_ in CIRCUMSTANCES and top.head.i == head.head.i
    return trim_tokens(doc, start, last + 1) if is_circumstance else span


def with_age(doc: Doc, span: Range) -> Range:
    """A source with the age that stands between commas after it."""
    end = span[1]
    follows = end + 2 < len(doc) and doc[end].text == doc[end + 2].text == ","
    is_age = follows and doc[end + 1].text.isdigit() and span[0] <= doc[end + 1].head.i < end
    return (span[0], end + 2) if is_age else span


def without_clause_start(doc: Doc, span: Range) -> Range:
    """A source without "who" at its end, and without a participle that has a subject: ", her voice breaking"."""
    start, end = span
    while end - start > 1 and doc[end - 1].lower_ in RELATIVE_PRONOUNS:
        end -= 1
    comma = next((i for i in range(start + 1, end - 2) if doc[i].text in CLAUSE_MARKS), end)
    is_clause = end - comma > MIN_PARTICIPLE_WORDS and is_absolute_clause(doc, comma + 1, end)
    return (start, comma) if is_clause else (start, end)


def is_identified_by_clause(doc: Doc, source: Range, longer: Range) -> bool:
    """True if a longer source says which person it is: "a pilot who asked not to be named", not "the pilot, who …"."""
    start, end = source
    identifies = longer[0] <= start and longer[1] > end + 1 and doc[end].lower_ in ("who", "that")
    return identifies and has_role(doc[end].head, "relcl") and start <= doc[end].head.head.i < end


def quotations_in(layout: Layout, spans: Iterable[Range]) -> tuple[int, ...]:
    """The numbers of the quotations that spans of tokens touch."""
    if not layout.quotations:
        return ()
    numbers = set[int]().union(*[layout.quotation_of[start:end] for start, end in spans])
    return tuple(sorted(numbers - {-1}))


def root_of(doc: Doc, span: Range) -> int:
    """The first word of a span whose head is outside it, else the first token: "said" of "never said"."""
    start, end = span
    if end - start == 1:
        return start
    tokens = tokens_of(doc)
    for place in range(start, end):
        token = tokens[place]
        head = token.head.i
        if (head == place or not start <= head < end) and not token.is_punct and not token.is_space:
            return place
    return start
